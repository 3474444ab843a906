"""What a visitor types to say who they are. Errors never say which part was wrong."""

import re
from typing import Any

from django import forms

from balai.access.claims import BirthAndMother, CardAndPin, Claim, NikAndPin, TagAndPin
from balai.access.rules import PIN_DIGITS, tag_uid
from balai.core.dates import LongDateField
from balai.introductions.forms import PhotoField
from balai.kiosk.forms.keys import DATE, NUMBER, digits, letters

DIGITS = re.compile(r"[\s.-]")


class SecretForm(forms.Form):
    """A card or the chip of a KTP-el, or a NIK; and the PIN. What a scanner read comes first, and alone."""

    scanned = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput())
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=16,
        widget=digits(*NUMBER, sends_itself=True, required=True),
    )
    pin = forms.CharField(
        label="PIN",
        required=False,
        max_length=PIN_DIGITS,
        widget=digits(PIN_DIGITS, secret=True, sends_itself=True, required=True),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("scanned") and not cleaned.get("nik"):
            raise forms.ValidationError("Ketik NIK Anda, atau tunjukkan kartu.")
        if not cleaned.get("pin") and not self.has_only_scanned:
            raise forms.ValidationError("Ketik juga PIN Anda, enam angka.")
        return cleaned

    @property
    def has_only_scanned(self) -> bool:
        """Whether a card or chip was read and the PIN is still to come."""
        return bool(self.cleaned_data.get("scanned")) and "pin" not in self.data

    @property
    def claim(self) -> Claim:
        """What is claimed, once the form is valid."""
        scanned, pin = self.cleaned_data["scanned"].strip(), DIGITS.sub("", self.cleaned_data["pin"])
        if not scanned:
            return NikAndPin(nik=DIGITS.sub("", self.cleaned_data["nik"]), pin=pin)
        return TagAndPin(tag=scanned, pin=pin) if tag_uid(scanned) else CardAndPin(card=scanned, pin=pin)


class BirthForm(forms.Form):
    """NIK, birth date and the mother's name, for papers that harm nobody."""

    nik = forms.CharField(
        label="NIK",
        max_length=16,
        widget=digits(*NUMBER, sends_itself=True, required=True),
        error_messages={"required": "Ketik NIK Anda."},
    )
    born = LongDateField(
        label="Tanggal, bulan, dan tahun lahir",
        widget=digits(*DATE, sends_itself=True, required=True),
        error_messages={"required": "Ketik tanggal lahir Anda."},
    )
    mother = forms.CharField(
        label="Nama ibu kandung",
        max_length=100,
        widget=letters(required=True),
        error_messages={"required": "Ketik nama ibu Anda."},
    )

    @property
    def claim(self) -> Claim:
        """What is claimed, once the form is valid."""
        found = self.cleaned_data
        return BirthAndMother(nik=DIGITS.sub("", found["nik"]), born=found["born"], mother=found["mother"])


class IntroductionForm(forms.Form):
    """The code of an introduction: scanned from its QR, or typed from the paper."""

    code = forms.CharField(
        label="Kode pengantar",
        max_length=600,
        widget=forms.TextInput(
            {"autocomplete": "off", "data-keys": "letters", "autocapitalize": "characters"}
        ),
        error_messages={"required": "Ketik kodenya, atau pindai kode QR-nya."},
    )


class PaperPhotoForm(forms.Form):
    """A photograph of an introduction on paper."""

    photo = PhotoField(error_messages={"required": "Foto dulu kertasnya."})


class PickupForm(forms.Form):
    """The code that was given when somebody still had to sign, or the tracking code of an application, typed or scanned."""

    code = forms.CharField(
        label="Kode ambil",
        max_length=300,
        widget=letters(required=True),
        error_messages={"required": "Ketik kodenya."},
    )


def _pin(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=PIN_DIGITS,
        widget=digits(PIN_DIGITS, secret=True, sends_itself=True, required=True),
        error_messages={"required": "Ketik enam angka."},
    )


class OwnPinForm(forms.Form):
    """The old PIN once and the new one twice."""

    old = _pin("PIN sekarang")
    new = _pin("PIN baru, enam angka")
    again = _pin("PIN baru sekali lagi")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            raise forms.ValidationError("PIN barunya belum sama. Ketik dua kali yang sama.")
        return cleaned

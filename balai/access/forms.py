"""What officers type about the access of a resident."""

from typing import Any, cast

from django import forms

from balai.access.enums import CardState
from balai.access.models import ServiceCard
from balai.access.rules import ONE_TIME_HOURS

LASTING = "tetap"


class PinForm(forms.Form):
    """For how long the PIN serves."""

    lasts = forms.ChoiceField(
        label="Berlaku",
        choices=[
            (LASTING, "Tetap, sampai diganti"),
            *((str(hours), f"Sekali pakai, {hours} jam") for hours in ONE_TIME_HOURS),
        ],
        initial=LASTING,
        widget=forms.RadioSelect(attrs={"class": "choices-one"}),
        help_text="Sekali pakai: untuk satu kunjungan hari ini.",
    )

    @property
    def hours(self) -> int | None:
        """Of a one-time PIN; None for a lasting one."""
        lasts = self.cleaned_data["lasts"]
        return None if lasts == LASTING else int(lasts)


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(label="Alasan", max_length=300)

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = f"Misalnya: {example}."


class CardEndForm(forms.Form):
    """What became of a card."""

    state = forms.ChoiceField(
        label="Yang terjadi",
        choices=[(CardState.LOST, "Kartu hilang"), (CardState.WITHDRAWN, "Kartu ditarik")],
        widget=forms.RadioSelect(attrs={"class": "choices-small"}),
    )
    reason = forms.CharField(label="Keterangan", max_length=300, required=False)

    @property
    def chosen(self) -> CardState:
        return CardState(self.cleaned_data["state"])


class TagForm(forms.Form):
    """A field that the reader types into; what it types is not shown again."""

    scanned = forms.CharField(
        label="Nomor chip",
        max_length=40,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True, "class": "input-nik"}),
        help_text="Klik kotak ini, lalu tempelkan KTP-el ke alat pembaca.",
    )


class CardsForm(forms.Form):
    """Which of the cards that wait are printed."""

    cards = forms.ModelMultipleChoiceField(
        queryset=ServiceCard.objects.none(),
        error_messages={
            "required": "Pilih paling sedikit satu kartu.",
            "invalid_choice": "Salah satu kartu ini sudah berakhir. Muat ulang halaman.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelMultipleChoiceField[ServiceCard]", self.fields["cards"])
        choice.queryset = ServiceCard.objects.in_use().select_related("resident")


class FindForm(forms.Form):
    """Who stands at the kiosk: by name or NIK."""

    q = forms.CharField(label="Nama atau NIK di KTP", max_length=100, required=False)

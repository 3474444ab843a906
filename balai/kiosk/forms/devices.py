"""Pairing, changing and locking a device."""

from typing import Any, cast

from django import forms

from balai.kiosk.models import KioskDevice
from balai.kiosk.rules import CODE_LENGTH, read_code
from balai.printing.models import Printer

TAKEN = "Nama ini sudah dipakai anjungan lain."


class DeviceNames(forms.Form):
    """What a device is called and where it stands. `device` is the one that is being changed."""

    name = forms.CharField(
        label="Nama anjungan",
        max_length=60,
        help_text="Contoh: Anjungan 1",
        error_messages={"required": "Beri nama supaya petugas mengenalinya."},
    )
    place = forms.CharField(label="Tempat", max_length=100, required=False, help_text="Contoh: Ruang tunggu")

    def __init__(self, *args: Any, device: KioskDevice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.device = device

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = KioskDevice.objects.paired().filter(name__iexact=name)
        if self.device is not None:
            others = others.exclude(pk=self.device.pk)
        if others.exists():
            raise forms.ValidationError(TAKEN)
        return name


class PairForm(DeviceNames):
    """The code on the screen of the new device."""

    code = forms.CharField(
        label="Kode di layar anjungan",
        max_length=20,
        help_text="8 huruf dan angka",
        widget=forms.TextInput(
            {"class": "input-short", "autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": "Ketik kode yang tampil di layar anjungan."},
    )

    field_order = ["code", "name", "place"]

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError("Kodenya 8 huruf dan angka. Periksa lagi layar anjungan.")
        return code


class DeviceForm(DeviceNames):
    """All that may be changed of a device."""

    printer = forms.ModelChoiceField(
        Printer.objects.none(),
        label="Pencetak",
        required=False,
        empty_label="Belum ada",
        help_text="Surat dari anjungan ini keluar di sana.",
    )
    slip_printer = forms.ModelChoiceField(
        Printer.objects.none(), label="Pencetak struk", required=False, empty_label="Tidak ada"
    )
    speaks = forms.BooleanField(
        label="Suara hidup sejak awal", required=False, help_text="Warga tetap bisa mematikannya."
    )
    is_training = forms.BooleanField(
        label="Mode latihan",
        required=False,
        help_text="Memakai warga rekaan. Surat bertanda LATIHAN dan tidak dihitung.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        printers = Printer.objects.active().in_order()
        cast(forms.ModelChoiceField[Printer], self.fields["printer"]).queryset = printers.for_letters()
        cast(forms.ModelChoiceField[Printer], self.fields["slip_printer"]).queryset = printers.for_slips()


class LockForm(forms.Form):
    """Why a device is locked; the officers see it."""

    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Contoh: Pencetak sedang diperbaiki",
        error_messages={"required": "Tulis alasannya untuk petugas lain."},
    )

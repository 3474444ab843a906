"""Forms of printers and of the ledger."""

import re
from typing import Any

from django import forms

from balai.core.ipp import check_address
from balai.core.office_network import ForeignAddress
from balai.core.slips import check_slip_address
from balai.printing.enums import Medium, PrinterKind

_BARE_HOST = re.compile(r"[\w.-]+|\[[0-9a-fA-F:]+\]")
_FOREIGN = "Alamat harus di jaringan kantor. Contoh: 192.168.1.20"


def full_address(kind: str, text: str) -> str:
    """'192.168.1.20' → 'ipp://192.168.1.20/ipp/print'; what names its way already stays as it is."""
    if kind == PrinterKind.BROWSER:
        return ""
    if not _BARE_HOST.fullmatch(text):
        return text
    return f"ipp://{text}/ipp/print" if kind == PrinterKind.SHEET else f"tcp://{text}:9100"


class PrinterForm(forms.Form):
    """What a printer is called, where it stands, how it is reached, and which paper lies in it."""

    name = forms.CharField(
        label="Nama",
        max_length=60,
        help_text="Contoh: Pencetak lobi",
        error_messages={"required": "Isi nama pencetak."},
    )
    place = forms.CharField(
        label="Tempat", max_length=80, required=False, help_text="Contoh: Ruang pelayanan"
    )
    kind = forms.ChoiceField(
        label="Jenis",
        choices=PrinterKind,
        initial=PrinterKind.SHEET,
        widget=forms.RadioSelect({"class": "choices-one"}),
        error_messages={"required": "Pilih jenisnya."},
    )
    address = forms.CharField(
        label="Alamat di jaringan",
        max_length=200,
        required=False,
        help_text="Contoh: 192.168.1.20. Tertulis di layar pencetak, bagian jaringan.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    medium = forms.ChoiceField(
        label="Kertas di dalamnya",
        choices=Medium,
        initial=Medium.A4,
        widget=forms.RadioSelect({"class": "choices-small"}),
        error_messages={"required": "Pilih kertasnya."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", PrinterKind.SHEET)
        cleaned["address"] = full_address(kind, cleaned.get("address", "").strip())
        try:
            if kind == PrinterKind.SHEET:
                check_address(cleaned["address"])
            elif kind == PrinterKind.SLIP:
                check_slip_address(cleaned["address"])
        except ForeignAddress:
            self.add_error("address", _FOREIGN)
        return cleaned


class ChangePrinterForm(PrinterForm):
    """As `PrinterForm`, for a printer whose kind is settled."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            choices=PrinterKind, initial=kind, disabled=True, widget=forms.HiddenInput
        )
        if kind == PrinterKind.BROWSER:
            del self.fields["address"]


class ReasonForm(forms.Form):
    """Why something is done again, or not at all."""

    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Contoh: Kertas macet",
        error_messages={"required": "Tulis alasannya."},
    )


class SpoiledForm(ReasonForm):
    """How much paper was spoiled, and by what."""

    sheets = forms.IntegerField(
        label="Berapa lembar?",
        min_value=1,
        max_value=500,
        initial=1,
        widget=forms.NumberInput({"class": "input-short", "inputmode": "numeric"}),
        error_messages={
            "required": "Isi jumlahnya.",
            "min_value": "Sedikitnya 1 lembar.",
            "max_value": "Paling banyak 500 lembar.",
        },
    )
    field_order = ("sheets", "reason")

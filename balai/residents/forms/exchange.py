"""Forms of the pages where a register file comes in and goes out."""

from datetime import date
from typing import Any

from django import forms

from balai.core.dates import LongDateField
from balai.residents.exchange.enums import Decision
from balai.residents.exchange.layouts import LAYOUTS

BY_ITSELF = ""
OCCUPATION_LISTS = (
    (BY_ITSELF, "Kenali sendiri"),
    ("89", "Daftar 89 pekerjaan (OpenSID)"),
    ("99", "Daftar 99 pekerjaan (SIAK baru)"),
)


class OccupationListForm(forms.Form):
    """Which of the two occupation lists a file uses."""

    occupations = forms.ChoiceField(
        label="Daftar pekerjaan di berkas", choices=OCCUPATION_LISTS, required=False, widget=forms.RadioSelect(attrs={"class": "choices-small"}),
        help_text="Kode 89 berarti 'Lainnya' di daftar lama dan 'Anggota lembaga tinggi' di daftar baru.", initial=BY_ITSELF,
    )  # fmt: skip

    def clean_occupations(self) -> int | None:
        return int(self.cleaned_data["occupations"]) if self.cleaned_data["occupations"] else None


class UploadForm(OccupationListForm):
    """A file and the day for which it speaks."""

    file = forms.FileField(
        label="Berkas data warga",
        help_text="Ekspor OpenSID, daftar SIAK, atau berkas Balai: .xlsx, .xls, .ods, atau .csv.",
        error_messages={
            "required": "Pilih berkasnya dulu.",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
    )
    as_of = LongDateField(
        label="Data per tanggal", help_text="Tanggal berkas diambil dari SIAK atau OpenSID."
    )

    field_order = ("file", "as_of", "occupations")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("as_of", today)

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError("Tanggal ini belum terjadi. Tulis tanggal berkas diambil.")
        return as_of


class DecisionForm(forms.Form):
    """What of a checked file is written."""

    decision = forms.ChoiceField(
        label="Yang diterapkan", choices=Decision.choices, widget=forms.RadioSelect(attrs={"class": "choices-small"}),
        initial=Decision.GOOD_ROWS,
    )  # fmt: skip
    accept_happenings = forms.BooleanField(
        label="Catat juga peristiwa di berkas ini", required=False,
        help_text="Kematian, kepindahan, ganti kepala keluarga, dan ganti KK. Lihat dulu daftarnya.",
    )  # fmt: skip


class ExportForm(forms.Form):
    """Which layout, and who is in it."""

    layout = forms.ChoiceField(
        label="Susunan kolom",
        choices=[(name, f"{layout.title[0].upper()}{layout.title[1:]}, {len(layout.columns)} kolom") for name, layout in LAYOUTS.items()],
        initial="balai", widget=forms.RadioSelect(attrs={"class": "choices-small"}),
    )  # fmt: skip
    everybody = forms.BooleanField(
        label="Sertakan yang sudah meninggal atau pindah", required=False,
        help_text="Tanpa ini hanya warga yang hidup dan menetap.",
    )  # fmt: skip

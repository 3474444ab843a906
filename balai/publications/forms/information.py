"""An entry of public information."""

from typing import Any

from django import forms

from balai.publications.enums import InformationClass
from balai.publications.models import InformationEntry
from balai.publications.operations.information import LARGEST_FILE, InformationFacts


class InformationForm(forms.Form):
    """What there is, who answers for it, and the document."""

    information_class = forms.ChoiceField(
        label="Kelas", choices=InformationClass, error_messages={"required": "Pilih kelasnya."},
        help_text="Berkala: tiap enam bulan. Serta-merta: mendesak. Setiap saat: kalau diminta. Dikecualikan: tidak dibuka.",
    )  # fmt: skip
    title = forms.CharField(
        label="Judul", max_length=160, help_text="Contoh: Laporan realisasi APB Desa",
        error_messages={"required": "Tulis judulnya."},
    )  # fmt: skip
    year = forms.IntegerField(
        label="Tahun", min_value=1945, max_value=2100,
        error_messages={"required": "Tulis tahunnya.", "invalid": "Tulis tahun dengan empat angka."},
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric"}),
    )  # fmt: skip
    summary = forms.CharField(
        label="Ringkasan", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis ringkasannya."},
    )  # fmt: skip
    responsible = forms.CharField(
        label="Penanggung jawab", max_length=100, help_text="Jabatan, misalnya Kaur Keuangan.",
        error_messages={"required": "Tulis jabatannya."},
    )  # fmt: skip
    exempt_reason = forms.CharField(
        label="Alasan dikecualikan", max_length=500, required=False,
        help_text="Hanya untuk yang dikecualikan. Sebut dasar hukumnya.", widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    file = forms.FileField(
        label="Berkas PDF", required=False,
        help_text=f"Paling besar {LARGEST_FILE // 1024 // 1024} MB. Periksa dulu: tidak boleh memuat NIK atau data pribadi.",
        error_messages={"empty": "Berkas ini kosong. Pilih lagi."},
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )  # fmt: skip

    def __init__(self, *args: Any, entry: InformationEntry | None = None, **kwargs: Any) -> None:
        if entry:
            said = ("information_class", "title", "year", "summary", "responsible", "exempt_reason")
            kwargs["initial"] = {name: getattr(entry, name) for name in said}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("information_class") == InformationClass.EXEMPT:
            if not said.get("exempt_reason"):
                self.add_error("exempt_reason", "Tulis mengapa informasi ini tidak dibuka.")
            if said.get("file"):
                self.add_error("file", "Informasi yang dikecualikan tidak memuat berkas.")
        return said

    @property
    def facts(self) -> InformationFacts:
        said = self.cleaned_data
        return InformationFacts(
            InformationClass(said["information_class"]),
            said["title"],
            said["year"],
            said["summary"],
            said["responsible"],
            said["exempt_reason"],
        )

    @property
    def document(self) -> bytes | None:
        file = self.cleaned_data.get("file")
        return file.read() if file else None

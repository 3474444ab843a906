"""What a reader reports, and what an officer answers."""

from django import forms
from django.core.exceptions import ValidationError

from balai.publications.enums import Outcome


class CorrectionForm(forms.Form):
    """What is wrong. `website` is there for machines: people never see it."""

    text = forms.CharField(
        label="Apa yang keliru?",
        max_length=1000,
        help_text="Contoh: jam buka hari Jumat salah. Jangan tulis NIK atau data pribadi.",
        error_messages={"required": "Tulis apa yang keliru."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.CharField(
        label="Nomor WhatsApp atau surel Anda",
        max_length=100,
        required=False,
        help_text="Hanya petugas yang melihatnya. Dihapus 90 hari setelah dijawab.",
    )
    website = forms.CharField(
        label="Kosongkan isian ini",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError("Kosongkan isian ini.")
        return ""


class CodeForm(forms.Form):
    """The code of an earlier report."""

    code = forms.CharField(
        label="Kode laporan",
        max_length=40,
        help_text="12 huruf dan angka, misalnya k7m2-9xqw-wv4h",
        error_messages={"required": "Tulis kodenya."},
        widget=forms.TextInput(attrs={"class": "input-nik", "autocomplete": "off", "autocapitalize": "off"}),
    )


class AnswerForm(forms.Form):
    """How a report ends."""

    outcome = forms.ChoiceField(
        label="Hasilnya",
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasilnya."},
    )
    answer = forms.CharField(
        label="Jawaban",
        max_length=1000,
        help_text="Pelapor membacanya. Yang dibetulkan juga tampil 90 hari untuk semua orang. Jangan tulis data pribadi.",
        error_messages={"required": "Tulis jawabannya, dengan alasannya."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )

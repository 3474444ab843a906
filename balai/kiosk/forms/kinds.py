"""What a village decides about a kind of letter at its kiosks."""

from typing import Any

from django import forms

from balai.access.enums import Way
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.ladder import ORDER

HINTS = {
    Way.CARD_PIN: "Kartu dari desa, ditunjukkan ke alat baca.",
    Way.TAG_PIN: "KTP-el yang sudah didaftarkan di loket.",
    Way.NIK_PIN: "Diketik sendiri di layar.",
    Way.INTRODUCTION: "Siapa pun yang memegang pengantar bisa memakainya.",
    Way.BIRTH_MOTHER: "Tetangga juga bisa tahu. Hanya untuk surat yang tidak merugikan.",
    Way.OFFICER: "Petugas mencocokkan wajah dan KTP. Selalu boleh.",
}


class KindForm(forms.Form):
    """Offered or not, how people are recognised, and whether an introduction is asked for."""

    is_offered = forms.BooleanField(label="Ada di anjungan", required=False)
    ways = forms.MultipleChoiceField(
        label="Warga dikenali lewat",
        choices=[(way.value, f"{way.label}. {HINTS[way]}") for way in ORDER],
        widget=forms.CheckboxSelectMultiple({"class": "choices-one"}),
        error_messages={"required": "Pilih paling sedikit satu cara."},
    )
    introduction = forms.ChoiceField(
        label="Pengantar ketua RT",
        choices=IntroductionRule.choices,
        widget=forms.RadioSelect({"class": "choices-small"}),
        help_text="Untuk dokumen kependudukan, Perpres 96/2018 tidak lagi mensyaratkannya.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        ways = cleaned.get("ways", [])
        if cleaned.get("introduction") == IntroductionRule.FORBIDDEN and Way.INTRODUCTION in ways:
            self.add_error("ways", "Pengantar tidak boleh diminta, jadi tidak bisa jadi cara dikenali.")
        return cleaned

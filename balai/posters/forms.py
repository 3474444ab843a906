"""What an officer says about a paper: size, bleed, copies, place, and which services a board shows."""

from collections.abc import Sequence
from typing import Any

from django import forms

from balai.posters.models import MOST_COPIES
from balai.posters.papers import OFFICE, SIZES, Paper
from balai.services.catalogue import Listed

FINISHED, WITH_MARKS = "jadi", "potong"


class PaperForm(forms.Form):
    """One order."""

    ukuran = forms.ChoiceField(
        label="Ukuran",
        widget=forms.RadioSelect(attrs={"class": "choices-small"}),
        error_messages={"required": "Pilih ukurannya.", "invalid_choice": "Ukuran ini tidak ada. Pilih yang lain."},
    )  # fmt: skip
    tepi = forms.ChoiceField(
        label="Dicetak di mana?",
        choices=[
            (FINISHED, "Di kantor: ukuran jadi"),
            (WITH_MARKS, "Di percetakan: lebihan 3 mm dan tanda potong"),
        ],
        initial=FINISHED,
        widget=forms.RadioSelect(attrs={"class": "choices-small"}),
        error_messages={"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu."},
    )
    layanan = forms.MultipleChoiceField(
        label="Layanan di papan",
        help_text="Kosongkan untuk semua layanan.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Layanan ini tidak ditawarkan. Pilih yang lain."},
    )
    lembar = forms.IntegerField(
        label="Berapa lembar?", min_value=1, max_value=MOST_COPIES, initial=1,
        widget=forms.NumberInput(attrs={"class": "input-short", "inputmode": "numeric"}),
        error_messages={
            "required": "Isi berapa lembar, misalnya 1.", "invalid": "Tulis dengan angka, misalnya 2.",
            "min_value": "Paling sedikit 1 lembar.", "max_value": f"Paling banyak {MOST_COPIES} lembar.",
        },
    )  # fmt: skip
    tempat = forms.CharField(
        label="Akan dipasang di mana?", max_length=120, required=False,
        help_text="Supaya bisa dicari lagi kalau datanya berganti, misalnya: balai dusun Krajan.",
        error_messages={"max_length": "Persingkat menjadi 120 huruf."},
    )  # fmt: skip

    def __init__(self, *args: Any, paper: Paper, board: Sequence[Listed] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sizes = [SIZES[slug] for slug in paper.sizes]
        self.fields["ukuran"].choices = [  # type: ignore[attr-defined]  # the field declared above
            (
                size.slug,
                f"{size.name} · {size.in_words}" + ("" if size.slug in OFFICE else " · di percetakan"),
            )
            for size in sizes
        ]
        self.fields["ukuran"].initial = sizes[0].slug
        if board:
            self.fields["layanan"].choices = [(each.service.slug, each.standard.name) for each in board]  # type: ignore[attr-defined]  # declared above
        else:
            del self.fields["layanan"]

    @property
    def bleed(self) -> bool:
        return bool(self.cleaned_data["tepi"] == WITH_MARKS)

"""Django's own sentences, in words that a resident reads without help."""

import pytest
from django import forms


class Everything(forms.Form):
    name = forms.CharField(max_length=5)
    number = forms.IntegerField(max_value=9)
    choice = forms.ChoiceField(choices=[("a", "A")])
    email = forms.EmailField()


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({}, ["Bagian ini belum diisi."] * 4),
        (
            {"name": "terlalu", "number": "dua", "choice": "b", "email": "siti"},
            [
                "Terlalu panjang: 7 huruf. Paling banyak 5.",
                "Tulis dengan angka bulat, tanpa huruf.",
                "Pilih salah satu yang ada di daftar.",
                "Alamat surel ini belum lengkap. Tulis seperti nama@contoh.id.",
            ],
        ),
        (
            {"name": "Siti", "number": "10", "choice": "a", "email": "siti@contoh.id"},
            ["Paling besar 9."],
        ),
    ],
)
def test_a_wrong_answer_is_told_in_plain_words(given: dict[str, str], problems: list[str]) -> None:
    errors = Everything(given).errors

    assert [problem for field in errors.values() for problem in field] == problems

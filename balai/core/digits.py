"""Form fields for the long numbers of people and families, forgiving in how they are typed."""

import re
from typing import Any

from django import forms

from balai.core.identity import kk_problem, nik_problem

_BETWEEN = re.compile(r"[\s.-]")


class DigitsField(forms.CharField):
    """A long number, typed with spaces, dots or dashes; cleaned to what is left without them.

    By itself it judges nothing: for a number that is only compared with another.
    """

    widget = forms.TextInput({"class": "input-nik", "inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, max_length: int = 25, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> str:
        text = _BETWEEN.sub("", super().clean(value))
        self.validate(text)  # again: nothing but dashes is nothing
        if text and (problem := self.problem(text)):
            raise forms.ValidationError(problem)
        return text

    def problem(self, digits: str) -> str | None:
        """What is wrong with the number, in a sentence."""
        return None


class NikField(DigitsField):
    """A NIK of 16 digits (UU 24/2013 pasal 13)."""

    def problem(self, digits: str) -> str | None:
        return nik_problem(digits)


class KkField(DigitsField):
    """The number of a *kartu keluarga*, 16 digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Nomor KK", "help_text": "16 angka, ada di kanan atas KK.", **kwargs})

    def problem(self, digits: str) -> str | None:
        return kk_problem(digits)

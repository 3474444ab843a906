"""Choosing from the code lists of the law."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import IntegerChoices


class CodeField(forms.TypedChoiceField):
    """Chooses from a code list, with nothing chosen beforehand: a first entry would be taken unread."""

    def __init__(
        self,
        codes: type[IntegerChoices],
        *,
        leave_out: Collection[int] = (),
        nothing: str = "Pilih",
        **kwargs: Any,
    ) -> None:
        listed = [(code, label) for code, label in codes.choices if code not in leave_out]
        super().__init__(
            choices=[("", nothing), *listed], coerce=lambda code: codes(int(code)), empty_value=None, **kwargs
        )

"""A form field for several short texts, typed one a line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class LinesField(forms.Field):
    """Reads a list of texts; empty lines are nothing. Each has at most `longest` letters, and there are at most `most`."""

    widget = forms.Textarea

    def __init__(self, *, longest: int, most: int, rows: int = 3, **kwargs: Any) -> None:
        self.longest, self.most = longest, most
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def validate(self, value: Sequence[str]) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(f"Paling banyak {self.most} baris. Hapus {len(value) - self.most} baris.")
        if too_long := next((line for line in value if len(line) > self.longest), None):
            raise ValidationError(f"Baris “{too_long[:30]}…” lebih dari {self.longest} huruf. Pendekkan.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(self.prepare_value(initial)) != self.to_python(data)

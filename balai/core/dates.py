"""A form field for a day, written as people write it."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from balai.core.calendar import MONTHS, long_date

NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
WORDED = re.compile(r"(\d{1,2})[\s.-]*([a-z]{3,})[\s.,-]*(\d{4})")
UNREADABLE = "Tanggal ini belum terbaca. Tulis seperti 5 Juli 1992."


def read_date(text: str) -> date | None:
    """The day meant by '5 Juli 1992', '5 jul 1992', '05-07-1992', '5/7/1992', '05071992' or '1992-07-05'.

    None when unclear. A year has four digits: '92' would be a guess.
    """
    text = text.strip().lower()
    if match := ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := NUMERIC.fullmatch(text) or DIGITS.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := WORDED.fullmatch(text):
        day, year = int(match[1]), int(match[3])
        month = _month(match[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    """1 for 'januari' or 'jan'; 0 when it is no month or could be two."""
    word = {
        "pebruari": "februari",
        "peb": "feb",
        "nopember": "november",
        "nop": "nov",
        "agt": "agu",
        "ags": "agu",
    }.get(word, word)
    found = [number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(word)]
    return found[0] if len(found) == 1 else 0


class LongDateInput(forms.DateInput):
    """Shows '5 Juli 1992'."""

    def format_value(self, value: Any) -> str | None:
        return long_date(value) if isinstance(value, date) else super().format_value(value)


class LongDateField(forms.DateField):
    """Reads and shows a day in words; see `read_date`."""

    widget = LongDateInput
    default_error_messages = {"invalid": UNREADABLE}

    def __init__(self, *, help_text: str = "Contoh: 5 Juli 1992", **kwargs: Any) -> None:
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        day = read_date(str(value))
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

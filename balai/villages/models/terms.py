"""What all terms of office have in common."""

from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from balai.accounts.models import Officer

phone_number = RegexValidator(r"^\+?[0-9][0-9 ()-]{5,18}$", "Tulis nomor telepon dengan angka saja.")

ENDS_BEFORE_IT_BEGINS = "Tanggal selesai tidak boleh sebelum tanggal mulai."


class TermQuerySet[M: models.Model](models.QuerySet[M]):
    """Terms of office by the days on which they count; the last day is still part of the term."""

    def serving(self, on: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def of_officer(self, officer: Officer) -> Self:
        return self.filter(officer=officer)

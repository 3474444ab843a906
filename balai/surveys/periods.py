"""Quarters, semesters and years, as surveys are published."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from balai.core.calendar import ROMAN_MONTHS
from balai.core.months import Month
from balai.surveys.enums import Span

MONTHS: Final = {Span.QUARTER: 3, Span.SEMESTER: 6, Span.YEAR: 12}
_ADDRESS: Final = re.compile(
    rf"(?P<year>20\d\d)-(?P<span>{'|'.join(Span.values)})-(?P<number>[1-4])", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Period:
    """The `number`-th quarter or semester of a year, or the year itself (number 1)."""

    year: int
    span: Span
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12 // MONTHS[self.span]:
            raise ValueError(f"no period: {self.year} {self.span} {self.number}")

    @classmethod
    def around(cls, month: Month, span: Span) -> Self:
        """The period in which a month lies."""
        return cls(month.year, span, (month.number - 1) // MONTHS[span] + 1)

    @classmethod
    def latest(cls, today: date, span: Span) -> Self:
        """The newest period of which something can be counted."""
        return cls.around(_last_counted(today), span)

    @classmethod
    def read(cls, address: str) -> Self | None:
        """The period of an address such as '2026-triwulan-4', or None."""
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return None
        try:
            return cls(int(found["year"]), Span(found["span"]), int(found["number"]))
        except ValueError:
            return None

    @property
    def address(self) -> str:
        return f"{self.year}-{self.span.value}-{self.number}"

    @property
    def first(self) -> Month:
        return Month(self.year, (self.number - 1) * MONTHS[self.span] + 1)

    @property
    def last(self) -> Month:
        return Month(self.year, self.number * MONTHS[self.span])

    def counted(self, today: date) -> list[Month]:
        """Its months that are over. In this month somebody could look before and after one visitor, and subtract."""
        return self.first.until(min(self.last, _last_counted(today)))

    @property
    def label(self) -> str:
        """'Triwulan IV 2026', 'Tahun 2026'."""
        if self.span is Span.YEAR:
            return f"Tahun {self.year}"
        return f"{self.span.label} {ROMAN_MONTHS[self.number - 1]} {self.year}"

    @property
    def before(self) -> "Period":
        """The same span, one earlier."""
        return Period.around(Month.of(self.first.eve), self.span)


def in_words(months: list[Month]) -> str:
    """'Oktober–Desember 2026', 'Oktober 2026'; "" for none. The months are of one year."""
    if len(months) > 1:
        return f"{months[0].name}–{months[-1].label}"
    return "".join(month.label for month in months)


def periods_to_choose(today: date) -> list[Period]:
    """Four quarters, two semesters and two years, from the latest on."""
    chosen = []
    for span, many in ((Span.QUARTER, 4), (Span.SEMESTER, 2), (Span.YEAR, 2)):
        period = Period.latest(today, span)
        for _ in range(many):
            chosen.append(period)
            period = period.before
    return chosen


def _last_counted(today: date) -> Month:
    return Month.of(Month.of(today).eve)

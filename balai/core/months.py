"""A calendar month, as register books are kept."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from balai.core.calendar import month_name
from balai.core.languages import say


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One month; `number` counts from 1."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, slug: str) -> Self:
        """The month of '2026-11'. Raises `ValueError`."""
        if len(slug) != 7:
            raise ValueError(slug)
        return cls.of(date.fromisoformat(f"{slug}-01"))

    @property
    def slug(self) -> str:
        """'2026-11', for addresses and names of files."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def label(self) -> str:
        """'November 2026'."""
        return f"{say(month_name(self.number))} {self.year}"

    @property
    def name(self) -> str:
        """'November'."""
        return month_name(self.number)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.following.eve

    @property
    def eve(self) -> date:
        """The last day before this month."""
        return self.first - timedelta(days=1)

    @property
    def following(self) -> Self:
        beyond = self.number == 12
        return type(self)(self.year + beyond, 1 if beyond else self.number + 1)

    @classmethod
    def latest(cls, day: date, count: int) -> list[Self]:
        """The month of `day` and those before it, the latest first."""
        months = [cls.of(day)]
        while len(months) < count:
            months.append(cls.of(months[-1].eve))
        return months

    def until(self, last: Self) -> list[Self]:
        """This month and all later ones up to `last`; none when that lies before."""
        months, month = [], self
        while month <= last:
            months.append(month)
            month = month.following
        return months


def months_after(day: date, count: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.month - 1 + count, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))

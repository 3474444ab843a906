"""The *Indeks Kepuasan Masyarakat* (IKM) as Permen PANRB 14/2017 computes it, and what is too little to be shown."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from balai.surveys.enums import Reason

SCALE: Final = (1, 2, 3, 4)
CONTENT: Final = 3
"""From this score on somebody was content."""
CONVERSION: Final = 25
"""Makes 25 to 100 out of 1 to 4."""
SMALLEST_SAMPLE: Final = 5
"""Fewer answers are not shown: neighbours would know whose they are."""

_CHI_SQUARE: Final = Fraction("3.841")
_SHARE: Final = Fraction(1, 2)
_ERROR: Final = Fraction(1, 20)
_TABLE_ENDS: Final = 100_000
_TABLE_ENDS_WITH: Final = 384


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each of the four answers was given, the worst first."""

    counts: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def content(self) -> int:
        """How many answered 3 or 4."""
        return sum(self.counts[CONTENT - 1 :])

    @property
    def discontent(self) -> int:
        return self.total - self.content

    @property
    def mean(self) -> Fraction:
        """*Nilai rata-rata* (NRR). Raises `ZeroDivisionError` when nobody answered."""
        return Fraction(
            sum(value * count for value, count in zip(SCALE, self.counts, strict=True)), self.total
        )

    @property
    def mean_value(self) -> Decimal:
        """The mean as reports print it: 3.621."""
        return rounded(self.mean, 3)

    @property
    def weighted_value(self) -> Decimal:
        """*NRR tertimbang* as reports print it, with a weight of one in nine."""
        return rounded(self.mean / 9, 3)

    @property
    def is_enough(self) -> bool:
        return self.total >= SMALLEST_SAMPLE

    def __add__(self, other: "Tally") -> "Tally":
        one, two, three, four = (a + b for a, b in zip(self.counts, other.counts, strict=True))
        return Tally((one, two, three, four))


@dataclass(frozen=True, slots=True)
class Grade:
    """*Mutu pelayanan*: the letter, the word for it, and the index from which it counts."""

    letter: str
    name: str
    lowest: Decimal


GRADES: Final = (
    Grade("A", "Sangat baik", Decimal("88.31")),
    Grade("B", "Baik", Decimal("76.61")),
    Grade("C", "Kurang baik", Decimal("65.00")),
    Grade("D", "Tidak baik", Decimal("25.00")),
)


def index_of(tallies: Collection[Tally]) -> Decimal:
    """The IKM, rounded to two places: the mean of the elements' means, times 25.

    The annex prints the weight of one element as 0,11. With that a survey in which everybody answers 4 gives 99.00; the
    published indices of offices agree with one in nine, which is what is used here. Raises `ZeroDivisionError` for an
    element that nobody answered.
    """
    weight = Fraction(1, len(tallies))
    return rounded(sum((tally.mean * weight for tally in tallies), Fraction()) * CONVERSION, 2)


def grade_of(index: Decimal) -> Grade:
    """The grade of an index that is already rounded: between two intervals lies a gap of 0.01. Raises `ValueError`."""
    for grade in GRADES:
        if grade.lowest <= index <= 100:
            return grade
    raise ValueError(f"no index: {index}")


def rounded(value: Fraction, places: int) -> Decimal:
    """To that many places, halves upwards."""
    whole = math.floor(value * 10**places + Fraction(1, 2))
    return Decimal(whole).scaleb(-places)


def sample_size(served: int) -> int:
    """How many answers stand for `served` people (Krejcie and Morgan 1970, the table in the annex of the regulation).

    The formula gives every line of the table but the last, which is printed as 384. Nobody served asks nobody.
    """
    if served >= _TABLE_ENDS:
        return _TABLE_ENDS_WITH
    if served <= 0:
        return 0
    spread = _CHI_SQUARE * _SHARE * (1 - _SHARE)
    return int(rounded(spread * served / (_ERROR**2 * (served - 1) + spread), 0))


_CONTENT_REASONS: Final = (Reason.QUICK, Reason.EASY, Reason.CLEAR, Reason.HELPFUL)
_DISCONTENT_REASONS: Final = (Reason.SLOW, Reason.CONFUSING, Reason.PRINTER, Reason.WRONG_DATA)


def reasons_for(score: int) -> tuple[Reason, ...]:
    """The reasons that go with a score."""
    return _CONTENT_REASONS if score >= CONTENT else _DISCONTENT_REASONS


def gather_small(lines: Iterable[tuple[str, Tally]], *, rest: str) -> Sequence[tuple[str, Tally]]:
    """The lines, most answers first; those with too few are put together under the name `rest`, at the end.

    When together they are still too few, the smallest of the others joins them: else the total would give them away.
    """
    ordered = sorted((line for line in lines if line[1].total), key=lambda line: (-line[1].total, line[0]))
    shown = [line for line in ordered if line[1].is_enough]
    together = sum((tally for _, tally in ordered[len(shown) :]), Tally())
    while shown and together.total and not together.is_enough:
        together += shown.pop()[1]
    return [*shown, (rest, together)] if together.is_enough else shown

"""What may be told of a village's people without telling of a person. Pure.

A count is told as a multiple of five, and below five as "fewer than five" only. Everything a reader sees follows from these told
figures and never from the counts behind them; therefore other counts behind the same figures give the same page,
and nobody can say which of them are true, however well they know these rules.

Totals are what could still give a hidden count away: one village is divided in many ways, and every division has the same
sum. `tell` reckons like somebody who puts all of them together. A division in which that says more of a hidden count than
"fewer than five" is withheld as a whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

SMALLEST: Final = 5
"""Fewer people are not told: neighbours would know who they are."""
STEP: Final = 5
HIDDEN: Final = (0, SMALLEST - 1)
EVERYBODY: Final = "everybody"
MANY: Final = 10
"""Figures follow each other within a month when one in so many people has changed: a register that was just loaded."""

type Told = int | None
"""A multiple of `STEP`; None says: fewer than `SMALLEST`."""
type Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Division:
    """One way to divide people: all, or those of one part of another division (`of`, by its `part`)."""

    name: str
    counts: Sequence[int]
    of: str = EVERYBODY

    def part(self, index: int) -> str:
        return f"{self.name}.{index}"

    @property
    def parts(self) -> list[str]:
        return [self.part(index) for index in range(len(self.counts))]


def told(count: int) -> Told:
    """A count as everybody may know it: to the nearest five, or None below five."""
    return None if count < SMALLEST else STEP * ((count + STEP // 2) // STEP)


def bounds(figure: Told) -> Range:
    """Between which counts somebody who reads the figure must choose."""
    return HIDDEN if figure is None else (max(figure - STEP // 2, SMALLEST), figure + STEP // 2)


def tell(people: int, divisions: Sequence[Division]) -> Mapping[str, Sequence[Told] | None]:
    """The figures of each division in its order; None instead of a division that would give a hidden count away."""
    figures = {division.name: [told(count) for count in division.counts] for division in divisions}
    ranges = {EVERYBODY: bounds(told(people))} | {
        part: bounds(told(count))
        for division in divisions
        for part, count in zip(division.parts, division.counts, strict=True)
    }
    _put_together(ranges, divisions)
    return {
        division.name: None
        if any(_gives_away(division, figures[division.name], ranges))
        else figures[division.name]
        for division in divisions
    }


def gather(rows: Sequence[tuple[str, int]], *, most: int, rest: str) -> list[tuple[str, int]]:
    """The rows with most people, at most so many; all others together, at the end, under the name `rest`.

    Where these would be too few, the smallest row that is shown joins them. The order follows what is told.
    """
    ordered = sorted(rows, key=lambda row: (-(told(row[1]) or 0), row[0]))
    shown = [row for row in ordered if told(row[1]) is not None][:most]
    others = sum(count for _, count in ordered[len(shown) :])
    if len(shown) == len(ordered):
        return shown
    while shown and told(others) is None:
        others += shown.pop()[1]
    return [*shown, (rest, others)]


def may_follow(last: date | None, *, today: date, changed: int, people: int) -> bool:
    """Whether new figures may take the place of those of the day `last`, since when so many people have `changed`.

    Never for a handful of people: the difference between two pages would be theirs. Else once a month.
    """
    if people < SMALLEST:
        return False
    if last is None:
        return True
    if changed < SMALLEST:
        return False
    return (today.year, today.month) != (last.year, last.month) or changed * MANY >= people


def _gives_away(division: Division, figures: Sequence[Told], ranges: Mapping[str, Range]) -> Iterator[bool]:
    for part, figure in zip(division.parts, figures, strict=True):
        yield figure is None and ranges[part] != HIDDEN


def _put_together(ranges: dict[str, Range], divisions: Sequence[Division]) -> None:
    """Narrow every range by the sums, until they say nothing new.

    The sums make a tree, so this is all that follows from them: each value that is left in a range is possible.
    """
    before: dict[str, Range] = {}
    while before != ranges:
        before = dict(ranges)
        for division in divisions:
            low = sum(ranges[part][0] for part in division.parts)
            high = sum(ranges[part][1] for part in division.parts)
            whole = max(ranges[division.of][0], low), min(ranges[division.of][1], high)
            ranges[division.of] = whole
            for part in division.parts:
                least, most = ranges[part]
                ranges[part] = max(least, whole[0] - (high - most)), min(most, whole[1] - (low - least))

"""How a week of opening hours reads on a sign. Rows come in as arguments."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from balai.core.calendar import DAYS, clock
from balai.villages.rules import Opening


@dataclass(frozen=True)
class HoursLine:
    """'Senin–Kamis' and '08.00–12.00, 13.00–15.30'."""

    days: str
    hours: str


def hours_lines(openings: Iterable[Opening]) -> list[HoursLine]:
    """The ordinary week, neighbouring days with the same hours on one line. Days without hours are left out."""
    ordinary = sorted(
        (opening for opening in openings if not opening.is_special),
        key=lambda opening: (opening.weekday, opening.opens),
    )
    hours = {
        weekday: ", ".join(f"{clock(opening.opens)}–{clock(opening.closes)}" for opening in of_day)
        for weekday, of_day in groupby(ordinary, key=lambda opening: opening.weekday)
    }
    runs: list[tuple[list[int], str]] = []
    for weekday, text in hours.items():
        if runs and runs[-1][1] == text and runs[-1][0][-1] == weekday - 1:
            runs[-1][0].append(weekday)
        else:
            runs.append(([weekday], text))
    return [HoursLine(_named(run), text) for run, text in runs]


def _named(run: list[int]) -> str:
    return DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}–{DAYS[run[-1]]}"

"""How opening hours read on a sign, and which service answers a question. Rows come in as arguments."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

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


# Words that say nothing about which service is meant.
FILLERS = frozenset({
    "mau", "urus", "mengurus", "buat", "membuat", "bikin", "surat", "keterangan", "pengantar", "untuk", "minta", "cari",
    "yang", "di", "dan", "saya", "ingin",
})  # fmt: skip
ALIKE = 78  # of 100; lets 'kelahirn' and 'domisli' through, not 'nikah' for 'wafat'


def meaning_words(text: str) -> list[str]:
    """The words of a question that tell services apart; all of them when nothing else is left."""
    words = [
        word for word in "".join(c if c.isalnum() else " " for c in text.lower()).split() if len(word) > 1
    ]
    return [word for word in words if word not in FILLERS] or words


def closeness(asked: str, described: str) -> float:
    """How well a description answers a question in everyday words: 0 for not at all, 100 for word by word."""
    wanted, offered = meaning_words(asked), meaning_words(described)
    if not wanted or not offered:
        return 0
    scores = [max(_word_closeness(word, other) for other in offered) for word in wanted]
    found = [score for score in scores if score >= ALIKE]
    return sum(found) / len(scores)


def _word_closeness(word: str, other: str) -> float:
    if len(word) > 2 and other.startswith(word):
        return 100
    return fuzz.ratio(word, other)

"""Counting the letters of a year: by month, by kind, by how they stand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from balai.core.calendar import month_name
from balai.core.charts import Bar, bar_chart
from balai.letters.enums import LetterState
from balai.letters.models import AgendaEntry, Letter, Reprint

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class YearOfLetters:
    """The figures of one year. `months` are (name, letters sent out, letters that came in)."""

    year: int
    months: Sequence[tuple[str, int, int]]
    kinds: Sequence[tuple[str, int]]
    states: Sequence[tuple[str, int]]
    reprints: int

    @property
    def outgoing(self) -> int:
        return sum(letters for _, letters in self.kinds)

    @property
    def incoming(self) -> int:
        return sum(came for _, _, came in self.months)

    @property
    def by_month(self) -> str:
        bars = [Bar(name, (sent,)) for name, sent, _ in self.months]
        return bar_chart(bars, label=f"Surat keluar tiap bulan tahun {self.year}")

    @property
    def by_kind(self) -> str:
        bars = [Bar(title, (letters,)) for title, letters in self.kinds]
        return bar_chart(bars, label=f"Surat keluar tiap jenis tahun {self.year}")


def years_with_letters(today: date) -> list[int]:
    """The newest first; this year is always among them."""
    issued = Letter.objects.values_list("year", flat=True).distinct()
    entered = AgendaEntry.objects.incoming().values_list("year", flat=True)
    return sorted({today.year, *issued, *(year for year in entered.distinct() if year)}, reverse=True)


def count_year(year: int, *, today: date) -> YearOfLetters:
    """Four questions to the database, however many letters there are. Months that are yet to come are left out."""
    counted = list(
        Letter.objects.filter(year=year)
        .values_list("issued_on__month", "kind__title", "state")
        .annotate(letters=Count("id"))
    )
    sent, kinds, states = Counter[int](), Counter[str](), Counter[str]()
    for month, kind, state, letters in counted:
        sent[month] += letters
        kinds[kind] += letters
        states[state] += letters
    came = dict(
        AgendaEntry.objects.incoming()
        .filter(year=year, corrected_by=None)
        .values_list("entered_on__month")
        .annotate(letters=Count("id"))
    )
    last = today.month if year == today.year else MONTHS_OF_A_YEAR
    last = max([last, *sent, *came])
    return YearOfLetters(
        year=year,
        months=[(month_name(each), sent[each], came.get(each, 0)) for each in range(1, last + 1)],
        kinds=kinds.most_common(),
        states=[(state.label, states[state.value]) for state in LetterState if states[state.value]],
        reprints=Reprint.objects.filter(letter__year=year).count(),
    )

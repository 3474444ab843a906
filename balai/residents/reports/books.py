"""One register book of one month, whole or one volume of it: title, columns, lines, sums and signatures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from balai.accounts.enums import Permission
from balai.core.calendar import local, long_moment
from balai.core.months import Month
from balai.residents.reports.changes import change_rows, stay_rows
from balai.residents.reports.layouts import (
    CARDS,
    CHANGES,
    LAYOUTS,
    MASTER,
    RECAPITULATION,
    TEMPORARY,
    Column,
    Layout,
)
from balai.residents.reports.lists import LETTERS_EXPLAINED, Value, card_rows, master_rows
from balai.residents.reports.places import Places, heading
from balai.residents.reports.recapitulation import recapitulate, row
from balai.residents.reports.volumes import Volume, volumes
from balai.tenancy.models import Village
from balai.tenancy.rules import RegionalWords, title

type Lines = Iterator[tuple[str, list[Value]]]

LONG: Mapping[str, Callable[[Month, RegionalWords, Places], Lines]] = {
    MASTER.slug: master_rows,
    CARDS.slug: card_rows,
}
SHORT: Mapping[str, Callable[[Month, RegionalWords, Places], list[list[Value]]]] = {
    CHANGES.slug: change_rows,
    TEMPORARY.slug: stay_rows,
}


@dataclass(frozen=True, slots=True)
class Book:
    """A book ready to be printed or written. `rows` begin with their number; `total` is the bottom line, if any."""

    layout: Layout
    title: str
    month: Month
    words: RegionalWords
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] | None
    volume: Volume
    volumes: Sequence[Volume]
    note: str
    statement: str
    signed_on: date

    def bind(self, volume: Volume) -> "Book":
        """The same book with the lines of one volume only."""
        return replace(self, rows=self.rows[volume.first : volume.last], volume=volume)

    @property
    def file_name(self) -> str:
        """'b1-induk-penduduk-2026-11' and the volume, where there are several."""
        code = self.layout.code.replace(".", "").lower()
        part = f"-jilid-{self.volume.number:02}" if self.volume.of > 1 else ""
        return f"{code}-{self.layout.slug}-{self.month.slug}{part}"


def permission_for(layout: Layout) -> Permission:
    """Who may open a book: one with names is personal data of everybody at once, as an export is."""
    return Permission.EXPORT_RESIDENTS if layout.is_personal else Permission.READ_STATISTICS


def open_book(layout: Layout, month: Month, village: Village, now: datetime) -> Book:
    """The whole book of a month as the register tells it `now`. At most six queries, whatever its size."""
    words, places = village.words, Places.of_village(village.words)
    rows, total, bound = _content(layout, month, words, places)
    return Book(
        layout=layout,
        title=layout.title.format(village=title(words.village)),
        month=month,
        words=words,
        columns=[_named(column, words) for column in layout.columns],
        rows=rows,
        total=total,
        volume=Volume(1, 1, "", 0, len(rows)),
        volumes=bound,
        note=LETTERS_EXPLAINED if layout is MASTER else "",
        statement=_statement(layout, village, now),
        signed_on=min(month.last, local(now, village.time_zone).date()),
    )


def _content(
    layout: Layout, month: Month, words: RegionalWords, places: Places
) -> tuple[list[list[Value]], list[Value] | None, list[Volume]]:
    if layout is RECAPITULATION:
        counted = recapitulate(month, words)
        lines = [row(line, number, words.village) for number, line in enumerate(counted.lines, 1)]
        return lines, row(counted.total, None, words.village), volumes([("", len(lines))])
    if layout.is_long:
        placed = list(LONG[layout.slug](month, words, places))
        bound = volumes(
            (place, sum(1 for _ in some)) for place, some in groupby(placed, key=lambda line: line[0])
        )
        return _numbered(cells for _, cells in placed), None, bound
    cells = SHORT[layout.slug](month, words, places)
    return _numbered(iter(cells)), None, volumes([("", len(cells))])


def _numbered(lines: Iterator[list[Value]]) -> list[list[Value]]:
    return [[number, *cells] for number, cells in enumerate(lines, 1)]


def _named(column: Column, words: RegionalWords) -> Column:
    return replace(column, label=column.label.format(subarea=heading(words), village=words.village))


def _statement(layout: Layout, village: Village, now: datetime) -> str:
    counted = f"Dihitung dari register {long_moment(now, village.time_zone)}."
    return f"{counted} Memuat data pribadi: simpan terkunci." if layout.is_personal else counted


def layout_named(slug: str) -> Layout:
    """The book of an address. Raises `KeyError`."""
    return LAYOUTS[slug]

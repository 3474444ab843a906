"""What a statutory sheet consists of: sections of numbered rows with boxes, dates, codes and ticks.

One declaration serves the checker of kinds (which names exist) and the typesetter (what stands where). `drawn` puts
what was frozen with a form into its places.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

type Written = Mapping[str, str]

OTHER = "lainnya"
# Codes that several sheets have, in the spelling of SIAK.
SPONSORS = ("Organisasi Internasional", "Perorangan", "Pemerintah", "Tanpa Sponsor", "Perusahaan")
RELIGIONS = ("Islam", "Kristen", "Katholik", "Hindu", "Budha", "Khonghucu")
_NUMBERED = re.compile(r"(\d{1,2})(?:\.|$)")
_DAY = re.compile(r"(\d{2})-(\d{2})-(\d{4})")


class CellKind(StrEnum):
    """How a cell is drawn: one letter a box, a framed line, a day, the number of an option, a tick at an option."""

    BOXES = "boxes"
    LINE = "line"
    DATE = "date"
    CODE = "code"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Cell:
    """A place to write in. `count` is the number of boxes; `options` are those of a code or choice, from 1.

    `said` are the same options in the words of letters, in the same order.
    """

    name: str
    kind: CellKind
    count: int = 0
    options: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    columns: int = 3

    def chosen(self, text: str) -> int:
        """The number of the option that a text names, by its words or as "2. …".

        What is not among them is 'Lainnya', if there is such one.
        """
        if numbered := _NUMBERED.match(text):
            number = int(numbered[1])
            return number if 1 <= number <= len(self.options) else 0
        names = [option.casefold() for option in self.options]
        for known in (names, [option.casefold() for option in self.said]):
            if text.casefold() in known:
                return known.index(text.casefold()) + 1
        others = [number for number, name in enumerate(names, 1) if name.startswith(OTHER)]
        return others[0] if text and others else 0


@dataclass(frozen=True, slots=True)
class Row:
    """Number, label, and the cells beside it. `below` is small text under the label."""

    number: str
    label: str
    cells: tuple[Cell, ...]
    below: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with rows. With `events`, it is printed only for these ticks, or when none of the sheet is ticked."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""
    events: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `number` as printed below the head, `width` in parts of the whole."""

    name: str
    label: str
    width: float = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs the sheet: lines above, the cell of the name (or room for a pen), and whether a NIP follows."""

    lines: tuple[str, ...]
    cell: str = ""
    nip: bool = False


PLACE_DATE = Cell("ttd.tempat_tanggal", CellKind.LINE)


@dataclass(frozen=True)
class SheetForm:
    """One statutory sheet. Its tables have lines for `rows_a_sheet` members; more go on further sheets, or, where
    the sheet `grows`, on further lines. `codes` are the meanings of numbers that are written into its tables.
    """

    code: str
    title: str
    sections: tuple[Section, ...]
    signing: tuple[Signing, ...]
    ticks: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, Column]] = field(default_factory=dict)
    written: tuple[Cell, ...] = ()
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    landscape: bool = False
    notes: tuple[str, ...] = ()
    rows_a_sheet: int = 10
    grows: bool = False

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Every place to write in, by name."""
        in_rows = (cell for section in self.sections for row in section.rows for cell in row.cells)
        signed = (Cell(each.cell, CellKind.LINE) for each in self.signing if each.cell)
        return {cell.name: cell for cell in (*in_rows, *self.written, *signed, PLACE_DATE)}

    def drawn(self, cells: Written, ticks: Sequence[str], lists: Mapping[str, Any]) -> dict[str, Any]:
        """What the typesetter gets."""
        ticked = set(ticks)
        return {
            "form": self.code.lower(),
            "code": self.code,
            "title": self.title,
            "landscape": self.landscape,
            "sections": [_section(each, cells) for each in self.sections if self._shown(each, ticked)],
            "cells": dict(cells),
            "ticks": {name: {"label": label, "on": name in ticked} for name, label in self.ticks.items()},
            "lists": {
                name: self._table(columns, lists.get(name, ())) for name, columns in self.lists.items()
            },
            "place_date": cells.get(PLACE_DATE.name, ""),
            "signing": [
                {"lines": list(each.lines), "name": cells.get(each.cell, ""), "nip": each.nip}
                for each in self.signing
            ],
            "codes": [{"title": title, "options": list(options)} for title, options in self.codes.items()],
            "notes": list(self.notes),
        }

    def _shown(self, section: Section, ticked: set[str]) -> bool:
        asked = ticked & {event for each in self.sections for event in each.events}
        return not section.events or not asked or bool(asked & section.events)

    def _table(self, columns: Mapping[str, Column], rows: Iterable[Written]) -> dict[str, Any]:
        """The rows in sheets, with empty lines where there are fewer."""
        filled = [[str(row.get(name, "")) for name in columns] for row in rows]
        size = max(len(filled), self.rows_a_sheet) if self.grows else self.rows_a_sheet
        sheets = [filled[start : start + size] for start in range(0, max(len(filled), 1), size)]
        return {
            "columns": [
                {"label": each.label, "width": each.width, "group": each.group} for each in columns.values()
            ],
            "sheets": [sheet + [[""] * len(columns)] * (size - len(sheet)) for sheet in sheets],
        }


def _section(section: Section, cells: Written) -> dict[str, Any]:
    return {
        "title": section.title,
        "note": section.note,
        "rows": [
            {
                "number": row.number,
                "label": row.label,
                "below": row.below,
                "cells": [_cell(cell, cells.get(cell.name, "")) for cell in row.cells],
            }
            for row in section.rows
        ],
    }


def _cell(cell: Cell, text: str) -> dict[str, Any]:
    drawn: dict[str, Any] = {"kind": cell.kind.value, "before": cell.before, "after": cell.after}
    match cell.kind:
        case CellKind.BOXES:
            return drawn | {"text": text.upper(), "count": cell.count}
        case CellKind.DATE:
            found = _DAY.fullmatch(text)
            return drawn | {"text": "".join(found.groups()) if found else ""}
        case CellKind.CODE | CellKind.CHOICE:
            chosen = {"chosen": cell.chosen(text), "options": list(cell.options), "columns": cell.columns}
            return drawn | chosen
        case CellKind.LINE:
            return drawn | {"text": text}


def boxes(name: str, count: int, *, before: str = "", after: str = "") -> Cell:
    return Cell(name, CellKind.BOXES, count, before=before, after=after)


def line(name: str, *, before: str = "", after: str = "") -> Cell:
    return Cell(name, CellKind.LINE, before=before, after=after)


def day(name: str, *, before: str = "") -> Cell:
    return Cell(name, CellKind.DATE, before=before)


def code(name: str, *options: str, said: tuple[str, ...] = (), columns: int = 3) -> Cell:
    return Cell(name, CellKind.CODE, options=options, said=said, columns=columns)


def tick_one(name: str, *options: str, said: tuple[str, ...] = (), columns: int = 5) -> Cell:
    return Cell(name, CellKind.CHOICE, options=options, said=said, columns=columns)


type Line = tuple[str, Cell | tuple[Cell, ...]] | tuple[str, Cell | tuple[Cell, ...], str]
"""A row to number: label, cell or cells, and what stands below the label."""


def numbered(*rows: Line) -> tuple[Row, ...]:
    """Rows 1., 2., 3. …"""
    return tuple(_numbered(number, *row) for number, row in enumerate(rows, 1))


def _numbered(number: int, label: str, cells: Cell | tuple[Cell, ...], below: str = "") -> Row:
    return Row(f"{number}.", label, cells if isinstance(cells, tuple) else (cells,), below)

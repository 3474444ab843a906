"""The officer's own table once more, with the bad cells marked: each with a note of what is wrong and what to do.

Written anew from what the child process read, never by opening the upload here; so it is the same for every format,
and what was dangerous in the file is gone.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from balai.residents.exchange.headers import find_headers, is_code_sheet
from balai.residents.exchange.problems import Problem
from balai.residents.exchange.reading import Rows, Sheet, reading
from balai.residents.exchange.workbooks.frames import Cell

ALL_ROWS_UP_TO = 60_000
"""Larger tables are given back with their bad rows only."""
LIST_SHEET = "Masalah"
LIST_HEADERS = ("Lembar", "Baris", "Kolom", "Isi", "Masalah", "Yang perlu dilakukan")
LIST_WIDTHS = (18, 8, 22, 24, 60, 60)

type Marks = dict[tuple[str, int], dict[str, list[Problem]]]


def write_marked(
    source: Path, target: Path, *, errors: Sequence[Problem], warnings: Sequence[Problem], rows: int
) -> None:
    """Write `target` from the `rows` rows of `source`. Appears only when it is whole. Raises `Refused`."""
    unfinished = target.with_suffix(".part")
    book = xlsxwriter.Workbook(
        unfinished, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    try:
        writer = _MarkedWorkbook(book, errors, warnings, bad_only=rows > ALL_ROWS_UP_TO)
        writer.list_problems()
        with reading(source) as (_, pieces):
            for piece in pieces:
                if isinstance(piece, Sheet):
                    writer.begin(piece)
                else:
                    writer.take(piece)
    finally:
        book.close()
    unfinished.replace(target)


class _MarkedWorkbook:
    def __init__(
        self, book: Any, errors: Sequence[Problem], warnings: Sequence[Problem], *, bad_only: bool
    ) -> None:
        self._book = book
        self._errors, self._warnings = errors, warnings
        self._bad, self._doubtful = _by_row(errors), _by_row(warnings)
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._red = book.add_format({"bg_color": "#f8d7d3", "border": 1, "border_color": "#b3261e"})
        self._yellow = book.add_format({"bg_color": "#fdeec2", "border": 1, "border_color": "#8a5a00"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._dates = book.add_format({"num_format": "dd-mm-yyyy"})
        self._names: set[str] = {LIST_SHEET.casefold()}
        self._sheet: Sheet | None = None
        self._page: Any = None
        self._headers: dict[str, int] = {}
        self._header_row = 0
        self._next = 0
        self._bad_only = bad_only

    def list_problems(self) -> None:
        page = self._book.add_worksheet(LIST_SHEET)
        page.freeze_panes(1, 0)
        for column, (header, width) in enumerate(zip(LIST_HEADERS, LIST_WIDTHS, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, header, self._head)
        for index, problem in enumerate((*self._errors, *self._warnings), 1):
            if index >= 1_000_000:
                break
            texts = (
                problem.sheet,
                str(problem.row or ""),
                problem.column,
                problem.value,
                problem.problem,
                problem.advice,
            )
            for column, text in enumerate(texts):
                page.write_string(index, column, text, self._wrapped)

    def begin(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._page = None

    def take(self, rows: Rows) -> None:
        if self._sheet is None or is_code_sheet(self._sheet.name):
            return
        if self._page is None:
            self._open_page(self._sheet, rows)
        for number, cells in zip(rows.numbers, rows.cells, strict=True):
            if self._bad_only and number > self._header_row and not self._marks(number):
                continue
            self._write_row(number, cells)

    def _open_page(self, sheet: Sheet, rows: Rows) -> None:
        headers = find_headers(sheet, rows.numbers, rows.cells)
        self._headers = {place.column.header: place.index for place in headers.placed} if headers else {}
        self._header_row = headers.row if headers else 0
        name = sheet.name[:31]
        while name.casefold() in self._names:
            name = name[:29] + " 2" if not name.endswith(" 2") else name[:28] + " 3"
        self._names.add(name.casefold())
        self._page = self._book.add_worksheet(name)
        self._page.freeze_panes(self._header_row, 0)
        self._next = 0

    def _marks(self, number: int) -> bool:
        assert self._sheet is not None  # noqa: S101
        return (self._sheet.name, number) in self._bad

    def _write_row(self, number: int, cells: Sequence[Cell]) -> None:
        """In the row in which it stood; with bad rows only, one below the other."""
        assert self._sheet is not None  # noqa: S101
        index = self._next if self._bad_only else number - 1
        self._next = index + 1
        key = (self._sheet.name, number)
        marks = {**self._doubtful.get(key, {}), **self._bad.get(key, {})}
        colours = {
            self._place(header): self._red if header in self._bad.get(key, {}) else self._yellow
            for header in marks
        }
        notes = {self._place(header): problems for header, problems in marks.items()}
        for column, cell in enumerate(cells):
            self._write_cell(index, column, cell, colours.get(column))
        for column, problems in notes.items():
            if column >= 0:
                if column >= len(cells) or cells[column] == "":
                    self._page.write_blank(index, column, None, colours[column])
                text = "\n".join(f"{problem.problem} {problem.advice}" for problem in problems)
                self._page.write_comment(index, column, text, {"x_scale": 2, "y_scale": 1.5})

    def _place(self, header: str) -> int:
        return self._headers.get(header, -1)

    def _write_cell(self, row: int, column: int, cell: Cell, colour: Any) -> None:
        write: Callable[..., Any] = self._page.write_string
        if isinstance(cell, tuple):
            self._page.write_datetime(row, column, date(*cell), colour or self._dates)
            return
        if isinstance(cell, bool):
            write = self._page.write_boolean
        elif isinstance(cell, float | int):
            write = self._page.write_number
        elif cell == "":
            return
        write(row, column, cell, colour)


def _by_row(problems: Sequence[Problem]) -> Marks:
    marks: Marks = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        if problem.row:
            marks[problem.sheet, problem.row][problem.column].append(problem)
    return marks

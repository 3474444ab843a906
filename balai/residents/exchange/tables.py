"""A file as rows of values: cells are read column by column, each spelling once, and problems are gathered.

Columns and not rows, because a register repeats itself: 250,000 residents have 99 occupations. A cell costs one
look-up; only what was not seen before is parsed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import Any

from balai.residents.exchange.bounds import check_bounds
from balai.residents.exchange.cells import STROKES, Reader
from balai.residents.exchange.headers import (
    HEALTH,
    NOT_HELD,
    Headers,
    column_letters,
    find_headers,
    is_code_sheet,
)
from balai.residents.exchange.layouts.base import LIST_OF_99, Layout
from balai.residents.exchange.layouts.readers import MISPLACED
from balai.residents.exchange.occupations import settle_occupations
from balai.residents.exchange.problems import Bad, Doubt, Problem, Refused
from balai.residents.exchange.reading import Reading, Rows, Sheet, reading
from balai.residents.exchange.workbooks.frames import Cell

END_MARK = "###"
REMEMBERED = 50_000
"""Spellings kept of one column."""
SHOWN_LENGTH = 120
NO_TABLE = (
    "Judul kolom warga tidak ditemukan. Yang bisa dibaca: ekspor OpenSID (43 kolom), daftar SIAK (37 kolom), dan berkas Balai. "
    "Baris judulnya harus ada di atas data."
)

type Progress = Callable[[int], None]


@dataclass(slots=True, eq=False)
class Incoming:
    """One row of the file. `values` follow `Table.fields`; None says nothing about the field."""

    sheet: str
    row: int
    values: tuple[Any, ...]
    is_bad: bool = False


@dataclass(slots=True)
class Table:
    """A file read to its end."""

    layout: Layout
    fields: tuple[str, ...]
    present: frozenset[str]
    """Fields that have a column in the file."""
    rows: list[Incoming] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    columns: int = 0
    """Columns of the first sheet that are known, kept or not."""
    occupations: int = LIST_OF_99
    villages: dict[str, Incoming] = field(default_factory=dict)
    """Names of villages that the file says it is about, each with the first row that says so."""

    def at(self, field_name: str) -> int:
        return self.fields.index(field_name)

    def refuse_row(self, row: Incoming, field_name: str, value: Any, problem: str, advice: str) -> None:
        """Hold a row back, with the reason."""
        row.is_bad = True
        self.errors.append(self._problem(row, field_name, value, problem, advice))

    def warn(self, row: Incoming, field_name: str, value: Any, problem: str, advice: str) -> None:
        self.warnings.append(self._problem(row, field_name, value, problem, advice))

    def _problem(self, row: Incoming, field_name: str, value: Any, problem: str, advice: str) -> Problem:
        column = self.layout.column_of(field_name)
        return Problem(row.sheet, row.row, column, shown(value), problem, advice)


def shown(value: Any) -> str:
    """A cell as the report shows it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f"{value[0]:04}-{value[1]:02}-{value[2]:02}"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)[:SHOWN_LENGTH]


def read_table(
    path: Path, *, occupations: int | None = None, progress: Progress = lambda rows: None
) -> Table:
    """Read a file from outside. `occupations` says which list its codes mean, 89 or 99, where somebody knows.

    Raises `Refused`.
    """
    reader = _TableReader(progress)
    with reading(path) as (said, pieces):
        for piece in pieces:
            if isinstance(piece, Sheet):
                reader.begin(piece)
            elif not reader.is_finished:
                reader.take(piece)
        reader.finish_sheet()
    table = reader.finished(said)
    settle_occupations(table, occupations)
    return table


class _Known(dict[Cell, Any]):
    """What a reader made of each cell so far, and whether any of them was a problem."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self._stroke = STROKES.get(read)
        self._is_varied = False
        self.has_problems = False

    def read(self, column: Sequence[Cell]) -> Sequence[Any]:
        if self._is_varied and self._stroke and (values := self._stroke(column)) is not None:
            return values
        if len(self) > REMEMBERED:
            self.clear()
            self.has_problems = False
        if bool in set(map(type, column)):
            # True and 1 are the same key; a switch is no code.
            column = [str(cell).upper() if isinstance(cell, bool) else cell for cell in column]
        before = len(self)
        values = list(map(self.__getitem__, column))
        self._is_varied = len(self) - before > len(column) / 2
        return values

    def __missing__(self, cell: Cell) -> Any:
        value = self._read(cell)
        if not isinstance(cell, str) or len(cell) <= SHOWN_LENGTH:
            self[cell] = (
                value  # long texts hardly come twice, and fifty thousand of them would fill the memory
            )
        self.has_problems |= isinstance(value, Bad | Doubt)
        return value


class _TableReader:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._sheet: Sheet | None = None
        self._headers: Headers | None = None
        self._first: tuple[list[int], list[list[Cell]]] = ([], [])
        self._unread: list[str] = []
        self._ended = False
        self._known: dict[str, _Known] = {}
        self._misplaced: dict[str, int] = {}
        self._filled: dict[tuple[str, str], tuple[int, str]] = {}
        self._table: Table | None = None

    @property
    def is_finished(self) -> bool:
        """The rest of this sheet is not data."""
        return self._ended

    def begin(self, sheet: Sheet) -> None:
        self.finish_sheet()
        self._sheet = sheet
        self._headers = None
        self._ended = is_code_sheet(sheet.name)

    def take(self, rows: Rows) -> None:
        assert self._sheet is not None  # noqa: S101  (a sheet comes before its rows)
        numbers, cells = rows.numbers, rows.cells
        if self._headers is None:
            self._headers = find_headers(self._sheet, numbers, cells)
            if self._headers is None:
                self._unread.append(self._sheet.name)
                self._ended = True
                return
            first = numbers.index(self._headers.row) + 1
            numbers, cells = numbers[first:], cells[first:]
            self._start_table(self._headers)
        assert self._table is not None  # noqa: S101  (made with the first headers)
        if self._headers.layout.ends_with_hashes:
            numbers, cells = self._until_end_mark(numbers, cells)
        if cells:
            self._read_rows(self._table, self._headers, numbers, cells)
            check_bounds(len(self._table.rows), self._table.errors, self._table.warnings)
            self._progress(len(self._table.rows))

    def finish_sheet(self) -> None:
        """What is only known when all rows of a sheet are there: cells that only look empty or settled."""
        if self._sheet is not None and self._headers is not None and self._table is not None:
            _note_strange_cells(self._sheet, self._headers, self._table)
        self._sheet = None

    def finished(self, said: Reading) -> Table:
        table = self._table
        if table is None:
            hidden = (
                f" Data mungkin ada di lembar tersembunyi '{said.hidden[0]}': tampilkan dulu."
                if said.hidden
                else ""
            )
            raise Refused(NO_TABLE + hidden)
        if not table.rows:
            raise Refused("Ada judul kolom, tetapi tidak ada satu pun baris warga di bawahnya.")
        for note in said.notes:
            table.warnings.append(Problem("", 0, "", "", note, "Tidak perlu melakukan apa-apa."))
        for name in said.hidden:
            if not is_code_sheet(name):
                advice = "Bila isinya perlu, tampilkan lembar itu lalu unggah lagi."
                table.warnings.append(
                    Problem(name, 0, "", "", "Lembar ini tersembunyi, jadi tidak dibaca.", advice)
                )
        for name in self._unread:
            advice = "Bila isinya data warga, beri judul kolom seperti lembar pertama."
            table.warnings.append(
                Problem(name, 0, "", "", "Lembar ini bukan tabel warga, jadi tidak dibaca.", advice)
            )
        table.warnings += self._left_out()
        table.warnings += [
            Problem("", 0, header, "", f"{MISPLACED} ({count} sel)", "Pakai ekspor dengan kode bila perlu.")
            for header, count in self._misplaced.items()
        ]
        return table

    def _start_table(self, headers: Headers) -> None:
        layout = headers.layout
        present = frozenset(place.column.field for place in headers.placed if place.column.field)
        if self._table is None:
            self._table = Table(layout, layout.fields, present, columns=headers.known)
            self._known = {
                column.field: _Known(column.read) for column in layout.columns if column.field and column.read
            }
        elif self._table.layout is not layout:
            raise Refused(
                f"Berkas ini mencampur {self._table.layout.title} dan {layout.title}. Pisahkan menjadi dua berkas."
            )
        else:
            self._table.present |= present

    def _left_out(self) -> Iterator[Problem]:
        """One line for the columns of each kind that hold something and are not kept."""
        for what, sentence in (
            (HEALTH, "adalah data kesehatan. Isinya tidak dibaca dan tidak disimpan."),
            (NOT_HELD, "tidak ada di register Balai, jadi isinya tidak disimpan."),
        ):
            headers = [header for kind, header in self._filled if kind == what]
            if headers:
                names = ", ".join(headers)
                row, sheet = self._filled[what, headers[0]]
                yield Problem(
                    sheet, row, names, "", f"Kolom {names} {sentence}", "Tidak perlu melakukan apa-apa."
                )

    def _note_filled(
        self, headers: Headers, numbers: Sequence[int], columns: Sequence[Sequence[Cell]]
    ) -> None:
        assert self._sheet is not None  # noqa: S101
        for index, header, what in headers.left_out:
            if index < len(columns) and (what, header) not in self._filled:
                first = next(
                    (number for number, cell in zip(numbers, columns[index], strict=True) if cell != ""), 0
                )
                if first:
                    self._filled[what, header] = (first, self._sheet.name)

    def _until_end_mark(
        self, numbers: list[int], cells: list[list[Cell]]
    ) -> tuple[list[int], list[list[Cell]]]:
        for index, row in enumerate(cells):
            if len(row) > 1 and row[1] == END_MARK:
                self._ended = True
                return numbers[:index], cells[:index]
        return numbers, cells

    def _read_rows(self, table: Table, headers: Headers, numbers: list[int], cells: list[list[Cell]]) -> None:
        assert self._sheet is not None  # noqa: S101
        columns = _columns(cells, headers.width)
        self._note_filled(headers, numbers, columns)
        places = {place.column.field: place.index for place in headers.placed if place.column.field}
        bad_rows: set[int] = set()
        values: list[Sequence[Any]] = []
        for name in table.fields:
            if name not in places:
                values.append([None] * len(cells))
                continue
            column = columns[places[name]]
            parsed = self._known[name].read(column)
            if self._known[name].has_problems:
                parsed = self._report(table, name, numbers, list(zip(column, parsed, strict=True)), bad_rows)
            values.append(parsed)
        sheet = self._sheet.name
        table.rows += [
            Incoming(sheet, number, row)
            for number, row in zip(numbers, zip(*values, strict=True), strict=True)
        ]
        for index in bad_rows:
            table.rows[index - len(cells)].is_bad = True
        for place in headers.placed:
            if place.column.names == "village":
                for cell in set(columns[place.index]) - table.villages.keys():
                    if isinstance(cell, str) and cell:
                        table.villages[cell] = table.rows[columns[place.index].index(cell) - len(cells)]
        _report_overlong(table, sheet, numbers, cells, headers)

    def _report(
        self, table: Table, name: str, numbers: Sequence[int], cells: Sequence[tuple[Cell, Any]], bad_rows: set[int]
    ) -> list[Any]:  # fmt: skip
        """Turn problems into lines of the report, and give the values that count. `cells` are each with what was read."""
        assert self._sheet is not None  # noqa: S101
        header, sheet = table.layout.column_of(name), self._sheet.name
        counting = [value for _, value in cells]
        for index, (cell, value) in enumerate(cells):
            if isinstance(value, Bad):
                table.errors.append(
                    Problem(sheet, numbers[index], header, shown(cell), value.problem, value.advice)
                )
                counting[index] = None
                bad_rows.add(index)
            elif isinstance(value, Doubt):
                counting[index] = value.value
                if value.problem is MISPLACED:
                    self._misplaced[header] = self._misplaced.get(header, 0) + 1
                    continue
                table.warnings.append(
                    Problem(sheet, numbers[index], header, shown(cell), value.problem, value.advice)
                )
        return counting


def _columns(cells: list[list[Cell]], width: int) -> list[Sequence[Cell]]:
    """Rows as columns; rows of a text table may end early."""
    if any(len(row) < width for row in cells):
        cells = [row + [""] * (width - len(row)) for row in cells]
    return list(zip(*cells, strict=False))


def _report_overlong(
    table: Table, sheet: str, numbers: Sequence[int], cells: Sequence[Sequence[Cell]], headers: Headers
) -> None:
    """Cells beyond the last header: most often a text table in which a comma was not quoted."""
    known = headers.width
    for offset, (number, row) in enumerate(zip(numbers, cells, strict=True)):
        if len(row) > known and any(cell != "" for cell in row[known:]):
            table.rows[offset - len(cells)].is_bad = True
            table.errors.append(
                Problem(
                    sheet, number, column_letters(known), shown(row[known]),
                    "Baris ini lebih panjang daripada judul kolomnya.",
                    "Beri tanda kutip pada isi yang memuat koma atau titik koma, atau hapus isi yang berlebih.",
                )
            )  # fmt: skip


def _note_strange_cells(sheet: Sheet, headers: Headers, table: Table) -> None:
    """Errors and formulas without a value hold their rows back; formulas with one are named by column."""
    columns = {place.index + 1: place.column.header for place in headers.placed}
    here = _rows_of(table, sheet.name)
    last_row = max((row.row for row in table.rows if row.sheet == sheet.name), default=0)
    for (row, column), problem, advice in _strange(sheet, last_row, sorted(columns)):
        incoming = here(row)
        if incoming is not None and column in columns:
            incoming.is_bad = True
            table.errors.append(Problem(sheet.name, row, columns[column], "", problem, advice))
    for column, (count, first) in sheet.formulas.items():
        if column in columns:
            table.warnings.append(
                Problem(
                    sheet.name, first, columns[column], "",
                    f"Kolom ini berisi rumus di {count} sel. Yang dibaca hasil terakhir yang tersimpan.",
                    "Bila hasilnya lama, buka di Excel, salin kolom ini, tempel sebagai nilai, lalu simpan.",
                )
            )  # fmt: skip


def _strange(
    sheet: Sheet, last_row: int, columns: Sequence[int]
) -> Iterator[tuple[tuple[int, int], str, str]]:
    yield from zip(
        sheet.errors,
        repeat("Sel ini berisi kesalahan Excel (seperti #N/A)."),
        repeat("Perbaiki atau kosongkan."),
        strict=False,
    )
    yield from zip(
        sheet.uncalculated, repeat("Rumus di sel ini belum dihitung."),
        repeat("Buka di Excel, salin, tempel sebagai nilai, lalu simpan."), strict=False,
    )  # fmt: skip
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom, last_row) + 1):  # a merged range may reach a million rows down
            for column in columns:
                if left <= column <= right and (row, column) != (top, left):
                    cells = f"{column_letters(left - 1)}{top}:{column_letters(right - 1)}{bottom}"
                    yield (
                        (row, column),
                        f"Sel ini digabung (merge) dengan {cells}.",
                        "Pisahkan sel (unmerge), lalu isi tiap baris.",
                    )


def _rows_of(table: Table, sheet: str) -> Callable[[int], Incoming | None]:
    by_number: dict[int, Incoming] = {}

    def find(number: int) -> Incoming | None:
        if not by_number:
            by_number.update({incoming.row: incoming for incoming in table.rows if incoming.sheet == sheet})
        return by_number.get(number)

    return find

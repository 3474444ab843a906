"""Codes of classification (Permendagri 83/2022): those that come with Balai, and those of a village's own workbook.

There is no uniform national practice of which letter gets which code, so the whole table can be replaced.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from balai.residents.exchange.problems import Refused
from balai.residents.exchange.reading import Rows, reading
from balai.residents.exchange.workbooks.frames import Cell

SHIPPED = Path(__file__).with_name("classification_codes.csv")
MOST_CODES = 10_000
LARGEST_FILE = 5 * 1024 * 1024
HEADERS = {"kode": "code", "nama": "name", "uraian": "note"}
NO_TABLE = "Judul kolom tidak ditemukan. Baris judul berisi: kode, nama, uraian."
_CODE = re.compile(r"\d{1,3}(\.\d{1,3}){0,7}")
_ROWS_BEFORE_HEADERS = 20


@dataclass(frozen=True, slots=True)
class Code:
    """One line of the table."""

    code: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A file read to its end: its codes, each once, and why rows were left out."""

    codes: tuple[Code, ...]
    problems: tuple[str, ...]


def shipped_codes() -> list[Code]:
    """The codes that come with Balai. Explanations say where the mapping is that of one village."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return [Code(row["kode"], row["nama"], row["uraian"]) for row in csv.DictReader(file)]


def read_code_table(path: Path) -> CodeTable:
    """Read a workbook or text table with the columns kode, nama, uraian, in a child process. Raises `Refused`."""
    with reading(path) as (_, pieces):
        rows = (
            (number, cells)
            for piece in pieces
            if isinstance(piece, Rows)
            for number, cells in zip(piece.numbers, piece.cells, strict=True)
        )
        columns = _columns(rows)
        return _read(columns, islice(rows, MOST_CODES + 1))


def _columns(rows: Iterator[tuple[int, Sequence[Cell]]]) -> dict[str, int]:
    for _, cells in islice(rows, _ROWS_BEFORE_HEADERS):
        found = {HEADERS.get(_text(cell).lower(), ""): index for index, cell in enumerate(cells)}
        if {"code", "name"} <= found.keys():
            return found
    raise Refused(NO_TABLE)


def _read(columns: dict[str, int], rows: Iterable[tuple[int, Sequence[Cell]]]) -> CodeTable:
    found: dict[str, Code] = {}
    problems: list[str] = []
    for number, cells in rows:
        code, name, note = (_at(cells, columns.get(column)) for column in ("code", "name", "note"))
        if not _CODE.fullmatch(code):
            problems.append(f"Baris {number}: kode ditulis dengan angka dan titik, misalnya 400.12.2.1.")
        elif not name:
            problems.append(f"Baris {number}: nama belum diisi.")
        else:
            found[code] = Code(code, name[:200], note[:500])
    if len(found) + len(problems) > MOST_CODES:
        raise Refused(f"Berkas ini berisi lebih dari {MOST_CODES:,} kode.".replace(",", "."))
    if not found:
        raise Refused("Tidak ada kode yang bisa dibaca di berkas ini.")
    return CodeTable(tuple(found.values()), tuple(problems))


def _at(cells: Sequence[Cell], index: int | None) -> str:
    return _text(cells[index]) if index is not None and index < len(cells) else ""


def _text(cell: Cell) -> str:
    """A cell as typed; a workbook keeps the code 470 as the number 470.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())

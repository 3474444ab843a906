"""A column read at a stroke says what its cells say one by one, or leaves them to be looked at."""

from pathlib import Path
from typing import Any

import pytest

from balai.residents.exchange.cells import (
    STROKES,
    Reader,
    degree_reader,
    name_reader,
    read_kk,
    read_nik,
    read_parent_nik,
    text_reader,
)
from balai.residents.exchange.tables import read_table
from tests.residents.exchange.files import card, person, text_table

NIK = "9901015203859001"
PLAIN: list[tuple[Reader, list[Any]]] = [
    (read_nik, [NIK, "9901015203859002"]),
    (read_kk, [NIK]),
    (read_parent_nik, [NIK, NIK]),
    (text_reader(8), ["AL-1", "AL 2", "12345678"]),
    (name_reader(), ["SITI AMINAH", "Budi"]),
    (degree_reader(90), [-6.5, 90.0, -90.0, 3.0]),
]
STRANGE: list[tuple[Reader, list[Any]]] = [
    *((read, [NIK, strange]) for read in (read_nik, read_kk, read_parent_nik) for strange in (
        "", "0", "990101520385900", "99010152038590011", "0901015203859001", "990101520385900X", f" {NIK}", f"{NIK}\n",
        f"{NIK}\n{NIK}", "٩٩٠١٠١٥٢٠٣٨٥٩٠٠١", 9901015203859001, 9.901015203859001e15, True, (2020, 1, 2),
    )),
    *((text_reader(8, undo_quotes=undo), ["AL-1", strange]) for undo in (True, False) for strange in (
        "", " AL", "AL ", "123456789", "A\tB", "A\nB", "A\x00B", "A\xa0B", "Kafé", '"A ""B"""', 12, 1.5, True, (2020, 1, 2),
    )),
    *((name_reader(), ["SITI", strange]) for strange in ("", "S1TI", "Nur'aini", "H. Umar", "José", "-", "A" * 101)),
    *((degree_reader(90), [-6.5, strange]) for strange in (
        0.0, -0.0, 0, 90.1, -90.1, "", "-6,5", "x", True, float("inf"), float("nan"), (2020, 1, 2),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("read", "column"), PLAIN)
def test_a_plain_column_is_read_at_a_stroke(read: Reader, column: list[Any]) -> None:
    assert STROKES[read](column) == [read(cell) for cell in column] == column


@pytest.mark.parametrize(("read", "column"), STRANGE)
def test_a_column_with_a_strange_cell_is_looked_at_cell_by_cell(read: Reader, column: list[Any]) -> None:
    assert STROKES[read](column) is None


def test_a_line_end_in_one_cell_does_not_make_up_for_a_short_one() -> None:
    assert STROKES[read_nik]([f"{NIK}\n{NIK}", "", NIK]) is None
    assert STROKES[read_nik]([f"{NIK}\n990101520385900", ""]) is None


def test_a_long_table_says_where_its_strange_cells_are(tmp_path: Path) -> None:
    """Long enough that columns are read at a stroke, and the strange cell sends one part of one column back."""
    niks = [f"9901{serial:04}03859{serial % 1000:03}" for serial in range(7_000)]
    rows = [person(1, "BUDI HARTONO", kk=card(1), relation=4, nik=nik, akta_lahir=nik[2:]) for nik in niks]
    rows[4_500]["nik"] = "990101"
    rows[4_600]["akta_lahir"] = ""

    table = read_table(text_table(tmp_path / "warga.csv", rows))

    assert [(problem.row, problem.column, problem.value) for problem in table.errors] == [
        (4_502, "nik", "990101")
    ]
    assert [row.row for row in table.rows if row.is_bad] == [4_502]
    at, certificate = table.at("nik"), table.at("birth_certificate")
    assert [row.values[at] for row in table.rows] == [*niks[:4_500], None, *niks[4_501:]]
    assert [row.row for row in table.rows if row.values[certificate] is None] == [4_602]

"""The child process: `python -m balai.residents.exchange.workbooks.child PATH`, frames on standard output.

It limits itself before it touches the file. calamine aborts the process on some sheets, which nobody can catch:
then the parent sees a child that died, and says so to the officer.

Frames: ("note", text) · ("sheet", name, merged ranges, errors, uncalculated, formulas) · ("rows", numbers, rows) ·
("hidden", name) · ("blank", count) · ("refused", reason) · ("end",). Rows and columns count from 1.
"""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

from balai.core.confinement import limit_self
from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks import limits
from balai.residents.exchange.workbooks.biff import examine_old_workbook
from balai.residents.exchange.workbooks.delimited import open_text_table, rows_of
from balai.residents.exchange.workbooks.frames import write_frame, write_rows
from balai.residents.exchange.workbooks.ole import CompoundFile
from balai.residents.exchange.workbooks.sniffing import FileKind, sniff
from balai.residents.exchange.workbooks.strange import StrangeCells
from balai.residents.exchange.workbooks.zipped import DAMAGED, examine_zipped

ROWS_IN_FRAME = 2_000
LARGE = 2 * limits.MEGABYTE
MACROS = "Berkas ini berisi makro. Makro tidak dijalankan; hanya datanya yang dibaca."

type StrangeOf = Callable[[str], StrangeCells]
"""Of a sheet, by its name."""


def main(path: Path, out: BinaryIO) -> None:
    """Read one file and say everything about it on `out`."""
    try:
        kind = sniff(path)
        if kind is FileKind.TEXT:
            _send_text(path, out)
        else:
            _send_workbook(path, kind, out)
        write_frame(out, "end")
    except Refused as refusal:
        write_frame(out, "refused", str(refusal))
    except MemoryError:
        write_frame(out, "refused", "Berkas ini butuh memori terlalu banyak. Bagi menjadi beberapa berkas.")
    out.flush()


def _send_text(path: Path, out: BinaryIO) -> None:
    table = open_text_table(path)
    if table.doubtful_encoding:
        write_frame(out, "note", "Berkas teks ini bukan UTF-8. Huruf seperti é dibaca menurut Windows-1252.")
    write_frame(out, "sheet", "CSV", [], [], [], {})
    _send_rows(rows_of(table), table.first_row, 0, out)


def _send_workbook(path: Path, kind: FileKind, out: BinaryIO) -> None:
    with ThreadPoolExecutor(1) as beside:
        strange, has_macros = _examine(path, kind, beside)
        if has_macros:
            write_frame(out, "note", MACROS)
        with _open(path) as workbook:
            for sheet in workbook.sheets_metadata:
                if not str(sheet.visible).endswith(".Visible"):
                    write_frame(out, "hidden", sheet.name)
                elif str(sheet.typ).endswith(".WorkSheet"):
                    _send_sheet(workbook, sheet.name, strange, out)


def _examine(path: Path, kind: FileKind, beside: Executor) -> tuple[StrangeOf, bool]:
    """What calamine does not tell. The cells of a large workbook are gone through beside calamine, in a thread."""
    if kind is FileKind.OLE:
        old = examine_old_workbook(CompoundFile(path))
        return lambda name: old.strange.get(name, StrangeCells()), old.has_macros
    zipped = examine_zipped(path)
    if zipped.is_wide or path.stat().st_size < LARGE:
        found = zipped.scan()
        return lambda name: found.get(name, StrangeCells()), zipped.has_macros
    scanning = beside.submit(zipped.scan)
    return lambda name: scanning.result().get(name, StrangeCells()), zipped.has_macros


def _open(path: Path) -> Any:
    """Open with calamine. Given a name it goes by the ending; given an open file it goes by the content."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(path.open("rb"))
    except (CalamineError, OSError) as damage:
        raise Refused(DAMAGED) from damage


def _send_sheet(workbook: Any, name: str, strange_of: StrangeOf, out: BinaryIO) -> None:
    from python_calamine import CalamineError

    try:
        sheet = workbook.get_sheet_by_name(name)
        merged = sheet.merged_cell_ranges or []
    except CalamineError as damage:
        raise Refused(DAMAGED) from damage
    except BaseException as damage:  # a Rust panic is a BaseException of its own
        if type(damage).__name__ != "PanicException":
            raise
        raise Refused(DAMAGED) from damage
    ranges = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged]
    strange = strange_of(name)
    write_frame(out, "sheet", name, ranges, strange.errors, strange.uncalculated, strange.formulas)
    if sheet.start is not None:
        _send_rows(sheet.iter_rows(), 1, sheet.start[1], out)


def _send_rows(rows: Iterator[list[Any]], first: int, left: int, out: BinaryIO) -> None:
    """Send what is not blank, with its row numbers. `left` columns before the first one are empty."""
    margin = [""] * left
    numbers: list[int] = []
    chunk: list[list[Any]] = []
    sent = blank = 0
    for number, row in enumerate(rows, first):
        if row.count("") == len(row):
            blank += 1
            continue
        numbers.append(number)
        chunk.append(margin + row if left else row)
        sent += 1
        if len(chunk) == ROWS_IN_FRAME:
            _check_size(sent, chunk)
            write_rows(out, numbers, chunk)
            numbers, chunk = [], []
    if chunk:
        _check_size(sent, chunk)
        write_rows(out, numbers, chunk)
    if blank:
        write_frame(out, "blank", blank)


def _check_size(rows: int, chunk: list[list[Any]]) -> None:
    columns = max(map(len, chunk))
    if rows > limits.ROWS:
        raise Refused(
            f"Berkas ini berisi lebih dari {limits.ROWS // 1000}.000 baris. Bagi menjadi beberapa berkas."
        )
    if columns > limits.COLUMNS:
        raise Refused(
            f"Berkas ini berisi {columns} kolom; batasnya {limits.COLUMNS}. Hapus kolom yang bukan data warga."
        )


if __name__ == "__main__":
    limit_self(memory=limits.CHILD_BYTES, seconds=limits.CHILD_SECONDS)
    main(Path(sys.argv[1]), sys.stdout.buffer)

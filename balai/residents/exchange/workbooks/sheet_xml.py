"""One sheet of an .xlsx, looked through as raw XML in pieces: formulas, errors, and how far its cells reach.

calamine would show an error as an empty cell, and would ask for the memory of the whole rectangle up to a single
stray cell at the far corner. Looking for a few signs in the bytes costs a sixth of calamine's reading; parsing every
cell would cost twice as much as that reading, so it is done only where a sign was found.
"""

import re
from collections.abc import Callable, Iterator
from typing import IO

from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks import limits
from balai.residents.exchange.workbooks.strange import StrangeCells

PIECE = limits.MEGABYTE
LONGEST_ROW = 64 * limits.MEGABYTE
ROW_END = b"</row>"
SIGNS = (b"<f>", b"<f ", b"<f/>", b't="e"', b"t='e'")
PREFIX = re.compile(rb"<(\w+:)worksheet")
DIMENSION = re.compile(rb"<dimension\s+ref=[\"'](?:[A-Z]+\d+:)?([A-Z]{1,3})(\d+)[\"']")
LAST_ROW = re.compile(rb"<row\b[^>]*?\br=[\"'](\d+)")
FAR_COLUMN = re.compile(rb" r=[\"'][A-Z]{3}\d")
CELL = re.compile(rb"<c(?=[\s>])([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d+)[\"']")
TYPE = re.compile(rb"\bt=[\"'](\w+)[\"']")
FORMULA = re.compile(rb"<f[\s/>]")
VALUE = re.compile(rb"<v[^>]*>[^<]|<is[\s>]")
FAR_COLUMN_FROM = 703  # AAA
FIRST_GUESS_COLUMNS = 64

type Opener = Callable[[], IO[bytes]]


def examine_sheet(open_part: Opener, sheet: str) -> StrangeCells:
    """Raises `Refused` when a cell lies so far out that the table cannot be held in memory."""
    strange = StrangeCells()
    last_row, columns = 0, FIRST_GUESS_COLUMNS
    with open_part() as content:
        for piece in _whole_rows(content):
            if match := DIMENSION.search(piece, 0, 4096) if last_row == 0 else None:
                columns = max(columns, column_number(match[1]))
            if FAR_COLUMN.search(piece):
                columns = max(columns, FAR_COLUMN_FROM)
            last_row = max(last_row, _last_row(piece))
            if any(sign in piece for sign in SIGNS):
                _note_strange_cells(piece, strange)
    if last_row * columns > limits.CELLS:
        _check_extent(open_part, sheet)
    return strange


def declared_cells(content: IO[bytes]) -> int:
    """Rows times columns, as the sheet itself declares at its beginning; 0 where it does not."""
    with content:
        match = DIMENSION.search(content.read(4096))
    return int(match[2]) * column_number(match[1]) if match else 0


def column_number(letters: bytes) -> int:
    """1 for A, 16,384 for XFD."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _whole_rows(content: IO[bytes]) -> Iterator[bytes]:
    """The XML in pieces that end between rows, without namespace prefixes."""
    rest = b""
    prefix = b""
    while chunk := content.read(PIECE):
        if not rest and not prefix and (match := PREFIX.search(chunk, 0, 4096)):
            prefix = match[1]
        rest += chunk
        piece, end, after = rest.rpartition(b"</" + prefix + b"row>")
        if not end and len(rest) > LONGEST_ROW:
            raise Refused(
                "Ada baris yang panjangnya tidak wajar di berkas ini. Salin tabelnya ke buku kerja baru."
            )
        rest = after if end else rest
        yield _without(prefix, piece + end)
    yield _without(prefix, rest)


def _without(prefix: bytes, piece: bytes) -> bytes:
    return piece.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else piece


def _last_row(piece: bytes) -> int:
    start = piece.rfind(b"<row")
    match = LAST_ROW.match(piece, start) if start >= 0 else None
    return int(match[1]) if match else 0


def _note_strange_cells(piece: bytes, strange: StrangeCells) -> None:
    for cell in CELL.finditer(piece):
        attributes, content = cell[1], cell[2] or b""
        kind = match[1] if (match := TYPE.search(attributes)) else b"n"
        is_formula = FORMULA.search(content) is not None
        if kind != b"e" and not is_formula:
            continue
        row, column = _address(attributes)
        if kind == b"e":
            strange.add_error(row, column)
        if is_formula:
            # A formula that yields an empty text is of type str; without type and value nobody has calculated it.
            calculated = kind in {b"str", b"e"} or VALUE.search(content) is not None
            strange.add_formula(row, column, calculated=calculated)


def _address(attributes: bytes) -> tuple[int, int]:
    match = ADDRESS.search(attributes)
    if not match:
        raise Refused(
            "Berkas ini berisi rumus tanpa alamat sel. Buka di Excel, simpan lagi sebagai .xlsx, lalu coba lagi."
        )
    return int(match[2]), column_number(match[1])


def _check_extent(open_part: Opener, sheet: str) -> None:
    """Measure the cells that hold something. Raises `Refused` naming the one that lies farthest out."""
    rows = columns = 0
    farthest = b""
    with open_part() as content:
        for piece in _whole_rows(content):
            for cell in CELL.finditer(piece):
                if not cell[2] or not VALUE.search(cell[2]):
                    continue
                row, column = _address(cell[1])
                if row > rows or column > columns:
                    farthest = ADDRESS.search(cell[1])[0][3:-1]  # type: ignore[index]  # found by _address
                rows, columns = max(rows, row), max(columns, column)
    if rows * columns > limits.CELLS:
        raise Refused(
            f"Lembar '{sheet}' sangat luas: ada isi sampai sel {farthest.decode()}. "
            "Hapus isi yang jauh dari tabel (juga spasi), simpan, lalu coba lagi."
        )

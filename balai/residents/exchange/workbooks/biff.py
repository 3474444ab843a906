"""What calamine does not tell about an .xls ([MS-XLS]): passwords, macros, formulas, errors, far cells."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks.ole import CompoundFile
from balai.residents.exchange.workbooks.strange import StrangeCells

BEGIN, END = 0x0809, 0x000A
LOCKED = 0x002F
SHEET = 0x0085
FORMULA = 0x0006
BOOLEAN_OR_ERROR = 0x0205
RESULT_IS_ERROR, RESULT_IS_NOTHING = 2, 3
ENCRYPTED = (
    "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu coba lagi."
)


@dataclass
class OldWorkbook:
    strange: dict[str, StrangeCells] = field(default_factory=dict)
    has_macros: bool = False


def examine_old_workbook(compound: CompoundFile) -> OldWorkbook:
    """Raises `Refused` when the compound file is no workbook or is locked."""
    names = compound.names
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise Refused(ENCRYPTED)
    stream_name = next((name for name in ("Workbook", "Book") if name in names), "")
    if not stream_name:
        what = "dokumen Word" if "WordDocument" in names else "berkas Office lama yang bukan buku kerja"
        raise Refused(f"Ini {what}. Pilih berkas .xlsx, .xls, .ods, atau .csv.")
    found = OldWorkbook(has_macros=any(name.startswith("_VBA_PROJECT") for name in names))
    stream = compound.stream(stream_name)
    starts: dict[int, str] = {}
    current: StrangeCells | None = None
    for offset, kind, content in _records(stream):
        if kind == LOCKED:
            raise Refused(ENCRYPTED)
        if kind == SHEET:
            start, name = _sheet(content)
            starts[start] = name
        elif kind == BEGIN:
            current = (
                found.strange.setdefault(starts[offset], StrangeCells()) if offset in starts else current
            )
        elif current is not None:
            _note(current, kind, content)
    return found


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _sheet(content: bytes) -> tuple[int, str]:
    start = struct.unpack_from("<I", content)[0]
    length, is_wide = content[6], content[7] & 1
    text = content[8 : 8 + length * 2] if is_wide else content[8 : 8 + length]
    return start, text.decode("utf-16-le" if is_wide else "latin-1")


def _note(strange: StrangeCells, kind: int, content: bytes) -> None:
    if kind == FORMULA and len(content) >= 14:
        row, column = struct.unpack_from("<HH", content)
        is_no_number = content[12:14] == b"\xff\xff"
        is_error = is_no_number and content[6] == RESULT_IS_ERROR
        is_missing = is_no_number and content[6] == RESULT_IS_NOTHING
        strange.add_formula(row + 1, column + 1, calculated=not is_missing)
        if is_error:
            strange.add_error(row + 1, column + 1)
    elif kind == BOOLEAN_OR_ERROR and len(content) >= 8 and content[7]:
        row, column = struct.unpack_from("<HH", content)
        strange.add_error(row + 1, column + 1)

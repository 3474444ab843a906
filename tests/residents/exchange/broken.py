"""Files that nobody should send, made as small as they can be."""

import struct
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

SECTOR = 512
END_OF_CHAIN, FREE, IN_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(path: Path, stream_name: str) -> Path:
    """An Office file of the old container with one empty stream: an encrypted workbook has 'EncryptedPackage'."""
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6, b"\0" * 6,
        0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[FREE] * 108)[: SECTOR - len(header)]
    table = struct.pack("<128I", IN_TABLE, END_OF_CHAIN, *[FREE] * 126)
    directory = b"".join(
        _entry(name, kind) for name, kind in (("Root Entry", 5), (stream_name, 2), ("", 0), ("", 0))
    )
    path.write_bytes(header + table + directory)
    return path


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    return struct.pack(
        "<64sHBBIII16sIQQIII",
        text,
        length,
        kind,
        1,
        FREE,
        FREE,
        FREE,
        b"\0" * 16,
        0,
        0,
        0,
        END_OF_CHAIN,
        0,
        0,
    )


def raw_sheet(
    path: Path, rows: Iterable[str], *, dimension: str = "", extra: dict[str, bytes] | None = None
) -> Path:
    """An .xlsx whose sheet holds exactly this XML."""
    parts: dict[str, str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(
                b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            )
            sheet.write(dimension.encode() + b"<sheetData>")
            for row in rows:
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")
    return path


def text_row(number: int, cells: Iterable[str]) -> str:
    letters = _letters()
    inside = "".join(
        f'<c r="{next(letters)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells
    )
    return f'<row r="{number}">{inside}</row>'


def _letters() -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for first in alphabet:
        for second in alphabet:
            yield first + second

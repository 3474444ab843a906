"""What calamine does not tell about .xlsx and .ods, or tells too late: bombs, passwords, macros, far cells."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.parsers import expat

from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks import limits
from balai.residents.exchange.workbooks.biff import ENCRYPTED
from balai.residents.exchange.workbooks.ods import examine_document
from balai.residents.exchange.workbooks.sheet_xml import declared_cells, examine_sheet
from balai.residents.exchange.workbooks.strange import StrangeCells

DAMAGED = "Berkas ini rusak atau terpotong. Unduh ulang, atau buka di Excel dan simpan lagi sebagai .xlsx."
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
SPREADSHEET = OPEN_DOCUMENT + b"spreadsheet"
SIGNS_OF_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError,
    EOFError, OSError, KeyError, NotImplementedError, UnicodeDecodeError,
)  # fmt: skip
ENCRYPTED_FLAG = 0x1
SMALL_PART = 8 * limits.MEGABYTE
OTHER_PARTS = (
    ("word/document.xml", "dokumen Word"),
    ("ppt/presentation.xml", "presentasi PowerPoint"),
    ("xl/workbook.bin", "buku kerja biner (.xlsb)"),
    ("AndroidManifest.xml", "aplikasi Android"),
)


type Scan = Callable[[], dict[str, StrangeCells]]


@dataclass(frozen=True)
class ZippedWorkbook:
    """What the parts tell at a glance. `scan` goes through all cells, and may take seconds."""

    has_macros: bool
    scan: Scan
    is_wide: bool = False
    """A sheet declares more cells than memory holds: scan first, and name the cell that lies so far out."""


def examine_zipped(path: Path) -> ZippedWorkbook:
    """Look through the parts without keeping them. Raises `Refused` with the reason; so does `scan`."""
    with _naming_damage(), zipfile.ZipFile(path) as archive:
        return _examine(archive, path)


@contextmanager
def _naming_damage() -> Iterator[None]:
    try:
        yield
    except SIGNS_OF_DAMAGE as damage:
        raise Refused(DAMAGED) from damage


def _examine(archive: zipfile.ZipFile, path: Path) -> ZippedWorkbook:
    _check_sizes(archive)
    names = set(archive.namelist())
    if "mimetype" in names and archive.read("mimetype").startswith(OPEN_DOCUMENT):
        return _examine_open_document(archive, names)
    for part, what in OTHER_PARTS:
        if part in names:
            raise Refused(f"Ini {what}. Simpan data warga sebagai .xlsx, lalu coba lagi.")
    if "xl/workbook.xml" not in names:
        raise Refused(
            "Arsip ZIP ini bukan buku kerja. Keluarkan dulu berkas .xlsx di dalamnya, lalu unggah berkas itu."
        )
    sheets = [(name, part) for name, part in _visible_sheets(archive) if part in names]
    has_macros = any(name.endswith("vbaProject.bin") for name in names)
    is_wide = any(declared_cells(archive.open(part)) > limits.CELLS for _, part in sheets)
    return ZippedWorkbook(has_macros, partial(_scan, path, sheets), is_wide)


def _scan(path: Path, sheets: Sequence[tuple[str, str]]) -> dict[str, StrangeCells]:
    with _naming_damage(), zipfile.ZipFile(path) as archive:
        return {name: examine_sheet(partial(archive.open, part), name) for name, part in sheets}


def _check_sizes(archive: zipfile.ZipFile) -> None:
    """Central-directory sizes; what unpacks to more than it says stops at the child's memory limit."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise Refused(ENCRYPTED)
    swollen = any(
        part.file_size > limits.RATIO_COUNTS_FROM
        and part.file_size > limits.UNPACKING_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if unpacked > limits.UNPACKED_BYTES or len(parts) > limits.PARTS or swollen:
        raise Refused(
            f"Isi berkas ini mengembang menjadi {unpacked // limits.MEGABYTE} MB. Itu tidak wajar untuk data warga. "
            "Salin tabelnya ke buku kerja baru, lalu simpan sebagai .xlsx."
        )


def _visible_sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of each sheet that a person sees."""
    targets = {
        tag["Id"]: tag["Target"].lstrip("/").removeprefix("xl/")
        for tag in _tags(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    return [
        (tag["name"], "xl/" + targets.get(tag.get("r:id", tag.get("id", "")), ""))
        for tag in _tags(archive, "xl/workbook.xml", "sheet")
        if tag.get("state", "visible") == "visible"
    ]


def _tags(archive: zipfile.ZipFile, part: str, wanted: str) -> list[dict[str, str]]:
    """Attributes of each element `wanted`, whatever its prefix."""
    found: list[dict[str, str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(
                {
                    ("r:id" if re.fullmatch(r"\w+:id", key) else key): value
                    for key, value in attributes.items()
                }
            )

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EntityDeclHandler = _no_entities
    with archive.open(part) as content:
        parser.Parse(content.read(SMALL_PART), True)
    return found


def _no_entities(*_: object) -> None:
    raise Refused("Berkas ini berisi perintah XML yang berbahaya. Salin tabelnya ke buku kerja baru.")


def _examine_open_document(archive: zipfile.ZipFile, names: set[str]) -> ZippedWorkbook:
    if not archive.read("mimetype").startswith(SPREADSHEET):
        raise Refused(
            "Ini dokumen LibreOffice, tetapi bukan lembar kerja. Simpan data warga sebagai .ods atau .xlsx."
        )
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused(ENCRYPTED)
    has_macros = any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names)
    with archive.open("content.xml") as content:
        strange = examine_document(content)
    return ZippedWorkbook(has_macros, lambda: strange)

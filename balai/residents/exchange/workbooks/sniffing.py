"""What a file is, by its content: names lie, and calamine believes them."""

from enum import StrEnum
from pathlib import Path

from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks import limits

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
SAVE_AS_WORKBOOK = "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx."

OTHER_FILES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "dokumen PDF"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"\x89PNG", "gambar PNG"),
    (b"GIF8", "gambar GIF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"MZ", "program Windows"),
    (b"\x7fELF", "program Linux"),
    (b"{\\rtf", "dokumen RTF"),
    (b"SQLite format 3", "basis data SQLite"),
)
MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<script")


class FileKind(StrEnum):
    """The containers that are read."""

    ZIPPED = "zipped"
    """.xlsx, .xlsm or .ods; the parts inside tell which."""
    OLE = "ole"
    """.xls of Excel 97–2003."""
    TEXT = "text"
    """.csv, .txt."""


def sniff(path: Path) -> FileKind:
    """The kind of file by its first bytes. Raises `Refused` for anything that is no table."""
    size = path.stat().st_size
    if size == 0:
        raise Refused("Berkas ini kosong, 0 bita. Unduh atau simpan ulang, lalu coba lagi.")
    if size > limits.FILE_BYTES:
        raise Refused(
            f"Berkas ini {size // limits.MEGABYTE} MB. Batasnya {limits.FILE_BYTES // limits.MEGABYTE} MB. "
            "Hapus gambar dan lembar yang tidak perlu, atau bagi menjadi beberapa berkas."
        )
    with path.open("rb") as file:
        start = file.read(4096)
    return _kind(start)


def _kind(start: bytes) -> FileKind:
    if start.startswith(ZIP):
        return FileKind.ZIPPED
    if start.startswith(OLE):
        return FileKind.OLE
    for magic, name in OTHER_FILES:
        if start.startswith(magic):
            raise Refused(f"Ini {name}, bukan berkas tabel. Pilih berkas .xlsx, .xls, .ods, atau .csv.")
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise Refused(f"Isi berkas ini halaman web (HTML/XML), bukan buku kerja. {SAVE_AS_WORKBOOK}")
    if not start.startswith(BYTE_ORDER_MARKS) and (b"\0" in start or _has_control_signs(start)):
        raise Refused(
            "Ini bukan berkas tabel, atau sudah rusak. Pilih berkas .xlsx, .xls, .ods, atau .csv yang bisa dibuka di Excel."
        )
    return FileKind.TEXT


def _has_control_signs(start: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\r\n\f\x1a\x1b" for byte in start)

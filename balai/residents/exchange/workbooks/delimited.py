"""Text tables: encoding and delimiter by content."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from balai.residents.exchange.problems import Refused

DELIMITERS = ",;\t|"
LONGEST_CELL = 10_000
SEPARATOR_LINE = "sep="


@dataclass(frozen=True)
class TextTable:
    path: Path
    encoding: str
    delimiter: str
    doubtful_encoding: bool
    first_row: int


def open_text_table(path: Path) -> TextTable:
    """Raises `Refused` when the text is no table."""
    encoding, doubtful = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        start = file.read(64 * 1024)
    first_row = 1
    declared = ""
    if start[:4].lower() == SEPARATOR_LINE:
        declared, first_row = start[4:5], 2
        start = start.partition("\n")[2]
    header = next((line for line in start.splitlines() if line.strip(' ",;\t|')), "")
    if not header:
        raise Refused("Berkas teks ini kosong. Pilih berkas yang berisi data warga.")
    delimiter = declared or max(DELIMITERS, key=lambda sign: _outside_quotes(header, sign))
    return TextTable(path, encoding, delimiter, doubtful, first_row)


def rows_of(table: TextTable) -> Iterator[list[str]]:
    """Raises `Refused` naming the line where quotes or lengths break the table."""
    csv.field_size_limit(LONGEST_CELL)
    with table.path.open(encoding=table.encoding, newline="") as file:
        if table.first_row > 1:
            file.readline()
        reader = csv.reader(file, delimiter=table.delimiter, strict=True)
        try:
            yield from reader
        except csv.Error as damage:
            raise Refused(
                f"Berkas teks ini rusak di sekitar baris {reader.line_num + table.first_row - 1}: tanda kutip tidak "
                "berpasangan, atau satu isian terlalu panjang. Perbaiki, atau simpan ulang sebagai .xlsx."
            ) from damage


def _encoding(path: Path) -> tuple[str, bool]:
    """Name of the encoding, and whether it is only the likeliest."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(path, "utf-16"), False
    if _reads_as(path, "utf-8-sig"):
        return "utf-8-sig", False
    return _checked(path, "cp1252"), True


def _checked(path: Path, encoding: str) -> str:
    if not _reads_as(path, encoding):
        raise Refused(
            "Huruf di berkas teks ini tidak bisa dibaca. Simpan ulang sebagai 'CSV UTF-8' atau .xlsx."
        )
    return encoding


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])

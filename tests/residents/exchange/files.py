"""Register files for tests, made anew by the usual writers. People are invented; their numbers are in no real area."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from balai.residents.exchange.layouts import LAYOUTS

OPENSID_HEADERS = [column.header for column in LAYOUTS["opensid"].columns]
type Row = dict[str, Any]


def number(serial: int, born: date, *, woman: bool) -> str:
    """A NIK that fits, with a serial from 9000."""
    return f"990101{born.day + 40 * woman:02}{born:%m%y}{9000 + serial:04}"


def card(serial: int) -> str:
    return f"990101150320{9000 + serial:04}"


def person(
    serial: int,
    name: str,
    *,
    kk: str,
    relation: int,
    sex: int = 1,
    born: date = date(1985, 3, 14),
    **other: Any,
) -> Row:
    """A row of the incumbent's export."""
    return {
        "alamat": "Jalan Melati 3", "dusun": "KRAJAN", "rw": "001", "rt": "003", "nama": name, "no_kk": kk,
        "nik": number(serial, born, woman=sex == 2), "sex": sex, "tempatlahir": "SUKAMAJU",
        "tanggallahir": born.isoformat(), "agama_id": 1, "pendidikan_kk_id": 5, "pendidikan_sedang_id": 18,
        "pekerjaan_id": 88, "status_kawin": 2 if relation in {1, 3} else 1, "kk_level": relation, "warganegara_id": 1,
        "nama_ayah": "SUKARDI", "nama_ibu": "SUMIATI", "golongan_darah_id": 13, "cacat_id": 7, "ktp_el": 2,
        "status_rekam": 8, "status_dasar": 1, **other,
    }  # fmt: skip


def family(serial: int = 1, **other: Any) -> list[Row]:
    """A couple with a child. `other` goes into every row."""
    kk = card(serial)
    return [
        person(serial * 10, "BUDI HARTONO", kk=kk, relation=1, **other),
        person(serial * 10 + 1, "SITI AMINAH", kk=kk, relation=3, sex=2, born=date(1988, 7, 2), **other),
        person(serial * 10 + 2, "NUR HIDAYAT", kk=kk, relation=4, born=date(2012, 11, 30), **other),
    ]


def workbook(
    path: Path, rows: Iterable[Row], headers: Sequence[str] = OPENSID_HEADERS, sheet: str = "Data Penduduk"
) -> Path:
    """An .xlsx as the incumbent writes it: texts as texts, codes as numbers."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, headers)
    for index, row in enumerate(rows, 1):
        write_row(page, index, [row.get(header) for header in headers])
    book.close()
    return path


def write_row(page: Any, index: int, cells: Iterable[Any]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            page.write_string(index, column, cell)
        elif cell is not None:
            page.write(index, column, cell)


def text_table(
    path: Path,
    rows: Iterable[Row],
    headers: Sequence[str] = OPENSID_HEADERS,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(headers)
        writer.writerows([row.get(header, "") for header in headers] for row in rows)
    return path

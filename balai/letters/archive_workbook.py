"""The archive as a workbook: one line for each letter, written one after the other so that memory stays small."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from balai.letters.enums import LetterState

FIELDS = {
    "number": ("Nomor", 34), "title": ("Jenis surat", 34), "holder_name": ("Atas nama", 30), "subject": ("Isi singkat", 44),
    "issued_on": ("Tanggal surat", 14), "valid_until": ("Berlaku sampai", 14), "state": ("Keadaan", 14),
    "signer_name": ("Penanda tangan", 28),
}  # fmt: skip


def archive_workbook(letters: Iterable[tuple[Any, ...]], *, title: str) -> bytes:
    """`letters` are rows of `FIELDS`."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as workbook:
        workbook.set_properties({"title": title})
        head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E6F2F2"})
        day = workbook.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
        sheet = workbook.add_worksheet("Surat")
        for column, (label, width) in enumerate(FIELDS.values()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, label, head)
        sheet.freeze_panes(1, 1)
        for row, letter in enumerate(letters, 1):
            for column, (name, value) in enumerate(zip(FIELDS, letter, strict=True)):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    text = LetterState(value).label if name == "state" else value
                    sheet.write_string(row, column, text)
    return content.getvalue()

"""The workbook of local differences for the civil registry (Disdukcapil)."""

import io

import xlsxwriter
from django.utils import timezone

from balai.core.calendar import long_date
from balai.residents import wording
from balai.residents.freshness import Difference, local_differences
from balai.tenancy.models import Village

COLUMNS = (
    ("No.", 6), ("Nomor KK", 19), ("NIK", 19), ("Nama", 32), ("Elemen data", 28), ("Data lama", 28), ("Data baru", 28),
    ("Peristiwa", 22), ("Tanggal peristiwa", 18), ("Dasar", 36), ("Dicatat oleh", 24),
)  # fmt: skip
HEADING_ROW = 3


def differences_workbook(village: Village, *, with_secrets: bool) -> tuple[bytes, int]:
    """The XLSX file and its number of rows; numbers are text, so that no spreadsheet rounds a NIK."""
    found = [
        difference
        for difference in local_differences()
        if with_secrets or difference.field not in wording.SECRET_FIELDS
    ]
    areas = wording.area_labels(each.change.changes for each in found)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("Selisih data")
        strong, heading = (
            workbook.add_format({"bold": True, "font_size": 13}),
            workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        )
        sheet.write_string(0, 0, f"Selisih data penduduk {village.words.full_name}", strong)
        sheet.write_string(1, 0, f"Dibuat {long_date(timezone.localdate())}")
        for column, (title, width) in enumerate(COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(HEADING_ROW, column, title, heading)
        for number, difference in enumerate(found, start=1):
            sheet.write_number(HEADING_ROW + number, 0, number)
            for column, text in enumerate(_texts(difference, areas), start=1):
                sheet.write_string(HEADING_ROW + number, column, text)
        sheet.freeze_panes(HEADING_ROW + 1, 0)
        sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + max(len(found), 1), len(COLUMNS) - 1)
    return content.getvalue(), len(found)


def _texts(difference: Difference, areas: wording.Areas) -> tuple[str, ...]:
    resident, event = difference.change.resident, difference.change.event
    line = wording.line_of(difference.field, difference.old, difference.new, areas)
    return (
        resident.family.kk if resident.family else "",
        resident.nik,
        resident.full_name,
        line.label,
        line.old,
        line.new,
        event.get_kind_display(),
        long_date(event.occurred_on),
        event.document,
        event.recorded_by.full_name if event.recorded_by else "",
    )

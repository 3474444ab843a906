"""The statistics on paper and as a workbook."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from balai.core.calendar import long_date, long_moment
from balai.core.charts import figure, for_print
from balai.core.typesetting import typeset_pdf
from balai.residents.reports.statistics import SEXES, Statistics, Table
from balai.tenancy.models import Village

TEMPLATE = "residents/typst/statistics.typ"
HEADS = ("", *SEXES, "Jumlah", "Bagian")
SHEET_NAME = 31
FORBIDDEN = str.maketrans("", "", "[]:*?/\\")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What was counted, when, and from data of which day; `place` is "" for the whole village."""

    village: Village
    place: str
    counted_at: datetime
    as_of: date | None

    @property
    def title(self) -> str:
        where = (
            f"{self.place}, {self.village.words.full_name}" if self.place else self.village.words.full_name
        )
        return f"Statistik Penduduk {where}"

    @property
    def sentence(self) -> str:
        """'Dihitung 20 November 2026 pukul 09.41 WIB dari data per 18 November 2026.'"""
        data = f" dari data per {long_date(self.as_of)}" if self.as_of else ""
        return f"Dihitung {long_moment(self.counted_at, self.village.time_zone)}{data}."


def statistics_pdf(statistics: Statistics, occasion: Occasion) -> bytes:
    """Charts and tables of all topics on A4."""
    words = occasion.village.words
    data = {
        "head": [f"PEMERINTAH {words.full_regency.upper()}", words.full_district.upper(), words.full_name.upper()],
        "title": occasion.title.upper(),
        "sentence": occasion.sentence,
        "summary": f"{figure(statistics.people.total)} warga: {figure(statistics.people.male)} laki-laki dan "
        f"{figure(statistics.people.female)} perempuan, {figure(statistics.families)} keluarga.",
        "heads": list(HEADS),
        "tables": [_printed(table) for table in statistics.tables.values() if table.rows],
    }  # fmt: skip
    files = {
        f"{table.topic.slug}.svg": for_print(table.chart).encode() for table in statistics.tables.values()
    }
    return typeset_pdf(TEMPLATE, data, files=files, title=occasion.title, at=occasion.counted_at)


def _printed(table: Table) -> dict[str, Any]:
    rows = [
        [row.label, figure(row.male), figure(row.female), figure(row.total), share]
        for row, share in table.shares
    ]
    total = table.sum
    return {
        "title": table.title,
        "about": table.topic.about,
        "chart": f"{table.topic.slug}.svg",
        "rows": rows,
        "total": [total.label, figure(total.male), figure(total.female), figure(total.total), ""],
        "alt": f"Grafik {table.title.lower()}; angkanya ada di tabel.",
    }


def statistics_workbook(statistics: Statistics, occasion: Occasion) -> bytes:
    """One sheet a topic, numbers as numbers."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as workbook:
        workbook.set_properties({"title": occasion.title, "comments": occasion.sentence})
        formats = {
            "title": workbook.add_format({"bold": True, "font_size": 13}),
            "head": workbook.add_format({"bold": True, "bg_color": "#E6F2F2", "bottom": 1}),
            "number": workbook.add_format({"num_format": "#,##0"}),
            "share": workbook.add_format({"num_format": "0.0%"}),
            "total": workbook.add_format({"bold": True, "top": 1, "num_format": "#,##0"}),
        }
        for table in statistics.tables.values():
            sheet = workbook.add_worksheet(table.title.translate(FORBIDDEN)[:SHEET_NAME])
            _write_table(sheet, table, occasion, formats)
    return content.getvalue()


def _write_table(sheet: Any, table: Table, occasion: Occasion, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 4, 13)
    sheet.write_string(0, 0, f"{table.title}. {occasion.title}", formats["title"])
    sheet.write_string(1, 0, " ".join(filter(None, (table.topic.about, occasion.sentence))))
    for index, head in enumerate((table.title, *HEADS[1:])):
        sheet.write_string(3, index, head, formats["head"])
    total = table.sum
    for row, count in enumerate(table.rows, 4):
        sheet.write_string(row, 0, count.label)
        for index, number in enumerate((count.male, count.female, count.total), 1):
            sheet.write_number(row, index, number, formats["number"])
        sheet.write_number(row, 4, count.total / total.total if total.total else 0, formats["share"])
    last = 4 + len(table.rows)
    sheet.write_string(last, 0, total.label, formats["total"])
    for index, number in enumerate((total.male, total.female, total.total), 1):
        sheet.write_number(last, index, number, formats["total"])

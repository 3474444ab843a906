"""Register books and statistics as workbooks. Rows are written one after the other, so that memory stays small."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from typing import Any, Final

import xlsxwriter

from balai.residents.reports.books import Book
from balai.residents.reports.layouts import Column
from balai.residents.reports.lists import Value

FOLIO: Final = 14
MILLIMETRES_A_CHARACTER: Final = 2.0
SHARE_IN_CHARACTERS: Final = 13

type Formats = dict[str, Any]


def book_workbook(book: Book) -> bytes:
    """A book in one sheet with its statutory head; dates are dates and numbers numbers, NIK and KK are text."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as workbook:
        workbook.set_properties(
            {"title": f"{book.title} {book.month.label}", "subject": f"Model {book.layout.code}"}
        )
        formats = _formats(workbook)
        sheet = workbook.add_worksheet(f"{book.layout.code} {book.month.slug}")
        _set_page(sheet, book)
        row = _write_title(sheet, book, formats)
        first = row + 1
        row = _write_heads(sheet, book.columns, row, formats)
        sheet.freeze_panes(row, 2)
        sheet.repeat_rows(first - 1, row - 1)
        for cells in book.rows:
            _write_row(sheet, row, cells, book.columns, formats)
            row += 1
        if book.total:
            _write_row(sheet, row, book.total, book.columns, formats, kind="total")
            row += 1
        _write_foot(sheet, row + 1, book, formats)
    return content.getvalue()


def _formats(workbook: Any) -> Formats:
    grid = {"border": 1, "valign": "top", "font_size": 9}
    return {
        "name": workbook.add_format({"align": "center", "bold": True}),
        "title": workbook.add_format({"align": "center", "bold": True, "font_size": 13}),
        "head": workbook.add_format({**grid, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True,
                                     "bg_color": "#E6F2F2"}),
        "under": workbook.add_format({"bold": True, "left": 1, "right": 1, "top": 1, "bg_color": "#E6F2F2"}),
        "between": workbook.add_format({"bold": True, "left": 1, "right": 1, "bg_color": "#E6F2F2"}),
        "label": workbook.add_format({"bold": True, "left": 1, "right": 1, "bottom": 1, "align": "center", "font_size": 9,
                                      "valign": "vcenter", "text_wrap": True, "bg_color": "#E6F2F2"}),
        "cell": workbook.add_format({**grid, "text_wrap": True}),
        "centre": workbook.add_format({**grid, "text_wrap": True, "align": "center"}),
        "figure": workbook.add_format({**grid, "num_format": "#,##0"}),
        "serial": workbook.add_format({**grid, "align": "center"}),
        "day": workbook.add_format({**grid, "num_format": "dd-mm-yyyy", "align": "center"}),
        "total": workbook.add_format({**grid, "bold": True, "num_format": "#,##0"}),
        "soft": workbook.add_format({"font_color": "#5F6368", "font_size": 9}),
    }  # fmt: skip


def _set_page(sheet: Any, book: Book) -> None:
    sheet.set_landscape()
    sheet.set_paper(FOLIO)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8{book.statement}&R&8&P / &N")
    for index, column in enumerate(book.columns):
        sheet.set_column(index, index, _characters(column))


def _characters(column: Column) -> float:
    if isinstance(column.width, str):
        return max(10.0, float(column.width.removesuffix("fr")) * SHARE_IN_CHARACTERS)
    return max(5.0, column.width / MILLIMETRES_A_CHARACTER * 1.25)


def _write_title(sheet: Any, book: Book, formats: Formats) -> int:
    words, last = book.words, len(book.columns) - 1
    sheet.merge_range(0, 0, 0, last - 1, f"PEMERINTAH {words.full_regency.upper()}", formats["name"])
    sheet.write_string(0, last, f"Model {book.layout.code}", formats["name"])
    lines = (
        (words.full_district.upper(), "name"), (words.full_name.upper(), "name"), (book.title.upper(), "title"),
        (f"BULAN {book.month.name.upper()} TAHUN {book.month.year}", "name"),
    )  # fmt: skip
    for row, (line, kind) in enumerate(lines, 1):
        sheet.merge_range(row, 0, row, last, line, formats[kind])
    return len(lines) + 2


def _write_heads(sheet: Any, columns: Sequence[Column], row: int, formats: Formats) -> int:
    """Heads above, labels in the row over the column numbers.

    Cells merged over several rows can't be written row by row; borders say as much.
    """
    depth = max(len(column.groups) for column in columns)
    for level in range(depth):
        _write_groups(sheet, columns, row + level, level, formats)
    sheet.set_row(row + depth, 36)
    for index, column in enumerate(columns):
        kind = "label" if len(column.groups) < depth else "head"
        sheet.write_string(row + depth, index, column.label, formats[kind])
    for index in range(len(columns)):
        sheet.write_number(row + depth + 1, index, index + 1, formats["head"])
    return row + depth + 2


def _write_groups(sheet: Any, columns: Sequence[Column], row: int, level: int, formats: Formats) -> None:
    paths = enumerate(column.groups[: level + 1] for column in columns)
    for path, run in groupby(paths, key=lambda pair: pair[1]):
        indexes = [index for index, _ in run]
        if len(path) <= level:
            for index in indexes:
                kind = "under" if len(columns[index].groups) == level else "between"
                sheet.write_blank(row, index, None, formats[kind])
        elif len(indexes) == 1:
            sheet.write_string(row, indexes[0], path[level], formats["head"])
        else:
            sheet.merge_range(row, indexes[0], row, indexes[-1], path[level], formats["head"])


def _write_row(
    sheet: Any,
    row: int,
    cells: Sequence[Value],
    columns: Sequence[Column],
    formats: Formats,
    *,
    kind: str = "",
) -> None:
    for index, (value, column) in enumerate(zip(cells, columns, strict=True)):
        if value is None or value == "":
            sheet.write_blank(row, index, None, formats[kind or "cell"])
        elif isinstance(value, date):
            sheet.write_datetime(row, index, datetime(value.year, value.month, value.day), formats["day"])
        elif isinstance(value, int):
            sheet.write_number(row, index, value, formats[kind or ("serial" if index == 0 else "figure")])
        else:
            own = "centre" if column.align == "center" else "cell"
            sheet.write_string(row, index, value, formats[kind or own])


def _write_foot(sheet: Any, row: int, book: Book, formats: Formats) -> None:
    if book.note:
        sheet.write_string(row, 0, book.note, formats["soft"])
        row += 1
    sheet.write_string(row, 0, book.statement, formats["soft"])

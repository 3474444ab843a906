"""The register as a file in one of the three layouts: what is written comes back without a difference."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.residents.enums import Standing
from balai.residents.exchange.layouts.base import Layout, Record
from balai.residents.exchange.register import record_of
from balai.residents.exchange.snapshot import read_people

LIVING = f"WHERE r.standing = {int(Standing.LIVING)} "
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
PROTECTED_FIELD = "disability"


def export_residents(
    target: Path,
    *,
    layout: Layout,
    living_only: bool,
    with_disability: bool,
    by: Actor,
    place: dict[str, str] | None = None,
) -> int:
    """Write the current village's register to `target`, in the order of the KKs. Returns the rows; audited.

    `place` gives the columns of a layout that name the district and the village.
    """
    people = read_people(in_kk_order=True, where=LIVING if living_only else "")
    rows = write_workbook(
        target, layout, map(record_of, people), with_disability=with_disability, place=place or {}
    )
    facts = {"rows": rows, "layout": layout.name, "living_only": living_only, "disability": with_disability}
    audit.record("residents.exported", by=by, facts=facts)
    return rows


def write_workbook(
    target: Path,
    layout: Layout,
    records: Iterable[Record],
    *,
    with_disability: bool = True,
    place: dict[str, str],
) -> int:
    """One sheet with the layout's headers, one row for each record."""
    book = xlsxwriter.Workbook(target, OPTIONS)
    page = book.add_worksheet(layout.sheet)
    page.freeze_panes(1, 0)
    page.write_row(0, 0, [column.header for column in layout.columns])
    rows = 0
    for rows, record in enumerate(records, 1):
        for index, column in enumerate(layout.columns):
            if column.field == PROTECTED_FIELD and not with_disability:
                continue
            _write(page, rows, index, place.get(column.header) or column.write(record))
    book.close()
    return rows


def _write(page: Any, row: int, index: int, value: str | float | None) -> None:
    """Texts stay texts: a NIK is no number, and a name that begins with = is no formula."""
    if isinstance(value, str):
        page.write_string(row, index, value)
    elif value is not None:
        page.write_number(row, index, value)

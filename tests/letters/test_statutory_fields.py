"""Every numbered field and every code of the statutory sheets is on the sheets as they are printed."""

import re
from datetime import UTC, datetime
from functools import cache

import pytest

from balai.core.typesetting import typeset_pdf
from balai.letters.sheets import SHEETS
from balai.residents.enums import Occupation
from tests.letters.kinds.paper import SHEET, look_at
from tests.letters.statutory_fields import CODES, COLUMNS, FIELDS, FIELDS_OF_EVENTS, TICKED

_HYPHENS = re.compile("[-\u00ad\ufffe]")
AT = datetime(2026, 11, 20, 2, 41, 58, tzinfo=UTC)


def squeezed(text: str) -> str:
    """Letters and signs without spaces, hyphens (PDFium hides some at the end of a line) and case."""
    return _HYPHENS.sub("", "".join(text.split())).casefold()


@cache
def printed(name: str) -> str:
    """All that is on an empty sheet with all its parts."""
    form = SHEETS[name]
    data = {"blocks": [form.drawn({}, [], {})]}
    seen = look_at(typeset_pdf("letters/typst/sheets.typ", data, title=form.title, at=AT), SHEET)
    assert seen.faults == ()
    return squeezed(seen.text)


@pytest.mark.parametrize("name", SHEETS)
def test_every_field_of_a_sheet_is_printed(name: str) -> None:
    assert [field for field in FIELDS[name] if squeezed(field) not in printed(name)] == []


@pytest.mark.parametrize("name", TICKED)
def test_everything_that_can_be_asked_for_is_printed(name: str) -> None:
    assert [label for label in TICKED[name] if squeezed(label) not in printed(name)] == []


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, fields in CODES.items() for field in fields]
)
def test_every_code_is_printed_with_its_meaning(name: str, field: str) -> None:
    codes = [f"{number}. {meaning}" for number, meaning in enumerate(CODES[name][field], 1)]

    assert [code for code in codes if squeezed(code) not in printed(name)] == []


def test_the_codes_of_a_field_stand_beside_it() -> None:
    sheets = [form.drawn({}, [], {}) for form in SHEETS.values()]
    printed_codes = {
        tuple(squeezed(option) for option in cell["options"])
        for sheet in sheets
        for section in sheet["sections"]
        for row in section["rows"]
        for cell in row["cells"]
        if "options" in cell
    }
    legends = {
        tuple(squeezed(option) for option in each["options"]) for sheet in sheets for each in sheet["codes"]
    }
    wanted = {
        tuple(squeezed(option) for option in options)
        for fields in CODES.values()
        for options in fields.values()
    }

    missing = {
        codes
        for codes in wanted
        if not any(found[: len(codes)] == codes for found in printed_codes | legends)
    }
    assert missing == set()


def test_the_members_are_asked_for_in_forty_one_numbered_columns() -> None:
    columns = SHEETS["f-1.01"].lists["anggota"].values()
    numbered = {number: column.label.split("\n")[0] for number, column in enumerate(columns, 2)}

    assert {
        number: squeezed(label)[: len(squeezed(COLUMNS[number]))] for number, label in numbered.items()
    } == {number: squeezed(label) for number, label in COLUMNS.items()}
    assert [label for label in COLUMNS.values() if squeezed(label) not in printed("f-1.01")] == []


def test_all_ninety_nine_occupations_are_printed_with_their_codes() -> None:
    codes = [f"{occupation.value}. {occupation.label}" for occupation in Occupation]

    assert len(codes) == 99
    assert [code for code in codes if squeezed(code) not in printed("f-1.01")] == []


def test_the_part_of_an_event_has_all_its_numbered_fields() -> None:
    sections = SHEETS["f-2.01"].sections
    counted = {
        name: max(
            int(row.number.rstrip("."))
            for section in sections
            if section.events and f"peristiwa.{name}" in section.events and section.title[:10] != "DATA ORANG"
            for row in section.rows
            if row.number
        )
        for name in FIELDS_OF_EVENTS
    }

    assert counted == FIELDS_OF_EVENTS


@pytest.mark.parametrize("name", SHEETS)
def test_every_row_and_option_that_is_declared_is_printed(name: str) -> None:
    form = SHEETS[name]
    rows = [row for section in form.sections for row in section.rows]
    labels = [
        *(f"{row.number}{row.label}" for row in rows),
        *(option for row in rows for cell in row.cells for option in cell.options),
        *(column.label.split("\n")[0] for columns in form.lists.values() for column in columns.values()),
        *form.ticks.values(),
    ]

    assert [label for label in labels if squeezed(label) not in printed(name)] == []

"""Statutory sheets: a closed list of cells, drawn in their own layout for whoever is in the register."""

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from balai.core.typesetting import typeset_pdf
from balai.letters.sheets import SHEETS
from balai.letters.sheets.declaration import Cell, CellKind, Row, Section, SheetForm, boxes, day
from balai.letters.sheets.f201_events import LONG
from tests.letters.kinds.paper import SHEET, look_at

AT = datetime(2026, 11, 20, 2, 41, 58, tzinfo=UTC)
LONG_NAME = "Raden Ajeng Kusumaningrum Widyastuti Hadisuryaningrat Puteri"


def drawn_pdf(form: SheetForm, cells: dict[str, str], ticks: list[str], lists: dict[str, Any]) -> bytes:
    data = {"blocks": [form.drawn(cells, ticks, lists)]}
    return typeset_pdf("letters/typst/sheets.typ", data, title=form.title, at=AT)


def drawn(form: SheetForm, cells: dict[str, str], ticks: list[str], lists: dict[str, Any]) -> PdfReader:
    return PdfReader(BytesIO(drawn_pdf(form, cells, ticks, lists)))


def letters_of(document: PdfReader) -> str:
    """What is written, without the gaps between boxes."""
    return "".join("".join(page.extract_text().split()) for page in document.pages)


def filled(form: SheetForm) -> dict[str, str]:
    said = {CellKind.DATE: "12-11-2026", CellKind.CODE: "1", CellKind.CHOICE: "1"}
    return {name: said.get(cell.kind, LONG_NAME) for name, cell in form.cells.items()}


@pytest.mark.parametrize("form", SHEETS.values(), ids=SHEETS)
def test_each_cell_of_a_sheet_has_a_name_of_its_own(form: SheetForm) -> None:
    names = [cell.name for section in form.sections for row in section.rows for cell in row.cells]
    names += [cell.name for cell in form.written]

    assert [name for name, times in Counter(names).items() if times > 1] == []


@pytest.mark.parametrize("form", SHEETS.values(), ids=SHEETS)
def test_an_empty_sheet_is_a_form_to_fill_by_hand(form: SheetForm) -> None:
    document = drawn(form, {}, [], {})

    assert form.code in letters_of(document)


@pytest.mark.parametrize("form", SHEETS.values(), ids=SHEETS)
def test_every_cell_of_a_sheet_is_written_on_paper(form: SheetForm) -> None:
    document = drawn(form, filled(form), list(form.ticks), {})

    everything = letters_of(document).upper()
    lines = [cell for cell in form.cells.values() if cell.kind in (CellKind.LINE, CellKind.BOXES)]
    assert everything.count("".join(LONG_NAME.upper().split())) >= len(lines)


def full(form: SheetForm) -> dict[str, str]:
    """A letter in every box, and long lines."""
    said = {CellKind.DATE: "28-08-2028", CellKind.CODE: "1", CellKind.CHOICE: "1", CellKind.LINE: LONG_NAME}
    return {name: said.get(cell.kind, "W" * cell.count) for name, cell in form.cells.items()}


def single_events(form: SheetForm) -> list[list[str]]:
    """Nothing ticked, and each tick alone on which a part of the sheet hangs."""
    events = sorted({event for section in form.sections for event in section.events})
    return [[], *([event] for event in events)]


@pytest.mark.parametrize("form", SHEETS.values(), ids=SHEETS)
def test_no_letter_of_a_full_sheet_stands_on_another(form: SheetForm) -> None:
    for ticks in single_events(form):
        seen = look_at(drawn_pdf(form, full(form), ticks, {}), SHEET)

        assert (ticks, seen.faults) == (ticks, ())


def test_what_has_no_room_beside_goes_on_below() -> None:
    boxes_and_day = Row("1.", "Nomor dan tanggal", (boxes("nomor", LONG), day("tanggal")))
    form = SheetForm("F-2.01", "FORMULIR", (Section("AKTA", (boxes_and_day,)),), signing=())

    seen = look_at(drawn_pdf(form, {"nomor": "W" * LONG, "tanggal": "28-08-2028"}, [], {}), SHEET)

    assert seen.faults == ()
    assert "".join(seen.text.split()).count("W" * LONG) == 1


@pytest.mark.parametrize("people", range(1, 13))
def test_a_family_of_any_size_has_a_line_for_each(people: int) -> None:
    members = [{"nama": f"Orang ke {number:02} {LONG_NAME}"[:60]} for number in range(1, people + 1)]

    for form, name in (("f-1.01", "anggota"), ("f-1.03", "pindah"), ("f-1.06", "anggota")):
        text = letters_of(drawn(SHEETS[form], {}, [], {name: members}))

        assert [f"Orangke{number:02}" in text for number in range(1, people + 2)] == [True] * people + [False]


def test_the_eleventh_member_stands_on_a_further_sheet() -> None:
    members = [{"nama": "Budi"}] * 11

    text = letters_of(drawn(SHEETS["f-1.03"], {}, [], {"pindah": members}))

    assert "LEMBARLANJUTAN" in text


def test_only_the_part_of_the_event_is_printed() -> None:
    form = SHEETS["f-2.01"]

    birth = letters_of(drawn(form, {}, ["peristiwa.kelahiran"], {}))
    blank = letters_of(drawn(form, {}, [], {}))

    assert ("DATAANAK" in birth, "PENGANGKATANANAK" in birth) == (True, False)
    assert "PENGANGKATANANAK" in blank


@pytest.mark.parametrize(
    ("said", "number"),
    [("Rumah", 2), ("rumah", 2), ("2", 2), ("9", 0), ("Di kapal", 3), ("", 0)],
)
def test_an_answer_finds_its_option_and_the_rest_is_lainnya(said: str, number: int) -> None:
    cell = Cell("tempat", CellKind.CHOICE, options=("RS/RB", "Rumah", "Lainnya"))

    assert cell.chosen(said) == number


def test_a_day_that_is_none_leaves_its_boxes_empty() -> None:
    form = SHEETS["f-2.01"]

    sections = form.drawn({"anak.tanggal_lahir": "kemarin"}, ["peristiwa.kelahiran"], {})["sections"]

    texts = [
        cell["text"]
        for each in sections
        for row in each["rows"]
        for cell in row["cells"]
        if cell["kind"] == "date"
    ]
    assert set(texts) == {""}

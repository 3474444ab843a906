"""Statutory sheets as PDF: what was answered, and what village and register add, drawn by the kinds of letters."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from balai.applications.form.people import Group
from balai.applications.form.sheets import Sheet
from balai.core.calendar import local
from balai.core.questions import Value
from balai.letters import sheet as paper
from balai.letters import values
from balai.letters.composition import compose
from balai.letters.kind_reading import shipped_definition
from balai.letters.wording import Format, written
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.villages.models import Identity


def fill(
    sheet: Sheet,
    *,
    village: Village,
    identity: Identity | None,
    at: datetime,
    people: Mapping[str, Resident] | None = None,
    family: Sequence[Resident] = (),
) -> bytes:
    """The PDF of a sheet, for somebody's signature; what nobody told leaves an empty place for a pen.

    `people` are those of the application who are in the register, by their names in the application: what was answered
    counts, the register fills the rest. `family` are the members of the KK that the sheet lists.
    Raises `TypesettingFailed`.
    """
    printed = printed_sheet(
        sheet, village=village, identity=identity, at=at, people=people or {}, family=family
    )
    drawn = paper.form_sheet(printed, village=village)
    return paper.as_pdf(drawn, printed, title=sheet.title, at=at)


def printed_sheet(
    sheet: Sheet,
    *,
    village: Village,
    identity: Identity | None,
    at: datetime,
    people: Mapping[str, Resident],
    family: Sequence[Resident] = (),
) -> paper.Printed:
    """All that the sheet says, as plain JSON."""
    definition = shipped_definition(sheet.kind)
    on = local(at, village.time_zone).date()
    known = {name: values.person(person, village.words, on) for name, person in people.items()}
    members = _members(sheet, known)
    if family and (sheet.whole_family or not members):
        members = [{**values.person(each, village.words, on), "id": str(each.pk)} for each in family]
    of_family = values.family(family[0].family, village.words, family) if family else {}
    found: dict[str, Group] = {
        **{party: {**known.get(sheet.persons[party], {}), **group} for party, group in sheet.parties.items()},
        "answers": dict(sheet.answers),
        "family": {**of_family, **sheet.family},
        "village": values.village(village, identity),
        "signer": {},
        "letter": {"title": definition.title, "issued_on": on, "valid_until": None},
    }
    blocks = compose(definition, found, members).blocks
    for block in blocks:
        if block["kind"] == "sheet":
            _write_over(block, sheet)
            block["cells"] |= {cell: found["village"][name] for cell, name in sheet.of_village.items()}
    return {
        "form": paper.PRINTED_FORM,
        "kind": definition.slug,
        "kind_version": 0,
        "village": village.code,
        "paper": definition.paper,
        "pages": definition.pages,
        "form_code": definition.form_code,
        "title": definition.title,
        "issued_on": on.isoformat(),
        "place_date": paper.place_and_date(village.words, on),
        "blocks": blocks,
        "district": paper.district_signer(village.words),
    }


def _members(sheet: Sheet, known: Mapping[str, Group]) -> list[Group]:
    """Those whom the application lists, with what the register adds."""
    return [
        {**known.get(name, {}), **member}
        for name, member in zip(sheet.member_names, sheet.members, strict=True)
    ]


def _write_over(block: dict[str, Any], sheet: Sheet) -> None:
    """What only the application knows, in the places that the kind of letter leaves to the pen."""
    block["cells"] = {**block["cells"], **{name: _text(value) for name, value in sheet.cells.items()}}
    block["ticks"] = list(dict.fromkeys((*block["ticks"], *sheet.ticks)))
    for name, lines in sheet.lists.items():
        drawn = block["lists"].get(name, [])
        block["lists"][name] = [
            {
                **(drawn[at] if at < len(drawn) else {}),
                **{column: _text(value) for column, value in line.items()},
            }
            for at, line in enumerate(lines)
        ]


def _text(value: Value) -> str:
    """A value as sheets ask for it: days in digits, codes as plain numbers."""
    if isinstance(value, date):
        return written(value, (Format.SHORT_DATE,))
    return str(value) if isinstance(value, int) else written(value)

"""What stands on the sheets of an application, as the typesetter gets it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from balai.applications.form.filling import printed_sheet
from balai.applications.form.reading import read_form
from balai.applications.form.sheets import Sheet, sheets
from balai.applications.form.shipped import shipped_form
from balai.residents.models import Resident
from balai.tenancy.models import Village
from tests.applications.form.answers import TODAY

AT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


def printed(
    sheet: Sheet,
    village: Village,
    people: Mapping[str, Resident] | None = None,
    family: Sequence[Resident] = (),
) -> Mapping[str, Any]:
    """All that a sheet says."""
    return printed_sheet(sheet, village=village, identity=None, at=AT, people=people or {}, family=family)


def drawn(
    sheet: Sheet,
    village: Village,
    people: Mapping[str, Resident] | None = None,
    family: Sequence[Resident] = (),
) -> dict[str, Any]:
    """The one block of a statutory sheet."""
    (block,) = printed(sheet, village, people, family)["blocks"]
    return dict(block)


def text_of(sheet: Sheet, village: Village) -> str:
    """Everything that a declaration in running text says."""
    return " ".join(_texts(printed(sheet, village)["blocks"]))


def _texts(found: Any) -> list[str]:
    match found:
        case str():
            return [found]
        case dict():
            return [text for value in found.values() for text in _texts(value)]
        case list() | tuple():
            return [text for value in found for text in _texts(value)]
    return []


def sheets_of(service: str, answers: Mapping[str, Any]) -> dict[str, Sheet]:
    """The sheets of a shipped form by name."""
    content = shipped_form(service)
    assert content is not None
    return {sheet.name: sheet for sheet in sheets(read_form(content), answers, today=TODAY)}

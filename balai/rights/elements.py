"""The elements of the register that a resident may ask to have corrected: in words, and as the history writes them."""

from dataclasses import dataclass
from datetime import date

from balai.residents import wording
from balai.residents.models import Resident
from balai.residents.rules import Code
from balai.rights.models import DataRequest
from balai.rights.rules import ASKABLE_FIELDS


@dataclass(frozen=True, slots=True)
class Element:
    """One element beside what it should be."""

    name: str
    label: str
    now: str
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Elements that belong together, as on the page of a person."""

    title: str
    elements: list[Element]


def askable(resident: Resident) -> list[Group]:
    """Everything that may be asked to be corrected, with what the register says now."""
    groups = [
        Group(title, [element_of(resident, name) for name in names if name in ASKABLE_FIELDS])
        for title, names in wording.SECTIONS
    ]
    return [group for group in groups if group.elements]


def element_of(resident: Resident, name: str, wanted: str = "") -> Element:
    """One element in words. `wanted` is a value as `as_text` writes it."""
    now = wording.in_words(name, _code(getattr(resident, name)), {})
    return Element(name, wording.label_of(name), now, wording.in_words(name, wanted, {}))


def wished(request: DataRequest) -> Element | None:
    """What a correction is about, beside what the register says now; None where it is something else."""
    if not request.element or request.resident is None:
        return None
    return element_of(request.resident, request.element, request.wanted)


def as_text(value: object) -> str:
    """A value as a request keeps it: codes as digits, dates as ISO text."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(int(value)) if isinstance(value, int) else str(value)


def _code(value: object) -> Code:
    text = as_text(value)
    return text or None

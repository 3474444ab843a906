"""What every operation is told about the event, and how it names people and families that don't exist yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from balai.residents.enums import Relation
from balai.residents.models import Resident
from balai.villages.models import Area

type Relations = Mapping[UUID, Relation]
"""The place of people in their family, by the id of the resident."""
NOBODY: Relations = MappingProxyType({})

type Elements = Mapping[str, object]
"""Statutory elements of a person by field name of Resident, as Python values."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """When it happened, when it was told, and by which document.

    `request_key` makes a form that is sent twice one event.
    """

    occurred_on: date
    reported_on: date
    document: str = ""
    note: str = ""
    request_key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """Who becomes head of a family, and what its other members are to that one, as far as somebody said."""

    head: Resident
    relations: Relations = NOBODY


@dataclass(frozen=True, slots=True)
class NewFamily:
    """A KK that the register does not know yet."""

    kk: str
    address: str = ""
    area: Area | None = None
    registered_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who comes into the register, with their place in the family."""

    elements: Elements
    relation: Relation

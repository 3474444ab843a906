"""What an import would do, row by row: the result of planning, read by reports and by the writer."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from balai.residents.enums import EventKind
from balai.residents.exchange.problems import Problem
from balai.residents.exchange.register import AT, AreaKey, Known
from balai.residents.exchange.tables import Incoming, Table
from balai.tenancy.rules import RegionalWords

type Changes = dict[str, tuple[Any, Any]]
"""Of a field: its old and its new value, as Python holds them; `area` is an `AreaKey`."""


@dataclass(slots=True, eq=False)
class Happening:
    """A death, a move, a new head or another KK that the file shows and nobody has said."""

    row: Incoming
    person: Known
    kind: EventKind
    field: str
    old: Any
    new: Any
    sentence: str


@dataclass(slots=True, eq=False)
class Added:
    """Somebody the register does not know. `values` follow `OWN_FIELDS`; what nobody says is None."""

    row: Incoming
    values: tuple[Any, ...]
    kk: str | None

    def __getitem__(self, name: str) -> Any:
        return self.values[AT[name]]


@dataclass(slots=True, eq=False)
class Changed:
    """A resident of whom the file says something else."""

    row: Incoming | None
    """None for members of a changed family who are not in the file."""
    person: Known
    changes: Changes
    happenings: list[Happening] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Home:
    """A family after the import, as far as the file tells."""

    kk: str
    address: str | None
    area: AreaKey | None
    registered_on: date | None
    written_area: tuple[str, str, str] = ("", "", "")
    """The area as the file writes it, for areas that are new."""
    row: Incoming | None = None
    """The row that says so."""


@dataclass(slots=True)
class Plan:
    """Everything an import would do. Nothing has been written."""

    table: Table
    words: RegionalWords
    """What the levels of areas are called here."""
    added: list[Added] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: list[Known] = field(default_factory=list)
    unchanged_rows: int = 0
    missing: list[Known] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    homes: dict[str, Home] = field(default_factory=dict)
    """Families that are new or have a new address or area, by KK."""
    areas: dict[AreaKey, tuple[str, str, str]] = field(default_factory=dict)
    """How areas that exist are written."""
    new_areas: dict[AreaKey, tuple[str, str, str]] = field(default_factory=dict)
    families: int = 0

    @property
    def errors(self) -> list[Problem]:
        return self.table.errors

    @property
    def warnings(self) -> list[Problem]:
        return self.table.warnings

    @property
    def rows(self) -> int:
        return len(self.table.rows)

    @property
    def bad_rows(self) -> int:
        return sum(row.is_bad for row in self.table.rows)

    @property
    def writes_nothing(self) -> bool:
        return not self.added and not self.changed and not self.homes

"""The history of an import: one line for each resident and event, in the JSON that every operation writes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

import uuid_utils
from django.db import connection

from balai.residents.enums import EventKind
from balai.residents.exchange.copying import as_json
from balai.residents.exchange.outcomes import Changed, Plan
from balai.residents.exchange.register import OWN_FIELDS, AreaKey
from balai.residents.models import LifeEvent, Resident
from balai.residents.rules import RESIDENT_FIELDS

TEXT_FIELDS = frozenset(
    name for name in OWN_FIELDS if Resident._meta.get_field(name).get_internal_type() == "CharField"
)
SIXTEEN_DIGITS = frozenset({"nik", "father_nik", "mother_nik"})
"""Texts that the database lets be digits only: JSON needs no escapes there."""


def tell_of_new(event: LifeEvent, copied: str) -> None:
    """The history of new residents: null and the value of each field that has one. `copied` is the temporary table from
    which they were just written: there the database has everything at hand.

    The first change of a resident takes the resident's id, which is as new and as unique as one of its own would be.
    """
    # In the order in which the database keeps keys: it need not sort them.
    parts = ", ".join(told for _, told in sorted(_told().items(), key=lambda one: (len(one[0]), one[0])))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO residents_change (id, event_id, resident_id, changes)
            SELECT person.id, %s, person.id, ('{{' || concat_ws(', ', {parts}) || '}}')::jsonb
            FROM {copied} person LEFT JOIN residents_family home ON home.id = person.family_id
            """,  # noqa: S608  (names of our own fields)
            [event.pk],
        )


def _told() -> dict[str, str]:
    """Of each field: SQL for `"field": [null, value]`, NULL where there is no value."""
    told = {name: _value(name, f"person.{name}") for name in RESIDENT_FIELDS}
    told["kk"] = """'"kk": [null, "' || home.kk || '"]'"""
    told["address"] = (
        """CASE WHEN home.address <> '' THEN '"address": [null, ' || to_json(home.address) || ']' END"""
    )
    told["area"] = """'"area": [null, "' || home.area_id || '"]'"""
    return told


def _value(name: str, column: str) -> str:
    key = f'"{name}": [null, '
    if name in SIXTEEN_DIGITS:
        return f"CASE WHEN {column} <> '' THEN '{key}\"' || {column} || '\"]' END"
    if name in TEXT_FIELDS:
        return f"CASE WHEN {column} <> '' THEN '{key}' || to_json({column}) || ']' END"
    match Resident._meta.get_field(name).get_internal_type():
        case "DateField":
            return f"'{key}' || to_json({column}) || ']'"
        case "FloatField":  # Python writes a whole number of degrees as 106.0
            return f"'{key}' || {column} || CASE WHEN {column} = trunc({column}) THEN '.0]' ELSE ']' END"
        case _:
            return f"'{key}' || {column} || ']'"


class History:
    """Lines for COPY about residents whom the register knew."""

    def __init__(self, plan: Plan, areas: Mapping[AreaKey, tuple[UUID, str, str, str]]) -> None:
        self._plan = plan
        self._areas = areas

    def of_happenings(self, open_event: Callable[[EventKind], LifeEvent]) -> Iterator[str]:
        """A death or a move is an event of one person; a new head or another KK, of one family."""
        events: dict[tuple[EventKind, object], LifeEvent] = {}
        for changed in self._plan.changed:
            for kind, about, fields in _parts(changed):
                own = {name: changed.changes[name] for name in fields}
                if (kind, about) not in events:
                    events[kind, about] = open_event(kind)
                yield self._line(events[kind, about], changed.person.id, self._json(own))

    def of_import(self, event: LifeEvent) -> Iterator[str]:
        for changed in self._plan.changed:
            happened = {name for _, _, fields in _parts(changed) for name in fields}
            rest = {name: pair for name, pair in changed.changes.items() if name not in happened}
            if rest:
                yield self._line(event, changed.person.id, self._json(rest))

    def _line(self, event: LifeEvent, resident: UUID, changes: str) -> str:
        escaped = changes.replace("\\", "\\\\")  # JSON knows no bare tabs and line ends
        return f"{uuid_utils.uuid7()}\t{event.pk}\t{resident}\t{escaped}"

    def _json(self, changes: Mapping[str, tuple[Any, Any]]) -> str:
        return "{" + ", ".join(
            f'"{name}": [{as_json(self._kept(name, old))}, {as_json(self._kept(name, new))}]'
            for name, (old, new) in changes.items()
        ) + "}"  # fmt: skip

    def _kept(self, name: str, value: Any) -> Any:
        if name == "area":
            return str(self._areas[value][0]) if value else None
        if value is None and (name in TEXT_FIELDS or name in {"kk", "address"}):
            return ""
        return value


def after(changed: Changed, name: str) -> Any:
    """The value of a field when the change is written."""
    return changed.changes[name][1] if name in changed.changes else changed.person[name]


def _parts(changed: Changed) -> Iterator[tuple[EventKind, object, list[str]]]:
    """Kind, whom it is about, and fields of each happening; what no happening takes belongs to the import."""
    free = set(changed.changes)
    for happening in changed.happenings:
        wanted = ("kk", "address", "area", "relation") if happening.field == "kk" else (happening.field,)
        if fields := [name for name in wanted if name in free]:
            free -= set(fields)
            about = changed.person.id if happening.field == "standing" else after(changed, "kk")
            yield happening.kind, about, fields

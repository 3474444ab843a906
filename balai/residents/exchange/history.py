"""The history of an import: one line for each resident and event, in the JSON that every operation writes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import uuid_utils

from balai.residents.enums import EventKind
from balai.residents.exchange.copying import as_json
from balai.residents.exchange.outcomes import Added, Changed, Plan
from balai.residents.exchange.register import OWN_FIELDS, AreaKey, Register
from balai.residents.models import LifeEvent, Resident
from balai.residents.rules import RESIDENT_FIELDS

REMEMBERED_VALUES = 20_000
TEXT_FIELDS = frozenset(
    name for name in OWN_FIELDS if Resident._meta.get_field(name).get_internal_type() == "CharField"
)


class History:
    """Lines for COPY."""

    def __init__(
        self,
        plan: Plan,
        register: Register,
        areas: Mapping[AreaKey, tuple[UUID, str, str, str]],
        ids: Sequence[UUID],
    ) -> None:
        self._plan = plan
        self._register = register
        self._areas = areas
        self._ids = ids
        self._new: dict[str, dict[Any, str]] = {
            name: _NewValue(name) for name in (*RESIDENT_FIELDS, "kk", "address", "area")
        }
        self._families = plan.homes

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
        for pk, added in zip(self._ids, self._plan.added, strict=True):
            yield self._line(event, pk, self._everything(added))
        for changed in self._plan.changed:
            happened = {name for _, _, fields in _parts(changed) for name in fields}
            rest = {name: pair for name, pair in changed.changes.items() if name not in happened}
            if rest:
                yield self._line(event, changed.person.id, self._json(rest))

    def _line(self, event: LifeEvent, resident: UUID, changes: str) -> str:
        escaped = changes.replace("\\", "\\\\")  # JSON knows no bare tabs and line ends
        return f"{uuid_utils.uuid7()}\t{event.pk}\t{resident}\t{escaped}"

    def _everything(self, added: Added) -> str:
        elements = added.elements
        new = self._new
        parts = [new[name][value] for name, value in elements.items()]
        if "residency" not in elements:
            parts.append(new["residency"][1])
        if added.kk:
            home, family = self._families.get(added.kk), self._register.families.get(added.kk)
            parts.append(new["kk"][added.kk])
            if address := (home and home.address) or (family and family.address):
                parts.append(new["address"][address])
            if area := (home and home.area) or (family and family.area):
                parts.append(new["area"][str(self._areas[area][0])])
        return "{" + ", ".join(parts) + "}"

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


class _NewValue(dict[Any, str]):
    """`"field": [null, value]` for each value of one field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, value: Any) -> str:
        if len(self) > REMEMBERED_VALUES:
            self.clear()
        text = self[value] = f'"{self._name}": [null, {as_json(value)}]'
        return text


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

"""The register as it stood on a day that has passed, told from today's rows and the history of changes.

A change belongs to the day on which it was reported (*tanggal lapor*): a death in October that the office learns of in
November is in the book of November, so that a book once signed stays true. Two details keep every month
in step with the next:

- Somebody's changes follow each other as they were recorded. One whose day of report lies before that of an
  earlier recorded one counts on the later day.
- People who came with official data (first load or update) in the register's first month were there before it
  began: that month starts with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet
from django.db.models.fields.json import KT

from balai.core.months import Month
from balai.residents.enums import Standing
from balai.residents.models import Change, LifeEvent, Resident, ResidentQuerySet
from balai.residents.rules import FAMILY_FIELDS, OFFICIAL_SOURCES, Changes, Code

type State = dict[str, Code]
"""Somebody's elements by name, as the history keeps them: codes, texts, ISO dates; `area` is an id."""

CHUNK = 2_000
EVERYBODY = Q(pk__isnull=False)
NOBODY = Q(pk__in=())
_COLUMNS = {"kk": "family__kk", "address": "family__address", "area": "family__area_id"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in somebody's history, with what matters of its event."""

    kind: str
    occurred_on: date
    reported_on: date
    details: Mapping[str, Any]
    changes: Changes

    @property
    def enters(self) -> bool:
        """Whether the register learned of the person by this change."""
        return "standing" in self.changes and self.changes["standing"][0] is None

    @property
    def comes_home(self) -> bool:
        """Whether the person came, or came back, to a family: then the history says all that it is."""
        return "kk" in self.changes and self.changes.get("standing", [None, None])[1] == Standing.LIVING

    @property
    def is_official(self) -> bool:
        return self.kind in OFFICIAL_SOURCES


@dataclass(frozen=True, slots=True)
class Step:
    """A change on the day it counts, with the person before (None: not in the register) and after."""

    day: date
    entry: Entry
    before: State | None
    after: State


@dataclass(frozen=True, slots=True)
class Timeline:
    """Somebody at the end of a day, and what happened to them later."""

    resident_id: UUID
    start: State | None
    steps: Sequence[Step]

    def at(self, day: date) -> State | None:
        """The person at the end of a day, or None while the register does not know them."""
        state = self.start
        for step in self.steps:
            if step.day > day:
                break
            state = step.after
        return state

    def until(self, day: date) -> list[Step]:
        """What happened up to that day."""
        return [step for step in self.steps if step.day <= day]


def first_month() -> Month | None:
    """The month in which this register begins; None while it is empty."""
    began = LifeEvent.objects.aggregate(began=Min("reported_on"))["began"]
    return Month.of(began) if began else None


def timelines(
    since: date, fields: Sequence[str], origin: Month | None, *, also: Q = EVERYBODY
) -> Iterator[Timeline]:
    """Everybody to whom something happened after `since`, and of the others those who are `also` wanted.

    `fields` name the elements that are wanted; `origin` is `first_month()`. Two queries however large the register;
    rows are read as a stream.
    """
    wanted = tuple(dict.fromkeys(("standing", *fields)))
    histories = groupby(_histories(since, origin), key=lambda row: row[0])
    owner, entries = next(histories, (None, iter(())))
    touched = Q(pk__in=_late(since, origin).values("resident"))
    people = Resident.objects.all() if also is EVERYBODY else Resident.objects.filter(touched | also)
    for resident_id, state in _residents(people, wanted):
        if resident_id != owner:
            yield Timeline(resident_id, state, ())
            continue
        yield _rewound(resident_id, state, [entry for _, entry in entries], since, origin)
        owner, entries = next(histories, (None, iter(())))


def untouched(since: date, origin: Month | None) -> ResidentQuerySet:
    """Those to whom nothing happened after `since`: as they are today, they were then."""
    return Resident.objects.exclude(pk__in=_late(since, origin).values("resident"))


def _residents(people: ResidentQuerySet, fields: Sequence[str]) -> Iterator[tuple[UUID, State]]:
    columns = [_COLUMNS.get(field, field) for field in fields]
    rows = people.order_by("id").values_list("id", *columns)
    for resident_id, *values in rows.iterator(CHUNK):
        yield resident_id, dict(zip(fields, map(_code, values), strict=True))


def _code(value: object) -> Code:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value  # type: ignore[return-value]  # codes and texts


def _histories(since: date, origin: Month | None) -> Iterator[tuple[UUID, Entry]]:
    """The whole history of everybody to whom something happened after `since`."""
    rows = (
        Change.objects.filter(resident__in=_late(since, origin).values("resident"))
        .order_by("resident_id", "id")
        .values_list(
            "resident_id", "event__kind", "event__occurred_on", "event__reported_on", "event__details", "changes"
        )
    )  # fmt: skip
    for resident_id, *entry in rows.iterator(CHUNK):
        yield resident_id, Entry(*entry)


def _late(since: date, origin: Month | None) -> "QuerySet[Change]":
    late = Change.objects.filter(event__reported_on__gt=since)
    if origin is None or since >= origin.last:
        return late
    founding = Q(
        event__kind__in=OFFICIAL_SOURCES,
        event__reported_on__lte=origin.last,
        changes__has_key="standing",
        old_standing__isnull=True,
    )
    return late.annotate(old_standing=KT("changes__standing__0")).exclude(founding)


def _rewound(
    resident_id: UUID, today: State, history: Sequence[Entry], since: date, origin: Month | None
) -> Timeline:
    """Undo, from the newest to the oldest, what was reported after `since`."""
    days = _days(history, origin)
    state: State = _own_place(today, history)
    steps: list[Step] = []
    for index in range(len(history) - 1, -1, -1):
        if days[index] <= since:
            break
        before = _undone(state, history, index)
        steps.append(Step(days[index], history[index], before, state))
        if before is None:
            return Timeline(resident_id, None, steps[::-1])
        state = before
    return Timeline(resident_id, state, steps[::-1])


def _days(history: Sequence[Entry], origin: Month | None) -> list[date]:
    """The day on which each change counts."""
    days, latest = [], date.min
    for entry in history:
        founds = origin and entry.enters and entry.is_official and entry.reported_on <= origin.last
        latest = max(latest, origin.eve if founds and origin else entry.reported_on)
        days.append(latest)
    return days


def _undone(state: State, history: Sequence[Entry], index: int) -> State | None:
    entry = history[index]
    if entry.enters:
        return None
    before = state | {field: old for field, (old, _) in entry.changes.items() if field in state}
    if state["standing"] == Standing.LIVING:
        return _own_place(before, history[:index])
    return before


def _own_place(state: State, history: Sequence[Entry]) -> State:
    """Who is gone no longer moves with the family: what their own history last said of their place holds."""
    if state["standing"] == Standing.LIVING:
        return state
    if not history or not history[0].enters:
        return state
    nothing: State = {field: None for field in FAMILY_FIELDS if field in state}
    told = nothing
    for entry in history:
        said = {field: entry.changes[field][1] for field in nothing if field in entry.changes}
        told = (nothing if entry.comes_home else told) | said
    return state | told

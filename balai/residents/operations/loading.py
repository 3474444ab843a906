"""The first load of a register: many families at once, as one event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.db import connection, transaction

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.residents import rules, search
from balai.residents.enums import EventKind, Relation
from balai.residents.models import Change, Family, LifeEvent, Resident
from balai.residents.operations.occasions import Elements, NewPerson
from balai.residents.operations.revision import snapshot, tokens_of
from balai.villages.models import Area

FAMILIES_AT_ONCE = 1_000
MANY_RESIDENTS = 1_000
"""From here on the planner's figures are worth the second they cost."""


@dataclass(frozen=True, slots=True)
class InitialFamily:
    """A KK with everybody on it; exactly one of them is its living head."""

    kk: str
    address: str
    area: Area | None
    members: Sequence[NewPerson]
    registered_on: date | None = None


@dataclass(slots=True)
class Load:
    """What a load wrote."""

    event: LifeEvent
    families: int = 0
    residents: int = 0


@transaction.atomic
def load_initial(
    *,
    families: Iterable[InitialFamily],
    as_of: date,
    by: Actor,
    document: str = "",
    loose: Iterable[Elements] = (),
) -> Load:
    """Enter families, and people without a KK (`loose`), as they stood on `as_of`; history and search included.

    The elements of a person may hold `standing`. What the database refuses is raised as `IntegrityError`: a load is
    for rows that were checked before.
    """
    event = LifeEvent.objects.create(
        kind=EventKind.INITIAL,
        occurred_on=as_of,
        reported_on=as_of,
        document=document,
        recorded_by=by.officer,
    )
    load = Load(event)
    for some in batched(families, FAMILIES_AT_ONCE, strict=False):
        _write_families(load, some, as_of)
    for elements in loose:
        _write(load, [_person(elements, None, None, as_of)])
    connection.check_constraints()
    if load.residents >= MANY_RESIDENTS:
        refresh_statistics()
    facts = {"families": load.families, "people": load.residents}
    audit.record("residents.initial", by=by, subject=event, reason=document, facts=facts)
    return load


def refresh_statistics() -> None:
    """Let the planner see what was loaded: without this, the first minutes of a new village are slow."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT residents_refresh_statistics()")


def _write_families(load: Load, families: Sequence[InitialFamily], as_of: date) -> None:
    written, people = [], []
    for new in families:
        family = Family(kk=new.kk, address=new.address, area=new.area, registered_on=new.registered_on)
        written.append(family)
        people += [_person(member.elements, family, member.relation, as_of) for member in new.members]
    Family.objects.bulk_create(written)
    load.families += len(written)
    _write(load, people)


def _write(load: Load, people: Sequence[Resident]) -> None:
    Resident.objects.bulk_create(people)
    Change.objects.bulk_create(
        Change(
            event=load.event, resident=person, changes=rules.differences({}, snapshot(person, person.family))
        )
        for person in people
    )
    search.add_tokens((token, person.pk) for person in people for token in tokens_of(person, person.family))
    load.residents += len(people)


def _person(elements: Elements, family: Family | None, relation: Relation | None, as_of: date) -> Resident:
    return Resident(**elements, family=family, relation=relation, data_as_of=as_of)

"""Who moves in, who moves out, who moves inside the village."""

from collections.abc import Sequence

from balai.accounts.actors import Actor
from balai.residents import rules
from balai.residents.enums import EventKind, MoveClass, MoveReason, Standing
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations.occasions import NewFamily, NewPerson, Occasion, Succession
from balai.residents.operations.refusals import AlreadyRegistered, NotInFamily
from balai.residents.operations.revision import Revision, records_event
from balai.villages.models import Area


@records_event
def record_arrival(
    *,
    people: Sequence[NewPerson],
    family: Family | NewFamily,
    occasion: Occasion,
    by: Actor,
    origin: str = "",
    reason: MoveReason | None = None,
    purpose: str = "",
    host: str = "",
) -> LifeEvent:
    """Enter people who moved in, into a KK that is new here or one that exists.

    Somebody who once left this village keeps their row and their history. Raises `AlreadyRegistered` for a NIK that
    lives here, `StandingNotReachable` for one that died here.
    """
    revision = Revision(EventKind.ARRIVAL, occasion, by=by)
    known = _known(people)
    revision.lock(known.values(), [family] if isinstance(family, Family) else [])
    home = revision.families[family.pk] if isinstance(family, Family) else revision.open_family(family)
    for newcomer in people:
        if former := known.get(str(newcomer.elements.get("nik", ""))):
            _take_back(revision, revision.person(former), newcomer, home)
        else:
            revision.add(newcomer.elements, home, newcomer.relation)
    return revision.write(_told(origin=origin, reason=reason, purpose=purpose, host=host))


@records_event
def record_departure(
    *,
    people: Sequence[Resident],
    occasion: Occasion,
    by: Actor,
    destination: str = "",
    move_class: MoveClass | None = None,
    reason: MoveReason | None = None,
    succession: Succession | None = None,
) -> LifeEvent:
    """Let a person, a whole family or part of one move away (SKPWNI). The family ends when nobody stays.

    `succession` is asked when the head leaves and others stay. Raises `NextHeadMissing` when nobody follows, and what `Revision.lead` and `Revision.write` raise.
    """
    revision = Revision(EventKind.DEPARTURE, occasion, by=by)
    revision.lock(people)
    leaving = [revision.person(person) for person in people]
    family = _one_family(revision, leaving)
    relations = [person.relation for person in leaving]
    for person in leaving:
        revision.stand(person, Standing.MOVED)
    if family:
        revision.appoint(family, succession)
    staying = len(revision.members(family)) if family else 0
    kind = rules.move_kind(relations, staying)
    return revision.write(
        _told(destination=destination, move_class=move_class, reason=reason, move_kind=kind)
    )


@records_event
def move_within(
    *, family: Family, address: str, area: Area | None, occasion: Occasion, by: Actor
) -> LifeEvent:
    """Give a family another address inside the village."""
    revision = Revision(EventKind.ADDRESS, occasion, by=by)
    revision.lock(families=[family])
    home = revision.families[family.pk]
    home.address = address
    home.area = area
    return revision.write()


def _known(people: Sequence[NewPerson]) -> dict[str, Resident]:
    niks = [str(person.elements["nik"]) for person in people if person.elements.get("nik")]
    return {person.nik: person for person in Resident.objects.filter(nik__in=niks)}


def _take_back(revision: Revision, former: Resident, newcomer: NewPerson, home: Family) -> None:
    if former.is_living:
        raise AlreadyRegistered(f"{former.full_name} masih tercatat sebagai warga di sini. Buka datanya.")
    revision.stand(former, Standing.LIVING)
    revision.set(former, newcomer.elements)
    revision.place(former, home, newcomer.relation)


def _one_family(revision: Revision, people: Sequence[Resident]) -> Family | None:
    families = {person.family_id for person in people}
    if len(families) != 1:
        raise NotInFamily("Pilih orang-orang dari satu KK saja.")
    return revision.family_of(people[0])


def _told(**details: object) -> dict[str, object]:
    """Only what the form said; codes as plain numbers."""
    said = {key: value for key, value in details.items() if value not in (None, "")}
    return {key: int(value) if isinstance(value, int) else value for key, value in said.items()}

"""Births and deaths, and those who are missing, away or back."""

from balai.accounts.actors import Actor
from balai.residents.enums import EventKind, MaritalStatus, Relation, Standing
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations.occasions import Elements, Occasion, Succession
from balai.residents.operations.refusals import NotInFamily
from balai.residents.operations.revision import Revision, records_event


@records_event
def record_birth(
    *,
    family: Family,
    child: Elements,
    occasion: Occasion,
    by: Actor,
    relation: Relation = Relation.CHILD,
    details: dict[str, object] | None = None,
) -> LifeEvent:
    """Enter a newborn into the family of the parents. The birth date is the day of the event.

    `details` may hold `place_kind`, `birth_kind`, `attendant`, `order` (form F-2.01).
    """
    revision = Revision(EventKind.BIRTH, occasion, by=by)
    revision.lock(families=[family])
    home = revision.families[family.pk]
    revision.add({**child, "birth_date": occasion.occurred_on}, home, relation)
    return revision.write(details)


@records_event
def record_death(
    *,
    resident: Resident,
    occasion: Occasion,
    by: Actor,
    place: str = "",
    reporter: str = "",
    succession: Succession | None = None,
    widowed: Resident | None = None,
) -> LifeEvent:
    """Record that somebody died on the day of the event.

    `widowed` is the spouse in the same family, who becomes *cerai mati*; `succession` is asked when a head dies and others
    stay. Raises `NextHeadMissing` when nobody follows a head, and what
    `Revision.lead` and `Revision.write` raise.
    """
    revision = Revision(EventKind.DEATH, occasion, by=by)
    revision.lock([resident, *([widowed] if widowed else [])])
    person = revision.person(resident)
    revision.stand(person, Standing.DEAD)
    if widowed is not None:
        spouse = revision.person(widowed)
        if spouse.family_id != person.family_id:
            raise NotInFamily(f"{spouse.full_name} tidak satu KK dengan {person.full_name}.")
        spouse.marital_status = MaritalStatus.WIDOWED
    if family := revision.family_of(person):
        revision.appoint(family, succession)
    return revision.write({"place": place, "reporter": reporter})


@records_event
def record_missing(
    *,
    resident: Resident,
    occasion: Occasion,
    by: Actor,
    succession: Succession | None = None,
) -> LifeEvent:
    """Record that somebody is missing."""
    return _absent(Revision(EventKind.MISSING, occasion, by=by), resident, Standing.MISSING, succession)


@records_event
def record_away(
    *,
    resident: Resident,
    occasion: Occasion,
    by: Actor,
    succession: Succession | None = None,
) -> LifeEvent:
    """Record that somebody has gone away for a time without moving house."""
    return _absent(Revision(EventKind.AWAY, occasion, by=by), resident, Standing.AWAY, succession)


@records_event
def annul(
    *,
    resident: Resident,
    occasion: Occasion,
    by: Actor,
    succession: Succession | None = None,
) -> LifeEvent:
    """Declare somebody's data invalid: a double entry, a person who never was. Nothing is deleted."""
    return _absent(Revision(EventKind.ANNULMENT, occasion, by=by), resident, Standing.INVALID, succession)


@records_event
def record_return(
    *, resident: Resident, family: Family, relation: Relation, occasion: Occasion, by: Actor
) -> LifeEvent:
    """Bring somebody back who was missing or away, or whose death, move or invalidity was recorded wrongly."""
    revision = Revision(EventKind.RETURN, occasion, by=by)
    revision.lock([resident], [family])
    person = revision.person(resident)
    revision.stand(person, Standing.LIVING)
    revision.place(person, revision.families[family.pk], relation)
    return revision.write()


def _absent(
    revision: Revision,
    resident: Resident,
    standing: Standing,
    succession: Succession | None,
) -> LifeEvent:
    revision.lock([resident])
    person = revision.person(resident)
    revision.stand(person, standing)
    if family := revision.family_of(person):
        revision.appoint(family, succession)
    return revision.write()

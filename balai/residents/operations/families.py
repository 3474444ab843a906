"""Families that part, join, change their head or their KK number."""

from collections.abc import Sequence

from balai.accounts.actors import Actor
from balai.residents.enums import EventKind
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations.occasions import NewFamily, Occasion, Relations, Succession
from balai.residents.operations.refusals import NotInFamily
from balai.residents.operations.revision import Revision, records_event


@records_event
def split_family(
    *,
    people: Sequence[Resident],
    relations: Relations,
    new_family: NewFamily,
    occasion: Occasion,
    by: Actor,
    succession: Succession | None = None,
) -> LifeEvent:
    """Give some members of a family a KK of their own. `relations` says who is what in the new one.

    `succession` is asked when the head leaves and others stay. Raises `NextHeadMissing` when the new KK has no head, or
    nobody follows the head of the old one, and what `Revision.lead` and `Revision.write` raise.
    """
    revision = Revision(EventKind.SPLIT, occasion, by=by)
    revision.lock(people)
    return _regroup(
        revision,
        people,
        relations,
        revision.open_family(new_family),
        succession=succession,
    )


@records_event
def join_family(
    *,
    people: Sequence[Resident],
    relations: Relations,
    family: Family,
    occasion: Occasion,
    by: Actor,
    succession: Succession | None = None,
) -> LifeEvent:
    """Take people into the KK of a family that exists; the KK they leave ends when nobody stays on it."""
    revision = Revision(EventKind.JOIN, occasion, by=by)
    revision.lock(people, [family])
    return _regroup(
        revision,
        people,
        relations,
        revision.families[family.pk],
        succession=succession,
    )


@records_event
def change_head(
    *, family: Family, succession: Succession, occasion: Occasion, by: Actor, kk: str = ""
) -> LifeEvent:
    """Make another member head; `succession` says what the others are to the new one, the former head above all.

    With a new head the civil registry issues a new KK number (UU 23/2006 pasal 61 (3)): `kk`, when it is known already.
    """
    revision = Revision(EventKind.HEAD, occasion, by=by)
    revision.lock(families=[family])
    home = revision.families[family.pk]
    revision.lead(home, succession)
    home.kk = kk or home.kk
    return revision.write()


@records_event
def reissue_kk(*, family: Family, kk: str, occasion: Occasion, by: Actor) -> LifeEvent:
    """Write down the new number of a KK."""
    revision = Revision(EventKind.REISSUE, occasion, by=by)
    revision.lock(families=[family])
    revision.families[family.pk].kk = kk
    return revision.write()


def _regroup(
    revision: Revision,
    people: Sequence[Resident],
    relations: Relations,
    home: Family,
    *,
    succession: Succession | None,
) -> LifeEvent:
    movers = [revision.person(person) for person in people]
    left = {family.pk: family for person in movers if (family := revision.family_of(person))}
    for person in movers:
        if not person.is_living:
            raise NotInFamily(f"{person.full_name} tidak lagi menjadi warga di sini.")
        revision.place(person, home, relations[person.pk])
    for family in left.values():
        revision.appoint(family, succession)
    return revision.write()

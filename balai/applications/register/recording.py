"""Writing what an officer has confirmed into the register: one event of the register for each that was proposed, once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action, State
from balai.applications.form.events import ProposedPerson
from balai.applications.models import Application
from balai.applications.register.proposing import Proposal, Told
from balai.applications.rules import DONE, StepNotAllowed
from balai.residents import operations
from balai.residents.enums import EventKind, MoveClass, MoveReason, Relation
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations import ChangeNotAllowed, NewFamily, NewPerson, Occasion, Succession
from balai.villages.models import Area

type Relations = dict[UUID, Relation]


@transaction.atomic
def confirm_change(
    *, application: Application, proposal: Proposal, told: Told, today: date, by: Actor
) -> LifeEvent:
    """Change the register as proposed; confirmed before, it gives the event of then.

    Raises `ChangeNotAllowed`, `StepNotAllowed`.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in DONE:
        raise StepNotAllowed(State(application.state))
    if there := LifeEvent.objects.filter(request_key=proposal.key).first():
        return there
    occasion = Occasion(
        occurred_on=told.occurred_on,
        reported_on=today,
        document=told.document,
        note=f"Permohonan {application.spelled_code}",
        request_key=proposal.key,
    )
    event = RECORDERS[proposal.kind](proposal, told, occasion, by)
    _name_applicant(application, event)
    record(Action.REGISTER_CHANGED, by=by, subject=application, facts={"kind": proposal.kind.value})
    return event


def _name_applicant(application: Application, event: LifeEvent) -> None:
    """Whoever applied without a NIK and entered the register by this event: what is kept of them is found from now on."""
    born = application.applicant_born
    if application.applicant_nik or application.resident_id or born is None:
        return
    entered = Resident.objects.filter(
        changes__event=event, full_name=application.applicant_name, birth_date=born
    )
    Application.objects.filter(pk=application.pk).update(resident=entered.first())


def _birth(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    (child,) = proposal.event.people
    return operations.record_birth(
        family=_family(proposal.event.kk),
        child=_elements(child, told),
        relation=_relation(child, told),
        occasion=occasion,
        details=dict(proposal.event.details),
        by=by,
    )


def _arrival(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    details = proposal.event.details
    reason = details.get("reason")
    return operations.record_arrival(
        people=[NewPerson(_elements(each, told), _relation(each, told)) for each in proposal.event.people],
        family=_new_family(proposal, told) if proposal.needs_kk else _family(proposal.event.kk),
        origin=str(details.get("origin") or ""),
        reason=MoveReason(int(str(reason))) if reason else None,
        host=str(details.get("host") or ""),
        occasion=occasion,
        by=by,
    )


def _departure(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    people = _known(proposal)
    details = proposal.event.details
    distance, reason = details.get("move_class"), details.get("reason")
    home = people[0].family
    event = operations.record_departure(
        people=people,
        destination=str(details.get("destination") or ""),
        move_class=MoveClass(int(str(distance))) if distance else None,
        reason=MoveReason(int(str(reason))) if reason else None,
        succession=told.succession,
        occasion=occasion,
        by=by,
    )
    _renumber(home, told, occasion, by)
    return event


def _death(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    people = _known(proposal)
    dead, details = people[0], proposal.event.details
    home = dead.family
    event = operations.record_death(
        resident=dead,
        place=str(details.get("place") or ""),
        reporter=str(details.get("reporter") or ""),
        succession=told.succession,
        widowed=proposal.widowed.resident if proposal.widowed else None,
        occasion=occasion,
        by=by,
    )
    _renumber(home, told, occasion, by)
    return event


def _split(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    people = _known(proposal)
    return operations.split_family(
        people=people,
        relations=_relations(proposal, told),
        new_family=_new_family(proposal, told),
        succession=told.succession,
        occasion=occasion,
        by=by,
    )


def _join(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    people = _known(proposal)
    return operations.join_family(
        people=people,
        relations=_relations(proposal, told),
        family=_family(proposal.event.kk),
        succession=told.succession,
        occasion=occasion,
        by=by,
    )


def _head(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    """Make a member head. A guardian who comes out of another family joins this one first, as a relative."""
    people, relations = _known(proposal), {**_relations(proposal, told), **told.unnamed}
    head = next((each for each in people if relations[each.pk] is Relation.HEAD), None)
    if head is None:
        raise ChangeNotAllowed("Permohonan ini tidak menyebut kepala keluarga yang baru.")
    family = _family(proposal.event.kk)
    if coming := [each for each in people if each.family_id != family.pk]:
        operations.join_family(
            people=coming,
            relations={each.pk: Relation.OTHER_RELATIVE for each in coming},
            family=family,
            succession=told.succession,
            occasion=_beside(occasion, "join"),
            by=by,
        )
    return operations.change_head(
        family=family, succession=Succession(head, relations), occasion=occasion, kk=told.kk, by=by
    )


def _address(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    """Move a family within the village; one that parts on the way gets a KK of its own first, by the officer's hand."""
    people = _known(proposal)
    family = _family(proposal.event.kk)
    staying = Resident.objects.living().filter(family=family).exclude(pk__in=[each.pk for each in people])
    if first := staying.in_kk_order().first():
        raise ChangeNotAllowed(
            f"{first.full_name} tidak ikut pindah. Catat dulu pisah KK-nya di halaman warganya."
        )
    details = proposal.event.details
    address = str(details.get("street") or "")
    return operations.move_within(
        family=family, address=address, area=_area(details), occasion=occasion, by=by
    )


def _correction(proposal: Proposal, told: Told, occasion: Occasion, by: Actor) -> LifeEvent:
    people = _known(proposal)
    if len(people) != 1 or not proposal.is_possible:
        raise ChangeNotAllowed("Pembetulan ini dicatat di halaman warganya.")
    elements, resident = proposal.event.people[0].elements, people[0]
    return operations.correct_data(
        resident=resident, elements=elements, seen=told.seen, occasion=occasion, by=by
    )


RECORDERS: Mapping[EventKind, Callable[[Proposal, Told, Occasion, Actor], LifeEvent]] = {
    EventKind.BIRTH: _birth,
    EventKind.DEATH: _death,
    EventKind.ARRIVAL: _arrival,
    EventKind.DEPARTURE: _departure,
    EventKind.ADDRESS: _address,
    EventKind.SPLIT: _split,
    EventKind.JOIN: _join,
    EventKind.HEAD: _head,
    EventKind.CORRECTION: _correction,
}
"""Every kind of event that a form may end in."""


def _elements(person: ProposedPerson, told: Told) -> dict[str, object]:
    nik = person.nik or told.niks.get(person.name, "")
    return {**person.elements, "nik": nik} if nik else dict(person.elements)


def _renumber(home: Family | None, told: Told, occasion: Occasion, by: Actor) -> None:
    """Write down the number that a family gets with its next head, where it is known already."""
    if told.kk and home is not None:
        operations.reissue_kk(family=home, kk=told.kk, occasion=_beside(occasion, "kk"), by=by)


def _beside(occasion: Occasion, name: str) -> Occasion:
    """The occasion of a second event that follows from the same confirmation."""
    key = occasion.request_key
    return replace(occasion, request_key=uuid5(key, name) if key else None)


def _new_family(proposal: Proposal, told: Told) -> NewFamily:
    details = proposal.event.details
    return NewFamily(
        kk=told.kk,
        address=str(details.get("street") or ""),
        area=_area(details),
        registered_on=told.occurred_on,
    )


def _family(kk: str) -> Family:
    """Raises `ChangeNotAllowed`."""
    found = Family.objects.active().filter(kk=kk).first() if kk else None
    if found is None:
        raise ChangeNotAllowed(f"KK {kk or 'keluarganya'} belum ada di data warga. Catat dulu keluarganya.")
    return found


def _known(proposal: Proposal) -> list[Resident]:
    """Those concerned as the register knows them. Raises `ChangeNotAllowed` when one is missing."""
    for each in proposal.people:
        if each.resident is None:
            raise ChangeNotAllowed(
                f"{each.person.full_name} tidak ketemu di data warga lewat NIK-nya. Cari dan catat di halaman warganya."
            )
    return list(proposal.residents)


def _relations(proposal: Proposal, told: Told) -> Relations:
    """What each of them will be in the family, by the id of the resident."""
    return {each.resident.pk: _relation(each.person, told) for each in proposal.people if each.resident}


def _relation(person: ProposedPerson, told: Told) -> Relation:
    """As the officer says, where they were asked, else as the application does. Raises `ChangeNotAllowed`."""
    relation = told.places.get(person.name, person.relation)
    if relation is None:
        raise ChangeNotAllowed(f"Pilih hubungan {person.full_name} dengan kepala keluarga.")
    return Relation(relation)


def _area(details: Mapping[str, object]) -> Area | None:
    """The RT of an address, where the village has exactly one of that number."""
    rt, rw = (str(details.get(name) or "").zfill(3) for name in ("rt", "rw"))
    found = list(Area.objects.filter(rt=rt, rw=rw)[:2]) if details.get("rt") else []
    return found[0] if len(found) == 1 else None

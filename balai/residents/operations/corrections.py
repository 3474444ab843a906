"""Correcting what the register says about somebody."""

from collections.abc import Iterable
from uuid import UUID

from balai.accounts.actors import Actor
from balai.residents.enums import EventKind, Relation
from balai.residents.models import Change, LifeEvent, Resident
from balai.residents.operations.occasions import Elements, Occasion
from balai.residents.operations.refusals import CHANGED_MEANWHILE, ChangedMeanwhile, ChangeNotAllowed
from balai.residents.operations.revision import Revision, records_event


@records_event
def correct_data(
    *, resident: Resident, elements: Elements, seen: UUID | None, occasion: Occasion, by: Actor
) -> LifeEvent:
    """Correct statutory elements by a document.

    `seen` is the last change the officer saw (`last_change`); when there is a newer one, `ChangedMeanwhile`: nobody
    overwrites a colleague unawares.
    """
    revision = Revision(EventKind.CORRECTION, occasion, by=by)
    revision.lock([resident])
    if last_change(resident) != seen:
        raise ChangedMeanwhile(CHANGED_MEANWHILE)
    revision.set(revision.person(resident), elements)
    return revision.write()


@records_event
def correct_relation(*, resident: Resident, relation: Relation, occasion: Occasion, by: Actor) -> LifeEvent:
    """Correct what somebody is to the head of the family. A head changes by `change_head`."""
    revision = Revision(EventKind.CORRECTION, occasion, by=by)
    revision.lock([resident])
    person = revision.person(resident)
    if Relation.HEAD in (person.relation, relation):
        raise ChangeNotAllowed("Pakai Ganti kepala keluarga untuk mengubah kepala keluarga.")
    person.relation = relation
    return revision.write()


def last_change(resident: Resident) -> UUID | None:
    """The newest change of somebody: what a form remembers to notice that it has grown old."""
    return last_changes([resident]).get(resident.pk)


def last_changes(people: Iterable[Resident]) -> dict[UUID, UUID]:
    """The newest change of each, by the id of the person; who was never changed is not in it. One query."""
    newest = Change.objects.filter(resident__in=[each.pk for each in people]).order_by("resident", "-id")
    return dict(newest.distinct("resident").values_list("resident_id", "id"))

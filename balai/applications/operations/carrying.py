"""Applications that come from another hall, and what was done with them there: each step once, in order.

The history tells what is new. Whoever has an application writes its history alone, so of two histories one is always the
beginning of the other; if not, somebody went on at both places, and nothing is taken over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.applications.enums import Side, Step
from balai.applications.models import Application, Attachment, Finding
from balai.applications.operations.consenting import agree_for_children
from balai.applications.operations.finding import remember_words
from balai.applications.operations.moving import take_over_step
from balai.applications.operations.writing import Applicant, Parent, known_as
from balai.applications.refusals import WentAnotherWay
from balai.documents.models import Document
from balai.documents.operations import delete_document
from balai.services.models import Service, ServiceVersion


@dataclass(frozen=True, slots=True)
class CarriedStep:
    """A step as it was taken elsewhere."""

    number: int
    step: Step
    side: Side
    at: datetime
    label: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CarriedFinding:
    """Something that was found wrong elsewhere."""

    place: str
    sentence: str
    found_at: datetime
    found_by: str
    answered_at: datetime | None


@transaction.atomic
def bring_application(*, key: str, facts: Mapping[str, Any], service: Service, version: int) -> Application:
    """The application of that key: as it is here, or begun now with what another hall says of it.

    `version` is the number of the standard there; where this hall has no such version, its newest counts.
    """
    there: Application | None = Application.objects.select_for_update().filter(key=key).first()
    if there is not None:
        return there
    versions = ServiceVersion.objects.filter(service=service)
    known = versions.filter(number=version).first() or versions.order_by("-number")[0]
    application = Application(key=key, service=service, version=known, **facts)
    application.resident = _resident(application)
    application.save(force_insert=True)
    remember_words(application)
    return application


@transaction.atomic
def rewrite_application(*, application: Application, facts: Mapping[str, Any]) -> Application:
    """Put what the village says of it now in place of what it said before."""
    for name, value in facts.items():
        setattr(application, name, value)
    application.resident = _resident(application)
    application.save()
    remember_words(application)
    return application


def new_steps(application: Application, carried: Sequence[CarriedStep]) -> Sequence[CarriedStep]:
    """Those that are not here yet. Raises `WentAnotherWay` when something else was done here meanwhile."""
    here = list(application.events.values_list("number", "step", "side"))
    told = [(each.number, each.step.value, each.side.value) for each in carried]
    common = min(len(here), len(told))
    if here[:common] != told[:common]:
        raise WentAnotherWay(application)
    return carried[common:]


@transaction.atomic
def carry_steps(
    *, application: Application, steps: Iterable[CarriedStep], remedy: str = "", by: Actor
) -> Application:
    """Take steps over as they were taken. `remedy` belongs to a refusal. Raises `StepNotAllowed`."""
    for step in steps:
        application = take_over_step(application, step, remedy=remedy, by=by)
    return application


@transaction.atomic
def carry_findings(*, application: Application, findings: Iterable[CarriedFinding]) -> None:
    """What was found elsewhere, each once; what was answered there is answered here."""
    for each in findings:
        same = Finding.objects.filter(
            application=application, place=each.place, sentence=each.sentence, found_at=each.found_at
        )
        if found := same.first():
            if each.answered_at and found.answered_at is None:
                same.update(answered_at=each.answered_at)
            continue
        Finding.objects.create(
            application=application,
            place=each.place,
            sentence=each.sentence,
            found_at=each.found_at,
            found_by=each.found_by[:150],
            answered_at=each.answered_at,
        )


@transaction.atomic
def carry_parent(*, application: Application, given: tuple[Parent, datetime] | None) -> None:
    """Who agreed elsewhere for the children whom it tells of."""
    parent, at = given or (None, timezone.now())
    agree_for_children(application, parent, at=at)


@transaction.atomic
def carry_pages(*, application: Application, pages: Sequence[tuple[str, Document]], by: Actor) -> None:
    """These are the pages that are handed in now: (requirement, document). Others go, and are deleted."""
    wanted = {document.pk for _, document in pages}
    old = Attachment.objects.filter(application=application).select_related("document")
    for attachment in old.exclude(document__in=wanted):
        document = attachment.document
        attachment.delete()
        delete_document(document=document, by=by)
    there = set(old.filter(document__in=wanted).values_list("document_id", flat=True))
    for requirement, document in pages:
        if document.pk not in there:
            Attachment.objects.create(application=application, requirement=requirement, document=document)


def _resident(application: Application) -> Any:
    born = application.applicant_born
    if born is None:
        return None
    told = Applicant(application.applicant_name, application.applicant_nik, application.applicant_kk, born)
    return known_as(told)

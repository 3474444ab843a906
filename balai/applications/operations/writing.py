"""What an applicant does before sending: begin, say who they are, answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications import rules
from balai.applications.enums import Action, Authority, Channel, Kinship, Proof, State
from balai.applications.models import Application
from balai.applications.operations.sightings import forget_sightings
from balai.applications.refusals import ChangedMeanwhile, NotDraft
from balai.letters.models import KindVersion
from balai.residents.models import Resident
from balai.services.models import Service, ServiceVersion
from balai.services.standard import Answers, Nature

WRITABLE = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks, as they say it themselves, and where the finished document is sent."""

    name: str
    nik: str
    kk: str
    born: date
    email: str = ""
    phone: str = ""
    proof: Proof = Proof.STATED


@dataclass(frozen=True, slots=True)
class Helper:
    """Who applies for another, and by what right."""

    name: str
    authority: Authority
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """Who agrees that the data of a child is used, and what they are to the child."""

    name: str
    kinship: Kinship


@transaction.atomic
def begin_application(
    *,
    service: Service,
    version: ServiceVersion,
    form: Mapping[str, Any],
    kind_version: KindVersion | None = None,
    case_answers: Answers,
    channel: Channel,
    key: UUID,
    by: Actor,
) -> Application:
    """A draft along `form`, which stays as it is now, as does the version of the kind of a letter.

    The same `key` gives the same draft again.
    """
    application, is_new = Application.objects.get_or_create(
        key=key,
        defaults={
            "service": service,
            "version": version,
            "form": form,
            "kind_version": kind_version,
            "case_answers": dict(case_answers),
            "channel": channel,
            "is_civil": version.standard.nature is not Nature.LETTER,
            "code": rules.new_code(),
            "helped_by": by.officer,
        },
    )
    if is_new:
        facts = {"service": service.slug, "channel": channel.value}
        record(Action.BEGUN, by=by, subject=application, facts=facts)
    return application


@transaction.atomic
def name_applicant(
    *, application: Application, revision: int, applicant: Applicant, helper: Helper | None, by: Actor
) -> Application:
    """Say whose application it is, and who helps.

    Whether the register knows such a person is kept for the office; nothing in the answer, its length or its work
    tells a stranger. Originals that were seen are another person's once NIK or birth date change. Raises `NotDraft`, `ChangedMeanwhile`.
    """
    application = writable(application, revision)
    before = (application.applicant_nik, application.applicant_born)
    if application.applicant_name and before != (applicant.nik, applicant.born):
        forget_sightings(application, by=by)
    application.applicant_name, application.applicant_nik = applicant.name, applicant.nik
    application.applicant_kk, application.applicant_born = applicant.kk, applicant.born
    application.email, application.phone, application.proof = (
        applicant.email,
        applicant.phone,
        applicant.proof,
    )
    application.resident = known_as(applicant)
    application.helper_name, application.helper_phone, application.authority = (
        (helper.name, helper.phone, helper.authority) if helper else ("", "", "")
    )
    if by.officer is not None:
        record(Action.APPLICANT_NAMED, by=by, subject=application)
    return touched(application)


@transaction.atomic
def bring_to_counter(*, code: str, by: Actor) -> Application | None:
    """What has this code, to go on with it at the counter: what was sent, what officers began, and what was begun at the
    kiosk, which becomes the counter's. None for anything else: a draft from home is its applicant's own.
    """
    found = Application.objects.select_for_update().filter(code=code).first() if code else None
    if found is None or found.submitted_at or found.channel in rules.AT_THE_COUNTER:
        return found
    if found.channel != Channel.KIOSK or found.state != State.DRAFT:
        return None
    found.channel, found.helped_by = Channel.DESK, by.officer
    record(Action.BROUGHT, by=by, subject=found, facts={"before": Channel.KIOSK.value})
    return touched(found)


@transaction.atomic
def save_answers(
    *, application: Application, revision: int, answers: Mapping[str, Any], by: Actor
) -> Application:
    """Keep some answers beside those already given; an answer of None takes one back.

    Raises `NotDraft`, `ChangedMeanwhile`.
    """
    application = writable(application, revision)
    kept = {**application.answers, **answers}
    application.answers = {name: answer for name, answer in kept.items() if answer is not None}
    if by.officer is not None:
        record(Action.ANSWERED, by=by, subject=application, facts={"questions": sorted(answers)})
    return touched(application)


def writable(application: Application, revision: int) -> Application:
    """The application, locked for writing, as whoever writes has seen it. Raises `NotDraft`, `ChangedMeanwhile`."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in WRITABLE:
        raise NotDraft
    if application.revision != revision:
        raise ChangedMeanwhile
    return application


def touched(application: Application, at: datetime | None = None) -> Application:
    """Save one more change."""
    application.revision += 1
    application.touched_at = at or timezone.now()
    application.save()
    return application


def known_as(applicant: Applicant) -> Resident | None:
    """The living resident with this NIK, in this family, born that day. One query, be there one or not."""
    people = Resident.objects.living().exclude(nik="")
    return people.filter(nik=applicant.nik, birth_date=applicant.born, family__kk=applicant.kk).first()

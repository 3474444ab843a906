"""What passing time does: drafts that nobody sent are deleted, what nobody answered ends, what is over is closed and, in the
end, names nobody any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action, State, Step
from balai.applications.models import (
    Application,
    ApplicationQuerySet,
    ApplicationWord,
    Attachment,
    Result,
)
from balai.applications.operations.attaching import detach
from balai.applications.operations.moving import move_by_clock
from balai.applications.rules import ANSWERED_WITHIN, CLOSED_AFTER, DRAFT_KEPT, KEPT_FOR, OVER
from balai.documents.operations import delete_document
from balai.residents.models import Resident


@transaction.atomic
def forget_drafts(*, now: datetime, by: Actor) -> int:
    """Delete what was begun and never sent, once nobody has touched it for long; returns how many."""
    return _delete_drafts(Application.objects.filter(state=State.DRAFT, touched_at__lt=now - DRAFT_KEPT), by)


@transaction.atomic
def close_what_is_over(*, now: datetime, by: Actor) -> int:
    """End what an applicant never answered, and close what was received a while ago; returns how many."""
    unanswered = Application.objects.filter(
        state=State.RETURNED, paused_on__lt=(now - timedelta(days=ANSWERED_WITHIN)).date()
    )
    received = Application.objects.filter(state=State.RECEIVED, touched_at__lt=now - CLOSED_AFTER)
    for application in unanswered:
        move_by_clock(application, Step.EXPIRE, by=by)
    for application in received:
        move_by_clock(application, Step.CLOSE, by=by)
    return len(unanswered) + len(received)


@transaction.atomic
def anonymise_what_is_old(*, now: datetime, by: Actor) -> int:
    """Take out of ended applications whose they were, once nobody may ask about them; returns how many.

    What, when, how long and how it ended stays, for the figures. Documents and their files go, and so does everything
    that somebody wrote: reasons and notes may name people.
    """
    old = [
        application
        for state, kept in KEPT_FOR.items()
        for application in Application.objects.filter(
            state=state, touched_at__lt=now - kept, anonymised_at=None
        )
    ]
    for application in old:
        _anonymise(application, now, by)
    return len(old)


@dataclass(frozen=True, slots=True)
class Forgettable:
    """What no law keeps of somebody: of ended applications documents, and those with a phone number or e-mail; drafts whole."""

    documents: int
    contacts: int
    drafts: int


FORGOTTEN = "Dihapus menurut masa simpan."
"""In place of what a refusal said, which must say something."""
HAS_CONTACT = ~Q(email="", phone="", helper_phone="")


def forgettable(resident: Resident) -> Forgettable:
    """What `forget_at_once` would delete. Four queries."""
    over = _over(resident)
    return Forgettable(
        Attachment.objects.filter(application__in=over).count()
        + Result.objects.filter(application__in=over).count(),
        over.filter(HAS_CONTACT).count(),
        _drafts(resident).count(),
    )


@transaction.atomic
def forget_at_once(*, resident: Resident, by: Actor) -> Forgettable:
    """Delete somebody's drafts, and from ended applications what only they need, because they ask (UU 27/2022 pasal 43).

    What was asked and how it ended stays until its time: it accounts for what the offices did.
    """
    found = forgettable(resident)
    for application in _over(resident):
        _forget_papers(application, by)
    contacts = _over(resident).filter(HAS_CONTACT)
    for application in contacts:
        record(Action.CONTACT_FORGOTTEN, by=by, subject=application)
    contacts.update(email="", phone="", helper_phone="")
    _delete_drafts(_drafts(resident), by)
    return found


def _forget_words(application: Application) -> None:
    """Empty what was written into its history. Nobody may change that table; this function of the owner may, and only so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT applications_forget_words(%s)", [application.pk])


def _over(resident: Resident) -> ApplicationQuerySet:
    return Application.objects.about(resident).filter(state__in=OVER)


def _drafts(resident: Resident) -> ApplicationQuerySet:
    return Application.objects.about(resident).filter(state=State.DRAFT)


def _delete_drafts(drafts: Iterable[Application], by: Actor) -> int:
    drafts = list(drafts)
    for application in drafts:
        for attachment in application.attachments.select_related("document"):
            detach(application=application, attachment=attachment, by=by)
        application.delete()
    if drafts:
        record(Action.DRAFTS_FORGOTTEN, by=by, facts={"count": len(drafts)})
    return len(drafts)


def _forget_papers(application: Application, by: Actor) -> None:
    papers: list[Attachment | Result] = [
        *application.attachments.select_related("document"),
        *application.results.select_related("document"),
    ]
    for paper in papers:
        paper.delete()
        delete_document(document=paper.document, by=by)


def _anonymise(application: Application, now: datetime, by: Actor) -> None:
    _forget_papers(application, by)
    application.findings.all().delete()
    application.email_proofs.all().delete()
    application.parental_consents.all().delete()
    ApplicationWord.objects.filter(application=application).delete()
    for name in ("applicant_name", "applicant_nik", "applicant_kk", "email", "phone", "helper_name", "helper_phone",
                 "authority", "collected_by"):  # fmt: skip
        setattr(application, name, "")
    application.applicant_born = application.resident = None
    application.proposal = application.letter = None  # they go on by themselves, in the archive of letters
    application.answers, application.case_answers = {}, {}
    if application.reason:
        application.reason = application.remedy = FORGOTTEN
    application.anonymised_at = now
    application.save()
    _forget_words(application)
    record(Action.ANONYMISED, by=by, subject=application)

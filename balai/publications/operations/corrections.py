"""Reporting that a page is wrong, and answering."""

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.publications.enums import Action, Outcome
from balai.publications.models import Correction
from balai.publications.pages import PublicPage
from balai.publications.rules import ANSWERED_WITHIN, new_code
from balai.villages.opening import working_calendar


@transaction.atomic
def report_correction(*, page: PublicPage, text: str, contact: str, by: Actor) -> Correction:
    """Somebody says what is wrong; the office has five working days. The code is the only way to the answer."""
    today = timezone.localdate()
    correction = Correction(
        code=new_code(),
        path=page.path,
        page_title=page.title,
        service_slug=page.service_slug,
        text=text,
        contact=contact,
        due_on=working_calendar(today).add_working_days(today, ANSWERED_WITHIN),
    )
    correction.save(force_insert=True)
    record(Action.CORRECTION_REPORTED, by=by, subject=correction)
    return correction


@transaction.atomic
def answer_correction(*, correction: Correction, outcome: Outcome, answer: str, by: Actor) -> bool:
    """Say that it was corrected, or why nothing was changed. False when somebody else has answered already."""
    waiting = Correction.objects.filter(pk=correction.pk, outcome="")
    changed = waiting.update(
        outcome=outcome,
        answer=answer,
        answered_at=timezone.now(),
        answered_by=by.officer,
        answered_label=by.label,
    )
    if changed:
        record(Action.CORRECTION_ANSWERED, by=by, subject=correction, facts={"kind": outcome.value})
    return bool(changed)


@transaction.atomic
def forget_contacts(*, by: Actor) -> int:
    """Delete how reporters were reached once it is needed no more; returns of how many."""
    forgotten = Correction.objects.with_needless_contact(timezone.now()).update(contact="")
    if forgotten:
        record(Action.CONTACTS_FORGOTTEN, by=by, facts={"count": forgotten})
    return forgotten

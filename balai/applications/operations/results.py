"""Finished documents: kept byte for byte, and fetched by whoever proves to be the applicant."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action, Handing, Side, State
from balai.applications.models import Application, Result
from balai.applications.operations.moving import hand_over
from balai.applications.refusals import NotAvailable
from balai.applications.rules import StepNotAllowed
from balai.documents.enums import MediaType
from balai.documents.operations import keep_as_is, open_document

MAY_BE_ADDED = frozenset({State.APPROVED, State.IN_PROCESS, State.FINISHED})


@transaction.atomic
def add_result(
    *, application: Application, content: bytes, title: str, number: str = "", by: Actor
) -> Result:
    """Keep what an office issued exactly as it is, so that its own signature stays valid.

    The same file again gives the same result. Raises `FileRefused`, `NotExamined`, `StepNotAllowed`.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in MAY_BE_ADDED:
        raise StepNotAllowed(State(application.state))
    document = keep_as_is(content=content, media_type=MediaType.PDF, by=by)
    there = application.results.filter(document__sha256=document.sha256).first()
    if there is not None:
        document.delete()
        return there
    result = Result.objects.create(
        application=application,
        document=document,
        title=title[:120],
        number=number[:60],
        added_label=by.label[:150],
    )
    record(Action.RESULT_ADDED, by=by, subject=application, facts={"sha256": document.sha256})
    return result


@transaction.atomic
def fetch_result(*, result: Result, side: Side, how: Handing, collector: str = "", by: Actor) -> bytes:
    """The document, for an applicant who has proved it, or for `collector`; counted, and handed over by that.

    Raises `NotAvailable`, also when it was erased meanwhile, and what `open_document` raises.
    """
    now = timezone.now()
    if side is Side.APPLICANT and not result.is_available(now):
        raise NotAvailable
    if not Result.objects.filter(pk=result.pk).update(fetched=F("fetched") + 1, fetched_at=now):
        raise NotAvailable
    content = open_document(result.document)
    record(Action.RESULT_READ, by=by, subject=result.application, facts={"result": str(result.pk)})
    if result.application.state == State.FINISHED:
        hand_over(application=result.application, side=side, how=how, collector=collector, by=by)
    return content

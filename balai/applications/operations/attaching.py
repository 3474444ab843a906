"""Documents that are handed in with an application, or shown at the counter."""

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.enums import Action
from balai.applications.models import Application, Attachment, Sighting
from balai.applications.operations.sightings import forget_sightings
from balai.applications.operations.writing import WRITABLE, touched
from balai.applications.refusals import NotDraft, TooManyPages
from balai.applications.rules import MOST_PAGES
from balai.documents.models import Document
from balai.documents.operations import delete_document


@transaction.atomic
def attach(*, application: Application, requirement: str, document: Document) -> Attachment:
    """Hand a page in, as one of those of this requirement. The same document gives the same page again.

    Raises `NotDraft`, `TooManyPages`.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if there := Attachment.objects.filter(document=document, application=application).first():
        return there
    if application.state not in WRITABLE:
        raise NotDraft
    if application.attachments.count() >= MOST_PAGES:
        raise TooManyPages(MOST_PAGES)
    return Attachment.objects.create(application=application, requirement=requirement, document=document)


@transaction.atomic
def detach(*, application: Application, attachment: Attachment, by: Actor) -> None:
    """Take a page back; it is deleted, and whoever saw it there sends nothing unseen. Raises `NotDraft`."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in WRITABLE:
        raise NotDraft
    document = attachment.document
    attachment.delete()
    delete_document(document=document, by=by)
    touched(application)


@transaction.atomic
def see_original(*, application: Application, requirement: str, by: Actor) -> Sighting:
    """An officer has looked at the original. Again changes nothing. Raises `NotDraft`."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in WRITABLE:
        raise NotDraft
    sighting, is_new = Sighting.objects.get_or_create(
        application=application,
        requirement=requirement,
        defaults={"seen_by": by.officer, "label": by.label[:150]},
    )
    if is_new:
        record(Action.ORIGINAL_SEEN, by=by, subject=application, facts={"requirement": requirement})
    return sighting


@transaction.atomic
def unsee_original(*, application: Application, requirement: str, by: Actor) -> None:
    """It was said by mistake that the original was seen; whoever read that sends nothing unseen. Raises `NotDraft`."""
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state not in WRITABLE:
        raise NotDraft
    if forget_sightings(application, [requirement], by=by):
        touched(application)

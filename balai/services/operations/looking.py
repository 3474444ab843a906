"""What officers do with services as they are: offer, read what changed, review."""

from datetime import date

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.services.enums import ServiceState
from balai.services.models import Service

REVIEWED = "services.reviewed"
SEEN = "services.change_read"
OFFERED = "services.offered"
HIDDEN = "services.hidden"
INTERVAL_CHANGED = "services.review_interval_changed"


@transaction.atomic
def set_offered(*, service: Service, offered: bool, by: Actor) -> None:
    """Let residents find it, or not. What stays as it is leaves no line in the trail."""
    state = ServiceState.OFFERED if offered else ServiceState.HIDDEN
    if Service.objects.filter(pk=service.pk).exclude(state=state).update(state=state):
        record(OFFERED if offered else HIDDEN, by=by, subject=service, facts={"service": service.slug})


@transaction.atomic
def mark_seen(*, service: Service, number: int, by: Actor) -> None:
    """Somebody has read what changed from above, up to that version."""
    if Service.objects.filter(pk=service.pk, seen_number__lt=number).update(seen_number=number):
        record(SEEN, by=by, subject=service, facts={"service": service.slug, "version": number})


@transaction.atomic
def mark_reviewed(*, service: Service, on: date, by: Actor) -> None:
    """Somebody has compared it with the law and with what the office really does. Never goes back in time."""
    if Service.objects.filter(pk=service.pk, reviewed_on__lt=on).update(reviewed_on=on):
        record(REVIEWED, by=by, subject=service, facts={"service": service.slug})


@transaction.atomic
def set_review_interval(*, service: Service, months: int, by: Actor) -> None:
    """Say how often that must happen, every 6 to 12 months. Raises `ValidationError`."""
    service.review_months = months
    service.full_clean()
    service.save(update_fields=["review_months"])
    facts = {"service": service.slug, "months": months}
    record(INTERVAL_CHANGED, by=by, subject=service, facts=facts)

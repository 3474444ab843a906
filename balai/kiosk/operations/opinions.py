"""Each visit is rated once, by whoever stands there, and the visit doesn't know how. In training nothing is counted.

An application whose document was collected here is rated by that; whoever rated it before isn't counted again.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.applications import operations as applications
from balai.kiosk.models import Errand, Visit
from balai.kiosk.opinion import Opinion
from balai.surveys import operations as surveys
from balai.surveys.enums import Channel


@transaction.atomic
def rate_visit(*, visit: Visit, score: int, at: datetime) -> bool:
    """The first touch. False when this visit was rated before, or nothing was made in it yet.

    Raises `ValidationError` for a score off the scale.
    """
    errand = _last_made(visit)
    if errand is None or not _once(visit, "rated_at", at):
        return False
    if not visit.is_training:
        told: dict[str, Any] = {"score": score, **_told(at)}
        if errand.application:
            applications.rate_service(application=errand.application, **told)
        else:
            surveys.rate(service=_service_of(errand), **told)
    return True


@transaction.atomic
def tell_why(*, visit: Visit, score: int, reason: str, at: datetime) -> bool:
    """The second touch. False when it was done before. Raises `ValidationError` for a reason of another score."""
    errand = _last_made(visit)
    if errand is None or not _once(visit, "reason_told_at", at):
        return False
    if not visit.is_training:
        told: dict[str, Any] = {"score": score, "reason": reason, **_told(at)}
        if errand.application:
            applications.tell_why(application=errand.application, **told)
        else:
            surveys.tell_reason(service=_service_of(errand), **told)
    return True


@transaction.atomic
def count_survey(*, visit: Visit, opinion: Opinion, at: datetime) -> bool:
    """The survey, once all nine elements are answered. False when they aren't, or when it was done before."""
    errand = _last_made(visit)
    if not opinion.has_all_elements or errand is None or not _once(visit, "surveyed_at", at):
        return False
    if not visit.is_training:
        told: dict[str, Any] = {
            "answers": opinion.elements,
            "respondent": opinion.respondent,
            **_told(at),
        }
        if errand.application:
            applications.answer_survey(application=errand.application, **told)
        else:
            surveys.answer_skm(**told)
    return True


def _told(at: datetime) -> dict[str, Any]:
    return {"channel": Channel.KIOSK, "on": timezone.localdate(at)}


def _service_of(errand: Errand) -> Any:
    return errand.kind.service if errand.kind else None


def _last_made(visit: Visit) -> Errand | None:
    made = visit.errands.filter(made_at__isnull=False)
    return made.select_related("kind__service", "result__application__service").order_by("-made_at").first()


def _once(visit: Visit, field: str, at: datetime) -> bool:
    return bool(Visit.objects.running().filter(pk=visit.pk, **{field: None}).update(**{field: at}))

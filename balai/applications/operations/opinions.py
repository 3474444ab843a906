"""Each finished application is rated once, by whoever holds it, and the application doesn't know how (ADR 16)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from balai.applications.enums import Heard
from balai.applications.models import Application
from balai.applications.rules import DONE
from balai.surveys import operations as surveys
from balai.surveys.enums import Channel, Element
from balai.surveys.operations import Respondent


@transaction.atomic
def rate_service(*, application: Application, score: int, channel: Channel = Channel.WEB, on: date) -> bool:
    """The first touch. False when it was rated before, or isn't finished.

    Raises `ValidationError` for a score off the scale.
    """
    if not _goes_on(application, Heard.SCORE):
        return False
    surveys.rate(score=score, service=application.service, channel=channel, on=on)
    return True


@transaction.atomic
def tell_why(
    *, application: Application, score: int, reason: str, channel: Channel = Channel.WEB, on: date
) -> bool:
    """The second touch. False when it was done before, or the first is missing.

    Raises `ValidationError` for a reason of another score.
    """
    if not _goes_on(application, Heard.REASON):
        return False
    surveys.tell_reason(score=score, reason=reason, service=application.service, channel=channel, on=on)
    return True


@transaction.atomic
def answer_survey(
    *,
    application: Application,
    answers: Mapping[Element, int],
    respondent: Respondent,
    channel: Channel = Channel.WEB,
    on: date,
) -> bool:
    """All nine elements. False when it was done before, or the first touch is missing.

    Raises `ValidationError` when an element is missing or off the scale.
    """
    if not _goes_on(application, Heard.SURVEY):
        return False
    surveys.answer_skm(answers=answers, respondent=respondent, channel=channel, on=on)
    return True


def _goes_on(application: Application, to: Heard) -> bool:
    """Whether this is the first time; of two at once, one is."""
    first = Heard.NOTHING if to is Heard.SCORE else Heard.SCORE
    waiting = Application.objects.filter(pk=application.pk, state__in=DONE, heard__gte=first, heard__lt=to)
    return bool(waiting.update(heard=to))

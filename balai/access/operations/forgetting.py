"""Nothing is kept that opens nothing any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.access.enums import Action, CardState, HelpState, PinKind
from balai.access.models import HelpRequest, KtpTag, Pin, ServiceCard
from balai.access.operations.helping import WAITS
from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.residents.enums import Standing

GONE = (Standing.DEAD, Standing.MOVED, Standing.INVALID)
"""Those who don't come back by themselves; who is away for a time finds the own PIN again."""
ONE_TIME_PINS_KEPT = timedelta(days=1)
CALLS_KEPT = timedelta(days=90)
"""The trail keeps who answered, for as long as trails are kept."""


@transaction.atomic
def forget_what_opens_nothing(*, by: Actor, at: datetime | None = None) -> dict[str, int]:
    """Delete PINs and chips of who has gone, spent one-time PINs and old calls; end calls nobody answered.

    Returns how many of each; safe to repeat.
    """
    at = at or timezone.now()
    spent = Pin.objects.filter(kind=PinKind.ONE_TIME, expires_at__lt=at - ONE_TIME_PINS_KEPT)
    unanswered = HelpRequest.objects.filter(state=HelpState.WAITING, asked_at__lte=at - WAITS)
    cards = ServiceCard.objects.in_use().filter(resident__standing__in=GONE)
    done = {
        "pins": spent.delete()[0] + Pin.objects.filter(resident__standing__in=GONE).delete()[0],
        "chips": KtpTag.objects.filter(resident__standing__in=GONE).delete()[0],
        "cards": cards.update(state=CardState.WITHDRAWN, ended_at=at),
        "calls": HelpRequest.objects.filter(asked_at__lt=at - CALLS_KEPT).delete()[0],
        "unanswered": unanswered.update(state=HelpState.OVER, nik="", ended_at=at),
    }
    if any(done.values()):
        audit.record(Action.FORGOTTEN, by=by, facts=done)
    return done

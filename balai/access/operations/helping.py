"""An officer looks at face and KTP, and says who stands at the kiosk."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.access.enums import Action, HelpState, Way
from balai.access.models import HelpRequest
from balai.access.operations.recognising import Recognised, kiosk_actor
from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.core.live import announce
from balai.residents.models import Resident
from balai.tenancy.scope import current_village_id

WAITS = timedelta(minutes=10)
"""How long a call is shown to officers; by then somebody has come, or nobody will."""
SERVES = timedelta(minutes=2)
"""How long a confirmation opens the visit: the person stands in front of the kiosk."""


class AlreadyAnswered(ValueError):
    """The call was answered or withdrawn meanwhile."""

    def __init__(self) -> None:
        super().__init__("Permintaan ini sudah dijawab atau sudah lewat.")


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """What a kiosk is told about its call. `recognised` only once an officer has said who it is."""

    state: HelpState
    recognised: Recognised | None = None


def topic_of_calls() -> str:
    """What pages listen to that show the calls of the village in scope."""
    return f"access.calls.{current_village_id()}"


@transaction.atomic
def ask_for_help(*, device: str, visit: uuid.UUID, wanted: str = "", nik: str = "") -> HelpRequest:
    """Call an officer to a kiosk. A visit calls once at a time: touching the button again changes nothing.

    `wanted` is what for, in words; `nik` what was typed, shown to the officer until the call is answered.
    """
    now = timezone.now()
    waiting = HelpRequest.objects.filter(visit=visit, state=HelpState.WAITING)
    if call := waiting.waiting(now - WAITS).first():
        return call
    waiting.update(state=HelpState.OVER, nik="", ended_at=now)
    call = HelpRequest.objects.create(
        device=device[:80], visit=visit, wanted=wanted[:120], nik=nik[:16], asked_at=now
    )
    audit.record(Action.HELP_ASKED, by=kiosk_actor(device), subject=call)
    announce(topic_of_calls())
    return call


@transaction.atomic
def confirm_help(*, call: HelpRequest, resident: Resident, by: Actor) -> None:
    """The officer has compared face and KTP: it is `resident`. Raises `AlreadyAnswered`."""
    _answer(call, HelpState.CONFIRMED, resident, by)
    audit.record(Action.HELP_CONFIRMED, by=by, subject=resident, facts={"kiosk": call.device})


@transaction.atomic
def refuse_help(*, call: HelpRequest, reason: str, by: Actor) -> None:
    """The officer can't say who it is. Raises `AlreadyAnswered`."""
    _answer(call, HelpState.REFUSED, None, by)
    audit.record(Action.HELP_REFUSED, by=by, subject=call, reason=reason, facts={"kiosk": call.device})


@transaction.atomic
def withdraw_help(*, visit: uuid.UUID) -> None:
    """The visit has ended, or the resident found another way."""
    now = timezone.now()
    for call in HelpRequest.objects.select_for_update().filter(visit=visit, state=HelpState.WAITING):
        _end(call, HelpState.WITHDRAWN, now)
        audit.record(Action.HELP_WITHDRAWN, by=kiosk_actor(call.device), subject=call)
        announce(topic_of_calls())


def help_state(*, visit: uuid.UUID, at: datetime | None = None) -> HelpAnswer:
    """What became of the last call of a visit. Two queries at most."""
    at = at or timezone.now()
    calls = HelpRequest.objects.filter(visit=visit).select_related("resident__family__area")
    call = calls.order_by("-asked_at", "-id").first()
    if call is None:
        return HelpAnswer(HelpState.OVER)
    if call.state == HelpState.WAITING:
        return HelpAnswer(HelpState.WAITING if call.asked_at > at - WAITS else HelpState.OVER)
    if call.state != HelpState.CONFIRMED or call.resident is None or call.ended_at is None:
        return HelpAnswer(HelpState(call.state))
    if call.ended_at <= at - SERVES:
        return HelpAnswer(HelpState.OVER)
    return HelpAnswer(HelpState.CONFIRMED, Recognised(call.resident, Way.OFFICER))


def waiting_calls(at: datetime | None = None) -> list[HelpRequest]:
    """The calls that an officer may answer now, the longest waiting first."""
    return list(HelpRequest.objects.waiting((at or timezone.now()) - WAITS))


def _answer(call: HelpRequest, state: HelpState, resident: Resident | None, by: Actor) -> None:
    now = timezone.now()
    held = HelpRequest.objects.select_for_update(of=("self",)).waiting(now - WAITS).filter(pk=call.pk).first()
    if held is None:
        raise AlreadyAnswered
    held.resident, held.answered_by = resident, by.officer
    _end(held, state, now)
    announce(topic_of_calls())


def _end(call: HelpRequest, state: HelpState, at: datetime) -> None:
    call.state, call.nik, call.ended_at = state, "", at
    call.save(update_fields=["state", "nik", "ended_at", "resident", "answered_by"])

"""Asking, answering and forgetting requests about one's own data. An answer comes with what it says was done, or not at all."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.access.enums import CardState
from balai.access.models import ServiceCard
from balai.access.operations import block_pin, end_card, remove_tag
from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.operations import forget_at_once
from balai.residents.models import Resident
from balai.residents.operations import Elements, Occasion, correct_data
from balai.rights.enums import Action, Asker, Channel, Ground, Kind, State
from balai.rights.models import DataRequest
from balai.rights.refusals import AlreadyAnswered, TooManyOpen
from balai.rights.rules import ANSWERED_WITHIN, GROUNDS, KEPT_FOR, MOST_OPEN


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: for a correction the element and the value it should have, as the register's history writes it."""

    kind: Kind
    words: str = ""
    element: str = ""
    wanted: str = ""
    with_access: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, where, and when it came."""

    channel: Channel
    asker: Asker = Asker.SELF
    asker_name: str = ""
    asked_by: Resident | None = None
    received_at: datetime | None = None


@transaction.atomic
def ask(*, resident: Resident, wish: Wish, asking: Asking, by: Actor) -> DataRequest:
    """Write a request down; from now on the office has 72 hours, from when it came. The same open wish twice is one.

    Raises `TooManyOpen`.
    """
    Resident.objects.select_for_update(of=("self",)).get(pk=resident.pk)
    mine = DataRequest.objects.filter(resident=resident, state=State.OPEN)
    told = {
        "kind": wish.kind,
        "words": wish.words,
        "element": wish.element,
        "wanted": wish.wanted,
        "with_access": wish.with_access,
    }
    if same := mine.filter(**told).first():
        return same
    if mine.count() >= MOST_OPEN:
        raise TooManyOpen(MOST_OPEN)
    received_at = asking.received_at or timezone.now()
    request = DataRequest.objects.create(
        resident=resident,
        channel=asking.channel,
        asker=asking.asker,
        asker_name=asking.asker_name,
        asked_by=asking.asked_by,
        received_at=received_at,
        due_at=received_at + ANSWERED_WITHIN,
        recorded_by=by.officer,
        **told,
    )
    record(Action.ASKED, by=by, subject=request, facts={"right": wish.kind.value})
    return request


@transaction.atomic
def carry_out(*, request: DataRequest, answer: str, by: Actor) -> DataRequest:
    """Say what was done: a copy was given, something was mended that a form of the register mends. Raises `AlreadyAnswered`."""
    return _ended(_open(request), State.CARRIED_OUT, answer, by)


@transaction.atomic
def carry_out_correction(
    *,
    request: DataRequest,
    elements: Elements,
    seen: UUID | None,
    occasion: Occasion,
    answer: str,
    by: Actor,
) -> DataRequest:
    """Correct the register by a document, and answer so. Raises `AlreadyAnswered`, and what `correct_data` raises."""
    request = _open(request)
    resident = _somebody(request)
    event = correct_data(resident=resident, elements=elements, seen=seen, occasion=occasion, by=by)
    return _ended(request, State.CARRIED_OUT, answer, by, {"event": str(event.pk)})


@transaction.atomic
def carry_out_erasure(*, request: DataRequest, answer: str, by: Actor) -> DataRequest:
    """Delete what no law keeps, and answer so. Raises `AlreadyAnswered`."""
    request = _open(request)
    resident = _somebody(request)
    gone = forget_at_once(resident=resident, by=by)
    if request.with_access:
        _end_access(resident, by)
    return _ended(request, State.CARRIED_OUT, answer, by, asdict(gone))


@transaction.atomic
def refuse(*, request: DataRequest, ground: Ground, answer: str, by: Actor) -> DataRequest:
    """Say why the law doesn't let it be done. Raises `AlreadyAnswered`; `ValueError` for a ground that isn't one."""
    if ground not in GROUNDS[Kind(request.kind)]:
        raise ValueError(f"{ground} is no ground to refuse {request.kind}")
    request = _open(request)
    request.ground = ground
    return _ended(request, State.REFUSED, answer, by, {"ground": ground.value})


@transaction.atomic
def withdraw(*, request: DataRequest, by: Actor) -> DataRequest:
    """Whoever asked takes it back. Raises `AlreadyAnswered`."""
    return _ended(_open(request), State.WITHDRAWN, "", by)


@transaction.atomic
def forget_old_requests(*, now: datetime, by: Actor) -> int:
    """Take out of requests that ended long ago whose they were and what they said; returns of how many."""
    old = DataRequest.objects.ended().filter(answered_at__lt=now - KEPT_FOR, forgotten_at=None)
    forgotten = old.update(
        resident=None, asked_by=None, asker_name="", wanted="", words="", answer="", forgotten_at=now
    )
    if forgotten:
        record(Action.FORGOTTEN, by=by, facts={"count": forgotten})
    return forgotten


def _open(request: DataRequest) -> DataRequest:
    locked: DataRequest = DataRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_open:
        raise AlreadyAnswered
    return locked


def _somebody(request: DataRequest) -> Resident:
    found: Resident = Resident.objects.get(data_requests=request)
    return found


def _end_access(resident: Resident, by: Actor) -> None:
    reason = "Diminta warga (UU 27/2022)"
    for card in ServiceCard.objects.in_use().filter(resident=resident):
        end_card(card=card, state=CardState.WITHDRAWN, reason=reason, by=by)
    remove_tag(resident=resident, reason=reason, by=by)
    block_pin(resident=resident, reason=reason, by=by)


def _ended(
    request: DataRequest, state: State, answer: str, by: Actor, facts: Mapping[str, Any] | None = None
) -> DataRequest:
    request.state, request.answer, request.answered_at = state, answer.strip(), timezone.now()
    request.answered_by, request.answered_label = by.officer, by.label[:150]
    request.save(update_fields=["state", "ground", "answer", "answered_at", "answered_by", "answered_label"])
    record(Action(f"rights.{state.value}"), by=by, subject=request, facts=facts)
    return request

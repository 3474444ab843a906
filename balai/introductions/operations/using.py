"""An introduction is shown at a kiosk or at the desk: reading it, and using it up for one letter.

All of it happens on the office's own server: no internet is needed.
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts, spend_allowance
from balai.accounts.audit import record
from balai.introductions.enums import Action, State
from balai.introductions.facts import read_signed
from balai.introductions.models import Introduction
from balai.introductions.refusals import (
    AlreadyUsed,
    EndorsementMissing,
    ForAnotherService,
    IntroductionExpired,
    IntroductionWithdrawn,
    NotAnIntroduction,
)
from balai.introductions.rules import state_of, typed_code
from balai.residents.models import Resident
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.tenancy.scope import current_village_id

CODES_A_MINUTE: Final = 10
"""That a device may try; nobody types faster, and a scanner sends the signed text instead."""
CODES_A_MINUTE_IN_VILLAGE: Final = 60
_MINUTE: Final = timedelta(minutes=1)

REFUSAL_OF: Final[
    dict[State, type[IntroductionExpired | IntroductionWithdrawn | AlreadyUsed | EndorsementMissing]]
] = {
    State.EXPIRED: IntroductionExpired,
    State.WITHDRAWN: IntroductionWithdrawn,
    State.USED: AlreadyUsed,
    State.WAITING: EndorsementMissing,
}


def read_introduction(text: str, *, device: str, by: Actor, on: date | None = None) -> Introduction:
    """The introduction that a scanned QR code or a typed code names, ready to be used on that day (today).

    `device` is the id of where it is shown: attempts are counted by it. An attempt counts also where this raises: the
    caller answers it in words and lets the transaction commit. Comes with resident, family and service. Raises
    `IntroductionRefused` (`NotAnIntroduction`, or what hinders it: the paper is in the person's hand, so that may be
    told) and `TooManyAttempts`.
    """
    found = Introduction.objects.with_people().select_related("resident__family__area")
    introduction = found.filter(**_named(text, device)).first()
    if introduction is None:
        raise NotAnIntroduction
    check_ready(introduction, on=on or timezone.localdate())
    record(Action.READ, by=by, subject=introduction, facts={"resident": str(introduction.resident_id)})
    return introduction


def is_introduction(scanned: str, *, village: Village) -> bool:
    """Whether a scanned code is an introduction of `village`, whatever has become of it. No query."""
    try:
        read_signed(_signed_part(scanned), village=village)
    except NotAnIntroduction:
        return False
    return True


@transaction.atomic
def use_introduction(
    *,
    introduction: Introduction,
    letter_key: UUID,
    resident: Resident,
    service: Service | None,
    on: date | None = None,
    by: Actor,
) -> None:
    """Use it up for the letter with this key of request, in the transaction that makes the letter.

    The same letter may use it again. `resident` is whom the letter is for, `service` what. Raises `IntroductionRefused`,
    `NotAnIntroduction` for somebody else's.
    """
    kept = (
        Introduction.objects.select_for_update(of=["self"]).select_related("service").get(pk=introduction.pk)
    )
    if kept.used_at and kept.letter_key == letter_key:
        return
    check_ready(kept, on=on or timezone.localdate())
    if kept.resident_id != resident.pk:
        raise NotAnIntroduction
    if kept.service and (service is None or kept.service.pk != service.pk):
        raise ForAnotherService(kept.service.name)
    kept.used_at, kept.letter_key = timezone.now(), letter_key
    kept.save(update_fields=["used_at", "letter_key"])
    record(Action.USED, by=by, subject=kept, facts={"resident": str(kept.resident_id)})


def check_ready(introduction: Introduction, *, on: date) -> None:
    """Raises the `IntroductionRefused` that tells why it is not to be used on that day."""
    state = state_of(introduction, on)
    if state in REFUSAL_OF:
        raise REFUSAL_OF[state]


def _named(text: str, device: str) -> dict[str, object]:
    """By which of its columns the text names an introduction. Raises `NotAnIntroduction`, `TooManyAttempts`."""
    if code := typed_code(text):
        _count_attempt(device)
        return {"code": code}
    digits = _signed_part(text)
    if not digits.isdigit():
        _count_attempt(device)
        raise NotAnIntroduction
    village = Village.objects.get(pk=current_village_id() or 0)
    return {"pk": read_signed(digits, village=village)}


def _signed_part(scanned: str) -> str:
    """A phone reads an address whose end is what was signed."""
    return scanned.strip().rpartition("#")[2]


def _count_attempt(device: str) -> None:
    village = current_village_id()
    for who, most in ((f"{village}:{device}", CODES_A_MINUTE), (f"{village}", CODES_A_MINUTE_IN_VILLAGE)):
        if wait := spend_allowance("introductions.code", who=who, cost=1, most=most, each=_MINUTE):
            raise TooManyAttempts(wait)

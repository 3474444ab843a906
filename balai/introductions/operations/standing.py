"""What happens to an introduction before it is used: the RW head adds his word, or somebody takes it back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.introductions.enums import Action, State
from balai.introductions.models import Introduction
from balai.introductions.operations.giving import title_of
from balai.introductions.refusals import AlreadyUsed, NotToBeEndorsed, NotWithinReach
from balai.introductions.rules import state_of
from balai.residents.reach import reach_of
from balai.villages.enums import AreaLevel


@transaction.atomic
def endorse_introduction(*, introduction: Introduction, on: date, by: Actor) -> Introduction:
    """The head of the RW says yes on the phone. Raises `NotWithinReach`, `NotToBeEndorsed`."""
    reach = reach_of(by.officer, on=on) if by.officer else None
    head = reach.headship_over(introduction.area, levels=[AreaLevel.RW]) if reach else None
    if head is None:
        raise NotWithinReach
    return _endorsed(introduction, title_of(head), Action.ENDORSED, on=on, by=by)


@transaction.atomic
def record_endorsement(*, introduction: Introduction, on: date, by: Actor) -> Introduction:
    """An officer has seen the signature of the head of the RW on paper. Raises `NotToBeEndorsed`."""
    label = f"Tanda tangan di kertas, dilihat {by.label}"
    return _endorsed(introduction, label, Action.ENDORSEMENT_RECORDED, on=on, by=by)


@transaction.atomic
def withdraw_introduction(*, introduction: Introduction, reason: str, by: Actor) -> Introduction:
    """Take it back: a mistake, a lost paper. Withdrawing it again changes nothing. Raises `AlreadyUsed`."""
    kept = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if kept.withdrawn_at:
        return kept
    if kept.used_at:
        raise AlreadyUsed
    kept.withdrawn_at, kept.withdrawn_reason = timezone.now(), reason
    kept.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    record(Action.WITHDRAWN, by=by, subject=kept, reason=reason, facts={"resident": str(kept.resident_id)})
    return kept


def _endorsed(introduction: Introduction, label: str, action: Action, *, on: date, by: Actor) -> Introduction:
    kept = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if state_of(kept, on) is not State.WAITING:
        raise NotToBeEndorsed
    kept.endorsed_by, kept.endorsed_label, kept.endorsed_at = by.officer, label, timezone.now()
    kept.save(update_fields=["endorsed_by", "endorsed_label", "endorsed_at"])
    record(action, by=by, subject=kept, facts={"resident": str(kept.resident_id)})
    return kept

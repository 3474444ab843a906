"""A visit begins, goes on and is forgotten; the visitor becomes known."""

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from balai.access.claims import Claim
from balai.access.enums import Way
from balai.access.operations import NotRecognised, recognise, withdraw_help
from balai.accounts.actors import Actor
from balai.accounts.audit import record_access
from balai.core.live import announce
from balai.kiosk.enums import Ending
from balai.kiosk.live import kiosks_topic
from balai.kiosk.models import Errand, KioskDevice, Visit
from balai.kiosk.rules import hash_of
from balai.residents.models import Resident

A_MOMENT = timedelta(seconds=5)
"""Between the screen that forgets after thirty seconds and the server that does so after 45, there is room for it."""


def running_visit(device: KioskDevice, key: str) -> Visit | None:
    """The visit of this browser at this device, which was read `with_visit`, unless it is over."""
    visit = device.running
    if visit is None or not key or not compare_digest(visit.key_hash, hash_of(key)):
        return None
    if visit.is_over(timezone.now()):
        return None
    visit.device = device
    return visit


def visit_now(visit: Visit) -> Visit | None:
    """The visit read again; None when it ended meanwhile."""
    now = Visit.objects.running().filter(pk=visit.pk).first()
    if now is None or now.is_over(timezone.now()):
        return None
    now.device = visit.device
    return now


@transaction.atomic
def start_visit(*, device: KioskDevice, at: datetime | None = None) -> tuple[Visit, str]:
    """Somebody touches the screen: a new visit and its secret. Whoever stood there before is forgotten."""
    now = at or timezone.now()
    KioskDevice.objects.select_for_update().get(pk=device.pk)
    for left in Visit.objects.running().filter(device=device):
        end_visit(visit=left, ending=Ending.LEFT, at=now)
    key = secrets.token_urlsafe(32)
    visit = Visit(
        device=device,
        key_hash=hash_of(key),
        started_at=now,
        touched_at=now,
        is_training=device.is_training,
    )
    visit.save(force_insert=True)
    announce(kiosks_topic())
    return visit, key


def touch_visit(*, visit: Visit, at: datetime | None = None) -> None:
    """Somebody is still there. Not written for each touch of many: a moment more or less changes nothing."""
    now = at or timezone.now()
    if now - visit.touched_at >= A_MOMENT:
        Visit.objects.running().filter(pk=visit.pk).update(touched_at=now)


def wait_for_somebody(*, visit: Visit, lasts: timedelta) -> None:
    """Whoever stands there waits for an officer: the visit is not forgotten meanwhile."""
    Visit.objects.running().filter(pk=visit.pk).update(waits_until=timezone.now() + lasts)


def wait_for_nobody(*, visit: Visit) -> None:
    """Nobody is coming any more: the visit lasts as long as somebody touches the screen."""
    Visit.objects.running().filter(pk=visit.pk).update(waits_until=None)


@transaction.atomic
def end_visit(*, visit: Visit, ending: Ending, at: datetime | None = None) -> None:
    """Nothing of the visit is shown again, and what was typed is gone. Ending twice changes nothing.

    Who it was stands in the trail and in the letter; beside how the visit was rated it must not stand.
    """
    ended = (
        Visit.objects.running()
        .filter(pk=visit.pk)
        .update(
            ended_at=at or timezone.now(),
            ending=ending,
            resident=None,
            applies_for={},
            rated_at=None,
            reason_told_at=None,
            surveyed_at=None,
        )
    )
    if ended:
        Errand.objects.filter(visit=visit, made_at=None).delete()
        Errand.objects.filter(visit=visit).update(answers={}, parties={}, resident=None)
        withdraw_help(visit=visit.pk)
        announce(kiosks_topic())


def end_deserted_visits(*, at: datetime | None = None) -> int:
    """Forget visits at which nobody stands any more, should the screen itself have died. Returns how many."""
    now = at or timezone.now()
    deserted = list(Visit.objects.deserted(now).select_related("device"))
    for visit in deserted:
        end_visit(visit=visit, ending=Ending.IDLE, at=now)
    return len(deserted)


def recognise_visitor(*, visit: Visit, claim: Claim, by: Actor, at: datetime | None = None) -> Visit:
    """Learn who stands there, by something they have or know.

    Raises `NotRecognised`, also for somebody else than before in the same visit, and `TooManyAttempts`.
    """
    found = recognise(claim, device=str(visit.device_id), by=by, at=at)
    return welcome(visit=visit, resident=found.resident, way=found.way, by=by)


@transaction.atomic
def welcome(*, visit: Visit, resident: Resident, way: Way, by: Actor) -> Visit:
    """The visitor is this resident: recognised by a claim, named by an introduction, or confirmed by an officer.

    Raises `NotRecognised` when the visit is somebody else's already, or over.
    """
    theirs = Visit.objects.running().filter(Q(resident=None) | Q(resident=resident), pk=visit.pk)
    now = timezone.now()
    if not theirs.update(resident=resident, way=way, touched_at=now, waits_until=None):
        raise NotRecognised
    visit.resident, visit.way, visit.touched_at, visit.waits_until = resident, way, now, None
    Errand.objects.filter(visit=visit, resident=None, made_at=None).update(resident=resident)
    record_access(by=by, resident=resident, purpose=f"Melayani di anjungan ({way.label})")
    return visit


def enter_training(*, visit: Visit) -> None:
    """In training any data will do: the invented resident is recognised, and nobody is looked up."""
    Visit.objects.running().filter(pk=visit.pk, is_training=True).update(way=Way.NIK_PIN)

"""What officers do to a device from afar, and what the device says of itself."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core.live import announce
from balai.kiosk.enums import Action, Ending
from balai.kiosk.live import kiosks_topic
from balai.kiosk.models import KioskDevice, Visit
from balai.kiosk.operations.visits import end_visit
from balai.printing.models import Printer


@transaction.atomic
def change_device(
    *,
    device: KioskDevice,
    name: str,
    place: str,
    printer: Printer | None,
    slip_printer: Printer | None,
    speaks: bool,
    is_training: bool,
    by: Actor,
) -> KioskDevice:
    """Name, place, printers and ways of a device; nothing is written when nothing changes."""
    device = KioskDevice.objects.select_for_update().get(pk=device.pk)
    wanted = {
        "name": name, "place": place, "printer": printer, "slip_printer": slip_printer,
        "speaks": speaks, "is_training": is_training,
    }  # fmt: skip
    changed = [field for field, value in wanted.items() if getattr(device, field) != value]
    for field in changed:
        setattr(device, field, wanted[field])
    if changed:
        device.save(update_fields=changed)
        record(Action.DEVICE_CHANGED, by=by, subject=device, facts={"fields": changed})
        announce(kiosks_topic())
    return device


@transaction.atomic
def lock_device(*, device: KioskDevice, reason: str, by: Actor) -> KioskDevice:
    """Every page of the device is the lock page from now on. A locked one stays as it is."""
    device = KioskDevice.objects.select_for_update().get(pk=device.pk)
    if not device.is_locked:
        device.locked_at, device.locked_by, device.locked_reason = timezone.now(), by.officer, reason
        device.save(update_fields=["locked_at", "locked_by", "locked_reason"])
        _end_visits(device)
        record(Action.DEVICE_LOCKED, by=by, subject=device, reason=reason)
        announce(kiosks_topic())
    return device


@transaction.atomic
def unlock_device(*, device: KioskDevice, by: Actor) -> KioskDevice:
    device = KioskDevice.objects.select_for_update().get(pk=device.pk)
    if device.is_locked:
        device.locked_at, device.locked_by, device.locked_reason = None, None, ""
        device.save(update_fields=["locked_at", "locked_by", "locked_reason"])
        record(Action.DEVICE_UNLOCKED, by=by, subject=device)
        announce(kiosks_topic())
    return device


@transaction.atomic
def revoke_device(*, device: KioskDevice, by: Actor) -> KioskDevice:
    """The device opens nothing from now on; to become a kiosk again it needs a new code."""
    device = KioskDevice.objects.select_for_update().get(pk=device.pk)
    if device.revoked_at is None:
        device.revoked_at, device.called_at = timezone.now(), None
        device.save(update_fields=["revoked_at", "called_at"])
        _end_visits(device)
        record(Action.DEVICE_REVOKED, by=by, subject=device)
        announce(kiosks_topic())
    return device


def note_alive(*, device: KioskDevice, at: datetime) -> None:
    """The device is on and shows one of our pages. Not audited: it happens five times a minute."""
    KioskDevice.objects.filter(pk=device.pk).update(last_seen_at=at)


def call_officer(*, device: KioskDevice) -> None:
    """Somebody at the device asks for help. Asking again changes nothing until an officer has come."""
    called = KioskDevice.objects.filter(pk=device.pk, called_at=None).update(called_at=timezone.now())
    if called:
        announce(kiosks_topic())


@transaction.atomic
def answer_call(*, device: KioskDevice, by: Actor) -> None:
    """An officer goes there."""
    answered = KioskDevice.objects.filter(pk=device.pk).exclude(called_at=None).update(called_at=None)
    if answered:
        record(Action.CALL_ANSWERED, by=by, subject=device)
        announce(kiosks_topic())


def _end_visits(device: KioskDevice) -> None:
    """Whoever stands there is forgotten at once."""
    for visit in Visit.objects.running().filter(device=device):
        end_visit(visit=visit, ending=Ending.LOCKED)

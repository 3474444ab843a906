"""A device becomes a kiosk: it shows a code, and an administrator types it.

The device gets its token together with the code. The token opens nothing until the code was typed, so nothing
secret has to be fetched afterwards, and a code seen by somebody else is worth nothing to them.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core.live import announce
from balai.kiosk.enums import Action
from balai.kiosk.live import kiosks_topic
from balai.kiosk.models import KioskDevice, PairingRequest
from balai.kiosk.rules import CODE_LASTS, hash_of, new_code, read_code


class CodeUnknown(Exception):
    """No device shows this code, or it is older than ten minutes."""

    def __init__(self) -> None:
        super().__init__("Kode ini tidak ada atau sudah lewat 10 menit. Minta kode baru di anjungan.")


@transaction.atomic
def ask_to_pair() -> tuple[PairingRequest, str]:
    """A new code to show, and the token the device is to keep."""
    now = timezone.now()
    PairingRequest.objects.filter(expires_at__lt=now).delete()
    token = secrets.token_urlsafe(32)
    request = PairingRequest(
        code=new_code(), token_hash=hash_of(token), asked_at=now, expires_at=now + CODE_LASTS
    )
    request.save(force_insert=True)
    return request, token


@transaction.atomic
def pair(*, code: str, name: str, place: str, by: Actor) -> KioskDevice:
    """The device that shows `code` is a kiosk from now on. Raises `CodeUnknown`."""
    now = timezone.now()
    asking = (
        PairingRequest.objects.select_for_update().filter(code=read_code(code), expires_at__gt=now).first()
    )
    if asking is None:
        raise CodeUnknown
    device = KioskDevice(
        name=name, place=place, token_hash=asking.token_hash, paired_at=now, paired_by=by.officer
    )
    device.save(force_insert=True)
    asking.delete()
    record(Action.DEVICE_PAIRED, by=by, subject=device)
    announce(kiosks_topic())
    return device


def waiting_request(token: str) -> PairingRequest | None:
    """What the device with this token still shows."""
    return PairingRequest.objects.filter(token_hash=hash_of(token), expires_at__gt=timezone.now()).first()


def paired_device(token: str) -> KioskDevice | None:
    """The device of the scope's village with this token, also while it is locked, and the visit that runs there."""
    if not token:
        return None
    # Each page of a kiosk asks this, and few of them ask for the printer.
    return KioskDevice.objects.paired().with_visit().filter(token_hash=hash_of(token)).order_by().first()

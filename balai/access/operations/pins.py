"""Giving, changing and blocking PINs. A PIN is told once, to whoever gave it out, and known to nobody after that."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from balai.access.claims import Try, key_of_person
from balai.access.enums import Action, PinKind
from balai.access.keeping import encode_pin, is_pin, make_pin
from balai.access.models import KtpTag, Pin, ServiceCard
from balai.access.operations.recognising import NotRecognised
from balai.access.printing import pin_on_paper
from balai.access.rules import pin_problem
from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.attempts import counted, forgive_keys, wait_of
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import current_village_id


class WeakPin(ValueError):
    """A PIN that others would try first; the message says why and what to do."""


class NotLivingHere(ValueError):
    """Access is for residents who live in the village."""

    def __init__(self) -> None:
        super().__init__(
            "Warga ini tidak lagi tercatat tinggal di sini. Akses anjungan tidak bisa diberikan."
        )


@transaction.atomic
def give_pin(*, resident: Resident, by: Actor) -> str:
    """Give a first PIN or a new one, and end the wait after wrong ones. Returns the PIN, which is told only now.

    Raises `NotLivingHere`.
    """
    pin = _give(resident, PinKind.LASTING, None, by)
    audit.record(Action.PIN_GIVEN, by=by, subject=resident)
    return pin


@transaction.atomic
def give_one_time_pin(*, resident: Resident, lasts: timedelta, by: Actor) -> str:
    """Give a PIN for one visit within `lasts`. It takes the place of a PIN the resident had. Raises `NotLivingHere`."""
    pin = _give(resident, PinKind.ONE_TIME, timezone.now() + lasts, by)
    audit.record(
        Action.ONE_TIME_PIN_GIVEN,
        by=by,
        subject=resident,
        facts={"hours": int(lasts.total_seconds() // 3600)},
    )
    return pin


@transaction.atomic
def block_pin(*, resident: Resident, reason: str, by: Actor) -> None:
    """Make the PIN of a resident worthless, until a new one is given."""
    if Pin.objects.filter(resident=resident, blocked_at=None).update(blocked_at=timezone.now()):
        audit.record(Action.PIN_BLOCKED, by=by, subject=resident, reason=reason)


def change_pin(*, resident: Resident, old: str, new: str, device: str, by: Actor) -> None:
    """A resident who was recognised puts a PIN of their own in the place of the old one.

    The old one is asked for again and counted like any guess: somebody may have left the kiosk without *Selesai*. As
    with `recognise`, no transaction may be rolled back around it. Raises `WeakPin`, `NotRecognised`, `TooManyAttempts`.
    """
    _refuse_weak(resident, new)
    now = timezone.now()
    with counted(Try(_key_of(resident), device, resident.village_id)) as attempt:
        pin = Pin.objects.usable(now).filter(resident=resident, kind=PinKind.LASTING).first()
        attempt.succeeded = pin is not None and is_pin(old, pin.encoded)
    if not attempt.succeeded:
        raise NotRecognised
    with transaction.atomic():
        Pin.objects.filter(resident=resident).update(encoded=encode_pin(new), chosen_at=now)
        audit.record(Action.PIN_CHANGED, by=by, subject=resident)


@transaction.atomic
def print_pin_slip(*, pin: str, resident: Resident, village: Village, until: str, by: Actor) -> bytes:
    """A PIN on a slip, as PDF; for whoever has just been given it. Raises `TypesettingFailed`."""
    pdf = pin_on_paper(pin, resident=resident, village=village, until=until, at=timezone.now())
    audit.record(Action.PIN_PRINTED, by=by, subject=resident)
    return pdf


@transaction.atomic
def forgive(*, resident: Resident, by: Actor) -> None:
    """End the wait after wrong PINs: the resident stands at the desk and is known."""
    forgive_keys(_all_keys(resident))
    audit.record(Action.ATTEMPTS_FORGIVEN, by=by, subject=resident)


def wait_for(resident: Resident) -> timedelta:
    """How long a resident must wait at the kiosk after wrong attempts in their name; zero for not at all."""
    return wait_of(_all_keys(resident))


def refuse_unless_living(resident: Resident) -> None:
    """Raise `NotLivingHere` for somebody who died or moved away."""
    if not resident.is_living:
        raise NotLivingHere


def _give(resident: Resident, kind: PinKind, until: datetime | None, by: Actor) -> str:
    refuse_unless_living(resident)
    pin = make_pin()
    while pin_problem(pin, nik=resident.nik, dates=_birth_dates(resident)):
        pin = make_pin()
    Pin.objects.update_or_create(
        resident=resident,
        defaults={
            "kind": kind,
            "encoded": encode_pin(pin),
            "given_by": by.officer,
            "given_at": timezone.now(),
            "chosen_at": None,
            "expires_at": until,
            "used_at": None,
            "blocked_at": None,
        },
    )
    forgive_keys(_all_keys(resident))
    return pin


def _refuse_weak(resident: Resident, pin: str) -> None:
    if problem := pin_problem(pin, nik=resident.nik, dates=_birth_dates(resident)):
        raise WeakPin(problem)


def _birth_dates(resident: Resident) -> list[date]:
    """Those of the family: a relative's birthday is what is tried after one's own."""
    if resident.family_id is None:
        return [resident.birth_date]
    return list(Resident.objects.filter(family_id=resident.family_id).values_list("birth_date", flat=True))


def _key_of(resident: Resident) -> str:
    """Where guesses about a resident are counted who was recognised already."""
    return key_of_person(resident.village_id, "nik", resident.nik or str(resident.pk))


def _all_keys(resident: Resident) -> list[str]:
    """Every key under which somebody's guesses about this resident are counted."""
    village_id = current_village_id() or resident.village_id
    cards = ServiceCard.objects.filter(resident=resident).values_list("pk", flat=True)
    tags = KtpTag.objects.filter(resident=resident).values_list("uid_hash", flat=True)
    return [
        _key_of(resident),
        key_of_person(village_id, "birth", resident.nik),
        *(key_of_person(village_id, "card", str(card)) for card in cards),
        *(key_of_person(village_id, "tag", tag) for tag in tags),
    ]

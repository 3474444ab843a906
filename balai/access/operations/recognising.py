"""Who stands at the kiosk. Whatever is wrong, the answer, the work and the time it takes are the same."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from balai.access.cards import NotACard, read_card
from balai.access.claims import BirthAndMother, CardAndPin, Claim, NikAndPin, TagAndPin, Try, key_of_person
from balai.access.enums import Action, PinKind, Way
from balai.access.keeping import decoy, is_pin
from balai.access.models import KtpTag, Pin, ServiceCard
from balai.access.rules import is_same_name
from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.attempts import counted
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import current_village_id

_NOBODY = uuid.UUID(int=0)
_NO_DAY = date(1, 1, 1)


class NotRecognised(Exception):
    """What was shown or typed doesn't belong together. Never says what of it, nor whether anybody has this NIK."""

    def __init__(self) -> None:
        super().__init__("Data tadi belum cocok. Coba sekali lagi, atau panggil petugas.")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A resident, and by what they were recognised."""

    resident: Resident
    way: Way


@dataclass(frozen=True, slots=True)
class _Shown:
    """A claim with what was read from it: the key it is counted under, and the card it names, if any."""

    claim: Claim
    person: str
    card_id: uuid.UUID = _NOBODY


def recognise(claim: Claim, *, device: str, by: Actor, at: datetime | None = None) -> Recognised:
    """Find out who it is at the kiosk `device` (its name or id) of the village in scope; `by` is the kiosk in the trail.

    The attempt is counted before it is looked at. Call it where an exception leaves no transaction: in a view that
    answers 422, not inside an atomic operation, or the count is rolled back. The rows it counts under stay locked until
    the transaction ends, so nothing slow may follow in it. Raises `NotRecognised`, `TooManyAttempts`.
    """
    at = at or timezone.now()
    decoy()  # made once in each process, and not while somebody takes the time
    village_id = current_village_id()
    if village_id is None:
        raise RuntimeError("nobody is recognised outside a village")
    shown = _read(claim, village_id)
    with counted(Try(shown.person, device, village_id)) as attempt:
        person, agrees = _compare(shown, at)
        attempt.succeeded = agrees
    _tell_the_trail(Resident(pk=person), claim.way, by=by, agrees=agrees)
    if not agrees:
        raise NotRecognised
    return Recognised(Resident.objects.with_family().get(pk=person), claim.way)


def kiosk_actor(device: str) -> Actor:
    """In whose name a resident acts at a kiosk."""
    return Actor(officer=None, label=f"anjungan: {device}"[:120])


def _tell_the_trail(resident: Resident, way: Way, *, by: Actor, agrees: bool) -> None:
    audit.record(
        Action.RECOGNISED if agrees else Action.NOT_RECOGNISED,
        by=by,
        subject=resident if resident.pk != _NOBODY else None,
        facts={"way": way.value},
    )


def _read(claim: Claim, village_id: int) -> _Shown:
    match claim:
        case CardAndPin(card=card):
            try:
                card_id = read_card(card, village=Village.objects.get(pk=village_id))
            except NotACard:
                card_id = _NOBODY
            return _Shown(claim, key_of_person(village_id, "card", str(card_id)), card_id)
        case TagAndPin() as tag:
            return _Shown(claim, key_of_person(village_id, "tag", tag.tag_hash))
        case NikAndPin(nik=nik):
            return _Shown(claim, key_of_person(village_id, "nik", nik))
        case BirthAndMother(nik=nik):
            return _Shown(claim, key_of_person(village_id, "birth", nik))


def _compare(shown: _Shown, at: datetime) -> tuple[uuid.UUID, bool]:
    """Who is meant, and whether it is them. Two queries and one Argon2, be there such a resident and PIN or not.

    Nothing else is read before the answer is known: making an object of a row takes long enough to be noticed.
    """
    person, born, mother = _named(shown)
    pins = Pin.objects.usable(at).filter(resident_id=person)
    pin, kind, encoded = pins.values_list("pk", "kind", "encoded").first() or (_NOBODY, "", decoy())
    match shown.claim:
        case BirthAndMother() as known:
            is_pin(known.mother, decoy())
            agrees = is_same_name(known.mother, mother) and known.born == born
        case claim:
            right = is_pin(claim.pin, encoded)
            agrees = right and (kind != PinKind.ONE_TIME or _spend(pin, at))
    return person, agrees and person != _NOBODY


def _named(shown: _Shown) -> tuple[uuid.UUID, date, str]:
    """Who is meant, if they live here, with the day and the mother's name that the register knows. One query."""
    living = Resident.objects.living()
    match shown.claim:
        case CardAndPin():
            cards = ServiceCard.objects.in_use().filter(pk=shown.card_id)
            people = living.filter(pk__in=cards.values("resident_id"))
        case TagAndPin() as tag:
            tags = KtpTag.objects.filter(uid_hash=tag.tag_hash)
            people = living.filter(pk__in=tags.values("resident_id"))
        case NikAndPin(nik=nik) | BirthAndMother(nik=nik):
            people = living.exclude(nik="").filter(nik=nik)
    return people.values_list("pk", "birth_date", "mother_name").first() or (_NOBODY, _NO_DAY, "")


def _spend(pin_id: uuid.UUID, at: datetime) -> bool:
    """A one-time PIN serves once, also for two who type it at the same moment."""
    return Pin.objects.filter(pk=pin_id, used_at=None).update(used_at=at) == 1

"""What the QR code of an introduction says, signed by the village: which introduction it is, of where, until when.

Digits only, so that the code is coarse enough for a scratched phone and quick for a scanner that types.
"""

from datetime import date
from typing import Final
from uuid import UUID

from balai.core.seals import SealUnavailable
from balai.core.signed_facts import Fact, FactsForged, UnknownKey, key_id_of, read_facts, sign_facts
from balai.introductions.refusals import NotAnIntroduction
from balai.tenancy.models import Village
from balai.villages.keys import public_keys, seal_of

# On paper in people's pockets: never renumber, only add. The first one tells it from what else the key signs.
_WHAT, _ID, _VILLAGE, _VALID_UNTIL = range(4)
_INTRODUCTION: Final = "pengantar"


def sign_introduction(introduction_id: UUID, *, village: Village, valid_until: date) -> str:
    """The text of the QR code, about 330 digits. Raises `SealUnavailable` where the village has no key."""
    own = seal_of(village)
    facts: dict[int, Fact] = {
        _WHAT: _INTRODUCTION,
        _ID: introduction_id.bytes,
        _VILLAGE: village.code,
        _VALID_UNTIL: valid_until,
    }
    return sign_facts(facts, key=own.key, key_id=key_id_of(own.certificate))


def read_signed(text: str, *, village: Village) -> UUID:
    """Which introduction of `village` a code names. Raises `NotAnIntroduction`, also where there are no keys."""
    try:
        facts = read_facts(text, keys=public_keys(village))
    except (FactsForged, UnknownKey, SealUnavailable):
        raise NotAnIntroduction from None
    named = facts.get(_ID)
    if (
        facts.get(_WHAT) != _INTRODUCTION
        or facts.get(_VILLAGE) != village.code
        or not isinstance(named, bytes)
    ):
        raise NotAnIntroduction
    return UUID(bytes=named)

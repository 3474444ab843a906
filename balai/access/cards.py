"""What the QR code of a service card says, signed by the village: which card it is, and nothing about its holder.

Only digits, so that a scanner that types like a keyboard sends the same signs whatever the layout of the keys.
"""

import uuid
from typing import Final

from balai.core.seals import SealUnavailable
from balai.core.signed_facts import Fact, FactsForged, UnknownKey, key_id_of, read_facts, sign_facts
from balai.tenancy.models import Village
from balai.villages.keys import public_keys, seal_of

# Printed on cards: never renumber, only add. Facts of letters have no 0, so one is never taken for the other.
_PURPOSE, _CARD, _VILLAGE = 0, 1, 2
_SERVICE_CARD: Final = "kartu"
_CARD_BYTES: Final = 16


class NotACard(ValueError):
    """What was scanned is no service card of this village; the message is a sentence for the resident."""

    def __init__(self) -> None:
        super().__init__("Ini bukan kartu layanan kantor ini. Coba pindai lagi, atau pilih cara lain.")


def card_text(card_id: uuid.UUID, *, village: Village) -> str:
    """What is printed as QR code: about 260 digits. Raises `SealUnavailable`."""
    seal = seal_of(village)
    facts: dict[int, Fact] = {_PURPOSE: _SERVICE_CARD, _CARD: card_id.bytes, _VILLAGE: village.code}
    return sign_facts(facts, key=seal.key, key_id=key_id_of(seal.certificate))


def read_card(text: str, *, village: Village) -> uuid.UUID:
    """Which card was scanned; whether it is still in use is not looked at.

    Raises `NotACard`, also in a village without keys.
    """
    try:
        facts = read_facts(text.strip(), keys=public_keys(village))
    except (FactsForged, UnknownKey, SealUnavailable):
        raise NotACard from None
    card = facts.get(_CARD)
    if (facts.get(_PURPOSE), facts.get(_VILLAGE)) != (_SERVICE_CARD, village.code):
        raise NotACard
    if not isinstance(card, bytes) or len(card) != _CARD_BYTES:
        raise NotACard
    return uuid.UUID(bytes=card)

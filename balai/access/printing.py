"""What the desk hands out on paper: service cards and the slip with a PIN."""

from collections.abc import Sequence
from datetime import datetime

from balai.access.cards import card_text
from balai.access.models import ServiceCard
from balai.core.calendar import long_date
from balai.core.qr import qr_svg
from balai.core.typesetting import typeset_pdf
from balai.residents.models import Resident
from balai.tenancy.models import Village

ON_A_SHEET = 10
"""Cards on one sheet of A4: two columns of five."""


def cards_on_paper(cards: Sequence[ServiceCard], *, village: Village, at: datetime) -> bytes:
    """One card at its own size (85.6 × 54 mm, ISO/IEC 7810 ID-1), several on A4 with cutting lines.

    Raises `SealUnavailable`, `TypesettingFailed`.
    """
    said = {
        "sheet": len(cards) > 1,
        "village": village.words.full_name,
        "accent": village.colour_main,
        "cards": [
            {
                "name": card.resident.full_name,
                "serial": card.serial,
                "given": long_date(card.given_at.astimezone(at.tzinfo).date()),
                "qr": qr_svg(card_text(card.pk, village=village)),
            }
            for card in cards
        ],
    }
    return typeset_pdf("access/typst/card.typ", said, title="Kartu layanan", at=at)


def pin_on_paper(pin: str, *, resident: Resident, village: Village, until: str, at: datetime) -> bytes:
    """A slip with a PIN, to be folded and handed over. `until` says how long it serves, in words."""
    said = {
        "village": village.words.full_name,
        "name": resident.full_name,
        "pin": f"{pin[:3]} {pin[3:]}",
        "until": until,
        "accent": village.colour_main,
    }
    return typeset_pdf("access/typst/pin.typ", said, title="Lembar PIN", at=at)

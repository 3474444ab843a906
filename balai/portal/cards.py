"""The picture that chats and social media show beside a shared address (Open Graph)."""

from functools import lru_cache
from typing import Final

from balai.core.typesetting import typeset_png
from balai.services.catalogue import Listed
from balai.tenancy.models import Village

TEMPLATE: Final = "portal/typst/card.typ"
KEPT = 200
"""Pictures that one process keeps, of about 25 KB each."""


def village_card(village: Village) -> bytes:
    """The village and what its site is for."""
    words = village.words
    place = f"{words.full_district}, {words.full_regency}"
    about = "Syarat, langkah, waktu, dan jam buka. Tanpa perlu bertanya ke kantor."
    return _drawn(words.full_name, about, place, "Layanan warga", village.colour_main, village.colour_accent)


def service_card(village: Village, listed: Listed) -> bytes:
    """One service with its price and time."""
    standard = listed.standard
    facts = f"{standard.fee}  ·  {standard.time}"
    name, place = standard.name, village.words.full_name
    return _drawn(name, standard.summary, place, facts, village.colour_main, village.colour_accent)


@lru_cache(maxsize=KEPT)
def _drawn(name: str, about: str, place: str, facts: str, main: str, accent: str) -> bytes:  # noqa: PLR0917
    data = {"name": name, "about": about, "place": place, "facts": facts, "main": main, "accent": accent}
    return typeset_png(TEMPLATE, data)

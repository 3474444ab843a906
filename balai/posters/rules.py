"""Which prints still say what is true. What they were made from, then and now, comes in as arguments."""

from collections.abc import Mapping

from balai.posters.enums import Facet

GONE = "Layanan ini tidak ditawarkan lagi."


def changed_since(made_from: Mapping[str, str], now: Mapping[str, str] | None) -> list[str]:
    """Why a paper is out of date, in sentences; none while it is right. `now` is None when its service is gone."""
    if now is None:
        return [GONE]
    return [
        str(facet.label) for facet in Facet if facet in made_from and made_from[facet] != now.get(facet, "")
    ]

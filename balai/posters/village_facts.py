"""What papers show of a village: its face, where and when one finds it, who signs for it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from balai.core import files
from balai.core.calendar import long_date
from balai.posters.enums import Facet
from balai.publications.enums import ArticleKind
from balai.publications.models import Article
from balai.services.models import CommonStandard
from balai.services.standard import Component
from balai.tenancy.addresses import site_of
from balai.tenancy.models import Village
from balai.villages.models import Identity, OfficeHours, Official
from balai.villages.rules import HoursLine, Opening, hours_lines, signature_titles, signing_order

LOGO = "logo.png"


@dataclass(frozen=True, slots=True)
class Period:
    """Other hours for a time: 'Selama 18 Februari – 19 Maret 2026'."""

    days: str
    week: list[HoursLine]


@dataclass(frozen=True, slots=True)
class VillageFacts:
    """A village on a day, as papers show it."""

    village: Village
    identity: Identity
    week: list[HoursLine]
    weekdays: frozenset[int]
    """On which it opens at all, in an ordinary week."""
    periods: list[Period]
    signer: Official | None
    charter: Mapping[str, str]
    """What the village has said on the page of its charter: place, day, title and name of who signed; {} before."""
    complaints: str
    site: str
    """The public address with its slash at the end; "" while the hall has none."""

    @classmethod
    def of(cls, village: Village, on: date) -> "VillageFacts":
        """Five queries, however much the village has."""
        hours = list(OfficeHours.objects.all())
        signers = signing_order(Official.objects.serving(on).signing(), on)
        base = settings.BALAI_PUBLIC_URL
        return cls(
            village=village,
            identity=Identity.objects.current(),
            week=hours_lines(each.opening for each in hours if each.first_day is None),
            weekdays=frozenset(each.weekday for each in hours if each.first_day is None),
            periods=_periods(hours, on),
            signer=signers[0] if signers else None,
            charter=_charter_page(),
            complaints=CommonStandard.objects.current().get(Component.COMPLAINTS, ""),
            site=site_of(village, base) if base else "",
        )

    @property
    def facets(self) -> dict[Facet, str]:
        """A digest of each of them, to see later what has changed."""
        village, identity = self.village, self.identity
        words = village.words
        shown = {
            Facet.FACE: [words.full_name, words.full_district, words.full_regency, village.colour_main,
                         village.colour_accent, identity.logo, self.site],
            Facet.CONTACT: [identity.address, identity.postcode, identity.phone, identity.whatsapp],
            Facet.HOURS: [[line.days, line.hours] for line in self.week]
            + [[period.days, [[line.days, line.hours] for line in period.week]] for period in self.periods],
            Facet.HEAD: [self.charter_place, self.charter.get("day", ""), *self.signer_lines],
            Facet.COMMON: self.complaints,
        }  # fmt: skip
        return {facet: digest(value) for facet, value in shown.items()}

    @property
    def signer_lines(self) -> list[str]:
        """Titles and name of whoever signs the charter: as its page says, else who signs for the village today."""
        if self.charter.get("signer"):
            return [self.charter.get("signer_title") or self.village.words.head_title, self.charter["signer"]]
        if self.signer is None:
            return [self.village.words.head_title, ""]
        return [*signature_titles(self.signer, self.village.words), self.signer.name]

    @property
    def charter_place(self) -> str:
        """Where the charter was signed."""
        return self.charter.get("place") or self.village.words.name

    @property
    def drawn(self) -> dict[str, Any]:
        """The face, as the templates know it."""
        words = self.village.words
        return {
            "name": words.full_name,
            "place": f"{words.full_district}, {words.full_regency}",
            "main": self.village.colour_main,
            "accent": self.village.colour_accent,
            "logo": LOGO if self.identity.logo else "",
        }

    @property
    def contact(self) -> list[dict[str, Any]]:
        """When, where, and by what number, each with its icon; what is not known is left out."""
        identity = self.identity
        place = ", ".join(filter(None, (identity.address, identity.postcode)))
        phones = (("WhatsApp", identity.whatsapp), ("Telepon", identity.phone))
        lines = (
            ("jam", [_unbroken(f"{line.days} {line.hours}") for line in self.week], True),
            ("lokasi", [f"Kantor {self.village.words.full_name}", place] if place else [], True),
            ("telepon", [_unbroken(f"{label} {number}") for label, number in phones if number], False),
        )
        return [{"icon": name, "lines": shown, "wide": wide} for name, shown, wide in lines if shown]

    @property
    def pictures(self) -> Mapping[str, bytes]:
        return {LOGO: _logo(self.identity.logo)} if self.identity.logo else {}


def _unbroken(words: str) -> str:
    """On one line, but after a comma."""
    return words.replace(" ", "\u00a0").replace(",\u00a0", ", ")


def digest(value: object) -> str:
    """Short and stable: it is compared, never looked up."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:24]


def _periods(hours: Iterable[OfficeHours], on: date) -> list[Period]:
    """Special hours that are not over, early first."""
    found: dict[tuple[date, date], list[OfficeHours]] = {}
    for row in hours:
        if row.first_day and row.last_day and row.last_day >= on:
            found.setdefault((row.first_day, row.last_day), []).append(row)
    return [
        Period(f"{long_date(first)} – {long_date(last)}", hours_lines(_as_ordinary(rows)))
        for (first, last), rows in sorted(found.items())
    ]


def _as_ordinary(rows: Iterable[OfficeHours]) -> list[Opening]:
    return [Opening(row.weekday, row.opens, row.closes) for row in rows]


def _charter_page() -> Mapping[str, str]:
    page = Article.objects.filter(kind=ArticleKind.CHARTER).public(timezone.now()).first()
    return page.published.facts if page and page.published else {}


@lru_cache(maxsize=64)
def _logo(sha256: str) -> bytes:
    return files.read(sha256)

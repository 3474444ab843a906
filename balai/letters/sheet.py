"""How a letter is drawn: from frozen data to what the typesetter gets.

`printed` is what the letter says, whole; it is stored, and its hash is in the QR. What is drawn around it (QR, seal
box, watermark) depends on whether it is a letter, a preview on a screen or a sample on paper.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from balai.core import files
from balai.core.calendar import clock, local, long_date, zone_label
from balai.core.typesetting import typeset_pdf, typeset_svg
from balai.letters.enums import SealUsed
from balai.tenancy.models import Village
from balai.tenancy.rules import RegionalWords
from balai.villages.models import Identity

TEMPLATE = "letters/typst/letter.typ"
# A letter fits one page if slightly smaller type makes it fit; a long one goes on over several, in the usual size.
TEXT_SIZES = (12, 11.5, 11, 10.5)
NUMBER_LATER = "diberikan saat diterbitkan"

type Printed = Mapping[str, Any]


def head(words: RegionalWords, identity: Identity | None) -> dict[str, Any]:
    """The letterhead (*kop surat*): regency, district, village, one line of address."""
    contact = ""
    if identity:
        place = ", ".join(filter(None, (identity.address, identity.postcode)))
        site = identity.website.removeprefix("https://").removeprefix("http://").rstrip("/")
        contact = " · ".join(filter(None, (place, identity.phone, site or identity.email)))
    return {
        "lines": [
            f"PEMERINTAH {words.full_regency.upper()}",
            words.full_district.upper(),
            words.full_name.upper(),
        ],
        "contact": contact,
        "logo_sha256": identity.logo if identity else "",
    }


def letter_sheet(
    printed: Printed, *, qr: str, link: str, address: str, at: datetime, village: Village
) -> dict[str, Any]:
    """A numbered letter with its QR code and the box of the seal."""
    here = local(at, village.time_zone)
    sealed = {
        "state": "sealed",
        "lines": [
            "Disegel secara elektronik",
            f"oleh Pemerintah {village.words.full_name}",
            f"{here:%d-%m-%Y} {clock(here)}.{here:%S} {zone_label(village.time_zone)}",
        ],
    }
    return {
        **_common(printed, village),
        "number": printed["number"],
        "signer": _signer(printed, sealed),
        "qr": qr,
        "link": link,
        "statement": statement(village.words, address, SealUsed(printed["seal"])),
    }


def sample_sheet(printed: Printed, *, watermark: str, village: Village) -> dict[str, Any]:
    """A preview or a sample: no number, no seal, no QR code."""
    waiting = {"state": "waiting", "text": f"segel {village.words.village} dibubuhkan saat diterbitkan"}
    return {
        **_common(printed, village),
        "number": NUMBER_LATER,
        "watermark": watermark,
        "signer": _signer(printed, waiting),
        "statement": "Ini contoh, bukan surat. Tidak bernomor dan tidak bersegel.",
    }


def statement(words: RegionalWords, address: str, seal: SealUsed) -> str:
    """The foot of every page: which of the two seals it bears, and where to check it."""
    where = address.partition("://")[2]
    if seal is SealUsed.CERTIFIED:
        return f"Ditandatangani secara elektronik dengan sertifikat dari BSrE (TTE). Periksa keasliannya di {where}"
    return (
        f"Disegel elektronik oleh Pemerintah {words.full_name} (bukan TTE tersertifikasi). Periksa di {where}"
    )


def as_pdf(drawn: Mapping[str, Any], printed: Printed, *, title: str, at: datetime) -> bytes:
    """The sheet as PDF/A, on one page where a smaller type allows. Raises `TypesettingFailed`."""
    return _fitting(
        lambda size: typeset_pdf(
            TEMPLATE, {**drawn, "text_size": size}, files=pictures(printed), title=title, at=at
        ),
        _pages_of_pdf,
    )


def as_pictures(drawn: Mapping[str, Any], printed: Printed) -> list[str]:
    """The sheet as SVG, one text for each page, laid out as the PDF would be. Raises `TypesettingFailed`."""
    return _fitting(
        lambda size: typeset_svg(TEMPLATE, {**drawn, "text_size": size}, files=pictures(printed)), len
    )


def _fitting[Sheet](typeset: Callable[[float], Sheet], pages: Callable[[Sheet], int]) -> Sheet:
    usual = typeset(TEXT_SIZES[0])
    if pages(usual) == 1:
        return usual
    for size in TEXT_SIZES[1:]:
        smaller = typeset(size)
        if pages(smaller) == 1:
            return smaller
    return usual


def _pages_of_pdf(pdf: bytes) -> int:
    """How many pages a PDF has that Typst has just made: the page tree is written plainly."""
    found = _PAGE_TREE.search(pdf)
    return int(found[1]) if found else 0


_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


def pictures(printed: Printed) -> dict[str, bytes]:
    """The files that the sheet draws."""
    sha256 = printed["head"]["logo_sha256"]
    return {logo_name(sha256): _logo(sha256)} if sha256 else {}


def logo_name(sha256: str) -> str:
    """The name under which the typesetter finds the logo."""
    return "logo.png" if _logo(sha256).startswith(b"\x89PNG") else "logo.jpg"


@lru_cache(maxsize=64)
def _logo(sha256: str) -> bytes:
    return files.read(sha256)


def _common(printed: Printed, village: Village) -> dict[str, Any]:
    letterhead = dict(printed["head"])
    sha256 = letterhead.pop("logo_sha256")
    if sha256:
        letterhead |= {"logo": logo_name(sha256), "logo_alt": f"Lambang {village.words.full_regency}"}
    data: dict[str, Any] = {
        "paper": printed["paper"],
        "head": letterhead,
        "title": printed["title"],
        "blocks": printed["blocks"],
        "accent": village.colour_main,
    }
    if printed["holder"]:
        data["holder"] = {"title": [printed["holder"]["label"]], "name": printed["holder"]["name"]}
    return data


def _signer(printed: Printed, seal: Mapping[str, Any]) -> dict[str, Any]:
    signer = printed["signer"]
    *above, last = signer["titles"]
    return {
        "place_date": signer["place_date"],
        "title": [*above, f"{last},"],
        "name": signer["name"],
        "below": [f"NIP {signer['nip']}"] if signer["nip"] else [],
        "seal": seal,
    }


def place_and_date(words: RegionalWords, on: Any) -> str:
    """'Sukamaju, 20 November 2026'."""
    return f"{words.name}, {long_date(on)}"

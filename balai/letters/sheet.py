"""How a letter is drawn: from frozen data to what the typesetter gets.

`printed` is what the letter says, whole; it is stored, and its hash is in the QR. What is drawn around it (QR, seal
box, watermark) depends on whether it is a letter, a preview on a screen or a sample on paper.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from balai.core import files
from balai.core.calendar import clock, local, long_date, zone_label
from balai.core.typesetting import typeset_pdf, typeset_svg
from balai.letters.enums import SealUsed
from balai.letters.sheets import SHEETS
from balai.tenancy.models import Village
from balai.tenancy.rules import RegionalWords
from balai.villages.models import Identity

TEMPLATE = "letters/typst/letter.typ"
SHEETS_TEMPLATE = "letters/typst/sheets.typ"
# In points, and whether lines stand close. Smaller type may save a page; only the smallest is kept for what would
# otherwise take more pages than its kind may.
USUAL_LAYOUT = (12, False)
SMALLER_LAYOUTS = ((11.5, False), (11, False), (10.5, False), (10.5, True), (10, True))
SMALLEST_LAYOUTS = ((9.5, True), (9, True))
PRINTED_FORM = 2
"""The shape of what is frozen and drawn here."""
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


def district_signer(words: RegionalWords) -> dict[str, Any]:
    """Where the head of the district signs: 'CAMAT MEKARSARI', with room for a name."""
    return {"titles": [f"{words.district_head} {words.district_name}".upper()], "name": "", "nip": ""}


def letter_sheet(
    printed: Printed, *, qr: str, link: str, address: str, at: datetime, village: Village
) -> dict[str, Any]:
    """A numbered letter with its QR code and the box of the seal, or room for a pen."""
    return {
        **_common(printed, village, _seal_box(printed, at, village)),
        "number": printed["number"],
        "qr": qr,
        "link": link,
        "statement": statement(village.words, address, SealUsed(printed["seal"])),
    }


def _seal_box(printed: Printed, at: datetime, village: Village) -> dict[str, Any] | None:
    """What stands over the official's name: which seal, whose, and when; nothing where a hand signs."""
    here = local(at, village.time_zone)
    moment = f"{here:%d-%m-%Y} {clock(here)}.{here:%S} {zone_label(village.time_zone)}"
    match SealUsed(printed["seal"]):
        case SealUsed.VILLAGE:
            words = ["Disegel secara elektronik", f"oleh Pemerintah {village.words.full_name}"]
        case SealUsed.CERTIFIED:
            words = ["Ditandatangani secara elektronik", "dengan sertifikat BSrE (TTE)"]
        case SealUsed.HANDWRITTEN:
            return None
    return {"state": "sealed", "lines": [*words, moment]}


def sample_sheet(printed: Printed, *, watermark: str, village: Village) -> dict[str, Any]:
    """A preview or a sample: no number, no seal, no QR code."""
    waiting = {"state": "waiting", "text": f"segel {village.words.village} dibubuhkan saat diterbitkan"}
    data = {**_common(printed, village, waiting), "watermark": watermark}
    if "number" in printed:
        data |= {
            "number": NUMBER_LATER,
            "statement": "Ini contoh, bukan surat. Tidak bernomor dan tidak bersegel.",
        }
    return data


def form_sheet(printed: Printed, *, village: Village) -> dict[str, Any]:
    """A form that others sign: nothing on it is the village's."""
    return _common(printed, village, None)


def form_of(printed: Printed, name: str) -> Printed:
    """One of the forms frozen with a letter, as a paper of its own. Raises `KeyError` for a name that is not there."""
    form = next((each for each in printed["forms"] if each["name"] == name), None)
    if form is None:
        raise KeyError(name)
    kept = ("form", "kind", "kind_version", "village", "issued_on", "place_date", "district")
    return {**{key: printed[key] for key in kept}, **form, "pages": 1}


def statement(words: RegionalWords, address: str, seal: SealUsed) -> str:
    """The foot of every page: which of the two seals it bears, and where to check it."""
    where = address.partition("://")[2]
    if seal is SealUsed.CERTIFIED:
        return f"Ditandatangani secara elektronik dengan sertifikat dari BSrE (TTE). Periksa keasliannya di {where}"
    if seal is SealUsed.HANDWRITTEN:
        return (
            f"Ditandatangani tangan; berlaku sesudah hasil pindainya disimpan. Periksa keasliannya di {where}"
        )
    return (
        f"Disegel elektronik oleh Pemerintah {words.full_name} (bukan TTE tersertifikasi). Periksa di {where}"
    )


def as_pdf(drawn: Mapping[str, Any], printed: Printed, *, title: str, at: datetime) -> bytes:
    """The sheet as PDF/A, on as many pages as its kind may take where a smaller type allows.

    Raises `TypesettingFailed`.
    """

    def typeset(layout: Mapping[str, Any]) -> bytes:
        data = {**drawn, **layout}
        return typeset_pdf(drawn["template"], data, files=pictures(printed), title=title, at=at)

    if drawn["template"] == SHEETS_TEMPLATE:  # statutory sheets have their own sizes
        return typeset({})
    return _fitting(typeset, _pages_of_pdf, printed["pages"])


def as_pictures(drawn: Mapping[str, Any], printed: Printed) -> list[str]:
    """The sheet as SVG, one text for each page, laid out as the PDF would be. Raises `TypesettingFailed`."""

    def typeset(layout: Mapping[str, Any]) -> list[str]:
        return typeset_svg(drawn["template"], {**drawn, **layout}, files=pictures(printed))

    if drawn["template"] == SHEETS_TEMPLATE:
        return typeset({})
    return _fitting(typeset, len, printed["pages"])


def _fitting[Sheet](
    typeset: Callable[[Mapping[str, Any]], Sheet], pages: Callable[[Sheet], int], most: int
) -> Sheet:
    """The usual size, unless smaller type makes one page of two, or the sheet would have more pages than it may."""

    def within(wanted: int, layouts: Iterable[tuple[float, bool]]) -> Sheet | None:
        sheets = (typeset({"text_size": size, "close": close}) for size, close in layouts)
        return next((each for each in sheets if pages(each) <= wanted), None)

    usual = typeset({"text_size": USUAL_LAYOUT[0], "close": USUAL_LAYOUT[1]})
    taken = pages(usual)
    if taken == 1 or 2 < taken <= most:
        return usual
    smaller = within(min(most, taken - 1), SMALLER_LAYOUTS)
    if smaller is None and taken > most:
        smaller = within(most, SMALLEST_LAYOUTS)
    return usual if smaller is None else smaller


def _pages_of_pdf(pdf: bytes) -> int:
    """How many pages a PDF has that Typst has just made: the page tree is written plainly."""
    found = _PAGE_TREE.search(pdf)
    return int(found[1]) if found else 0


_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


def pictures(printed: Printed) -> dict[str, bytes]:
    """The files that the sheet draws."""
    sha256 = printed["head"]["logo_sha256"] if "head" in printed else ""
    return {logo_name(sha256): _logo(sha256)} if sha256 else {}


def logo_name(sha256: str) -> str:
    """The name under which the typesetter finds the logo."""
    return "logo.png" if _logo(sha256).startswith(b"\x89PNG") else "logo.jpg"


@lru_cache(maxsize=64)
def _logo(sha256: str) -> bytes:
    return files.read(sha256)


def _common(printed: Printed, village: Village, seal: Mapping[str, Any] | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "template": SHEETS_TEMPLATE
        if any(each["kind"] == "sheet" for each in printed["blocks"])
        else TEMPLATE,
        "paper": printed["paper"],
        "form_code": printed["form_code"],
        "title": printed["title"],
        "blocks": _drawn_blocks(printed["blocks"], printed, seal),
        "accent": village.colour_main,
    }
    if "head" in printed:
        letterhead = dict(printed["head"])
        if sha256 := letterhead.pop("logo_sha256"):
            letterhead |= {"logo": logo_name(sha256), "logo_alt": f"Lambang {village.words.full_regency}"}
        data["head"] = letterhead
    return data


def _drawn_blocks(blocks: Any, printed: Printed, seal: Mapping[str, Any] | None) -> list[Any]:
    """The frozen blocks with signers as they stand on paper."""
    drawn = []
    for block in blocks:
        match block["kind"]:
            case "signature":
                drawn.append(
                    {**block, "signers": [_signer(each, printed, seal) for each in block["signers"]]}
                )
            case "attachment":
                drawn.append({**block, "blocks": _drawn_blocks(block["blocks"], printed, seal)})
            case "sheet":
                drawn.append(SHEETS[block["form"]].drawn(block["cells"], block["ticks"], block["lists"]))
            case _:
                drawn.append(block)
    _date(drawn, printed)
    return drawn


def _date(blocks: list[Any], printed: Printed) -> None:
    """Write place and date over the village's official; where none signs, over whoever signs first at the right."""
    signing = [block["signers"] for block in blocks if block.get("kind") == "signature" and block["signers"]]
    of_village = [each for signers in signing for each in signers if each["who"] == "village"]
    of_others = [signers[min(1, len(signers) - 1)] for signers in signing if "number" not in printed]
    for signer in (of_village or of_others)[:1]:
        signer["place_date"] = printed["place_date"]


def _signer(signer: Printed, printed: Printed, seal: Mapping[str, Any] | None) -> dict[str, Any]:
    drawn: dict[str, Any] = {"who": signer["who"], "title": [], "name": signer.get("name", ""), "below": []}
    official = {"village": "signer", "district": "district"}.get(signer["who"])
    if signer["label"]:
        drawn["title"].append(_with_comma(signer["label"]))
    if official:
        *above, last = printed[official]["titles"]
        drawn["title"] += [*above, _with_comma(last)]
        drawn["name"] = printed[official]["name"]
        drawn["below"] = [f"NIP {printed[official]['nip']}"] if printed[official]["nip"] else []
    if signer["who"] == "village":
        drawn["seal"] = seal
    if signer.get("stamped"):
        drawn["stamped"] = True
    return drawn


def _with_comma(line: str) -> str:
    return f"{line.removesuffix(',')},"


def place_and_date(words: RegionalWords, on: Any) -> str:
    """'Sukamaju, 20 November 2026'."""
    return f"{words.name}, {long_date(on)}"

"""How a letter is drawn: from frozen data to what the typesetter gets.

`printed` is what the letter says, whole; it is stored, and its hash is in the QR. What is drawn around it (QR, seal
box, watermark) depends on whether it is a letter, a preview on a screen or a sample on paper.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from balai.core import files
from balai.core.calendar import clock, local, long_date, zone_label
from balai.core.typesetting import count_pages, typeset_pdf, typeset_svg
from balai.letters.enums import SealUsed
from balai.letters.sheets import SHEETS
from balai.tenancy.models import Village
from balai.tenancy.rules import RegionalWords
from balai.villages.models import Identity

TEMPLATE = "letters/typst/letter.typ"
COUNTERSIGN_TEMPLATE = "letters/typst/countersign.typ"
SHEETS_TEMPLATE = "letters/typst/sheets.typ"
type Layout = tuple[float, bool]
"""The size of type in points, and whether lines stand close."""
# Smaller type may save a page; only the smallest is kept for what would otherwise take more pages than its kind may.
USUAL_LAYOUT: Layout = (12, False)
SMALLER_LAYOUTS: tuple[Layout, ...] = ((11.5, False), (11, False), (10.5, False), (10.5, True), (10, True))
SMALLEST_LAYOUTS: tuple[Layout, ...] = ((9.5, True), (9, True))
_ONE_PAGE_LAYOUTS = (USUAL_LAYOUT, *SMALLER_LAYOUTS, *SMALLEST_LAYOUTS)
"""As `fitting` tries them for a kind of one page."""
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
    printed: Printed,
    *,
    qr: str,
    link: str,
    address: str,
    at: datetime,
    village: Village,
    place_for_district: bool = False,
) -> dict[str, Any]:
    """A numbered letter with its QR code and the box of the seal, or room for a pen.

    `place_for_district` keeps room for the electronic signature of the head of the district.
    """
    data = {
        **_common(printed, village, _seal_box(printed, at, village)),
        "number": printed["number"],
        "qr": qr,
        "link": link,
        "statement": statement(village.words, address, SealUsed(printed["seal"])),
    }
    if place_for_district:
        _keep_place(data["blocks"])
    return data


def _keep_place(blocks: Iterable[dict[str, Any]]) -> None:
    """A kind that goes to the head of the district has one place for him, beside the village's official."""
    signers = [each for block in blocks if block["kind"] == "signature" for each in block["signers"]]
    for signer in [each for each in signers if each["who"] == "district"][:1]:
        signer["place"] = True


def _seal_box(printed: Printed, at: datetime, village: Village) -> dict[str, Any] | None:
    """What stands over the official's name: which seal, whose, and when; nothing where a hand signs."""
    moment = _moment(at, village)
    match SealUsed(printed["seal"]):
        case SealUsed.VILLAGE:
            words = ["Disegel secara elektronik", f"oleh Pemerintah {village.words.full_name}"]
        case SealUsed.CERTIFIED:
            words = ["Ditandatangani secara elektronik", "dengan sertifikat BSrE (TTE)"]
        case SealUsed.HANDWRITTEN:
            return None
    return {"state": "sealed", "lines": [*words, moment]}


def _moment(at: datetime, village: Village) -> str:
    here = local(at, village.time_zone)
    return f"{here:%d-%m-%Y} {clock(here)}.{here:%S} {zone_label(village.time_zone)}"


def district_picture(signed_by: str, *, at: datetime, village: Village) -> bytes:
    """What is shown in the place of the head of the district once he has signed, as a small PDF.

    Raises `TypesettingFailed`.
    """
    words = village.words
    head = f"{words.district_head} {words.district_name}".title()
    lines = [
        "Ditandatangani secara elektronik",
        f"oleh {signed_by}, {head}",
        _moment(at, village),
        "(bukan TTE tersertifikasi)",
    ]
    data = {"lines": lines, "accent": village.colour_main}
    return typeset_pdf(COUNTERSIGN_TEMPLATE, data, title=f"Tanda tangan {head}", at=at)


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
    template, images = drawn["template"], pictures(printed)
    sheet = drawn
    if template == TEMPLATE:  # statutory sheets have their own sizes

        def taken(layout: Layout) -> int:
            return count_pages(template, _laid_out(drawn, layout), files=images)

        sheet = _laid_out(drawn, fitting(printed["pages"], taken))
    return typeset_pdf(template, sheet, files=images, title=title, at=at)


def as_pictures(drawn: Mapping[str, Any], printed: Printed) -> list[str]:
    """The sheet as SVG, one text for each page, laid out as the PDF would be. Raises `TypesettingFailed`.

    While somebody types, the size that fitted before mostly fits again: it is drawn without being counted first.
    """
    template, images = drawn["template"], pictures(printed)
    if template == SHEETS_TEMPLATE:
        return typeset_svg(template, drawn, files=images)
    likely = _LAST_FITTING.get(printed["kind"], USUAL_LAYOUT)
    pages: dict[Layout, list[str]] = {}

    @cache
    def taken(layout: Layout) -> int:
        if layout != likely:
            return count_pages(template, _laid_out(drawn, layout), files=images)
        pages[layout] = typeset_svg(template, _laid_out(drawn, layout), files=images)
        return len(pages[layout])

    layout = likely
    if not fits_still(likely, printed["pages"], taken):
        layout = _LAST_FITTING[printed["kind"]] = fitting(printed["pages"], taken)
    return pages.get(layout) or typeset_svg(template, _laid_out(drawn, layout), files=images)


_LAST_FITTING: dict[str, Layout] = {}
"""By kind. What is kept here decides how soon a picture is ready, not how it looks."""


def address_of(picture: str) -> SafeString:
    """An address that holds the picture, for an attribute in double quotes: it has none, and no "&".

    As Base64 it would be larger, and slower to pack; with its quotes escaped, too.
    """
    for sign, written in (("%", "%25"), ("#", "%23"), ("&", "%26"), ("'", "%26apos;"), ('"', "'")):
        if sign in picture:  # looking is quicker than replacing nothing
            picture = picture.replace(sign, written)
    return mark_safe(f"data:image/svg+xml,{picture}")  # noqa: S308  # see above


def fitting(most: int, taken: Callable[[Layout], int]) -> Layout:
    """The usual layout, unless smaller type makes one page of two, or the sheet would have more pages than it may.

    `taken` tells how many pages the sheet takes in a layout.
    """

    def within(wanted: int, layouts: Iterable[Layout]) -> Layout | None:
        return next((layout for layout in layouts if taken(layout) <= wanted), None)

    usual = taken(USUAL_LAYOUT)
    if usual == 1 or 2 < usual <= most:
        return USUAL_LAYOUT
    smaller = within(min(most, usual - 1), SMALLER_LAYOUTS)
    if smaller is None and usual > most:
        smaller = within(most, SMALLEST_LAYOUTS)
    return smaller or USUAL_LAYOUT


def fits_still(layout: Layout, most: int, taken: Callable[[Layout], int]) -> bool:
    """Whether `fitting` would choose this smaller layout for one page again, by asking of it and of the next larger one alone.

    Smaller type never takes more pages, so what the next larger one does not save, none above it does.
    """
    if most > 1 or layout == USUAL_LAYOUT:
        return False
    larger = _ONE_PAGE_LAYOUTS[_ONE_PAGE_LAYOUTS.index(layout) - 1]
    return taken(layout) == 1 < taken(larger)


def _laid_out(drawn: Mapping[str, Any], layout: Layout) -> dict[str, Any]:
    return {**drawn, "text_size": layout[0], "close": layout[1]}


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

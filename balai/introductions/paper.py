"""An introduction on a sheet of A6, a quarter of A4: any printer does, and it fits a pocket."""

from balai.core.calendar import local, long_date
from balai.core.identity import mask_nik
from balai.core.qr import qr_svg
from balai.core.typesetting import typeset_pdf
from balai.introductions.facts import sign_introduction
from balai.introductions.models import Introduction
from balai.tenancy.models import Village
from balai.tenancy.rules import title

TEMPLATE = "introductions/typst/introduction.typ"
LONG = 150
"""Letters of address and purpose that fit the sheet at the usual size; more are set smaller."""


def introduction_pdf(introduction: Introduction, *, village: Village) -> bytes:
    """The sheet. The NIK is masked: paper gets lost. Raises `SealUnavailable`, `TypesettingFailed`."""
    words, resident = village.words, introduction.resident
    signed = sign_introduction(introduction.pk, village=village, valid_until=introduction.valid_until)
    given_on = local(introduction.given_at, village.time_zone).date()
    born = f"{resident.birth_place}, {long_date(resident.birth_date)}".removeprefix(", ")
    address = _address(introduction, village)
    is_long = len(address) + len(introduction.purpose) > LONG
    data = {
        "text_size": 8 if is_long else 9.5,
        "close": is_long,
        "village": f"{words.full_name}, {words.full_district}",
        "title": f"Surat Pengantar {title(words.rt)}".strip(),
        "rows": [
            {"label": "Nama", "value": resident.full_name, "strong": True},
            {"label": "NIK", "value": mask_nik(resident.nik) or "belum ada"},
            {"label": "Lahir", "value": born},
            {"label": "Alamat", "value": address},
            {"label": "Keperluan", "value": introduction.purpose, "strong": True},
            {"label": "Berlaku", "value": f"sampai {long_date(introduction.valid_until)}"},
        ],
        "code": introduction.spelled_code,
        "qr": qr_svg(signed),
        "given": f"Diberikan {introduction.given_label}, {long_date(given_on)}.",
        "endorsed": f"Disetujui {introduction.endorsed_label}." if introduction.endorsed_at else "",
        "rw_signs": f"Ketua {words.rw}" if introduction.state == "waiting" else "",
        "accent": village.colour_main,
    }
    sheet_title = f"Surat pengantar {introduction.spelled_code}"
    return typeset_pdf(TEMPLATE, data, title=sheet_title, at=introduction.given_at)


def _address(introduction: Introduction, village: Village) -> str:
    family = introduction.resident.family
    parts = (
        family.address if family else "",
        introduction.area.called(village.words) if introduction.area else "",
    )
    return ", ".join(filter(None, parts))

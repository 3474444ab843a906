"""A village with a short name and one with long ones, and papers made of them, looked at as a printer would."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO

import pypdfium2
from django.utils import timezone
from pypdf import PdfReader

from balai.accounts.actors import Actor
from balai.core.qr import codes_on as qr_codes_on
from balai.posters.ledger import Hall
from balai.posters.papers import PAPERS, Paper, Size
from balai.posters.setting import Wanted
from balai.services.enums import Origin
from balai.services.models import Service
from balai.services.operations import bring_standards
from balai.tenancy.models import Village
from balai.villages.enums import Position, SigningForm
from balai.villages.models import Identity, OfficeHours, Official
from tests.letters.kinds.paper import look_at
from tests.services.tables import BIRTH

NOW = datetime(2026, 11, 20, 2, 41, tzinfo=UTC)
MILLIMETRE = 72 / 25.4
BLEED = 8

LONG = {
    "name": "Sungai Rengas Kumpai Batu Bawah Kanan Hulu",
    "slug": "sungai-rengas-kumpai-batu-bawah-kanan",
    "district": "Pangkalan Lampam Banyuasin Selatan",
    "word_village": "kelurahan",
    "colour_main": "#ffe600",
    "colour_accent": "#00e5ff",
}
"""A generated name, longer than any that exists, and colours that no eye would choose."""

LONG_TABLE = {
    **BIRTH,
    "slug": "layanan-panjang",
    "name": "Pengakuan, pengesahan, dan pembetulan pencatatan perkawinan penghayat kepercayaan yang terlambat",
    "questions": [],
    "cases": [],
    "requirements": [
        {"name": f"Surat keterangan pendukung nomor {number} dari instansi yang berwenang menerbitkannya",
         "law": "Peraturan desa", "proofs": [f"Lembar asli {number} yang sudah dilegalisasi", "Fotokopi"]}
        for number in range(1, 25)
    ],
    "steps": {
        way: [{"title": f"Langkah ke-{number} yang diterangkan", "note": "Petugas memeriksa berkas. " * 5}
              for number in range(1, 11)]
        for way in ("counter", "online")
    },
}  # fmt: skip


def make_office() -> None:
    """Address, hours and head of the village in scope."""
    Identity.objects.create(
        address="Jalan Poros Trans Kalimantan Kilometer 47 RT 014 RW 006, Dusun Tanjung Harapan Makmur Sejahtera",
        postcode="99123", phone="0899 1234 567", whatsapp="0899 7654 321",
    )  # fmt: skip
    for weekday in range(5):
        OfficeHours.objects.create(weekday=weekday, opens=time(8), closes=time(12))
        OfficeHours.objects.create(weekday=weekday, opens=time(13), closes=time(15, 30))
    Official.objects.create(
        name="Dr. H. Raden Mas Harun Wiratmaja Kusumaningrat, S.Sos., M.Si.",
        position=Position.HEAD,
        signing_form=SigningForm.HEAD,
        since=date(2020, 1, 1),
    )


def bring(*tables: dict[str, object]) -> dict[str, Service]:
    return bring_standards(tables=tables, origin=Origin.BALAI, by=Actor.system("uji"))


def hall_of(village: Village) -> Hall:
    return Hall.of(village, timezone.localdate())


def every_size(papers: Iterable[Paper] = PAPERS.values()) -> list[tuple[Paper, Size]]:
    return [(paper, size) for paper in papers for slug in paper.sizes if (size := paper.size(slug))]


def faults(wanted: Wanted, pdf: bytes) -> list[str]:
    """What is wrong with a paper on its way to a printer: size, bleed, pages, text."""
    found = list(look_at(pdf, (BLEED,) * 4 if wanted.bleed else (1, 1, 1, 1)).faults)
    pages = PdfReader(BytesIO(pdf)).pages
    if wanted.paper.pages and len(pages) != wanted.paper.pages:
        found.append(f"{len(pages)} pages")
    edge = BLEED if wanted.bleed else 0
    expected = (wanted.size.width + 2 * edge, wanted.size.height + 2 * edge)
    for page in pages:
        media = (float(page.mediabox.width) / MILLIMETRE, float(page.mediabox.height) / MILLIMETRE)
        trim = (float(page.trimbox.width) / MILLIMETRE, float(page.trimbox.height) / MILLIMETRE)
        if any(abs(one - other) > 0.05 for one, other in zip(media, expected, strict=True)):
            found.append(f"sheet of {media}")
        if any(abs(a - b) > 0.05 for a, b in zip(trim, (wanted.size.width, wanted.size.height), strict=True)):
            found.append(f"cut to {trim}")
    return found


def codes_on(size: Size, pdf: bytes) -> set[str]:
    """What a phone reads from the first page, seen as a picture of a small camera."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        seen = page.render(scale=(900 if size.width < 500 else 1800) / page.get_width(), grayscale=True)
        return {code.text for code in qr_codes_on(seen.to_pil())}
    finally:
        document.close()


def with_bleed(wanted: Wanted) -> Wanted:
    return replace(wanted, bleed=True)

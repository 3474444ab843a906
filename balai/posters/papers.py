"""The papers that can be made, and in which sizes: one table, in millimetres."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from balai.posters.enums import Facet, Subject

LARGEST_SIDE: Final = 5080
"""Millimetres: 14,400 points, as large as a page of a PDF may be (ISO 32000-1, annex C)."""


@dataclass(frozen=True, slots=True)
class Size:
    """A finished size as a shop knows it; a bleed comes on top."""

    slug: str
    name: str
    width: float
    height: float

    @property
    def in_words(self) -> str:
        """'29,7 × 42 cm', '3 × 1 m'."""
        unit, divisor = ("m", 1000) if max(self.width, self.height) >= 1500 else ("cm", 10)
        width, height = (f"{side / divisor:g}".replace(".", ",") for side in (self.width, self.height))
        return f"{width} × {height} {unit}"


SIZES: Final[Mapping[str, Size]] = {
    size.slug: size
    for size in (
        Size("a4", "A4", 210, 297),
        Size("a3", "A3", 297, 420),
        Size("a2", "A2", 420, 594),
        Size("a5", "A5", 148, 210),
        Size("a4-lipat", "A4 dilipat dua", 297, 210),
        Size("a5-mendatar", "A5 mendatar", 210, 148),
        Size("a4-lembar", "Lembar A4", 210, 297),
        Size("60mm", "Satu, 60 mm", 60, 60),
        Size("a1", "A1 mendatar", 841, 594),
        Size("a0", "A0 mendatar", 1189, 841),
        Size("3x1m", "3 m × 1 m", 3000, 1000),
        Size("1x2m", "1 m × 2 m", 1000, 2000),
        Size("60x160cm", "60 × 160 cm", 600, 1600),
    )
}

OFFICE: Final = frozenset({"a4", "a5", "a4-lipat", "a5-mendatar", "a4-lembar", "60mm"})
"""Sizes that an ordinary printer of an office can do on A4."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: what it tells about, how it is drawn, and which facts it shows."""

    slug: str
    name: str
    purpose: str
    subject: Subject
    template: str
    sizes: tuple[str, ...]
    facets: tuple[Facet, ...]
    pages: int = 1
    """How many pages it has; 0: as many as what it tells takes."""

    def size(self, slug: str) -> Size | None:
        return SIZES[slug] if slug in self.sizes else None


_PLACE = (Facet.FACE, Facet.CONTACT, Facet.HOURS)

PAPERS: Final[Mapping[str, Paper]] = {
    paper.slug: paper
    for paper in (
        Paper(
            "poster", "Poster", "Ditempel di dinding: syarat, waktu, biaya, cara.",
            Subject.SERVICE, "poster", ("a3", "a2", "a4"), (Facet.STANDARD, *_PLACE),
        ),
        Paper(
            "selebaran", "Selebaran", "Dibagikan: dua sisi, dengan keadaan khusus dan kedua caranya.",
            Subject.SERVICE, "leaflet", ("a5", "a4-lipat"), (Facet.STANDARD, *_PLACE, Facet.COMMON), pages=2,
        ),
        Paper(
            "kartu-meja", "Kartu meja", "Berdiri di meja loket.",
            Subject.SERVICE, "card", ("a5-mendatar",), (Facet.STANDARD, Facet.FACE),
        ),
        Paper(
            "stiker", "Stiker QR", "Ditempel di map, pintu, atau papan pengumuman.",
            Subject.SERVICE, "stickers", ("a4-lembar", "60mm"), (Facet.FACE,),
        ),
        Paper(
            "poster-situs", "Poster situs", "Satu alamat untuk semua layanan, kabar, dan nomor kantor.",
            Subject.VILLAGE, "link", ("a3", "a2", "a4"), _PLACE,
        ),
        Paper(
            "stiker-situs", "Stiker situs", "Kode QR situs untuk pintu, meja, dan papan pengumuman.",
            Subject.VILLAGE, "stickers", ("a4-lembar", "60mm"), (Facet.FACE,),
        ),
        Paper(
            "spanduk", "Spanduk", "Di atas jalan atau di pagar kantor: terbaca dari jauh.",
            Subject.VILLAGE, "banner", ("3x1m",), (Facet.FACE,),
        ),
        Paper(
            "x-banner", "X-banner", "Berdiri di pintu kantor, pasar, atau musyawarah.",
            Subject.VILLAGE, "standing", ("60x160cm", "1x2m"), _PLACE,
        ),
        Paper(
            "papan-standar", "Papan standar pelayanan", "Enam komponen yang wajib diumumkan, untuk tiap layanan.",
            Subject.BOARD, "board", ("a1", "a0"), (Facet.STANDARD, Facet.FACE, Facet.COMMON), pages=0,
        ),
        Paper(
            "maklumat", "Maklumat pelayanan", "Janji pelayanan menurut UU 25/2009 pasal 22, untuk ditandatangani.",
            Subject.VILLAGE, "charter", ("a3", "a4"), (Facet.FACE, Facet.HEAD),
        ),
        Paper(
            "jam-buka", "Jam buka", "Di pintu kantor.",
            Subject.VILLAGE, "hours", ("a4", "a3"), _PLACE,
        ),
    )
}  # fmt: skip


def papers_about(subject: Subject) -> list[Paper]:
    return [paper for paper in PAPERS.values() if paper.subject is subject]

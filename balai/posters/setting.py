"""From what is told to paper: PDF for the printer, a small picture for the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from balai.core.calendar import local, long_date
from balai.core.qr import qr_svg
from balai.core.templatetags.look import icon_bodies
from balai.core.typesetting import typeset_pdf, typeset_svg
from balai.posters.enums import Facet, Subject
from balai.posters.office_words import office_words, sticker
from balai.posters.papers import Paper, Size
from balai.posters.service_words import imprint, on_board, on_paper
from balai.posters.village_facts import VillageFacts, digest
from balai.services.catalogue import Listed

EXAMPLE_SITE = "https://alamat-belum-diisi.example/"


class NoPublicAddress(Exception):
    """Nothing with a QR code can be printed before the hall has a public address; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Alamat situs untuk kode QR belum ada. Minta pengelola Balai mengisi BALAI_PUBLIC_URL."
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper in one size about one subject, on a day."""

    paper: Paper
    size: Size
    facts: VillageFacts
    on: date
    service: Listed | None = None
    board: Sequence[Listed] = ()
    bleed: bool = False

    @property
    def title(self) -> str:
        """'Poster Akta kelahiran', 'Spanduk Desa Sukamaju'."""
        about = self.service.standard.name if self.service else self.facts.village.words.full_name
        return f"{self.paper.name} {about}"

    @property
    def made_from(self) -> dict[str, str]:
        """What the paper shows, by facet: compared later with what would be shown then."""
        return made_from(self.paper, self.facts, self.service, self.board)

    @property
    def address(self) -> str:
        """Where the QR code leads."""
        site = self.facts.site or EXAMPLE_SITE
        return f"{site}layanan/{self.service.service.slug}/" if self.service else f"{site}tautan/"

    def as_pdf(self, at: datetime) -> bytes:
        """The paper for the printer. Raises `NoPublicAddress`, `TypesettingFailed`."""
        if not self.facts.site:
            raise NoPublicAddress
        return typeset_pdf(
            self._template, self._drawn(), files=self.facts.pictures, title=self.title, at=local(at, self.facts.village.time_zone)
        )  # fmt: skip

    def as_pictures(self) -> list[str]:
        """The same for the screen, an SVG a page. Raises `TypesettingFailed`."""
        return typeset_svg(self._template, self._drawn(), files=self.facts.pictures)

    @property
    def _template(self) -> str:
        return f"posters/typst/{self.paper.template}.typ"

    def _drawn(self) -> dict[str, Any]:
        code = qr_svg(self.address)
        data: dict[str, Any] = {
            "paper": {"width": self.size.width, "height": self.size.height, "size": self.size.slug, "bleed": self.bleed},
            "village": self.facts.drawn,
            "contact": [{**each, "icon": icon_bodies()[each["icon"]]} for each in self.facts.contact],
            "qr": {"svg": code, "modules": _modules(code)},
            "shown": self.address.partition("://")[2].removesuffix("/"),
            "imprint": f"{imprint(self.service)} Dicetak {long_date(self.on)}." if self.service else f"Dicetak {long_date(self.on)}.",
        }  # fmt: skip
        if self.service:
            data["service"] = on_paper(self.service, self.on)
            data["sticker"] = sticker(self.service.standard.name)
        else:
            data |= office_words(self.facts, self.on)
        if self.paper.subject is Subject.BOARD:
            data["board"] = [on_board(each, self.on) for each in self.board]
        data["complaints"] = self.facts.complaints
        return data


def made_from(
    paper: Paper, facts: VillageFacts, service: Listed | None, board: Sequence[Listed]
) -> dict[str, str]:
    """A digest of each facet of a paper. For a service it is the number of the version."""
    known: Mapping[Facet, str] = facts.facets
    if paper.subject is Subject.SERVICE:
        standard = str(service.version.number) if service else ""
    else:
        standard = digest([[each.service.slug, each.version.number] for each in board])
    return {facet.value: standard if facet is Facet.STANDARD else known[facet] for facet in paper.facets}


def _modules(code: str) -> int:
    """How many modules a code drawn by `qr_svg` has along a side."""
    return int(code.partition('viewBox="0 0 ')[2].partition(" ")[0])

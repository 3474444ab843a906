"""Which prints hang, and which of them no longer say what is true."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from balai.posters.enums import Subject
from balai.posters.models import PrintedPaper
from balai.posters.papers import Paper, Size
from balai.posters.rules import GONE, changed_since
from balai.posters.setting import Wanted
from balai.posters.village_facts import VillageFacts
from balai.services.catalogue import Listed, offered_on
from balai.tenancy.models import Village


@dataclass(frozen=True, slots=True)
class Hall:
    """The village and its services on a day: everything that papers are made from."""

    facts: VillageFacts
    services: dict[str, Listed]
    on: date

    @classmethod
    def of(cls, village: Village, on: date) -> "Hall":
        """A constant number of queries, however many services there are."""
        return cls(VillageFacts.of(village, on), {each.service.slug: each for each in offered_on(on)}, on)

    def wanted(
        self,
        paper: Paper,
        size: Size,
        service: Listed | None = None,
        *,
        chosen: Iterable[str] = (),
        bleed: bool = False,
    ) -> Wanted:
        """The paper as it would be printed now; a board shows the `chosen` services, or all."""
        board = self.board(chosen) if paper.subject is Subject.BOARD else []
        return Wanted(paper, size, self.facts, self.on, service, board, bleed)

    def board(self, chosen: Iterable[str]) -> list[Listed]:
        wanted = set(chosen)
        return [each for slug, each in self.services.items() if not wanted or slug in wanted]

    def reprint(self, printed: PrintedPaper) -> Wanted | None:
        """The same paper as it would be printed now; None when its service is gone."""
        service = self.services.get(printed.service.slug) if printed.service else None
        if printed.service and service is None:
            return None
        return self.wanted(
            printed.kind, printed.format, service, chosen=printed.chosen, bleed=printed.with_bleed
        )

    def why_outdated(self, printed: PrintedPaper) -> list[str]:
        """In sentences; empty while the print is right."""
        now = self.reprint(printed)
        return changed_since(printed.made_from, now.made_from if now else None)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A print that hangs, and why it should not any more."""

    printed: PrintedPaper
    reasons: list[str]

    @property
    def can_be_replaced(self) -> bool:
        """Whether its service is still there to be printed."""
        return GONE not in self.reasons


def hanging(hall: Hall) -> list[Hanging]:
    """Everything that hangs, what is out of date first."""
    found = [Hanging(each, hall.why_outdated(each)) for each in PrintedPaper.objects.hanging().for_list()]
    return sorted(found, key=lambda each: not each.reasons)


def outdated_papers(village: Village, on: date) -> list[Hanging]:
    """Those to be replaced, the newest first; one query while nothing hangs."""
    if not PrintedPaper.objects.hanging().exists():
        return []
    return [each for each in hanging(Hall.of(village, on)) if each.reasons]

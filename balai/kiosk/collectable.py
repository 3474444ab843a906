"""What a visitor may collect at a kiosk, what lies at the counter for them, and what is still on its way.

Only a strong way of saying who they are leads here. It is what is theirs and their children's: what somebody else may fetch
for them, an officer decides at the counter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from balai.access.operations import may_collect_for
from balai.applications.enums import State
from balai.applications.following import TELLING
from balai.applications.models import Application, ApplicationQuerySet, Result
from balai.applications.rules import FETCHED_WITHIN, OPEN, typed_code
from balai.core.calendar import long_date
from balai.kiosk.ladder import STRONG
from balai.kiosk.models import Visit
from balai.letters.models import Letter, Proposal
from balai.residents.models import Resident

KEPT = timedelta(days=30)
"""How long a letter is printed here again."""
MOST = 6
"""Papers on one screen."""
ROW = 3
MOST_LINES, FEWER_LINES = 4, 2
"""Beside one row of papers, and beside two."""
SHOWN = "kode="
"""In the address that the QR code of a slip holds."""


def may_collect(visit: Visit) -> bool:
    """In training everybody may, and finds nothing."""
    known = visit.is_training or visit.resident_id is not None
    return known and visit.way in STRONG


def tracking_code_in(text: str) -> str:
    """The tracking code that was typed, or that a scanner read from a slip; "" when it is none."""
    return typed_code(text.rpartition(SHOWN)[2])


@dataclass(frozen=True, slots=True)
class Line:
    """Something that can't be printed now: what it is, and how it stands."""

    title: str
    words: str
    is_ready: bool = False


@dataclass
class Collectable:
    """What there is for the visitor. The same number of queries, however much that is."""

    visit: Visit

    @property
    def _resident(self) -> Resident | None:
        return None if self.visit.is_training else self.visit.resident

    @cached_property
    def _people(self) -> list[Resident]:
        return [self._resident, *may_collect_for(self._resident)] if self._resident else []

    @cached_property
    def documents(self) -> Sequence[Result]:
        """Finished documents of the civil registry, the newest first."""
        found = Result.objects.filter(
            application__resident__in=self._people,
            application__state__in=(State.FINISHED, State.RECEIVED),
            application__is_civil=True,
            added_at__gt=timezone.now() - FETCHED_WITHIN,
        )
        wanted = found.select_related("application__service", "application__resident", "document")
        return list(wanted.order_by("-added_at", "-id")[:MOST])

    @cached_property
    def letters(self) -> Sequence[Letter]:
        """Letters of the last month, as far as the screen has room for them."""
        since = timezone.localdate() - KEPT
        recent = Letter.objects.issued().filter(resident__in=self._people, issued_on__gte=since)
        shown = recent.exclude(pdf_sha256="").for_list().select_related("version")
        return list(shown[: MOST - len(self.documents)])

    def document(self, key: UUID | str) -> Result | None:
        return next((each for each in self.documents if str(each.pk) == str(key)), None)

    def letter(self, key: str) -> Letter | None:
        return next((each for each in self.letters if str(each.pk) == key), None)

    @cached_property
    def lines(self) -> Sequence[Line]:
        """What lies at the counter, what waits for a signature, and what is on its way."""
        if self._resident is None:
            return []
        theirs = Application.objects.about(self._resident).for_lists().order_by("-touched_at", "-id")
        lines = [*self._at_the_counter(theirs), *self._to_be_signed(), *self._under_way(theirs)]
        is_one_row = len(self.documents) + len(self.letters) <= ROW
        return lines[: MOST_LINES if is_one_row else FEWER_LINES]

    def _at_the_counter(self, theirs: ApplicationQuerySet) -> list[Line]:
        """Cards, and documents too old to be fetched by oneself. What the register can't match tells no more than that it is there."""
        printable = [each.application_id for each in self.documents]
        finished = theirs.filter(state=State.FINISHED, is_civil=True).exclude(pk__in=printable)
        return [
            Line(
                each.service.name if each.is_matched else "Satu dokumen", "sudah jadi. Ambil di loket.", True
            )
            for each in finished[:MOST_LINES]
        ]

    def _to_be_signed(self) -> list[Line]:
        waiting = Proposal.objects.unfinished().filter(resident=self._resident).for_list()
        return [
            Line(
                each.kind.title,
                f"menunggu tanda tangan sejak {long_date(timezone.localdate(each.proposed_at))}.",
            )
            for each in waiting[:MOST_LINES]
        ]

    def _under_way(self, theirs: ApplicationQuerySet) -> list[Line]:
        running = theirs.filter(state__in=list(OPEN), resident=self._resident, proposal=None)
        return [
            Line(each.service.name, f"{TELLING[State(each.state)][0].lower()}.")
            for each in running[:MOST_LINES]
        ]

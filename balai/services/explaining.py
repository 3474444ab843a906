"""One service as its page explains it: put together once, for the page, its paper and its voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from balai.core.calendar import local
from balai.core.languages import in_indonesian
from balai.services.answering import Answering, answering
from balai.services.catalogue import Listed, upcoming_changes
from balai.services.changes import Upcoming
from balai.services.finder import Finding
from balai.services.models import CommonStandard
from balai.services.rules import ToldComponent, components
from balai.services.standard import Answers, Channel, Nature, Standard, Step, Unit, Way
from balai.services.telling import CHANNELS
from balai.tenancy.models import Village
from balai.villages.opening import known_status_of
from balai.villages.rules import OfficeStatus

CHANNEL_ICONS = {
    Channel.COUNTER: "balai",
    Channel.KIOSK: "kartu",
    Channel.ONLINE: "rumah",
    Channel.APPOINTMENT: "kalender",
}
MOST_IN_BRIEF = 36  # characters
_SHOWN_ELSEWHERE = frozenset("bc")
"""Components that the page shows as a list and as steps, not once more as text."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What the page of a service says to somebody who gave these answers."""

    listed: Listed
    finding: Finding
    told: Sequence[ToldComponent]
    upcoming: Sequence[Upcoming]
    answering: Answering
    office: OfficeStatus | None

    @property
    def standard(self) -> Standard:
        return self.listed.standard

    @property
    def result_in_brief(self) -> str:
        """What one holds in the end, if that is short enough for a label."""
        result = next(iter(self.standard.output), "")
        return result if len(result) <= MOST_IN_BRIEF else ""

    @property
    def counter_steps(self) -> Sequence[Step]:
        return self.standard.steps.get(Way.COUNTER, ())

    @property
    def online_steps(self) -> Sequence[Step]:
        return self.standard.steps.get(Way.ONLINE, ())

    @property
    def channels(self) -> list[tuple[str, str]]:
        return [(CHANNEL_ICONS[each], CHANNELS[each]) for each in self.standard.channels]

    @property
    def is_printed_at_the_kiosk(self) -> bool:
        """Whether a touch screen gives the result at once: a letter for which nobody has to sign first."""
        standard = self.standard
        at_once = standard.time.unit is Unit.MINUTES
        return at_once and standard.nature is Nature.LETTER and Channel.KIOSK in standard.channels

    @property
    def office_sentence(self) -> str:
        """What stands beside 'Kantor buka' or 'Kantor tutup'."""
        return self.office.until if self.office else ""

    @property
    def published(self) -> list[ToldComponent]:
        """Of the six components about the service itself, those that the page does not show in another form."""
        return [each for each in self.told if each.is_published and each.letter not in _SHOWN_ELSEWHERE]

    @property
    def internal(self) -> list[ToldComponent]:
        """The eight components about the office; those that nobody has told are left out."""
        return [each for each in self.told if not each.is_published and each.lines]


def explain(listed: Listed, given: Answers, village: Village, now: datetime) -> Explained:
    """Put together what the page says at a moment. The number of queries is the same for every service."""
    today: date = local(now, village.time_zone).date()
    standard = listed.standard
    with in_indonesian():  # texts of the law, mixed with those of the standard
        told = components(standard, CommonStandard.objects.current(), today)
        upcoming = upcoming_changes(listed, today)
    return Explained(
        listed=listed,
        finding=Finding.of(standard, given, today),
        told=told,
        upcoming=upcoming,
        answering=answering(standard.responsible, village.words, today),
        office=known_status_of(village, now),
    )

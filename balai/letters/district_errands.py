"""Letters and the head of the district, as their village sees them: what it has to send, and what it waits for."""

from dataclasses import dataclass
from datetime import date, datetime

from balai.core.calendar import local
from balai.letters.enums import ReviewState
from balai.letters.models import DistrictReview, Letter
from balai.letters.models.district import DistrictReviewQuerySet
from balai.letters.models.letters import HEAVY
from balai.tenancy.models import Village
from balai.villages.opening import working_calendar

MOST = 200
PATIENCE = 3
"""Working days after which the village asks the district where its letter is."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A letter, since when it lies, how many working days that is, and why it came back."""

    letter: Letter
    since: date
    working_days: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DistrictErrands:
    """At most `MOST` of each, the oldest first."""

    unsent: tuple[Errand, ...]
    returned: tuple[Errand, ...]
    waiting: tuple[Errand, ...]

    @property
    def is_late(self) -> bool:
        """Whether the district has had a letter for longer than it should take."""
        return any(each.working_days > PATIENCE for each in self.waiting)


def errands_at(village: Village, today: date) -> DistrictErrands:
    """What is between the village of the scope and its district on that day."""
    at_district = list(_reviews(ReviewState.SENT)[:MOST])
    letters = list(Letter.objects.to_send_to_district(today).defer(*HEAVY).select_related("kind")[:MOST])
    if not at_district and not letters:
        return DistrictErrands((), (), ())
    calendar = working_calendar(today)

    def errand(letter: Letter, moment: datetime, reason: str = "") -> Errand:
        since = local(moment, village.time_zone).date()
        return Errand(letter, since, max(0, calendar.working_days_left(since, today)), reason)

    came_back = {each.letter_id: each for each in _reviews(ReviewState.RETURNED).filter(letter__in=letters)}
    returned = ((each, came_back[each.pk]) for each in letters if each.pk in came_back)
    return DistrictErrands(
        unsent=tuple(
            errand(each, each.sealed_at or each.numbered_at) for each in letters if each.pk not in came_back
        ),
        returned=tuple(
            errand(letter, review.decided_at or review.sent_at, review.reason) for letter, review in returned
        ),
        waiting=tuple(errand(each.letter, each.sent_at) for each in at_district),
    )


def _reviews(state: ReviewState) -> DistrictReviewQuerySet:
    found = DistrictReview.objects.filter(state=state).select_related("letter__kind")
    return found.defer(*(f"letter__{name}" for name in HEAVY)).order_by("sent_at", "id")

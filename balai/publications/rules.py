"""How a text of the site stands at a moment, when somebody must look at it again, what counts as a click, and the clock
of a report of something wrong.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from balai.core.calendar import WorkingCalendar
from balai.publications.enums import ArticleState, Sight

SHORTEST_REVIEW: Final = 6  # months
LONGEST_REVIEW: Final = 12
ANSWERED_WITHIN: Final = 5
"""Working days: what holds for requests for information (Permen PANRB 62/2018)."""
PERIODIC_EVERY: Final = 6
"""Months after which periodic information must be published again (UU 14/2008 pasal 9)."""
CODE_SIGNS: Final = "23456789acdefghjkmnpqrtuvwxyz"
CODE_GROUPS: Final = 3
CODE_GROUP: Final = 4


def sight_of(
    state: ArticleState, *, publish_at: datetime | None, until: date | None, now: datetime, today: date
) -> Sight:
    """What readers and officers see of a text; `until` is the last day on which it is shown, `today` that of `now`."""
    if state is ArticleState.WITHDRAWN:
        return Sight.WITHDRAWN
    if state is ArticleState.DRAFT or publish_at is None:
        return Sight.DRAFT
    if publish_at > now:
        return Sight.SCHEDULED
    return Sight.ENDED if until is not None and until < today else Sight.PUBLISHED


_MACHINES: Final = re.compile(
    r"bot|crawl|spider|slurp|preview|externalhit|whatsapp/|telegram|curl|wget|python|java/|okhttp|go-http|headless|lighthouse"
    r"|pagespeed|monitor|archive|scan|fetch|http[-_ ]?client",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(r"prefetch|preview|prerender", re.IGNORECASE)


def is_followed_by_a_person(method: str, *, user_agent: str, purpose: str) -> bool:
    """Whether opening an address counts as a click: not a look at it, a machine, or a browser that loads ahead.

    `purpose` is what the headers Sec-Purpose, Purpose and X-Moz say.
    """
    return (
        method == "GET"
        and bool(user_agent)
        and not _MACHINES.search(user_agent)
        and not _AHEAD.search(purpose)
    )


def new_code() -> str:
    """'k7m2-9xqw-wv4h': nobody guesses it (58 bits), and it can be copied by hand."""
    groups = ("".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_GROUP)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def read_code(written: str) -> str:
    """The code that somebody copied: capitals, spaces and missing dashes don't matter."""
    signs = "".join(sign for sign in written.lower() if sign.isalnum())
    return "-".join(signs[at : at + CODE_GROUP] for at in range(0, len(signs), CODE_GROUP))


@dataclass(frozen=True, slots=True)
class Clock:
    """How much time is left for an answer, in working days; negative once it is late."""

    left: int

    @classmethod
    def at(cls, today: date, due_on: date, calendar: WorkingCalendar) -> "Clock":
        return cls(calendar.working_days_left(today, due_on))

    @property
    def boxes(self) -> list[bool]:
        """A box for each working day, filled as long as it is still to come."""
        return [number < self.left for number in range(ANSWERED_WITHIN)]

    @property
    def state(self) -> str:
        """How urgent it looks: "" while there is time."""
        return "bad" if self.left < 0 else "warn" if self.left <= 1 else ""

    @property
    def words(self) -> str:
        if self.left < 0:
            return f"Lewat {-self.left} hari kerja"
        return f"Sisa {self.left} hari kerja" if self.left else "Hari ini"

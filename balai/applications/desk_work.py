"""What the desks show of applications: lists by whom they wait for, and clocks in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from balai.applications.children import telling_of_children
from balai.applications.enums import Side, State
from balai.applications.models import AWAITS_SIGNATURE, Application, ApplicationQuerySet
from balai.applications.rules import STEP_DAYS
from balai.core.calendar import WorkingCalendar, long_date

MOST_COUNTED = 100
"""Beside a tab nobody needs to know more exactly than "100+"."""
MOST_BOXES = 5
ALMOST = 1
"""Working days that are left when a clock begins to warn."""


class Place(StrEnum):
    """With whom applications lie; the tabs of the village's desk."""

    OFFICE = "kantor"
    AGENCY = "disdukcapil"
    APPLICANT = "pemohon"
    OVER = "selesai"


PLACE_WORDS = {
    Place.OFFICE: "Menunggu kantor",
    Place.AGENCY: "Di Disdukcapil",
    Place.APPLICANT: "Menunggu pemohon",
    Place.OVER: "Selesai",
}
SIDE_OF = {Place.OFFICE: Side.VILLAGE, Place.AGENCY: Side.AGENCY, Place.APPLICANT: Side.APPLICANT}
STATE_SIGNS = {
    State.SUBMITTED: "info",
    State.CHECKED: "info",
    State.APPROVED: "info",
    State.FORWARDED: "info",
    State.IN_PROCESS: "info",
    State.SENT_BACK: "warn",
    State.RETURNED: "warn",
    State.FINISHED: "good",
    State.RECEIVED: "good",
    State.CLOSED: "good",
    State.REJECTED: "bad",
}
OFFICE_WORDS = {
    State.SUBMITTED: "Perlu diperiksa",
    State.CHECKED: "Perlu petugas kedua",
    State.RETURNED: "Diperbaiki pemohon",
    State.APPROVED: "Disetujui",
    State.SENT_BACK: "Dikembalikan Disdukcapil",
    State.FINISHED: "Bisa diambil",
}
"""How officers call a state; the labels of `State` speak to the applicant."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when something should be done: in words, how urgent it looks, and as boxes, one a working day."""

    words: str
    state: str
    last_day: str
    boxes: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One application in a list."""

    application: Application
    state: str
    sign: str
    step: Clock | None
    whole: Clock | None
    is_late: bool
    tells_of_a_child: bool = False


@dataclass(frozen=True, slots=True)
class PlaceTab:
    place: StrEnum
    words: str
    waiting: str
    is_here: bool


def clock_to(last_day: date | None, *, today: date, calendar: WorkingCalendar) -> Clock | None:
    """A clock in words; None while it doesn't run."""
    if last_day is None:
        return None
    left = calendar.working_days_left(today, last_day)
    if last_day < today:
        words, state = f"Lewat {max(-left, 1)} hari kerja", "bad"
    elif last_day == today or left == 0:
        words, state = "Hari ini", "warn"
    else:
        words, state = f"Sisa {left} hari kerja", "warn" if left <= ALMOST else ""
    on = 0 if state == "bad" else min(max(left, 1), MOST_BOXES)
    return Clock(words, state, long_date(last_day), tuple(place < on for place in range(max(on, 3))))


def lines(found: Iterable[Application], *, today: date, calendar: WorkingCalendar) -> list[Line]:
    """Applications as the lists show them. One query."""
    listed = list(found)
    children = telling_of_children(listed)
    return [
        replace(line_of(each, today=today, calendar=calendar), tells_of_a_child=each.pk in children)
        for each in listed
    ]


def line_of(application: Application, *, today: date, calendar: WorkingCalendar) -> Line:
    state = State(application.state)
    runs = state in STEP_DAYS
    return Line(
        application=application,
        state=AWAITS_SIGNATURE if application.signature_awaited_since else office_words(state),
        sign=STATE_SIGNS.get(state, ""),
        step=clock_to(application.step_due_on, today=today, calendar=calendar) if runs else None,
        whole=clock_to(application.due_on, today=today, calendar=calendar) if runs else None,
        is_late=application.is_late(today),
    )


def office_words(state: State) -> str:
    """What officers call a state."""
    return OFFICE_WORDS.get(state, str(state.label))


def at_place(found: ApplicationQuerySet, place: Place) -> ApplicationQuerySet:
    """Those that lie there, in the order in which they are worked through."""
    return found.over() if place is Place.OVER else found.waiting_for(SIDE_OF[place])


def place_tabs(found: ApplicationQuerySet, here: Place) -> Sequence[PlaceTab]:
    """The tabs with how many wait behind each. One query for each place that somebody waits at."""
    return [
        PlaceTab(
            place,
            PLACE_WORDS[place],
            counted(at_place(found, place)) if place in SIDE_OF else "",
            place is here,
        )
        for place in Place
    ]


def counted(found: ApplicationQuerySet) -> str:
    """'14', or '100+': never looking further than that."""
    number = found[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What comes before and after an application in the order of the desk."""

    before: Application | None
    after: Application | None


def neighbours(application: Application, side: Side) -> Neighbours:
    """The applications that the keys K and J lead to. Two queries."""
    around = Application.objects.waiting_for(side).only("id", "village_id")
    return Neighbours(around.before(application).first(), around.after(application).first())

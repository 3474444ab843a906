"""The village's calendar, put together from its hours, closures and choices. Runs inside the scope of the village."""

from datetime import date, datetime, timedelta

from balai.core.calendar import WorkingCalendar, local
from balai.tenancy.models import Village
from balai.villages.models import Closure, Identity, OfficeHours
from balai.villages.rules import OfficeStatus, next_office_day, office_status, week_of

LOOK_AHEAD = timedelta(days=400)


def working_calendar(around: date) -> WorkingCalendar:
    """The working days of the village of the scope, with the closures of about a year on both sides of a day."""
    return WorkingCalendar(
        week=week_of(OfficeHours.objects.ordinary().openings()),
        closed_on_collective_leave=Identity.objects.current().closed_on_collective_leave,
        closures=tuple(
            closure.days for closure in Closure.objects.touching(around - LOOK_AHEAD, around + LOOK_AHEAD)
        ),
    )


def status_of(village: Village, moment: datetime) -> OfficeStatus:
    """Whether the office is open at a moment, in a sentence."""
    now = local(moment, village.time_zone).replace(tzinfo=None)
    return office_status(OfficeHours.objects.all().openings(), working_calendar(now.date()), now)


def known_status_of(village: Village, moment: datetime) -> OfficeStatus | None:
    """As `status_of`; None while the village has not said when it opens: better nothing than a guess."""
    return status_of(village, moment) if OfficeHours.objects.ordinary().exists() else None


def next_day_of(village: Village, moment: datetime) -> str:
    """'besok mulai pukul 08.00': when its office opens on another day; "" while no hours are known."""
    now = local(moment, village.time_zone).replace(tzinfo=None)
    return next_office_day(OfficeHours.objects.all().openings(), working_calendar(now.date()), now)

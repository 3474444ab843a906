"""What the sign at the office door says: open or closed, the week, and days off to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from balai.core.calendar import WorkingCalendar
from balai.portal.rules import HoursLine, hours_lines
from balai.villages.models import Closure, Identity, OfficeHours
from balai.villages.rules import DAYS_AHEAD, OfficeStatus, office_status, week_of


@dataclass(frozen=True)
class OfficeSign:
    status: OfficeStatus | None
    """None while the village has not said when it opens: better nothing than a guess."""
    week: list[HoursLine]
    closures: list[Closure]

    @property
    def sentence(self) -> str:
        """What stands beside 'Kantor buka' or 'Kantor tutup'."""
        return self.status.sentence.removeprefix("Tutup. ") if self.status else ""


def office_sign(now: datetime) -> OfficeSign:
    """The sign of the village in scope; `now` is on its clock."""
    openings = [hours.opening for hours in OfficeHours.objects.all()]
    ahead = now.date() + timedelta(days=DAYS_AHEAD)
    closures = list(Closure.objects.touching(now.date(), ahead).in_order())
    if not openings:
        return OfficeSign(None, [], closures)
    identity = Identity.objects.first()
    calendar = WorkingCalendar(
        week=week_of(openings),
        closed_on_collective_leave=identity is None or identity.closed_on_collective_leave,
        closures=tuple(closure.days for closure in closures),
    )
    return OfficeSign(office_status(openings, calendar, now), hours_lines(openings), closures)

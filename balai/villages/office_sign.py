"""What the sign at the office door says: open or closed, the week, and days off to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from balai.tenancy.models import Village
from balai.villages.models import Closure, OfficeHours
from balai.villages.opening import status_of
from balai.villages.rules import HoursLine, OfficeStatus, hours_lines

ANNOUNCED = timedelta(days=31)
"""How long before a closure the door says so."""


@dataclass(frozen=True)
class OfficeSign:
    status: OfficeStatus | None
    """None while the village has not said when it opens: better nothing than a guess."""
    week: list[HoursLine]
    closures: list[Closure]

    @property
    def sentence(self) -> str:
        """What stands beside 'Kantor buka' or 'Kantor tutup'."""
        return self.status.until if self.status else ""


def office_sign(village: Village, now: datetime) -> OfficeSign:
    """The sign of the village in scope; `now` is on its clock."""
    today = now.date()
    week = hours_lines(OfficeHours.objects.ordinary().openings())
    closures = list(Closure.objects.touching(today, today + ANNOUNCED).in_order())
    return OfficeSign(status_of(village, now) if week else None, week, closures)

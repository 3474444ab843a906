"""Days as an Indonesian office counts and writes them: long dates, time zones, working days.

National holidays and collective leave (*cuti bersama*) come from the package `holidays`; what differs from
village to village (the week, closures, whether collective leave closes the office) comes in as arguments.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from balai.core.languages import to_say

if TYPE_CHECKING:
    from holidays import HolidayBase

MONTHS = to_say((
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
))  # fmt: skip
DAYS = to_say(("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"))
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ZONE_LABELS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}

MONDAY_TO_FRIDAY = frozenset({0, 1, 2, 3, 4})
LONGEST_SEARCH = 3660  # days; a calendar without a working day in ten years is a mistake, not a calendar


def month_name(month: int) -> str:
    """'November' for 11."""
    return MONTHS[month - 1]


def day_name(day: date) -> str:
    """'Sabtu' for 21 November 2026."""
    return DAYS[day.weekday()]


def roman_month(month: int) -> str:
    """'XI' for 11, as in the number of a letter."""
    return ROMAN_MONTHS[month - 1]


def long_date(day: date) -> str:
    """'21 November 2026'."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def long_date_with_day(day: date) -> str:
    """'Sabtu, 21 November 2026'."""
    return f"{day_name(day)}, {long_date(day)}"


def clock(at: time | datetime) -> str:
    """'09.41': hours and minutes with a dot, as Indonesian offices write them."""
    return f"{at.hour:02d}.{at.minute:02d}"


def zone_label(time_zone: str) -> str:
    """'WIB', 'WITA' or 'WIT' for the name of an Indonesian time zone; raises KeyError for any other."""
    return ZONE_LABELS[time_zone]


def local(moment: datetime, time_zone: str) -> datetime:
    """The same moment on the village's clock. `moment` must know its own zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no local time")
    return moment.astimezone(ZoneInfo(time_zone))


def long_moment(moment: datetime, time_zone: str) -> str:
    """'21 November 2026 pukul 09.41 WIB' on the village's clock."""
    here = local(moment, time_zone)
    return f"{long_date(here.date())} pukul {clock(here)} {zone_label(time_zone)}"


@cache
def _national_holidays(category: str) -> "HolidayBase":
    from holidays import country_holidays  # its calendars take long to load

    # Grows by itself, year by year, as dates are looked up.
    return country_holidays("ID", categories=(category,), language="id")


def public_holiday(day: date) -> str | None:
    """The name of the national holiday on `day` (SKB Tiga Menteri), or None."""
    return _national_holidays("public").get(day)


def collective_leave(day: date) -> str | None:
    """The name of the *cuti bersama* on `day`, or None. It binds civil servants; villages choose."""
    return _national_holidays("government").get(day)


class NoWorkingDay(ValueError):
    """The week and the closures leave no working day within ten years."""


@dataclass(frozen=True)
class DayRange:
    """Days on which the office is closed, both ends included."""

    first: date
    last: date
    reason: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days of one office. Weekdays count from Monday = 0."""

    week: frozenset[int] = MONDAY_TO_FRIDAY
    closed_on_collective_leave: bool = True
    closures: tuple[DayRange, ...] = field(default=())

    def why_closed(self, day: date) -> str | None:
        """In a few words why the office does not work on `day`; None on a working day."""
        for closure in self.closures:
            if day in closure:
                return closure.reason or "Kantor tutup"
        if holiday := public_holiday(day):
            return holiday
        if self.closed_on_collective_leave and (leave := collective_leave(day)):
            return leave
        return None if day.weekday() in self.week else f"Tidak buka hari {day_name(day)}"

    def is_working_day(self, day: date) -> bool:
        return self.why_closed(day) is None

    def working_days_after(self, day: date) -> Iterator[date]:
        """Working days later than `day`, in order. Raises `NoWorkingDay` rather than searching for ever."""
        searched = 0
        while searched < LONGEST_SEARCH:
            day += timedelta(days=1)
            searched += 1
            if self.is_working_day(day):
                searched = 0
                yield day
        raise NoWorkingDay("no working day within ten years")

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself does not count (0 gives `start`).

        A deadline of three working days that starts on 17 March 2026 ends on 27 March 2026.
        """
        if count < 0:
            raise ValueError("a deadline lies ahead")
        following = self.working_days_after(start)
        day = start
        for _ in range(count):
            day = next(following)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included; 0 when `last` is earlier."""
        length = (last - first).days + 1
        return sum(self.is_working_day(first + timedelta(days=offset)) for offset in range(max(length, 0)))

    def working_days_left(self, today: date, deadline: date) -> int:
        """Working days after `today` up to `deadline`; negative when the deadline has passed."""
        if deadline >= today:
            return self.working_days_between(today + timedelta(days=1), deadline)
        return -self.working_days_between(deadline + timedelta(days=1), today)

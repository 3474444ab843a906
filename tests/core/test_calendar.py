"""Indonesian dates and working days. The dates of 2026 are those of the joint decree of three ministers."""

from datetime import UTC, date, datetime, time

import pytest

from balai.core.calendar import (
    DayRange,
    NoWorkingDay,
    WorkingCalendar,
    clock,
    collective_leave,
    day_name,
    local,
    long_date,
    long_date_with_day,
    long_moment,
    month_name,
    public_holiday,
    roman_month,
    zone_label,
)

NATIONAL_HOLIDAYS_2026 = {
    (1, 1), (1, 16), (2, 17), (3, 19), (3, 21), (3, 22), (4, 3), (4, 5), (5, 1), (5, 14), (5, 27), (5, 31),
    (6, 1), (6, 16), (8, 17), (8, 25), (12, 25),
}  # fmt: skip
COLLECTIVE_LEAVE_2026 = {(2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24)}


def days_of(year: int) -> list[date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1)]


def test_dates_are_written_in_indonesian():
    assert long_date(date(2026, 11, 21)) == "21 November 2026"
    assert long_date_with_day(date(2026, 11, 21)) == "Sabtu, 21 November 2026"
    assert [month_name(month) for month in (1, 2, 5, 8, 12)] == [
        "Januari",
        "Februari",
        "Mei",
        "Agustus",
        "Desember",
    ]
    assert day_name(date(2026, 11, 20)) == "Jumat"


def test_months_in_letter_numbers_are_roman():
    assert [roman_month(month) for month in range(1, 13)] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
    ]


def test_clock_uses_a_dot():
    assert clock(time(7, 5)) == "07.05"


def test_one_moment_reads_differently_in_each_time_zone():
    moment = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)

    written = [long_moment(moment, zone) for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")]

    assert written == [
        "20 November 2026 pukul 23.30 WIB",
        "21 November 2026 pukul 00.30 WITA",
        "21 November 2026 pukul 01.30 WIT",
    ]


def test_a_moment_without_zone_has_no_local_time():
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 11, 20, 9, 0), "Asia/Jakarta")


def test_a_zone_outside_indonesia_has_no_label():
    with pytest.raises(KeyError):
        zone_label("Asia/Tokyo")


def test_national_holidays_of_2026_are_those_of_the_decree():
    found = {(day.month, day.day) for day in days_of(2026) if public_holiday(day)}

    assert found == NATIONAL_HOLIDAYS_2026


def test_collective_leave_of_2026_is_that_of_the_decree():
    found = {(day.month, day.day) for day in days_of(2026) if collective_leave(day)}

    assert found == COLLECTIVE_LEAVE_2026


def test_the_third_working_day_after_17_march_2026_is_27_march():
    assert WorkingCalendar().add_working_days(date(2026, 3, 17), 3) == date(2026, 3, 27)


def test_working_days_from_17_to_31_march_2026_are_six():
    assert WorkingCalendar().working_days_between(date(2026, 3, 17), date(2026, 3, 31)) == 6


def test_the_year_2026_has_240_working_days():
    assert WorkingCalendar().working_days_between(date(2026, 1, 1), date(2026, 12, 31)) == 240


def test_20_march_2026_is_collective_leave():
    assert WorkingCalendar().why_closed(date(2026, 3, 20)) == collective_leave(date(2026, 3, 20))
    assert WorkingCalendar().is_working_day(date(2026, 3, 20)) is False


def test_a_village_may_work_through_collective_leave():
    calendar = WorkingCalendar(closed_on_collective_leave=False)

    assert calendar.is_working_day(date(2026, 3, 20)) is True
    assert calendar.is_working_day(date(2026, 3, 19)) is False


def test_a_six_day_week_works_on_saturday():
    saturday = date(2026, 11, 21)

    assert WorkingCalendar().why_closed(saturday) == "Tidak buka hari Sabtu"
    assert WorkingCalendar(week=frozenset(range(6))).why_closed(saturday) is None


def test_a_local_closure_is_no_working_day_and_says_why():
    calendar = WorkingCalendar(
        closures=(DayRange(date(2026, 11, 18), date(2026, 11, 19), "Pemilihan kepala desa"),)
    )

    assert calendar.why_closed(date(2026, 11, 18)) == "Pemilihan kepala desa"
    assert calendar.add_working_days(date(2026, 11, 17), 1) == date(2026, 11, 20)


def test_days_left_become_negative_after_the_deadline():
    calendar = WorkingCalendar()
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)

    assert calendar.working_days_left(friday, monday) == 1
    assert calendar.working_days_left(friday, friday) == 0
    assert calendar.working_days_left(monday, friday) == -1


def test_nothing_lies_between_a_later_and_an_earlier_day():
    assert WorkingCalendar().working_days_between(date(2026, 3, 31), date(2026, 3, 17)) == 0


def test_a_deadline_of_no_days_is_today():
    assert WorkingCalendar().add_working_days(date(2026, 3, 20), 0) == date(2026, 3, 20)


def test_an_office_that_never_works_is_named_instead_of_searched_for_ever():
    with pytest.raises(NoWorkingDay):
        WorkingCalendar(week=frozenset()).add_working_days(date(2026, 1, 1), 1)


def test_a_deadline_cannot_lie_behind():
    with pytest.raises(ValueError, match="ahead"):
        WorkingCalendar().add_working_days(date(2026, 1, 1), -1)

"""How opening hours read."""

from datetime import date, time

from balai.villages.rules import HoursLine, Opening, hours_lines


def test_neighbouring_days_with_the_same_hours_share_a_line() -> None:
    openings = [Opening(day, time(8), time(15, 30)) for day in (0, 1, 2, 3)]
    openings += [
        Opening(4, time(13), time(15)),
        Opening(4, time(8), time(11, 30)),
        Opening(5, time(8), time(12)),
    ]

    assert hours_lines(openings) == [
        HoursLine("Senin–Kamis", "08.00–15.30"),
        HoursLine("Jumat", "08.00–11.30, 13.00–15.00"),
        HoursLine("Sabtu", "08.00–12.00"),
    ]


def test_days_apart_stand_on_lines_of_their_own() -> None:
    openings = [Opening(day, time(8), time(12)) for day in (0, 2)]

    assert [line.days for line in hours_lines(openings)] == ["Senin", "Rabu"]


def test_a_special_week_is_not_on_the_sign() -> None:
    ramadan = Opening(0, time(8), time(12), date(2026, 2, 18), date(2026, 3, 19))

    assert hours_lines([ramadan]) == []

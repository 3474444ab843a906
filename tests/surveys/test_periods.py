"""Periods as they are written and reckoned."""

from datetime import date

import pytest

from balai.core.months import Month
from balai.surveys.enums import Span
from balai.surveys.periods import Period, in_words, periods_to_choose

NOVEMBER = date(2026, 11, 20)
NEXT_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("span", "address", "label", "months"),
    [
        (Span.QUARTER, "2026-triwulan-4", "Triwulan IV 2026", "Oktober–Desember 2026"),
        (Span.SEMESTER, "2026-semester-2", "Semester II 2026", "Juli–Desember 2026"),
        (Span.YEAR, "2026-tahun-1", "Tahun 2026", "Januari–Desember 2026"),
    ],
)
def test_the_period_around_a_month(span: Span, address: str, label: str, months: str) -> None:
    period = Period.around(Month(2026, 11), span)

    assert (period.address, period.label, in_words(period.counted(NEXT_YEAR))) == (address, label, months)
    assert Period.read(address) == period


@pytest.mark.parametrize(
    "address", ["", "2026-triwulan-5", "2026-tahun-2", "2026-semester-3", "1926-tahun-1", "2026-abad-1", "2026-triwulan-٤"]
)  # fmt: skip
def test_other_addresses_are_no_period(address: str) -> None:
    assert Period.read(address) is None


def test_the_period_before_may_lie_in_the_year_before() -> None:
    assert Period(2026, Span.QUARTER, 1).before == Period(2025, Span.QUARTER, 4)
    assert Period(2026, Span.SEMESTER, 2).before == Period(2026, Span.SEMESTER, 1)
    assert Period(2026, Span.YEAR, 1).before == Period(2025, Span.YEAR, 1)


def test_an_officer_chooses_among_a_year_of_periods() -> None:
    assert [period.label for period in periods_to_choose(NOVEMBER)] == [
        "Triwulan IV 2026", "Triwulan III 2026", "Triwulan II 2026", "Triwulan I 2026",
        "Semester II 2026", "Semester I 2026", "Tahun 2026", "Tahun 2025",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 10, 31), ""),
        (date(2026, 11, 1), "Oktober 2026"),
        (date(2026, 12, 31), "Oktober–November 2026"),
        (date(2027, 1, 1), "Oktober–Desember 2026"),
        (date(2028, 1, 1), "Oktober–Desember 2026"),
    ],
)
def test_only_months_that_are_over_are_counted(today: date, months: str) -> None:
    assert in_words(Period(2026, Span.QUARTER, 4).counted(today)) == months


def test_in_the_first_month_of_a_year_the_year_before_is_the_latest() -> None:
    january = date(2027, 1, 20)

    assert [Period.latest(january, span).label for span in Span] == [
        "Triwulan IV 2026", "Semester II 2026", "Tahun 2026",
    ]  # fmt: skip

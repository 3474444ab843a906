from datetime import date

import pytest

from balai.core.months import Month


def test_a_month_knows_its_days_and_its_name() -> None:
    december = Month.parse("2026-12")

    assert (december.first, december.last, december.eve) == (
        date(2026, 12, 1),
        date(2026, 12, 31),
        date(2026, 11, 30),
    )
    assert (december.label, december.slug, december.following) == ("Desember 2026", "2026-12", Month(2027, 1))


def test_months_follow_each_other_over_the_year() -> None:
    assert Month(2026, 11).until(Month(2027, 1)) == [Month(2026, 11), Month(2026, 12), Month(2027, 1)]
    assert Month(2026, 11).until(Month(2026, 10)) == []


@pytest.mark.parametrize("slug", ["2026-13", "2026-1", "202611", "kemarin", "", "2026-11-01"])
def test_what_is_no_month_is_refused(slug: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Month.parse(slug)

"""Days as people write them."""

from datetime import date

import pytest

from balai.core.dates import LongDateInput, read_date


@pytest.mark.parametrize(
    "text",
    [
        "5 Juli 1992",
        "5 juli 1992",
        "5 Jul 1992",
        "05-07-1992",
        "5/7/1992",
        "05.07.1992",
        "1992-07-05",
        " 5  Juli, 1992",
    ],
)
def test_a_day_is_read_in_the_ways_people_write_it(text: str) -> None:
    assert read_date(text) == date(1992, 7, 5)


@pytest.mark.parametrize(
    "text",
    ["5 Jol 1992", "5 Ju 1992", "31 Februari 2000", "5/7/92", "Juli 1992", "1992", "5 Juli", "32-01-2000"],
)
def test_an_unclear_day_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


def test_old_spellings_of_months_are_understood() -> None:
    assert read_date("9 Nopember 1971") == date(1971, 11, 9)
    assert read_date("2 Pebruari 1960") == date(1960, 2, 2)


def test_the_field_shows_the_day_in_words() -> None:
    shown = LongDateInput()

    assert shown.format_value(date(1992, 7, 5)) == "5 Juli 1992"
    assert shown.format_value("5 Jol 1992") == "5 Jol 1992"

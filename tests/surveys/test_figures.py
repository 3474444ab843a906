"""Counting: what is shown, and what is too little to be shown."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from balai.surveys.enums import Channel, Element, Span
from balai.surveys.figures import count_answers, count_ratings
from balai.surveys.operations import Respondent, tell_reason
from balai.surveys.periods import Period
from balai.surveys.rules import Tally
from balai.surveys.workbook import response_rows
from balai.tenancy.models import Village
from tests.surveys.factories import AFTERWARDS, QUARTER, TODAY, make_ratings, make_responses, make_service


def test_the_survey_of_a_period(in_village: Village) -> None:
    make_responses(3, 4, cost=2, respondent=Respondent(sex="female", education="sma"))
    make_responses(2, 3)
    make_responses(1, 1, on=date(2026, 9, 30))
    make_responses(1, 1, on=date(2027, 1, 1))

    figures = count_answers(QUARTER, today=AFTERWARDS)

    assert figures.respondents == 5
    assert figures.tallies[Element.COST] == Tally((0, 3, 2, 0))
    assert figures.tallies[Element.TIME] == Tally((0, 0, 2, 3))
    assert figures.weakest is Element.COST
    # Eight elements have 18 points of five people, one has 12: 156 / 5 / 9 × 25.
    assert figures.index == Decimal("86.67")
    assert figures.grade.name == "Baik"
    assert [(profile.title, profile.rows) for profile in figures.profiles] == [
        ("Jenis kelamin", (("Perempuan", 3), ("Tidak diisi", 2))),
        ("Umur", (("Tidak diisi", 5),)),
        ("Pendidikan", (("SMA", 3), ("Tidak diisi", 2))),
        ("Pekerjaan", (("Tidak diisi", 5),)),
    ]


def test_the_year_holds_its_quarters(in_village: Village) -> None:
    make_responses(3, on=date(2026, 1, 1))
    make_responses(4, on=date(2026, 12, 31))

    assert count_answers(Period(2026, Span.YEAR, 1), today=AFTERWARDS).respondents == 7
    assert count_answers(Period(2026, Span.SEMESTER, 1), today=AFTERWARDS).respondents == 3


@pytest.mark.parametrize(("today", "counted"), [(date(2026, 11, 30), 5), (date(2026, 12, 1), 6)])
def test_the_month_that_is_not_over_is_not_counted(in_village: Village, today: date, counted: int) -> None:
    """Looking before and after one visitor would tell what that visitor said."""
    make_responses(5, on=date(2026, 10, 7))
    make_ratings(4, 4, 4, 4, 4, on=date(2026, 10, 7))
    make_responses(1, on=date(2026, 11, 3))
    make_ratings(1, on=date(2026, 11, 3))

    assert count_answers(QUARTER, today=today).respondents == counted
    assert count_ratings(QUARTER, today=today).all.total == counted
    assert len(list(response_rows(QUARTER, today=today))) == counted


def test_a_period_that_only_began_has_no_answers(in_village: Village) -> None:
    make_responses(5, on=date(2026, 10, 7))

    assert count_answers(QUARTER, today=date(2026, 10, 31)).respondents == 0


def test_ratings_by_service_and_reason(in_village: Village) -> None:
    make_ratings(4, 4, 4, 3, 2, 1, service=make_service())
    make_ratings(4, 1, service=make_service("usaha", "Surat Keterangan Usaha"))
    make_ratings(3, 3, 3)
    for score, reason in ((4, "quick"), (4, "quick"), (1, "slow")):
        tell_reason(score=score, reason=reason, service=None, channel=Channel.KIOSK, on=TODAY)

    figures = count_ratings(QUARTER, today=AFTERWARDS)

    assert figures.all == Tally((2, 1, 4, 4))
    assert (figures.all.content, figures.all.discontent) == (8, 3)
    assert figures.services == [
        ("Surat Keterangan Domisili", Tally((1, 1, 1, 3))),
        ("Layanan lain", Tally((1, 0, 3, 1))),
    ]
    assert figures.reasons == [("Cepat", 2), ("Lama", 1)]


def test_of_a_handful_of_ratings_only_the_number_is_known(in_village: Village) -> None:
    make_ratings(1, 1, 4, 4, service=make_service())
    tell_reason(score=1, reason="slow", service=None, channel=Channel.KIOSK, on=TODAY)

    figures = count_ratings(QUARTER, today=AFTERWARDS)

    assert figures.all.total == 4
    assert not figures.all.is_enough
    assert (figures.services, figures.reasons) == ([], [])


def test_counting_asks_the_database_as_often_for_few_as_for_many(
    in_village: Village, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for many in (5, 20):
        make_responses(many)
        for number in range(many):
            make_ratings(4, service=make_service(f"layanan-{many}-{number}"))
        with django_assert_num_queries(4):
            count_answers(QUARTER, today=AFTERWARDS)
            count_ratings(QUARTER, today=AFTERWARDS)

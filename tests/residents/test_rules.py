"""The law of the register without a database."""

from datetime import date

import pytest

from balai.residents import rules
from balai.residents.enums import KtpMaritalStatus, MaritalStatus, MoveKind, Occupation, Relation, Standing


@pytest.mark.parametrize(
    ("current", "wanted", "allowed"),
    [
        (Standing.LIVING, Standing.DEAD, True),
        (Standing.MOVED, Standing.LIVING, True),
        (Standing.AWAY, Standing.MOVED, True),
        (Standing.DEAD, Standing.MOVED, False),
        (Standing.DEAD, Standing.DEAD, False),
        (Standing.MOVED, Standing.DEAD, False),
        (Standing.LIVING, Standing.LIVING, False),
    ],
)
def test_standings_follow_each_other_as_in_life(current: Standing, wanted: Standing, allowed: bool) -> None:
    assert rules.may_follow(current, wanted) is allowed


def test_every_standing_has_its_next_ones() -> None:
    assert set(rules.NEXT_STANDINGS) == set(Standing)


def test_differences_tell_old_and_new() -> None:
    old = {"full_name": "Siti", "nik": "", "religion": 1}

    assert rules.differences(old, {"full_name": "Sitti", "nik": "", "religion": 1}) == {
        "full_name": ["Siti", "Sitti"]
    }


def test_a_value_that_is_emptied_is_a_difference() -> None:
    assert rules.differences({"religion": 1}, {"religion": None}) == {"religion": [1, None]}


def test_somebody_new_differs_in_what_is_known() -> None:
    assert rules.differences({}, {"full_name": "Siti", "nik": "", "religion": None}) == {
        "full_name": [None, "Siti"]
    }


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
        (date(2026, 11, 2), date(2026, 11, 2), 0),
        (date(1980, 11, 23), date(2026, 11, 22), 45),
    ],
)
def test_age_is_counted_in_completed_years(born: date, on: date, years: int) -> None:
    assert rules.age(born, on) == years


@pytest.mark.parametrize(
    ("leaving", "staying", "kind"),
    [
        ([Relation.HEAD], 2, MoveKind.HEAD),
        ([Relation.HEAD, Relation.WIFE], 0, MoveKind.WHOLE_FAMILY),
        ([Relation.HEAD], 0, MoveKind.WHOLE_FAMILY),
        ([Relation.HEAD, Relation.CHILD], 1, MoveKind.HEAD_AND_SOME),
        ([Relation.CHILD, None], 1, MoveKind.MEMBERS),
    ],
)
def test_the_kind_of_a_move_follows_from_who_leaves(
    leaving: list[Relation | None], staying: int, kind: MoveKind
) -> None:
    assert rules.move_kind(leaving, staying) == kind


def test_the_two_occupation_lists_part_at_89() -> None:
    assert rules.OLDER_OCCUPATIONS[88] == Occupation.ENTREPRENEUR
    assert rules.OLDER_OCCUPATIONS[89] == Occupation.OTHER
    assert Occupation(89) == Occupation.STATE_BODY_MEMBER
    assert (len(rules.OLDER_OCCUPATIONS), len(Occupation)) == (89, 99)


def test_the_ktp_knows_four_marital_statuses() -> None:
    assert [rules.ktp_marital_status(status) for status in MaritalStatus] == [
        KtpMaritalStatus.SINGLE,
        KtpMaritalStatus.MARRIED,
        KtpMaritalStatus.MARRIED,
        KtpMaritalStatus.DIVORCED,
        KtpMaritalStatus.DIVORCED,
        KtpMaritalStatus.WIDOWED,
    ]


def test_an_update_is_due_on_its_day() -> None:
    as_of = date(2026, 8, 24)

    assert rules.freshness(as_of, date(2026, 11, 21), 90) == rules.Freshness(
        as_of, date(2026, 11, 22), is_due=False
    )
    assert rules.freshness(as_of, date(2026, 11, 22), 90).is_due is True


def test_a_register_without_official_data_is_due() -> None:
    assert rules.freshness(None, date(2026, 11, 22), 90) == rules.Freshness(None, None, is_due=True)


@pytest.mark.parametrize(
    ("person", "doubts"),
    [
        ({"nik": "9901014507929501", "sex": 2, "birth_date": "1992-07-05"}, 0),
        ({"nik": "9901010507929501", "sex": 2, "birth_date": "1992-07-05"}, 1),
        ({"nik": "", "sex": 2, "birth_date": "1992-07-05"}, 0),
        ({"sex": 1, "birth_date": "2015-01-01", "relation": 1, "marital_status": 2}, 2),
        ({"sex": 1, "birth_date": "1992-07-05", "relation": 3}, 1),
        ({"sex": 1, "birth_date": "1890-01-01"}, 1),
        ({"sex": 1, "birth_date": "1992-07-05", "birth_certificate": "AL 1", "has_birth_certificate": 1}, 1),
    ],
)
def test_what_is_unusual_is_doubted_not_refused(person: dict[str, rules.Code], doubts: int) -> None:
    assert len(rules.doubts(person, date(2026, 11, 22))) == doubts

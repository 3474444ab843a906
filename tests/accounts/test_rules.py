"""Who may do what, and how long one waits after guessing wrong."""

import datetime

import pytest

from balai.accounts.enums import Permission, Role
from balai.accounts.patience import (
    UNKNOWN_BROWSERS,
    Tally,
    count_one,
    wait_in_words,
)
from balai.accounts.rules import (
    REGENCY_ROLES,
    ROLE_PERMISSIONS,
    VILLAGE_ROLES,
    is_in_term,
    may_grant,
    may_help,
    permissions_of,
)

NOON = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 21)


def test_every_role_has_its_permissions_and_belongs_to_village_or_regency() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set(Role) == VILLAGE_ROLES | REGENCY_ROLES
    assert not VILLAGE_ROLES & REGENCY_ROLES


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert permissions_of([]) == frozenset()


def test_two_roles_add_up() -> None:
    held = permissions_of([Role.VILLAGE_AGENCY, "subarea_head"])

    assert held == {Permission.SEE_REGENCY, Permission.READ_STATISTICS, Permission.READ_AREA_RESIDENTS}


def test_heads_of_rt_rw_and_dusun_see_no_person_of_the_whole_village() -> None:
    held = permissions_of([Role.RT_HEAD, Role.RW_HEAD, Role.SUBAREA_HEAD, Role.VOLUNTEER])

    assert Permission.READ_RESIDENTS not in held


def test_only_roles_that_need_disability_see_it() -> None:
    seeing = {role for role, held in ROLE_PERMISSIONS.items() if Permission.READ_DISABILITY in held}

    assert seeing == {
        Role.ADMINISTRATOR,
        Role.OPERATOR,
        Role.SERVICE_HEAD,
        Role.SECRETARY,
        Role.VILLAGE_HEAD,
        Role.CIVIL_REGISTRY,
    }


def test_who_signs_the_register_books_may_open_them() -> None:
    opening = {role for role, held in ROLE_PERMISSIONS.items() if Permission.EXPORT_RESIDENTS in held}

    assert opening == {
        Role.ADMINISTRATOR,
        Role.OPERATOR,
        Role.SERVICE_HEAD,
        Role.SECRETARY,
        Role.VILLAGE_HEAD,
    }


def test_no_role_of_a_village_reaches_the_regency() -> None:
    held = permissions_of(VILLAGE_ROLES)

    assert not held & {Permission.SEE_REGENCY, Permission.MANAGE_REGENCY}


@pytest.mark.parametrize(
    ("granter", "role", "may"),
    [
        (Role.ADMINISTRATOR, Role.OPERATOR, True),
        (Role.ADMINISTRATOR, Role.ADMINISTRATOR, True),
        (Role.ADMINISTRATOR, Role.RW_HEAD, True),
        (Role.OPERATOR, Role.RT_HEAD, False),
        (Role.ADMINISTRATOR, Role.REGENCY_ADMINISTRATOR, False),
        (Role.ADMINISTRATOR, Role.CIVIL_REGISTRY, False),
        (Role.OPERATOR, Role.VOLUNTEER, False),
        (Role.REGENCY_ADMINISTRATOR, Role.ADMINISTRATOR, True),
    ],
)
def test_nobody_gives_more_than_they_hold(granter: Role, role: Role, may: bool) -> None:
    assert may_grant(ROLE_PERMISSIONS[granter], role) is may


def test_a_password_is_reset_only_for_people_who_may_do_no_more() -> None:
    administrator = ROLE_PERMISSIONS[Role.ADMINISTRATOR]

    assert may_help(administrator, [Role.OPERATOR, Role.VILLAGE_HEAD])
    assert not may_help(administrator, [Role.OPERATOR, Role.REGENCY_ADMINISTRATOR])
    assert not may_help(ROLE_PERMISSIONS[Role.OPERATOR], [Role.VOLUNTEER])


@pytest.mark.parametrize(
    ("since", "until", "serves"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY + datetime.timedelta(1), None, False),
        (DAY - datetime.timedelta(9), DAY - datetime.timedelta(1), False),
    ],
)
def test_the_last_day_is_part_of_the_term(
    since: datetime.date, until: datetime.date | None, serves: bool
) -> None:
    assert is_in_term(since, until, DAY) is serves


def test_the_first_attempts_are_free_and_then_the_wait_doubles_up_to_an_hour() -> None:
    waits = [int(UNKNOWN_BROWSERS.wait_after(attempts).total_seconds()) for attempts in range(1, 14)]

    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_attempts_are_forgotten_after_a_day() -> None:
    old = Tally(9, NOON - datetime.timedelta(hours=25), NOON - datetime.timedelta(hours=24))

    counted = count_one(old, UNKNOWN_BROWSERS, NOON)

    assert counted == Tally(1, NOON, NOON)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 detik"), (30, "30 detik"), (60, "60 detik"), (61, "2 menit"), (3600, "1 jam"), (3601, "2 jam")],
)
def test_a_wait_is_said_so_that_coming_back_in_time_is_never_too_early(seconds: float, words: str) -> None:
    assert wait_in_words(datetime.timedelta(seconds=seconds)) == words

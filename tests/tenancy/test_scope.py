"""A village never sees another village's people, even when a programmer forgets."""

import pytest
from django.db import DatabaseError, connection, transaction

from balai.accounts.enums import Role
from balai.accounts.models import Assignment
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency, current_scope
from tests.factories import make_officer


def role_and_village() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, coalesce(current_setting('balai.village', true), '')")
        return cursor.fetchone()


@pytest.fixture
def two_villages(village: Village, other_village: Village) -> tuple[Village, Village]:
    make_officer(village, Role.OPERATOR)
    make_officer(other_village, Role.OPERATOR, Role.SECRETARY)
    return village, other_village


def test_without_a_scope_nothing_is_readable(two_villages: tuple[Village, Village]) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Assignment.objects.count()


def test_a_village_reads_its_own_rows_only(two_villages: tuple[Village, Village]) -> None:
    here, there = two_villages

    with acting_for(here):
        seen_here = list(Assignment.objects.values_list("village_id", flat=True))
    with acting_for(there):
        seen_there = list(Assignment.objects.values_list("village_id", flat=True))

    assert (seen_here, seen_there) == ([here.pk], [there.pk, there.pk])


def test_the_regency_reads_all_villages_and_writes_none(two_villages: tuple[Village, Village]) -> None:
    with acting_for_regency("test"):
        assert Assignment.objects.count() == 3
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Assignment.objects.update(since="2021-01-01")


def test_a_row_cannot_be_written_into_another_village(two_villages: tuple[Village, Village]) -> None:
    here, there = two_villages

    with acting_for(here), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Assignment.objects.update(village=there)


def test_another_villages_rows_cannot_be_changed(two_villages: tuple[Village, Village]) -> None:
    here, there = two_villages

    with acting_for(here):
        changed = Assignment.objects.filter(village=there).update(since="2021-01-01")

    assert changed == 0


def test_the_database_names_the_village_of_a_new_row(village: Village) -> None:
    make_officer(village, Role.OPERATOR)

    with acting_for(village):
        assert [row.village for row in Assignment.objects.select_related("village")] == [village]


def test_nested_scopes_restore_the_outer_one(village: Village, other_village: Village) -> None:
    outside = role_and_village()

    with acting_for(village):
        with acting_for(other_village):
            inner = role_and_village()
            with acting_for_regency("test"):
                regency = role_and_village()
        again = role_and_village()

    assert (inner, regency, again, role_and_village()) == (
        ("balai_village", str(other_village.pk)), ("balai_regency", ""), ("balai_village", str(village.pk)), outside,
    )  # fmt: skip


def test_an_exception_restores_the_outer_scope(village: Village, other_village: Village) -> None:
    with acting_for(village):
        with pytest.raises(ZeroDivisionError), acting_for(other_village):
            _ = 1 / 0
        after = role_and_village()

    assert after == ("balai_village", str(village.pk))
    assert current_scope().village_id is None


def test_a_database_error_inside_restores_the_outer_scope(village: Village, other_village: Village) -> None:
    with acting_for(village):
        with pytest.raises(DatabaseError), acting_for(other_village):
            Assignment.objects.raw("SELECT no_such_column")[0]
        assert role_and_village() == ("balai_village", str(village.pk))


def test_a_scope_leaves_a_released_savepoint_behind_it(village: Village) -> None:
    with transaction.atomic():
        before = role_and_village()
        with acting_for(village):
            pass
        assert role_and_village() == before


def test_an_exception_rolls_back_what_the_scope_wrote(village: Village) -> None:
    officer = make_officer()

    with pytest.raises(ZeroDivisionError), acting_for(village):
        Assignment.objects.create(officer=officer, role=Role.OPERATOR, since="2020-01-01")
        _ = 1 / 0

    with acting_for(village):
        assert not Assignment.objects.exists()


def test_a_committed_scope_ends_with_its_transaction(committed: str) -> None:
    from tests.factories import make_village

    village = make_village()
    before = role_and_village()

    with acting_for(village):
        pass

    assert role_and_village() == before

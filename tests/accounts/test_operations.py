"""What changes accounts and assignments, and what must not be possible."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.enums import Permission, Role
from balai.accounts.models import Assignment, AuditEntry, Officer, RegencyAssignment
from balai.accounts.operations import (
    LastAdministrator,
    RoleNotGrantable,
    ServesElsewhere,
    assign,
    change_assignment,
    change_own_name,
    change_own_password,
    create_officer,
    end_assignment,
    reset_password,
    reset_second_factors,
)
from balai.accounts.rules import ROLE_PERMISSIONS
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from tests.factories import make_officer

ADMINISTRATOR = ROLE_PERMISSIONS[Role.ADMINISTRATOR]
TODAY = timezone.localdate


def trail() -> list[tuple[str, dict[str, object]]]:
    return [(entry.action, entry.facts) for entry in AuditEntry.objects.order_by("at", "id")]


def test_a_new_officer_has_a_role_and_a_first_password_for_seven_days(
    in_village: Village, actor: Actor
) -> None:
    new = create_officer(
        username="ratna.p", full_name="Ratna Puspita", phone="", role=Role.OPERATOR, since=TODAY(), until=None,
        by=actor, granting=ADMINISTRATOR,
    )  # fmt: skip

    officer = Officer.objects.get(username="ratna.p")
    assert officer.check_password(new.first_password)
    assert officer.must_change_password
    assert officer.first_password_until is not None
    assert officer.first_password_until.date() == (timezone.now() + datetime.timedelta(days=7)).date()
    assert [(each.role, each.village_id) for each in Assignment.objects.of(officer)] == [
        ("operator", in_village.pk)
    ]
    assert trail() == [("accounts.officer_created", {}), ("accounts.assigned", {"role": "operator"})]


def test_no_account_remains_when_its_role_may_not_be_given(in_village: Village, actor: Actor) -> None:
    with pytest.raises(RoleNotGrantable):
        create_officer(
            username="ratna.p", full_name="Ratna Puspita", phone="", role=Role.ADMINISTRATOR, since=TODAY(),
            until=None, by=actor, granting=frozenset({Permission.MANAGE_OFFICERS}),
        )  # fmt: skip

    assert not Officer.objects.filter(username="ratna.p").exists()
    assert trail() == []


def test_the_same_role_is_not_held_twice(in_village: Village, actor: Actor, officer: Officer) -> None:
    with pytest.raises(ValidationError, match="sudah memegang tugas itu"):
        assign(
            officer=officer, role=Role.OPERATOR, since=TODAY(), until=None, by=actor, granting=ADMINISTRATOR
        )


def test_the_last_administrator_stays(in_village: Village, actor: Actor, officer: Officer) -> None:
    assignment = Assignment.objects.get(officer=officer, role=Role.ADMINISTRATOR)

    with pytest.raises(LastAdministrator), transaction.atomic():
        end_assignment(assignment=assignment, on=TODAY(), reason="pindah", by=actor, granting=ADMINISTRATOR)
    with pytest.raises(LastAdministrator), transaction.atomic():
        change_assignment(
            assignment=assignment, role=Role.VOLUNTEER, since=assignment.since, until=None, by=actor,
            granting=ADMINISTRATOR,
        )  # fmt: skip

    assert Assignment.objects.get(pk=assignment.pk).role == Role.ADMINISTRATOR
    assert Assignment.objects.get(pk=assignment.pk).until is None


def test_an_administrator_leaves_when_there_is_another(
    village: Village, actor: Actor, officer: Officer
) -> None:
    make_officer(village, Role.SECRETARY)
    with acting_for(village):
        assignment = Assignment.objects.get(officer=officer, role=Role.ADMINISTRATOR)

        end_assignment(assignment=assignment, on=TODAY(), reason="pindah", by=actor, granting=ADMINISTRATOR)

        entry = AuditEntry.objects.get()
    assert assignment.until == TODAY()
    assert (entry.action, entry.reason, entry.subject_id) == (
        "accounts.assignment_ended",
        "pindah",
        str(officer.pk),
    )


def test_a_reset_gives_a_new_first_password_and_is_in_the_trail(village: Village, actor: Actor) -> None:
    operator = make_officer(village, Role.OPERATOR)
    with acting_for(village):
        password = reset_password(officer=operator, reason="lupa", by=actor, granting=ADMINISTRATOR)

        assert trail() == [("accounts.password_reset", {"removed": 0})]
    operator.refresh_from_db()
    assert operator.check_password(password)
    assert operator.must_change_password


def test_a_village_cannot_reset_who_serves_in_another_village_too(
    village: Village, other_village: Village, actor: Actor
) -> None:
    shared = make_officer(village, Role.OPERATOR)
    with acting_for(other_village):
        Assignment.objects.create(officer=shared, role=Role.OPERATOR, since=TODAY())
    before = shared.password

    with acting_for(village), pytest.raises(ServesElsewhere):
        reset_password(officer=shared, reason="lupa", by=actor, granting=ADMINISTRATOR)
    with acting_for(village), pytest.raises(ServesElsewhere):
        reset_second_factors(officer=shared, reason="lupa", by=actor, granting=ADMINISTRATOR)

    shared.refresh_from_db()
    assert shared.password == before


def test_a_village_cannot_reset_who_serves_at_the_regency(village: Village, actor: Actor) -> None:
    shared = make_officer(village, Role.OPERATOR)
    RegencyAssignment.objects.create(officer=shared, role=Role.CIVIL_REGISTRY, since=TODAY())

    with acting_for(village), pytest.raises(ServesElsewhere):
        reset_password(officer=shared, reason="lupa", by=actor, granting=ADMINISTRATOR)


def test_a_village_cannot_reset_who_will_serve_elsewhere_from_tomorrow_on(
    village: Village, other_village: Village, actor: Actor
) -> None:
    tomorrow = TODAY() + datetime.timedelta(days=1)
    to_village, to_regency = make_officer(village, Role.OPERATOR), make_officer(village, Role.OPERATOR)
    with acting_for(other_village):
        Assignment.objects.create(officer=to_village, role=Role.OPERATOR, since=tomorrow)
    RegencyAssignment.objects.create(officer=to_regency, role=Role.REGENCY_ADMINISTRATOR, since=tomorrow)

    for officer in (to_village, to_regency):
        with acting_for(village), pytest.raises(ServesElsewhere):
            reset_password(officer=officer, reason="lupa", by=actor, granting=ADMINISTRATOR)


def test_lost_keys_are_removed_by_an_administrator(village: Village, actor: Actor) -> None:
    operator = make_officer(village, Role.OPERATOR)
    TOTP.activate(operator, "JBSWY3DPEHPK3PXP")

    with acting_for(village):
        reset_second_factors(officer=operator, reason="HP hilang", by=actor, granting=ADMINISTRATOR)

        assert trail() == [("accounts.second_factors_reset", {"removed": 1})]
    assert not Authenticator.objects.filter(user=operator).exists()


def test_an_own_password_ends_the_first_one(in_village: Village, officer: Officer, actor: Actor) -> None:
    officer.must_change_password = True
    officer.first_password_until = timezone.now()
    officer.save()

    change_own_password(officer=officer, password="gelas sawah kereta", by=actor)

    officer.refresh_from_db()
    assert not officer.must_change_password
    assert officer.first_password_until is None
    assert officer.check_password("gelas sawah kereta")


def test_the_trail_names_the_changed_fields_not_their_values(
    in_village: Village, officer: Officer, actor: Actor
) -> None:
    change_own_name(officer=officer, full_name=officer.full_name, phone="081200000000", by=actor)

    assert trail() == [("accounts.name_changed", {"fields": ["phone"]})]


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"username": "Ratna"}, "username_is_lower_case"),
        ({"first_password_until": timezone.now()}, "only_a_first_password_expires"),
    ],
)
def test_the_database_keeps_facts_about_officers(
    officer: Officer, fields: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Officer.objects.filter(pk=officer.pk).update(**fields)


def test_the_database_refuses_a_regency_role_in_a_village(in_village: Village, officer: Officer) -> None:
    with pytest.raises(IntegrityError, match="assignment_role_is_of_a_village"), transaction.atomic():
        Assignment.objects.create(officer=officer, role=Role.CIVIL_REGISTRY, since=TODAY())


@pytest.mark.parametrize(("role", "district"), [(Role.DISTRICT_HEAD, ""), (Role.CIVIL_REGISTRY, "99.01.01")])
def test_a_district_head_has_a_district_and_nobody_else_has(
    officer: Officer, role: Role, district: str
) -> None:
    with pytest.raises(IntegrityError, match="only_a_district_head_has_a_district"), transaction.atomic():
        RegencyAssignment.objects.create(officer=officer, role=role, district=district, since=TODAY())


class TestTrail:
    """The audit trail belongs to the database: nobody changes it."""

    @pytest.mark.parametrize(
        "statement", ["UPDATE accounts_auditentry SET reason = 'x'", "DELETE FROM accounts_auditentry"]
    )
    def test_no_role_changes_or_deletes_a_line(self, village: Village, actor: Actor, statement: str) -> None:
        with acting_for(village):
            audit.record("uji", by=actor)
        scopes: list[Callable[[], AbstractContextManager[object]]] = [
            lambda: acting_for(village),
            lambda: acting_for_regency("uji"),
            transaction.atomic,
        ]

        for scope in scopes:
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                scope(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

    def test_a_village_reads_its_own_lines_only(
        self, village: Village, other_village: Village, actor: Actor
    ) -> None:
        with acting_for(village):
            audit.record("uji.sini", by=actor)
        with acting_for(other_village):
            audit.record("uji.sana", by=actor)
        audit.record("uji.masuk", by=actor)

        with acting_for(village):
            here = [entry.action for entry in AuditEntry.objects.all()]
        with acting_for_regency("uji"):
            everywhere = {entry.action for entry in AuditEntry.objects.all()}

        assert here == ["uji.sini"]
        assert everywhere == {"uji.sini", "uji.sana", "uji.masuk"}

    def test_a_village_writes_no_line_for_another_or_for_the_regency(
        self, village: Village, other_village: Village, actor: Actor
    ) -> None:
        for village_id in (other_village.pk, None):
            with (
                acting_for(village),
                pytest.raises(ProgrammingError, match="row-level security"),
                transaction.atomic(),
            ):
                AuditEntry(village_id=village_id, action="uji", label="x").save(force_insert=True)

    def test_outside_every_scope_lines_are_added_for_no_village_and_none_is_read(
        self, village: Village, actor: Actor
    ) -> None:
        audit.record("uji", by=actor)

        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            AuditEntry(village=village, action="uji", label="x").save(force_insert=True)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            AuditEntry.objects.count()

    def test_the_regency_leaves_a_line_in_the_village_whose_people_it_saw(
        self, village: Village, actor: Actor
    ) -> None:
        with acting_for_regency("uji"):
            audit.record("residents.read", by=actor, village=village)

        with acting_for(village):
            assert AuditEntry.objects.get().action == "residents.read"

    def test_a_read_of_personal_data_says_who_whom_and_why(
        self, in_village: Village, officer: Officer, actor: Actor
    ) -> None:
        audit.record_access(by=actor, resident=officer, purpose="surat domisili")

        entry = AuditEntry.objects.about(officer).get()
        assert (entry.action, entry.officer, entry.reason, entry.address) == (
            "residents.read",
            officer,
            "surat domisili",
            "127.0.0.1",
        )

    def test_what_fails_leaves_no_line(self, in_village: Village, actor: Actor) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            audit.record("uji", by=actor)
            raise RuntimeError

        assert AuditEntry.objects.count() == 0

"""What changes accounts and assignments. Each runs inside the scope of a village unless it says otherwise."""

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.attempts import forgive_account
from balai.accounts.enums import Action, Permission, Role
from balai.accounts.models import Assignment, Officer, RegencyAssignment
from balai.accounts.passwords import make_first_password
from balai.accounts.rules import ROLE_PERMISSIONS, may_grant, may_help
from balai.tenancy.scope import acting_for_regency, current_village_id

FIRST_PASSWORD_LASTS = timedelta(days=7)
MANAGING_ROLES = [role for role, held in ROLE_PERMISSIONS.items() if Permission.MANAGE_OFFICERS in held]


class RoleNotGrantable(PermissionDenied):
    """Nobody gives a role that can do more than they can themselves."""


class NotYours(PermissionDenied):
    """Only the officer answers an offer, and only once."""


class ServesElsewhere(ValidationError):
    """An officer of two villages is helped by the regency: one village must not sign in to another."""

    def __init__(self) -> None:
        super().__init__(
            "Petugas ini juga bertugas di tempat lain. Minta bantuan administrator kabupaten.",
            code="elsewhere",
        )


class LastAdministrator(ValidationError):
    """Somebody must stay who can give roles."""

    def __init__(self) -> None:
        super().__init__(
            "Ini satu-satunya petugas yang bisa mengatur petugas. Beri tugas itu kepada orang lain dulu.",
            code="last_administrator",
        )


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """A new account and the password to hand over, which is shown once and stored nowhere."""

    officer: Officer
    first_password: str


@transaction.atomic
def create_officer(
    *,
    username: str,
    full_name: str,
    phone: str,
    role: Role,
    since: date,
    until: date | None,
    by: Actor,
    granting: frozenset[Permission],
) -> NewOfficer:
    """Make an account and its first assignment in the village of the scope. `granting`: what `by` may do here.

    Raises `RoleNotGrantable`.
    """
    new = create_account(username=username, full_name=full_name, phone=phone, by=by)
    assign(officer=new.officer, role=role, since=since, until=until, by=by, granting=granting)
    return new


@transaction.atomic
def create_account(*, username: str, full_name: str, phone: str, by: Actor) -> NewOfficer:
    """Make an account without any assignment, in or outside a scope. Its first password lasts seven days."""
    first_password = make_first_password()
    officer = Officer(username=username, full_name=full_name, phone=phone)
    _give_first_password(officer, first_password)
    officer.save(force_insert=True)
    audit.record(Action.OFFICER_CREATED, by=by, subject=officer)
    return NewOfficer(officer, first_password)


@transaction.atomic
def assign(
    *,
    officer: Officer,
    role: Role,
    since: date,
    until: date | None,
    by: Actor,
    granting: frozenset[Permission],
) -> Assignment:
    """Give an officer a role in the village of the scope. Raises `RoleNotGrantable`, `ValidationError`."""
    _check_grant(granting, role)
    assignment = Assignment(officer=officer, role=role, since=since, until=until)
    assignment.clean_fields(exclude=["village"])
    _check_not_held(assignment)
    assignment.save(force_insert=True)
    audit.record(Action.ASSIGNED, by=by, subject=officer, facts={"role": role})
    return assignment


@transaction.atomic
def offer_assignment(
    *,
    officer: Officer,
    role: Role,
    since: date,
    until: date | None,
    by: Actor,
    granting: frozenset[Permission],
) -> Assignment:
    """Give a role in the village of the scope to somebody who serves elsewhere. It counts once they accept it:
    otherwise any village could make an officer "serve elsewhere", whom their own village then can't help.

    Raises `RoleNotGrantable`, `ValidationError`.
    """
    _check_grant(granting, role)
    assignment = Assignment(officer=officer, role=role, since=since, until=until, accepted_at=None)
    assignment.clean_fields(exclude=["village"])
    _check_not_held(assignment)
    assignment.save(force_insert=True)
    audit.record(Action.ASSIGNMENT_OFFERED, by=by, subject=officer, facts={"role": role})
    return assignment


@transaction.atomic
def accept_assignment(*, assignment: Assignment, by: Actor) -> None:
    """Say yes to a role that one was offered. In the scope of its village. Raises `NotYours`."""
    _check_offered_to(by, assignment)
    Assignment.objects.filter(pk=assignment.pk).update(accepted_at=timezone.now())
    audit.record(
        Action.ASSIGNMENT_ACCEPTED, by=by, subject=assignment.officer, facts={"role": assignment.role}
    )


@transaction.atomic
def decline_assignment(*, assignment: Assignment, by: Actor) -> None:
    """Say no to a role that one was offered; the trail keeps that. In the scope of its village. Raises `NotYours`."""
    _check_offered_to(by, assignment)
    Assignment.objects.filter(pk=assignment.pk).delete()
    audit.record(
        Action.ASSIGNMENT_DECLINED, by=by, subject=assignment.officer, facts={"role": assignment.role}
    )


@transaction.atomic
def assign_at_regency(
    *,
    officer: Officer,
    role: Role,
    district: str,
    since: date,
    until: date | None,
    by: Actor,
    granting: frozenset[Permission],
) -> RegencyAssignment:
    """Give an officer a role at the regency; a district head also the district's code. In the regency's scope.

    Raises `RoleNotGrantable`, `ValidationError`.
    """
    _check_grant(granting, role)
    assignment = RegencyAssignment(officer=officer, role=role, district=district, since=since, until=until)
    assignment.full_clean()
    assignment.save(force_insert=True)
    audit.record(Action.ASSIGNED, by=by, subject=officer, facts={"role": role})
    return assignment


@transaction.atomic
def change_assignment(
    *,
    assignment: Assignment,
    role: Role,
    since: date,
    until: date | None,
    by: Actor,
    granting: frozenset[Permission],
) -> None:
    """Correct the role or the term of an assignment. Raises `RoleNotGrantable`, `LastAdministrator`."""
    _check_grant(granting, Role(assignment.role))
    _check_grant(granting, role)
    before = assignment.role
    _lock_managers()
    assignment.role, assignment.since, assignment.until = role, since, until
    _check_not_held(assignment)
    assignment.save(update_fields=["role", "since", "until"])
    if before in MANAGING_ROLES:
        _check_somebody_manages()
    audit.record(
        Action.ASSIGNMENT_CHANGED, by=by, subject=assignment.officer, facts={"from": before, "role": role}
    )


@transaction.atomic
def end_assignment(
    *, assignment: Assignment, on: date, reason: str, by: Actor, granting: frozenset[Permission]
) -> None:
    """Let an assignment end; `on` is its last day. Raises `RoleNotGrantable`, `LastAdministrator`."""
    _check_grant(granting, Role(assignment.role))
    _lock_managers()
    assignment.until = max(on, assignment.since)
    assignment.save(update_fields=["until"])
    if assignment.role in MANAGING_ROLES:
        _check_somebody_manages()
    audit.record(
        Action.ASSIGNMENT_ENDED,
        by=by,
        subject=assignment.officer,
        reason=reason,
        facts={"role": assignment.role, "until": assignment.until.isoformat()},
    )


@transaction.atomic
def end_regency_assignment(
    *, assignment: RegencyAssignment, on: date, reason: str, by: Actor, granting: frozenset[Permission]
) -> None:
    """Let a role at the regency end. In the regency's scope. Raises `RoleNotGrantable`, `LastAdministrator`."""
    _check_grant(granting, Role(assignment.role))
    today = timezone.localdate()
    administrators = RegencyAssignment.objects.filter(role=Role.REGENCY_ADMINISTRATOR).order_by("id")
    list(administrators.select_for_update().values("id"))
    assignment.until = max(on, assignment.since)
    assignment.save(update_fields=["until"])
    staying = administrators.serving(today).filter(officer__is_active=True).exclude(until=today)
    if assignment.role == Role.REGENCY_ADMINISTRATOR and not staying.exists():
        raise LastAdministrator
    audit.record(
        Action.ASSIGNMENT_ENDED,
        by=by,
        subject=assignment.officer,
        reason=reason,
        facts={"role": assignment.role, "until": assignment.until.isoformat()},
    )


@transaction.atomic
def close_account(*, officer: Officer, reason: str, by: Actor) -> None:
    """Nobody signs in with this account any more, and whoever has is out at once. In the regency's scope.

    Raises `ValidationError` for one's own account.
    """
    if by.officer == officer:
        raise ValidationError("Akun sendiri tidak bisa ditutup.", code="own")
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    audit.record(Action.ACCOUNT_CLOSED, by=by, subject=officer, reason=reason)


@transaction.atomic
def open_account(*, officer: Officer, reason: str, by: Actor) -> None:
    """Let somebody sign in again whose account was closed. In the regency's scope."""
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    audit.record(Action.ACCOUNT_OPENED, by=by, subject=officer, reason=reason)


@transaction.atomic
def reset_password(*, officer: Officer, reason: str, by: Actor, granting: frozenset[Permission]) -> str:
    """Hand out a new first password; it ends all sessions, all keys and what strangers were counted for.

    The keys as well: whoever used a handed-out password could have added one, and would keep it.
    Raises `RoleNotGrantable`, `ServesElsewhere`.
    """
    _check_help(officer, granting)
    first_password = make_first_password()
    _give_first_password(officer, first_password)
    officer.save(update_fields=["password", "must_change_password", "first_password_until"])
    forgive_account(officer.username)
    removed, _ = Authenticator.objects.filter(user=officer).delete()
    audit.record(Action.PASSWORD_RESET, by=by, subject=officer, reason=reason, facts={"removed": removed})
    return first_password


@transaction.atomic
def reset_second_factors(
    *, officer: Officer, reason: str, by: Actor, granting: frozenset[Permission]
) -> None:
    """Remove all passkeys, the authenticator app and recovery codes, for someone who lost their phone.

    Raises `RoleNotGrantable`, `ServesElsewhere`.
    """
    _check_help(officer, granting)
    removed, _ = Authenticator.objects.filter(user=officer).delete()
    audit.record(
        Action.SECOND_FACTORS_RESET, by=by, subject=officer, reason=reason, facts={"removed": removed}
    )


@transaction.atomic
def change_own_password(*, officer: Officer, password: str, by: Actor) -> None:
    """Replace one's own password; other sessions end. The caller keeps its own session alive."""
    officer.set_password(password)
    officer.must_change_password = False
    officer.first_password_until = None
    officer.save(update_fields=["password", "must_change_password", "first_password_until"])
    audit.record(Action.PASSWORD_CHANGED, by=by, subject=officer)


@transaction.atomic
def change_own_name(*, officer: Officer, full_name: str, phone: str, by: Actor) -> None:
    """Correct one's own name and telephone number."""
    changed = [
        name
        for name, value in (("full_name", full_name), ("phone", phone))
        if getattr(officer, name) != value
    ]
    officer.full_name, officer.phone = full_name, phone
    officer.save(update_fields=["full_name", "phone"])
    audit.record(Action.NAME_CHANGED, by=by, subject=officer, facts={"fields": changed})


def _give_first_password(officer: Officer, first_password: str) -> None:
    officer.set_password(first_password)
    officer.must_change_password = True
    officer.first_password_until = timezone.now() + FIRST_PASSWORD_LASTS


def _check_grant(granting: frozenset[Permission], role: Role) -> None:
    if not may_grant(granting, role):
        raise RoleNotGrantable(f"Anda belum boleh memberi tugas {role.label}.")


def _check_offered_to(officer: Actor, assignment: Assignment) -> None:
    waiting = Assignment.objects.select_for_update().offered(timezone.localdate()).filter(pk=assignment.pk)
    if officer.officer is None or not waiting.filter(officer=officer.officer).exists():
        raise NotYours


def _check_not_held(assignment: Assignment) -> None:
    """The database would refuse it as well, but not in a sentence."""
    others = Assignment.objects.filter(officer=assignment.officer, role=assignment.role, until=None)
    if assignment.until is None and others.exclude(pk=assignment.pk).exists():
        raise ValidationError("Petugas ini sudah memegang tugas itu.", code="held")


def _check_help(officer: Officer, granting: frozenset[Permission]) -> None:
    """The roles of the officer in this village are visible here; those elsewhere only to the regency."""
    today = timezone.localdate()
    roles = list(Assignment.objects.of(officer).serving(today).values_list("role", flat=True))
    if not may_help(granting, roles):
        raise RoleNotGrantable("Petugas ini boleh lebih banyak daripada Anda.")
    if Permission.MANAGE_REGENCY in granting:
        return
    if not Assignment.objects.of(officer).accepted().exists() or _serves_elsewhere(officer, today):
        raise ServesElsewhere


def _serves_elsewhere(officer: Officer, today: date) -> bool:
    """Today or from a later day on: a password given out now would still open that desk then."""
    if RegencyAssignment.objects.of(officer).not_ended(today).exists():
        return True
    here = current_village_id() or 0
    with acting_for_regency("Sebelum kata sandi diganti: bertugas di desa lain?"):
        elsewhere = Assignment.objects.of(officer).not_ended(today).accepted()
        return elsewhere.exclude(village_id=here).exists()


def _lock_managers() -> None:
    """Hold every assignment that may give roles, so that two administrators can't remove each other at once."""
    list(Assignment.objects.select_for_update().filter(role__in=MANAGING_ROLES).order_by("id").values("id"))


def _check_somebody_manages() -> None:
    """Raise `LastAdministrator` unless somebody may still give roles in this village tomorrow."""
    today = timezone.localdate()
    managing = Assignment.objects.serving(today).filter(role__in=MANAGING_ROLES, officer__is_active=True)
    if not managing.exclude(until=today).exists():
        raise LastAdministrator

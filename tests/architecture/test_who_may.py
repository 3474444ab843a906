"""Every address of the hall, knocked at by every role, an officer of another village, another resident, and nobody.

What each may expect follows from the guard that the address names (`test_guards` prints the table) and from the
permissions of the role (`accounts.rules.ROLE_PERMISSIONS`); an address of somebody's own opens for its holder alone.
"""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from balai.access.operations import give_pin
from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.guards import Guard, guard_of
from balai.accounts.models import RegencyAssignment
from balai.accounts.rules import ROLE_PERMISSIONS, VILLAGE_ROLES
from balai.applications.models import Application
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import submitted
from tests.architecture.test_guards import addresses, knock
from tests.factories import HallClient, make_officer
from tests.residents.factories import make_family, person

pytestmark = pytest.mark.django_db
_OPEN = {"public", "signed-in", "signed-in-anyhow"}


@pytest.fixture
def application(village: Village) -> Application:
    with acting_for(village):
        return submitted()


def guarded(kind: str) -> Iterator[tuple[str, Guard]]:
    """The village's addresses behind a guard of this kind."""
    for path, view in addresses(get_resolver("config.urls_village")):
        guard = guard_of(view)
        if guard and guard.kind == kind:
            yield path, guard


def filled(path: str, application: Application) -> str:
    """An address with the application in it; whatever else it names is nobody's."""
    path = path.replace("<uuid:application_id>", str(application.pk)).replace("/^", "/").removesuffix("$")
    path = re.sub(r"\(\?P<\w+>\[0-9a-f\]\{(\d+)\}\)", lambda found: "0" * int(found[1]), path)
    path = re.sub(r"\(\?P<\w+>(\w+)[^)]*\)", r"\1", path).replace("\\.", ".")
    path = re.sub(r"<uuid:\w+>", str(uuid.UUID(int=7)), path)
    return re.sub(r"<(?:\w+:)?\w+>", "7", path)


@pytest.mark.parametrize("role", sorted(VILLAGE_ROLES))
def test_an_officer_gets_behind_no_guard_that_asks_for_more(
    role: Role, village: Village, visitor: HallClient, application: Application
) -> None:
    visitor.force_login(make_officer(village, role))
    held = {str(each) for each in ROLE_PERMISSIONS[role]}
    surprises: list[tuple[str, int]] = []
    for path, guard in guarded("officer"):
        if guard.permissions and held.isdisjoint(map(str, guard.permissions)):
            answer = knock(visitor, filled(path, application))
            surprises += [(path, answer.status_code)] if answer.status_code != 403 else []

    assert surprises == []


def test_an_application_opens_on_the_desks_of_those_who_may(
    village: Village, visitor: HallClient, application: Application
) -> None:
    address = f"/meja/permohonan/{application.pk}/"
    answers: dict[str, int] = {}
    for role in sorted(VILLAGE_ROLES):
        visitor.force_login(make_officer(village, role))
        answers[role] = visitor.get(address).status_code

    may = {Role.ADMINISTRATOR, Role.OPERATOR, Role.SERVICE_HEAD, Role.SECRETARY, Role.VILLAGE_HEAD}
    assert answers == {role: 200 if role in may else 403 for role in VILLAGE_ROLES}


def test_officers_of_the_regency_have_no_way_through_the_villages_door(
    village: Village, visitor: HallClient, application: Application
) -> None:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=Role.CIVIL_REGISTRY, since="2020-01-01")
    visitor.force_login(officer)
    surprises = [
        (path, answer.status_code)
        for path, _ in guarded("officer")
        if (answer := knock(visitor, filled(path, application))).status_code != 403
    ]

    assert surprises == []


@pytest.mark.parametrize("who", ["nobody", "another resident", "an officer of another village"])
def test_an_application_is_closed_to(
    who: str, village: Village, other_village: Village, application: Application, actor: Actor
) -> None:
    browser = HallClient(village)
    if who == "another resident":
        with acting_for(village):
            make_family(person("Orang Lain"))
            other = Resident.objects.get()
            pin = give_pin(resident=other, by=actor)
        assert browser.post("/saya/masuk/", {"nik": other.nik, "pin": pin}).status_code == 302
    elif who == "an officer of another village":
        browser.force_login(make_officer(other_village, Role.ADMINISTRATOR))
    answers: dict[str, Any] = {}
    for path, view in addresses(get_resolver("config.urls_village")):
        guard = guard_of(view)
        if "application_id" in path and guard and guard.kind in {*_OPEN, "officer"}:
            answer = knock(browser, filled(path, application))
            closed = answer.status_code in {403, 404} or "/masuk/" in answer.get("Location", "")
            answers |= {} if closed else {path: answer.status_code}

    assert answers == {}


def test_another_villages_desk_does_not_know_it(other_village: Village, application: Application) -> None:
    browser = HallClient(other_village)
    browser.force_login(make_officer(other_village, Role.ADMINISTRATOR, Role.OPERATOR))
    opened = [
        path
        for path, _ in guarded("officer")
        if "application_id" in path and knock(browser, filled(path, application)).status_code != 404
    ]

    assert opened == []

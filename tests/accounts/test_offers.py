"""Nobody serves a village that they did not choose to serve, and no key outlives a password that was handed out."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator

from balai.accounts.enums import Role
from balai.accounts.models import Assignment, AuditEntry, Officer
from balai.accounts.operations import (
    NotYours,
    ServesElsewhere,
    accept_assignment,
    offer_assignment,
    reset_password,
)
from balai.accounts.rules import permissions_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_actor, make_officer

pytestmark = pytest.mark.django_db

MAY = permissions_of([Role.ADMINISTRATOR])


@pytest.fixture
def offered(village: Village, officer: Officer, other_officer: Officer) -> Assignment:
    """`village` offers a role to the administrator of the other village."""
    with acting_for(village):
        by, since = make_actor(officer), date(2026, 7, 1)
        return offer_assignment(
            officer=other_officer, role=Role.OPERATOR, since=since, until=None, by=by, granting=MAY
        )


@pytest.fixture
def elsewhere(other_village: Village, other_officer: Officer) -> HallClient:
    client = HallClient(other_village)
    client.force_login(other_officer)
    return client


def test_an_offer_opens_no_desk_and_keeps_no_help_away(
    offered: Assignment, village: Village, other_village: Village, other_officer: Officer
) -> None:
    here = HallClient(village)
    here.force_login(other_officer)
    colleague = make_officer(other_village, Role.ADMINISTRATOR)

    assert here.get("/meja/").status_code == 403
    with acting_for(other_village):
        assert reset_password(officer=other_officer, reason="lupa", by=make_actor(colleague), granting=MAY)


def test_the_village_that_offers_can_not_give_out_the_officers_password(
    offered: Assignment, village: Village, officer: Officer, other_officer: Officer, desk: HallClient
) -> None:
    with acting_for(village), pytest.raises(ServesElsewhere):
        reset_password(officer=other_officer, reason="x", by=make_actor(officer), granting=MAY)

    assert desk.get(f"/meja/petugas/{other_officer.pk}/").status_code == 404


def test_signing_in_leads_to_the_offer(
    offered: Assignment, other_village: Village, other_officer: Officer
) -> None:
    visitor = HallClient(other_village)
    answer = visitor.post("/masuk/", {"login": other_officer.username, "password": "kopi-pagi-di-balai-7"})

    assert answer["Location"] == "/air-jernih/meja/akun/tawaran/"
    assert "Sukamaju" in visitor.get("/meja/akun/tawaran/").content.decode()


@pytest.mark.parametrize(
    ("button", "opens", "word"), [({"terima": "1"}, 200, "accepted"), ({}, 403, "declined")]
)
def test_the_officer_accepts_or_declines(
    offered: Assignment, elsewhere: HallClient, village: Village, other_officer: Officer,
    button: dict[str, str], opens: int, word: str,
) -> None:  # fmt: skip
    elsewhere.post("/meja/akun/tawaran/", {"tawaran": str(offered.pk), **button})

    here = HallClient(village)
    here.force_login(other_officer)
    assert here.get("/meja/").status_code == opens
    with acting_for(village):
        assert AuditEntry.objects.filter(action=f"accounts.assignment_{word}").count() == 1


def test_nobody_accepts_for_somebody_else(
    offered: Assignment, desk: HallClient, village: Village, officer: Officer
) -> None:
    assert desk.post("/meja/akun/tawaran/", {"tawaran": str(offered.pk), "terima": "1"}).status_code == 404
    with acting_for(village), pytest.raises(NotYours):
        accept_assignment(assignment=offered, by=make_actor(officer))


def test_a_new_password_ends_every_key(village: Village, officer: Officer) -> None:
    operator = make_officer(village, Role.OPERATOR)
    Authenticator.objects.create(user=operator, type=Authenticator.Type.WEBAUTHN, data={"name": "orang lain"})

    with acting_for(village):
        reset_password(officer=operator, reason="lupa", by=make_actor(officer), granting=MAY)

    assert not Authenticator.objects.filter(user=operator).exists()

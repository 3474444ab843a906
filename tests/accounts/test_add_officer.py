"""The first administrator comes from the command line."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from balai.accounts.enums import Role
from balai.accounts.models import Assignment, AuditEntry, Officer, RegencyAssignment
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from tests.accounts.browser import sign_in
from tests.factories import HallClient


def add(*arguments: str) -> str:
    """Run the command; the first password it prints."""
    said = io.StringIO()
    call_command("add_officer", *arguments, stdout=said)
    return said.getvalue().rsplit(": ", 1)[1].strip()


def test_the_first_administrator_of_a_village_signs_in(village: Village, visitor: HallClient) -> None:
    password = add("ratna.p", "Ratna Puspita", "--role", "administrator", "--village", village.code)

    assert sign_in(visitor, "ratna.p", password)["Location"] == "/sukamaju/meja/"
    with acting_for(village):
        assert [each.role for each in Assignment.objects.all()] == [Role.ADMINISTRATOR]
        assert AuditEntry.objects.get(action="accounts.officer_created").label == "sistem: baris perintah"


def test_a_district_head_needs_a_district(db: Any) -> None:
    with pytest.raises(CommandError, match="Camat butuh kode kecamatan"):
        add("surya", "Surya Wijaya", "--role", "district_head")
    assert not Officer.objects.exists()

    add("surya", "Surya Wijaya", "--role", "district_head", "--district", "99.01.01")

    assert RegencyAssignment.objects.get().district == "99.01.01"
    with acting_for_regency("uji"):
        assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["Ratna", "Ratna", "--role", "operator", "--village", "99.01.01.2001"], "huruf kecil"),
        (["ratna", "Ratna", "--role", "operator"], "needs --village"),
        (["ratna", "Ratna", "--role", "civil_registry", "--village", "99.01.01.2001"], "needs --village"),
        (["ratna", "Ratna", "--role", "operator", "--village", "99.01.01.2999"], "no village"),
    ],
)
def test_what_cannot_be_is_said(village: Village, arguments: list[str], problem: str) -> None:
    with pytest.raises(CommandError, match=problem):
        add(*arguments)

    assert not Officer.objects.exists()

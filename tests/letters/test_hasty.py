"""Nobody who checks letters keeps others from their page."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.accounts.attempts import spend_allowance
from balai.core.signed_facts import sign_facts
from balai.letters import examination
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import make_ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]

MINUTE = timedelta(minutes=1)


@pytest.fixture
def checking(hall: None, village: Village, visitor: HallClient) -> Callable[..., Any]:
    with acting_for(village):
        make_ready()

    def check(code: str = "", file: bytes = b"") -> Any:
        sent: dict[str, Any] = {"code": code}
        if file:
            sent["file"] = SimpleUploadedFile("surat.pdf", file)
        return visitor.post("/v/", sent)

    return check


def test_sixty_codes_a_minute_may_be_checked(checking: Callable[..., Any]) -> None:
    statuses = [checking(code="bukan kode").status_code for _ in range(61)]

    assert statuses == [200] * 60 + [429]


def test_a_file_counts_as_six_codes(checking: Callable[..., Any]) -> None:
    for _ in range(49):
        checking(code="bukan kode")

    statuses = [checking(file=b"bukan PDF").status_code, checking(file=b"bukan PDF").status_code]

    assert statuses == [200, 429]


def test_after_a_minute_one_may_check_again(db: None) -> None:
    def spend(address: str = "192.0.2.1") -> bool:
        return not spend_allowance("uji", who=address, cost=6, most=10, each=MINUTE)

    with time_machine.travel("2026-11-20T02:00:00Z", tick=False) as clock:
        at_once = [spend(), spend(), spend(address="192.0.2.2")]
        clock.shift(MINUTE)
        later = spend()

    assert (at_once, later) == ([True, False, True], True)


def test_only_one_file_is_looked_into_at_once(checking: Callable[..., Any]) -> None:
    with examination._TURN:
        answer = checking(file=b"%PDF-1.7")

    assert answer.status_code == 503
    assert "Berkas lain sedang diperiksa." in answer.content.decode()


def test_a_file_that_takes_too_long_is_given_up(
    checking: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "CLOCK_SECONDS", 0.01)

    answer = checking(file=b"%PDF-1.7 lama sekali")

    assert answer.status_code == 503
    assert "Pindai kode QR" in answer.content.decode()


@pytest.mark.parametrize("code", ["\0", "99\0", "\ud800", "é"])
def test_a_crafted_village_is_not_found(checking: Callable[..., Any], visitor: HallClient, code: str) -> None:
    question = {"village": code, "id": str(uuid.uuid4()), "code": "x"}

    answer = visitor.post("/v/keadaan/", question, content_type="application/json")

    assert answer.status_code == 200


def test_a_code_that_claims_a_crafted_village_is_strange(checking: Callable[..., Any]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    code = sign_facts(dict.fromkeys(range(1, 12), "99\x00"), key=key, key_id=b"12345678")

    assert checking(code=code).status_code == 200

"""What a program of the village can do with a token."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from balai.accounts.models import AuditEntry
from balai.api import access
from balai.api.enums import Scope
from balai.core.sealing import Verdict, examine_pdf
from balai.letters.models import Letter
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.keys import roots
from tests.api.conftest import NIK
from tests.factories import HallClient

Call = Callable[..., Any]
SecretOf = Callable[..., str]
DOMISILI = {"kind": "domisili", "nik": NIK, "answers": {"purpose": "Membuka rekening", "since": "2015-03-14"}}
KEY = {"Idempotency-Key": "permintaan-0001"}


def test_a_program_reads_the_kinds_and_the_schema_of_a_form(call: Call, secret_of: SecretOf) -> None:
    secret = secret_of(Scope.READ_KINDS)

    kinds = call("get", "kinds", secret).json()
    usaha = call("get", "kinds/usaha", secret).json()

    assert "domisili" in [kind["slug"] for kind in kinds]
    assert usaha["parties"][0] == {"name": "resident", "label": "Warga", "source": "register"}
    assert usaha["answers"]["properties"]["since_year"]["type"] == "integer"
    assert "business_name" in usaha["answers"]["required"]


def test_a_preview_numbers_nothing(call: Call, secret_of: SecretOf, office: Village) -> None:
    answer = call("post", "letters/preview", secret_of(Scope.ISSUE_LETTERS), {"kind": "usaha", "nik": NIK})

    assert answer.status_code == 200
    assert answer.json()["pages"][0].startswith("<svg")
    assert "Nama usaha" in answer.json()["missing"]
    with acting_for(office):
        assert Letter.objects.count() == 0


def test_a_program_issues_a_letter_and_fetches_its_file(
    call: Call, secret_of: SecretOf, office: Village
) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS, Scope.READ_LETTERS)

    issued = call("post", "letters", secret, DOMISILI, **KEY)
    pdf = call("get", f"letters/{issued.json()['id']}/pdf", secret)

    assert issued.status_code == 201
    assert issued.json()["state"] == "issued"
    assert issued.json()["holder_name"] == "Siti Aminah Lestari"
    assert pdf["Content-Type"] == "application/pdf"
    assert examine_pdf(pdf.content, roots()).verdict is Verdict.GENUINE
    with acting_for(office):
        assert AuditEntry.objects.filter(action="letters.issued", label="API: Aplikasi puskesmas").exists()


def test_a_request_sent_again_gives_the_same_letter(call: Call, secret_of: SecretOf, office: Village) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS)

    first, again = (call("post", "letters", secret, DOMISILI, **KEY) for _ in range(2))
    other = call("post", "letters", secret, DOMISILI | {"kind": "skck"}, **KEY)
    changed = DOMISILI | {"answers": {"purpose": "Melamar kerja", "since": "2015-03-14"}}
    otherwise = call("post", "letters", secret, changed, **KEY)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (other.status_code, otherwise.status_code) == (409, 409)
    with acting_for(office):
        assert Letter.objects.count() == 1


def test_two_programs_may_use_the_same_key(call: Call, secret_of: SecretOf) -> None:
    numbers = {
        call("post", "letters", secret_of(Scope.ISSUE_LETTERS), DOMISILI, **KEY).json()["number"]
        for _ in range(2)
    }

    assert len(numbers) == 2


def test_answers_are_checked_as_at_the_desk(call: Call, secret_of: SecretOf) -> None:
    wrong = DOMISILI | {"answers": {"since": "kemarin dulu", "warna": "biru"}}

    answer = call("post", "letters", secret_of(Scope.ISSUE_LETTERS), wrong, **KEY)

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"purpose", "since", "__all__"}


def test_a_form_that_others_sign_is_no_letter(call: Call, secret_of: SecretOf) -> None:
    wanted = {"kind": "f-1-02", "nik": NIK, "answers": {}}

    answers = [
        call("post", path, secret_of(Scope.ISSUE_LETTERS), wanted, **KEY)
        for path in ("letters", "letters/preview")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "ditandatangani orang lain" in answers[0].json()["problem"]


def test_a_letter_needs_an_idempotency_key(call: Call, secret_of: SecretOf) -> None:
    answer = call("post", "letters", secret_of(Scope.ISSUE_LETTERS), DOMISILI)

    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["fields"]


def test_a_revoked_letter_verifies_as_revoked(call: Call, secret_of: SecretOf) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS, Scope.REVOKE_LETTERS, Scope.VERIFY)
    letter = call("post", "letters", secret, DOMISILI, **KEY).json()

    before = call("post", "verify", secret, {"code": letter["verify"]}).json()
    call("post", f"letters/{letter['id']}/revoke", secret, {"reason": "Salah nama"})
    after = call("post", "verify", secret, {"code": letter["verify"]}).json()
    twice = call("post", f"letters/{letter['id']}/revoke", secret, {"reason": "Salah nama"})

    assert (before["verdict"], after["verdict"]) == ("asli", "dicabut")
    assert before["facts"]["name"] == "Siti A. L."
    assert twice.status_code == 409


def test_a_file_is_verified_by_its_bytes(call: Call, secret_of: SecretOf, office: Village) -> None:
    secret = secret_of(Scope.ISSUE_LETTERS, Scope.READ_LETTERS, Scope.VERIFY)
    letter = call("post", "letters", secret, DOMISILI, **KEY).json()
    pdf = call("get", f"letters/{letter['id']}/pdf", secret).content

    answer = Client().post(
        f"/{office.slug}/api/v1/verify/pdf",
        pdf,
        content_type="application/pdf",
        headers={"Authorization": f"Bearer {secret}"},
    )

    assert answer.json()["verdict"] == "asli"


def test_a_file_in_an_envelope_is_refused_in_words(call: Call, secret_of: SecretOf, office: Village) -> None:
    answer = Client().post(
        f"/{office.slug}/api/v1/verify/pdf",
        {"file": "x"},
        headers={"Authorization": f"Bearer {secret_of(Scope.VERIFY)}"},
    )

    assert answer.status_code == 415
    assert answer.json()["problem"] == "Kirim berkasnya langsung sebagai application/pdf."


def test_a_resident_is_found_by_the_whole_nik_and_the_look_is_recorded(
    call: Call, secret_of: SecretOf, office: Village
) -> None:
    secret = secret_of(Scope.READ_RESIDENTS)

    found = call("post", "residents/find", secret, {"nik": NIK})
    nobody = call("post", "residents/find", secret, {"nik": "9901014507929778"})

    assert found.json()["full_name"] == "Siti Aminah Lestari"
    assert "nik" not in found.json()
    assert nobody.status_code == 404
    with acting_for(office):
        assert AuditEntry.objects.filter(action="residents.read", reason="Dicari lewat API").count() == 1


def test_a_token_may_call_120_times_a_minute(
    call: Call, secret_of: SecretOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert access.CALLS_A_MINUTE == 120
    monkeypatch.setattr(access, "CALLS_A_MINUTE", 5)
    secret, other = secret_of(Scope.READ_KINDS), secret_of(Scope.READ_KINDS)

    with time_machine.travel("2026-11-20T02:00:00Z", tick=False) as clock:
        statuses = {call("post", "residents/find", secret, {"nik": NIK}).status_code for _ in range(5)}
        refused = call("get", "kinds", secret)
        of_another = call("get", "kinds", other)
        clock.shift(60)
        later = call("get", "kinds", secret)

    assert statuses == {403}
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert refused.json()["problem"] == "Terlalu sering. Tunggu sebentar, lalu coba lagi."
    assert (of_another.status_code, later.status_code) == (200, 200)


def test_the_trail_names_the_program(
    call: Call, secret_of: SecretOf, desk: HallClient, office: Village
) -> None:
    call("post", "residents/find", secret_of(Scope.READ_RESIDENTS), {"nik": NIK})

    page = desk.get("/meja/jejak/").content.decode()

    assert "API: Aplikasi puskesmas" in page
    assert "Dicari lewat API" in page


def test_a_token_opens_only_its_scopes_and_its_village(
    call: Call, secret_of: SecretOf, office: Village, other_village: Village
) -> None:
    secret = secret_of(Scope.READ_KINDS)

    elsewhere = Client().get(
        f"/{other_village.slug}/api/v1/kinds", headers={"Authorization": f"Bearer {secret}"}
    )

    assert call("get", "kinds", secret).status_code == 200
    assert call("post", "residents/find", secret, {"nik": NIK}).status_code == 403
    assert call("get", "kinds", "balai_salah").status_code == 401
    assert elsewhere.status_code == 401

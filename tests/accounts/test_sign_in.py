"""Signing in: by password, second factor, and what a wrong guess learns."""

import datetime
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.utils import timezone

from balai.accounts.attempts import forgive_account
from balai.accounts.browsers import COOKIE
from balai.accounts.models import AuditEntry, Officer, SignInCounter
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from tests.accounts.browser import PASSWORD, current_code, guess, sign_in
from tests.factories import HallClient, make_officer

NOON = datetime.datetime(2026, 11, 21, 5, tzinfo=datetime.UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def error_texts(html: str) -> list[str]:
    return re.findall(r'<span class="error".*?<span>(.*?)</span>', html, re.DOTALL)


def test_an_officer_comes_in_with_name_and_password_and_reaches_the_desk(
    visitor: HallClient, officer: Officer, village: Village
) -> None:
    response = sign_in(visitor, officer.username.upper())

    assert (response.status_code, response["Location"]) == (302, "/sukamaju/meja/")
    with acting_for(village):
        entry = AuditEntry.objects.get()
    assert (entry.action, entry.officer, entry.address, entry.facts) == (
        "accounts.signed_in",
        officer,
        "127.0.0.1",
        {"methods": ["password"]},
    )


def test_the_page_that_was_asked_for_comes_after_the_sign_in(visitor: HallClient, officer: Officer) -> None:
    asked = visitor.get("/meja/akun/")

    response = visitor.post(asked["Location"], {"login": officer.username, "password": PASSWORD})

    assert response["Location"] == "/sukamaju/meja/akun/"


def test_the_sign_in_never_leads_to_another_site(visitor: HallClient, officer: Officer) -> None:
    response = visitor.post(
        "/masuk/?next=https://jahat.example/", {"login": officer.username, "password": PASSWORD}
    )

    assert response["Location"] == "/sukamaju/meja/"


def test_the_session_gets_a_new_key_at_the_sign_in(visitor: HallClient, officer: Officer) -> None:
    visitor.session["anything"] = 1
    before = visitor.session
    before["anything"] = 1
    before.save()
    visitor.cookies["sessionid"] = before.session_key or ""

    sign_in(visitor, officer.username)

    assert visitor.cookies["sessionid"].value != before.session_key


def test_wrong_name_wrong_password_and_closed_account_look_the_same(
    visitor: HallClient, officer: Officer, village: Village
) -> None:
    closed = make_officer(village, is_active=False)

    answers = [
        sign_in(visitor, name, password)
        for name, password in [
            ("tidak.ada", PASSWORD),
            (officer.username, "salah-sekali"),
            (closed.username, PASSWORD),
        ]
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert {tuple(error_texts(answer.content.decode())) for answer in answers} == {
        ("Nama pengguna atau kata sandi tidak cocok.",)
    }


def test_an_unknown_name_costs_as_many_queries_and_one_hash_too(
    visitor: HallClient, officer: Officer, django_assert_num_queries: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hashed: list[str] = []
    original = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return original(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)

    with CaptureQueriesContext(connection) as known:
        sign_in(visitor, officer.username, "salah-sekali")
    with CaptureQueriesContext(connection) as unknown:
        sign_in(visitor, "tidak.ada", "salah-sekali")

    assert len(known) == len(unknown)
    assert hashed == ["salah-sekali", "salah-sekali"]


def test_failures_are_in_the_trail_without_what_was_typed(visitor: HallClient, officer: Officer) -> None:
    sign_in(visitor, "kata-sandi-saya-terketik-di-sini", "salah-sekali")

    with acting_for_regency("uji"):
        entry = AuditEntry.objects.get()
    assert (entry.action, entry.village_id, entry.label, entry.facts, entry.subject_id) == (
        "accounts.sign_in_failed",
        None,
        "tamu",
        {},
        "",
    )


def test_a_stranger_waits_longer_and_longer(visitor: HallClient, officer: Officer) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        first = guess(visitor, officer.username, 5)
        blocked = sign_in(visitor, officer.username)
        clock.shift(30)
        again = guess(visitor, officer.username, 1)
        longer = sign_in(visitor, officer.username)

    assert first == [422] * 5
    assert (blocked.status_code, blocked["Retry-After"]) == (429, "30")
    assert "Terlalu banyak percobaan. Tunggu 30 detik, lalu coba lagi." in blocked.content.decode()
    assert again == [422]
    assert (longer.status_code, longer["Retry-After"]) == (429, "60")


def test_a_stranger_cannot_lock_an_officer_out(
    visitor: HallClient, officer: Officer, village: Village
) -> None:
    own_browser = HallClient(village)
    sign_in(own_browser, officer.username)
    own_browser.post("/keluar/")
    with time_machine.travel(NOON, tick=False):
        guess(visitor, officer.username, 20, REMOTE_ADDR="203.0.113.9")

        stranger = sign_in(visitor, officer.username, REMOTE_ADDR="203.0.113.9")
        own = sign_in(own_browser, officer.username)

    assert stranger.status_code == 429
    assert (own.status_code, own["Location"]) == (302, "/sukamaju/meja/")


def test_a_stolen_browser_mark_has_patience_of_its_own_only(officer: Officer, village: Village) -> None:
    thief = HallClient(village)
    other = make_officer(village)
    with time_machine.travel(NOON, tick=False):
        sign_in(thief, officer.username)
        thief.post("/keluar/")

        statuses = guess(thief, officer.username, 12)
        at_other = guess(thief, other.username, 6)

    assert statuses == [422] * 10 + [429, 429]
    assert at_other == [422] * 5 + [429]


def test_a_forged_browser_mark_is_no_mark(visitor: HallClient, officer: Officer) -> None:
    visitor.cookies[COOKIE] = "eyJ4IjoieSJ9:1xxxxx:palsu"

    with time_machine.travel(NOON, tick=False):
        statuses = guess(visitor, officer.username, 6)

    assert statuses == [422] * 5 + [429]


def test_one_address_that_tries_many_names_waits(visitor: HallClient) -> None:
    with time_machine.travel(NOON, tick=False):
        statuses = [sign_in(visitor, f"nama-{number}").status_code for number in range(31)]
        elsewhere = sign_in(visitor, "nama-lain", REMOTE_ADDR="198.51.100.7")

    assert statuses == [422] * 30 + [429]
    assert elsewhere.status_code == 422


def test_the_many_addresses_of_one_subscriber_count_as_one(visitor: HallClient) -> None:
    with time_machine.travel(NOON, tick=False):
        statuses = [
            sign_in(visitor, f"nama-{number}", REMOTE_ADDR=f"2001:db8:7:9::{number:x}").status_code
            for number in range(31)
        ]
        neighbour = sign_in(visitor, "nama-lain", REMOTE_ADDR="2001:db8:7:a::1")

    assert statuses == [422] * 30 + [429]
    assert neighbour.status_code == 422


def test_signing_in_with_an_own_account_does_not_wipe_the_count_of_the_address(
    visitor: HallClient, village: Village
) -> None:
    accomplice = make_officer(village)
    with time_machine.travel(NOON, tick=False):
        for number in range(29):
            sign_in(visitor, f"nama-{number}")
        HallClient(village).post("/masuk/", {"login": accomplice.username, "password": PASSWORD})

        statuses = [sign_in(visitor, f"lain-{number}").status_code for number in range(2)]

    assert statuses == [422, 429]


def test_the_counters_name_nobody(visitor: HallClient, officer: Officer) -> None:
    guess(visitor, officer.username, 1)

    keys = list(SignInCounter.objects.values_list("key", flat=True))

    assert len(keys) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_what_is_long_past_is_deleted_at_the_next_sign_in(visitor: HallClient, officer: Officer) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        guess(visitor, "lama", 1)
        clock.shift(datetime.timedelta(days=31))

        sign_in(visitor, officer.username)

    assert SignInCounter.objects.filter(last_at__lt=NOON + datetime.timedelta(hours=1)).count() == 0


def test_an_administrator_ends_the_wait(visitor: HallClient, officer: Officer) -> None:
    with time_machine.travel(NOON, tick=False):
        guess(visitor, officer.username, 6)

        forgive_account(officer.username)

        assert sign_in(visitor, officer.username).status_code == 302


def test_a_first_password_must_be_replaced_before_anything_else(
    visitor: HallClient, officer: Officer
) -> None:
    Officer.objects.filter(pk=officer.pk).update(must_change_password=True)
    sign_in(visitor, officer.username)

    desk = visitor.get("/meja/petugas/")
    account = visitor.get("/meja/akun/")
    done = visitor.post("/meja/akun/kata-sandi/", {"password": "gelas sawah kereta lampu"})

    assert desk["Location"] == account["Location"] == "/sukamaju/meja/akun/kata-sandi/"
    assert done["Location"] == "/sukamaju/meja/"
    assert visitor.get("/meja/petugas/").status_code == 200
    officer.refresh_from_db()
    assert not officer.must_change_password
    assert officer.check_password("gelas sawah kereta lampu")


def test_a_first_password_that_was_left_unused_opens_nothing(visitor: HallClient, officer: Officer) -> None:
    Officer.objects.filter(pk=officer.pk).update(
        must_change_password=True, first_password_until=timezone.now() - datetime.timedelta(minutes=1)
    )

    response = sign_in(visitor, officer.username)

    assert response.status_code == 422
    assert error_texts(response.content.decode()) == [
        "Kata sandi sementara ini sudah lewat waktunya. Minta yang baru."
    ]


def test_after_the_password_the_code_of_the_app_is_asked_for_and_works_once(
    visitor: HallClient, officer: Officer, village: Village, rf: object
) -> None:
    install_app(officer)
    with time_machine.travel(NOON, tick=False):
        first = sign_in(visitor, officer.username)
        nothing_yet = visitor.get("/meja/akun/")
        wrong = visitor.post("/masuk/kode/", {"code": "000000"})
        right = visitor.post("/masuk/kode/", {"code": current_code(SECRET)})
        cache.clear()  # another process, whose memory knows nothing of the first
        second = HallClient(village)
        sign_in(second, officer.username)
        replayed = second.post("/masuk/kode/", {"code": current_code(SECRET)})

    assert first["Location"] == "/sukamaju/masuk/kode/"
    assert nothing_yet.status_code == 302
    assert wrong.status_code == 422
    assert error_texts(wrong.content.decode()) == [
        "Kode ini tidak cocok. Lihat kode yang baru, lalu coba lagi."
    ]
    assert right["Location"] == "/sukamaju/meja/"
    assert replayed.status_code == 422


def test_codes_cannot_be_tried_one_after_the_other(visitor: HallClient, officer: Officer) -> None:
    install_app(officer)
    with time_machine.travel(NOON, tick=False):
        sign_in(visitor, officer.username)

        statuses = [visitor.post("/masuk/kode/", {"code": f"{number:06}"}).status_code for number in range(6)]

    assert statuses == [422] * 5 + [429]


def test_the_secret_of_the_app_is_not_readable_in_the_database(officer: Officer) -> None:
    install_app(officer)

    stored = Authenticator.objects.get(user=officer).data["secret"]

    assert SECRET not in stored


def install_app(officer: Officer) -> None:
    TOTP.activate(officer, SECRET)


def test_an_hour_without_a_request_signs_out(visitor: HallClient, officer: Officer) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(visitor, officer.username)
        visitor.get("/meja/akun/")
        clock.shift(3500)
        still_in = visitor.get("/meja/akun/")
        clock.shift(3700)
        out = visitor.get("/meja/akun/")
        explained = visitor.get("/masuk/")

    assert still_in.status_code == 200
    assert out.status_code == 302
    assert "karena lama tidak dipakai" in explained.content.decode()


def test_leaving_is_a_post_and_is_in_the_trail(desk: HallClient, village: Village) -> None:
    asked = desk.get("/keluar/")
    still_in = desk.get("/meja/akun/")

    left = desk.post("/keluar/")

    assert (asked.status_code, still_in.status_code) == (200, 200)
    assert left["Location"] == "/sukamaju/masuk/"
    assert desk.get("/meja/akun/").status_code == 302
    with acting_for(village):
        assert [entry.action for entry in AuditEntry.objects.all()] == ["accounts.signed_out"]


def test_there_is_no_sign_up_and_no_reset_by_mail(visitor: HallClient) -> None:
    addresses = ["/signup/", "/accounts/signup/", "/masuk/daftar/", "/password/reset/", "/email/"]

    assert [visitor.get(address).status_code for address in addresses] == [404] * len(addresses)

"""One's own account: passkeys, authenticator app, recovery codes, password."""

import datetime
import html
import json
import re
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, Officer
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.accounts.authenticator import SoftKey
from tests.accounts.browser import PASSWORD, current_code, guess, sign_in
from tests.factories import HallClient, make_officer

NOON = datetime.datetime(2026, 11, 21, 5, tzinfo=datetime.UTC)
LOCAL = {"SERVER_NAME": "localhost"}


def options_in(page: Any) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]*)"', page.content.decode())
    assert found is not None
    return dict(json.loads(html.unescape(found[1])))


def codes_in(page: Any) -> list[str]:
    return re.findall(r"<code[^>]*>(\d+)</code>", page.content.decode())


def actions(village: Village) -> list[str]:
    with acting_for(village):
        return list(AuditEntry.objects.order_by("at", "id").values_list("action", flat=True))


@pytest.fixture
def own(village: Village, officer: Officer) -> HallClient:
    """A browser at localhost, where passkeys work without TLS; signed in, and shown who it is."""
    client = HallClient(village, **LOCAL)
    client.force_login(officer)
    client.post("/meja/akun/pastikan/", {"password": PASSWORD})
    return client


@pytest.fixture
def key(own: HallClient) -> SoftKey:
    """A passkey of the officer."""
    key = SoftKey()
    page = own.get("/meja/akun/kunci-sandi/tambah/")
    own.post(
        "/meja/akun/kunci-sandi/tambah/", {"name": "HP saya", "credential": key.create(options_in(page))}
    )
    return key


def passkey_sign_in(client: HallClient, key: SoftKey, **data: str) -> Any:
    options = client.get("/masuk/kunci-sandi/", headers={"Accept": "application/json"}).json()
    return client.post("/masuk/kunci-sandi/", {"credential": key.use(options["request_options"]), **data})


def test_changing_keys_asks_who_one_is_first(desk: HallClient) -> None:
    addresses = [
        "/meja/akun/kunci-sandi/tambah/",
        "/meja/akun/aplikasi-kode/",
        "/meja/akun/kode-cadangan/baru/",
    ]

    answers = [desk.get(address)["Location"] for address in addresses]

    assert answers == [
        f"/sukamaju/meja/akun/pastikan/?next={quote(f'/sukamaju{address}', safe='')}" for address in addresses
    ]


def test_a_passkey_signs_in_by_itself_and_the_trail_says_so(
    own: HallClient, key: SoftKey, officer: Officer, village: Village
) -> None:
    phone = HallClient(village, **LOCAL)

    response = passkey_sign_in(phone, key)

    assert response["Location"] == "/sukamaju/meja/"
    assert phone.get("/meja/akun/").status_code == 200
    assert actions(village) == ["accounts.second_factor_added", "accounts.signed_in"]
    with acting_for(village):
        assert AuditEntry.objects.get(action="accounts.signed_in").facts == {"methods": ["webauthn"]}


def test_a_passkey_leads_to_the_page_that_was_asked_for(key: SoftKey, village: Village) -> None:
    phone = HallClient(village, **LOCAL)

    response = passkey_sign_in(phone, key, next="/sukamaju/meja/akun/")

    assert response["Location"] == "/sukamaju/meja/akun/"


def test_a_passkey_works_while_strangers_guess(key: SoftKey, officer: Officer, village: Village) -> None:
    phone = HallClient(village, **LOCAL)
    assert guess(phone, officer.username, 8)[-1] == 429

    response = passkey_sign_in(phone, key)

    assert response["Location"] == "/sukamaju/meja/"


def test_a_passkey_of_a_closed_account_opens_nothing(
    key: SoftKey, officer: Officer, village: Village
) -> None:
    Officer.objects.filter(pk=officer.pk).update(is_active=False)
    phone = HallClient(village, **LOCAL)

    response = passkey_sign_in(phone, key)

    assert response["Location"] == "/sukamaju/masuk/"
    assert phone.get("/meja/akun/").status_code == 302


@pytest.mark.parametrize("credential", ["{}", "bukan json", '{"response": {"userHandle": "eHl6"}}'])
def test_nonsense_instead_of_a_passkey_is_refused(visitor: HallClient, credential: str) -> None:
    visitor.get("/masuk/kunci-sandi/", headers={"Accept": "application/json"})

    response = visitor.post("/masuk/kunci-sandi/", {"credential": credential})

    assert response["Location"] == "/sukamaju/masuk/"


def test_the_answer_to_an_old_challenge_opens_nothing(key: SoftKey, village: Village) -> None:
    phone = HallClient(village, **LOCAL)
    old = phone.get("/masuk/kunci-sandi/", headers={"Accept": "application/json"}).json()
    phone.get("/masuk/kunci-sandi/", headers={"Accept": "application/json"})

    response = phone.post("/masuk/kunci-sandi/", {"credential": key.use(old["request_options"])})

    assert response["Location"] == "/sukamaju/masuk/"


def test_with_a_passkey_the_password_alone_is_no_longer_enough(
    key: SoftKey, officer: Officer, village: Village
) -> None:
    phone = HallClient(village, **LOCAL)
    first = sign_in(phone, officer.username)
    page = phone.get("/masuk/kode/")

    second = phone.post("/masuk/kode/", {"credential": key.use(options_in(page))})

    assert first["Location"] == "/sukamaju/masuk/kode/"
    assert second["Location"] == "/sukamaju/meja/"


def test_a_passkey_shows_who_one_is(own: HallClient, key: SoftKey) -> None:
    page = own.get("/meja/akun/pastikan/kunci-sandi/?next=/sukamaju/meja/akun/aplikasi-kode/")

    response = own.post(
        "/meja/akun/pastikan/kunci-sandi/",
        {"credential": key.use(options_in(page)), "next": "/sukamaju/meja/akun/aplikasi-kode/"},
    )

    assert response["Location"] == "/sukamaju/meja/akun/aplikasi-kode/"


def test_a_passkey_is_removed_after_asking(own: HallClient, key: SoftKey, village: Village) -> None:
    stored = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    asked = own.get(f"/meja/akun/kunci-sandi/{stored.pk}/hapus/")

    response = own.post(f"/meja/akun/kunci-sandi/{stored.pk}/hapus/")

    assert "HP saya" in asked.content.decode()
    assert response["Location"] == "/sukamaju/meja/akun/"
    assert Authenticator.objects.count() == 0
    assert actions(village) == ["accounts.second_factor_added", "accounts.second_factor_removed"]


def test_the_first_key_brings_recovery_codes_that_are_shown_once(
    own: HallClient, key: SoftKey, officer: Officer, village: Village
) -> None:
    before = codes_in(own.get("/meja/akun/kode-cadangan/"))
    codes = codes_in(own.post("/meja/akun/kode-cadangan/"))
    again = codes_in(own.post("/meja/akun/kode-cadangan/"))
    phone = HallClient(village)
    sign_in(phone, officer.username)

    used = phone.post("/masuk/kode/", {"code": codes[0]})
    other = HallClient(village)
    sign_in(other, officer.username)
    reused = other.post("/masuk/kode/", {"code": codes[0]})

    assert len(codes) == 10
    assert before == again == []
    assert used["Location"] == "/sukamaju/meja/"
    assert reused.status_code == 422


def test_new_recovery_codes_replace_the_old(own: HallClient, key: SoftKey) -> None:
    old = codes_in(own.post("/meja/akun/kode-cadangan/"))

    own.get("/meja/akun/kode-cadangan/baru/")
    own.post("/meja/akun/kode-cadangan/baru/")

    new = codes_in(own.post("/meja/akun/kode-cadangan/"))
    assert len(new) == 10
    assert not set(old) & set(new)


def test_an_authenticator_app_is_set_up_with_its_first_code_and_taken_off(
    village: Village, officer: Officer
) -> None:
    with time_machine.travel(NOON, tick=False):
        own = HallClient(village, **LOCAL)
        own.force_login(officer)
        own.post("/meja/akun/pastikan/", {"password": PASSWORD})
        page = own.get("/meja/akun/aplikasi-kode/").content.decode()
        secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page)
        assert secret is not None
        wrong = own.post("/meja/akun/aplikasi-kode/", {"code": "123"})
        right = own.post("/meja/akun/aplikasi-kode/", {"code": current_code(secret[1])})
        profile = own.get("/meja/akun/").content.decode()
        own.get("/meja/akun/aplikasi-kode/lepas/")
        removed = own.post("/meja/akun/aplikasi-kode/lepas/")

    assert wrong.status_code == 422
    assert right["Location"] == "/sukamaju/meja/akun/kode-cadangan/"
    assert "Terpasang" in profile
    assert removed["Location"] == "/sukamaju/meja/akun/"
    assert Authenticator.objects.count() == 0
    assert actions(village) == ["accounts.second_factor_added", "accounts.second_factor_removed"]


def test_the_old_password_is_asked_for_and_wrong_ones_are_counted(desk: HallClient, officer: Officer) -> None:
    new = "gelas sawah kereta lampu"
    with time_machine.travel(NOON, tick=False):
        wrong = [
            desk.post("/meja/akun/kata-sandi/", {"current": f"salah-{n}", "password": new}).status_code
            for n in range(6)
        ]

    assert wrong == [422] * 5 + [429]
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_a_new_password_keeps_this_session_and_ends_the_others(
    desk: HallClient, officer: Officer, village: Village
) -> None:
    elsewhere = HallClient(village)
    elsewhere.force_login(officer)

    response = desk.post(
        "/meja/akun/kata-sandi/", {"current": PASSWORD, "password": "gelas sawah kereta lampu"}
    )

    assert response["Location"] == "/sukamaju/meja/akun/"
    assert desk.get("/meja/akun/").status_code == 200
    assert elsewhere.get("/meja/akun/").status_code == 302


@pytest.mark.parametrize("password", ["pendek", "bismillah123", PASSWORD])
def test_a_weak_or_unchanged_password_is_refused(desk: HallClient, password: str) -> None:
    response = desk.post("/meja/akun/kata-sandi/", {"current": PASSWORD, "password": password})

    assert response.status_code == 422


def test_own_name_and_telephone_can_be_corrected(
    desk: HallClient, officer: Officer, village: Village
) -> None:
    asked = desk.get("/meja/akun/nama/")

    done = desk.post("/meja/akun/nama/", {"full_name": "Ratna Puspita", "phone": "081200000000"})
    refused = desk.post("/meja/akun/nama/", {"full_name": ""})

    officer.refresh_from_db()
    assert (asked.status_code, done.status_code, refused.status_code) == (200, 302, 422)
    assert (officer.full_name, officer.phone) == ("Ratna Puspita", "081200000000")
    assert actions(village) == ["accounts.name_changed"]


def test_the_account_page_shows_the_tabs_and_links_of_ones_tasks(desk: HallClient, village: Village) -> None:
    head = HallClient(village)
    head.force_login(make_officer(village, Role.RT_HEAD))

    administrators = desk.get("/meja/akun/").content.decode()
    heads = head.get("/meja/akun/").content.decode()

    links = re.compile(r'href="/sukamaju/meja/(petugas|jejak|warga)/"')
    assert sorted(links.findall(administrators)) == ["jejak", "petugas", "warga"]
    assert links.findall(heads) == []


def test_from_the_sign_in_of_a_village_the_way_leads_to_its_desk(desk: HallClient) -> None:
    assert desk.get("/masuk/tujuan/")["Location"] == "/sukamaju/meja/"

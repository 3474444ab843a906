"""The regency's desk: villages, officers of all villages, the whole trail."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import Assignment, AuditEntry, Officer, RegencyAssignment
from balai.accounts.seeing import villages_seen_by
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from tests.accounts.browser import sign_in
from tests.factories import HallClient, make_officer, make_village

NEW = {"full_name": "Ratna Puspita", "username": "ratna.p", "since": "1 Juli 2026"}


def at_regency(role: Role, district: str = "") -> Client:
    """A browser of an officer of the regency."""
    officer = make_officer()
    RegencyAssignment.objects.create(
        officer=officer, role=role, district=district, since=timezone.localdate()
    )
    browser = Client()
    browser.force_login(officer)
    return browser


@pytest.fixture
def regency(db: None) -> Client:
    return at_regency(Role.REGENCY_ADMINISTRATOR)


def test_the_sign_in_leads_officers_of_the_regency_to_its_desk(db: None, client: Client) -> None:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=Role.VILLAGE_AGENCY, since=timezone.localdate())

    signed_in = sign_in(client, officer.username)
    led = client.get(signed_in["Location"])

    assert (signed_in["Location"], led["Location"]) == ("/masuk/tujuan/", "/kabupaten/")
    assert client.get("/kabupaten/").status_code == 200


def test_a_village_gets_its_first_administrator_from_the_regency(regency: Client, village: Village) -> None:
    shown = regency.post("/kabupaten/petugas/baru/", {**NEW, "role": "administrator", "village": village.pk})
    found = re.search(r'id="kata-sandi-sementara">([^<]+)<', shown.content.decode())
    assert found is not None

    response = sign_in(HallClient(village), "ratna.p", found[1])

    assert response["Location"] == "/sukamaju/meja/"
    with acting_for(village):
        assert [entry.action for entry in AuditEntry.objects.order_by("at")] == [
            "accounts.assigned",
            "accounts.signed_in",
        ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"role": "operator"}, "Pilih desa untuk tugas ini."),
        ({"role": "district_head"}, "Camat butuh kode kecamatan. Tugas lain tidak."),
        ({"role": "district_head", "district": "99"}, "Tulis kode kecamatan seperti 99.01.01."),
        (
            {"role": "civil_registry", "until": "1 Juni 2026"},
            "Tanggal selesai tidak boleh sebelum tanggal mulai.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(regency: Client, data: dict[str, str], problem: str) -> None:
    response = regency.post("/kabupaten/petugas/baru/", {**NEW, **data})

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert not Officer.objects.filter(username="ratna.p").exists()


def test_an_officer_of_two_villages_is_helped_here(
    regency: Client, village: Village, other_village: Village
) -> None:
    shared = make_officer(village, Role.OPERATOR)
    with acting_for(other_village):
        Assignment.objects.create(officer=shared, role=Role.OPERATOR, since=timezone.localdate())

    page = regency.get(f"/kabupaten/petugas/{shared.pk}/").content.decode()
    reset = regency.post(f"/kabupaten/petugas/{shared.pk}/kata-sandi/", {"reason": "lupa"})
    keys = regency.post(f"/kabupaten/petugas/{shared.pk}/kunci/", {"reason": "HP hilang"})

    assert re.findall(r'<td data-label="Tempat">([^<]+)<', page) == ["Desa Air Jernih", "Desa Sukamaju"]
    assert "kata-sandi-sementara" in reset.content.decode()
    assert keys.status_code == 302
    shared.refresh_from_db()
    assert shared.must_change_password


def test_one_more_role_is_given_and_one_is_ended(regency: Client, village: Village) -> None:
    officer = make_officer(village, Role.OPERATOR)

    given = regency.post(
        f"/kabupaten/petugas/{officer.pk}/tugas/",
        {"role": "district_head", "district": "99.01.01", "since": "1 Juli 2026"},
    )
    twice = regency.post(
        f"/kabupaten/petugas/{officer.pk}/tugas/",
        {"role": "operator", "village": village.pk, "since": "1 Juli 2026"},
    )
    assignment = RegencyAssignment.objects.of(officer).get()
    ended = regency.post(f"/kabupaten/petugas/tugas/{assignment.pk}/akhiri/", {"reason": "pindah"})

    assert (given.status_code, twice.status_code, ended.status_code) == (302, 422, 302)
    assignment.refresh_from_db()
    assert assignment.until == timezone.localdate()


def test_the_last_administrator_of_the_regency_stays(regency: Client) -> None:
    assignment = RegencyAssignment.objects.get()

    response = regency.post(f"/kabupaten/petugas/tugas/{assignment.pk}/akhiri/", {"reason": "pindah"})

    assert response.status_code == 422
    assert RegencyAssignment.objects.get().until is None


def test_an_account_is_closed_everywhere_and_opened_again(
    regency: Client, desk: HallClient, officer: Officer
) -> None:
    regency.get(f"/kabupaten/petugas/{officer.pk}/tutup/")
    regency.post(f"/kabupaten/petugas/{officer.pk}/tutup/", {"reason": "diberhentikan"})
    closed = desk.get("/meja/akun/").status_code
    regency.post(f"/kabupaten/petugas/{officer.pk}/tutup/", {"reason": "keliru"})
    opened = sign_in(desk, officer.username).status_code

    assert (closed, opened) == (302, 302)
    with acting_for_regency("uji"):
        entries = AuditEntry.objects.order_by("at").values_list("action", "reason")[:2]
        assert list(entries) == [
            ("accounts.account_closed", "diberhentikan"),
            ("accounts.account_opened", "keliru"),
        ]


def test_nobody_closes_their_own_account(regency: Client) -> None:
    own = Officer.objects.get(regency_assignments__isnull=False)

    response = regency.post(f"/kabupaten/petugas/{own.pk}/tutup/", {"reason": "x"})

    assert response.status_code == 422
    own.refresh_from_db()
    assert own.is_active


def test_officers_of_villages_are_found_by_name(regency: Client, officer: Officer) -> None:
    own = regency.get("/kabupaten/petugas/").content.decode()
    found = regency.get("/kabupaten/petugas/", {"q": officer.username}).content.decode()
    nobody = regency.get("/kabupaten/petugas/", {"q": "tidak ada"}).content.decode()

    assert officer.full_name not in own
    assert officer.full_name in found
    assert "Belum ketemu" in nobody


def test_a_district_head_sees_the_villages_of_the_district_only(village: Village) -> None:
    elsewhere = make_village(code="99.01.09.2001", name="Jauh")
    make_officer(village, Role.OPERATOR)

    page = at_regency(Role.DISTRICT_HEAD, "99.01.01").get("/kabupaten/").content.decode()
    whole = at_regency(Role.VILLAGE_AGENCY).get("/kabupaten/").content.decode()

    assert re.findall(r'<th scope="row">([^<]+)<', page) == ["Desa Sukamaju"]
    assert "1 orang" in page
    assert elsewhere.words.full_name in whole


def test_who_serves_the_regency_no_more_sees_no_village(village: Village, officer: Officer) -> None:
    RegencyAssignment.objects.create(
        officer=officer, role=Role.VILLAGE_AGENCY, since=date(2020, 1, 1), until=date(2020, 12, 31)
    )

    assert not villages_seen_by(officer).exists()


@pytest.mark.parametrize("role", [Role.DISTRICT_HEAD, Role.CIVIL_REGISTRY, Role.INFORMATION_AGENCY])
def test_only_the_administrator_manages_officers_and_reads_the_trail(db: Any, role: Role) -> None:
    browser = at_regency(role, "99.01.01" if role is Role.DISTRICT_HEAD else "")

    answers = [
        browser.get("/kabupaten/petugas/").status_code,
        browser.post("/kabupaten/petugas/baru/", NEW).status_code,
        browser.get("/kabupaten/jejak/").status_code,
    ]

    assert answers == [403] * 3


def test_an_officer_of_a_village_has_no_place_here(desk: HallClient, officer: Officer) -> None:
    browser = Client()
    browser.force_login(officer)

    assert browser.get("/kabupaten/").status_code == 403


def test_the_whole_trail_names_the_village_of_each_line(
    regency: Client, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        audit.record("accounts.password_changed", by=actor)
    sign_in(Client(), "tidak.ada", "salah")

    page = regency.get("/kabupaten/jejak/").content.decode()

    rows = re.findall(
        r'<th scope="row">([^<]+)</th>.*?<td data-label="Siapa"><span>(.*?)</span></td>', page, re.DOTALL
    )
    assert [(action.strip(), "Sukamaju" in who) for action, who in rows] == [
        ("Gagal masuk", False),
        ("Mengganti kata sandi", True),
    ]


def test_ones_own_account_works_at_the_regency(regency: Client) -> None:
    page = regency.get("/meja/akun/")

    assert page.status_code == 200
    assert "Administrator kabupaten" in page.content.decode()


@pytest.mark.parametrize("address", ["/kabupaten/", "/kabupaten/petugas/?q=petugas", "/kabupaten/jejak/"])
def test_a_list_costs_the_same_queries_for_few_rows_and_for_many(
    regency: Client, village: Village, actor: Actor, address: str
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            regency.get(address)
        return len(queries)

    with acting_for(village):
        audit.record("accounts.password_changed", by=actor)
    regency.get(address)
    few = cost()
    for _ in range(3):
        another = make_village()
        officer = make_officer(another, Role.OPERATOR)
        with acting_for(another):
            audit.record("accounts.password_changed", by=Actor.of(officer), subject=officer)

    assert cost() == few

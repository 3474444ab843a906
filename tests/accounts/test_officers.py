"""The desk's pages about officers, and the trail."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import Assignment, AuditEntry, Officer
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.accounts.browser import sign_in
from tests.factories import HallClient, make_officer, make_village

NEW = {
    "full_name": "Ratna Puspita",
    "username": "ratna.p",
    "phone": "",
    "role": "operator",
    "since": "1 Juli 2026",
}


def test_a_new_officer_signs_in_with_the_password_that_was_shown_once(
    desk: HallClient, village: Village
) -> None:
    shown = desk.post("/meja/petugas/baru/", NEW)
    found = re.search(r'id="kata-sandi-sementara">([^<]+)<', shown.content.decode())
    assert found is not None

    response = sign_in(HallClient(village), "ratna.p", found[1])

    assert "no-store" in shown["Cache-Control"]
    assert response["Location"] == "/sukamaju/meja/"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("username", "Ratna P", "Pakai 3 sampai 40 huruf kecil"),
        ("role", "regency_administrator", "Pilih"),
        ("until", "1 Juni 2026", "Tanggal selesai tidak boleh sebelum tanggal mulai."),
        ("since", "entah", "Tanggal ini belum terbaca."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    desk: HallClient, field: str, value: str, problem: str
) -> None:
    response = desk.post("/meja/petugas/baru/", {**NEW, field: value})

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert not Officer.objects.filter(full_name="Ratna Puspita").exists()


def test_a_name_in_use_is_refused(desk: HallClient, officer: Officer) -> None:
    response = desk.post("/meja/petugas/baru/", {**NEW, "username": officer.username})

    assert response.status_code == 422


def test_an_operator_cannot_look_after_officers(village: Village, officer: Officer) -> None:
    operator = HallClient(village)
    operator.force_login(make_officer(village, Role.OPERATOR))

    answers = [
        operator.get("/meja/petugas/").status_code,
        operator.post("/meja/petugas/baru/", NEW).status_code,
        operator.post(f"/meja/petugas/{officer.pk}/kata-sandi/", {"reason": "x"}).status_code,
        operator.get("/meja/jejak/").status_code,
    ]

    assert answers == [403] * 4
    assert not Officer.objects.filter(username="ratna.p").exists()


def test_officers_of_another_village_do_not_exist_here(desk: HallClient, other_officer: Officer) -> None:
    with acting_for(Village.objects.get(slug="air-jernih")):
        theirs = Assignment.objects.of(other_officer)[0]

    answers = [
        desk.get(f"/meja/petugas/{other_officer.pk}/").status_code,
        desk.post(f"/meja/petugas/{other_officer.pk}/kata-sandi/", {"reason": "x"}).status_code,
        desk.post(
            f"/meja/petugas/tugas/{theirs.pk}/akhiri/", {"on": "1 Juli 2026", "reason": "x"}
        ).status_code,
    ]

    assert answers == [404] * 3
    assert other_officer.full_name not in desk.get("/meja/petugas/").content.decode()


def test_somebody_with_an_account_joins_by_name(
    desk: HallClient, village: Village, other_officer: Officer
) -> None:
    response = desk.post(
        "/meja/petugas/tambah/",
        {"username": other_officer.username, "role": "operator", "since": "1 Juli 2026"},
    )
    unknown = desk.post(
        "/meja/petugas/tambah/", {"username": "tidak.ada", "role": "operator", "since": "1 Juli 2026"}
    )

    assert response["Location"] == "/sukamaju/meja/petugas/"
    assert unknown.status_code == 422
    assert other_officer.full_name not in desk.get("/meja/petugas/").content.decode()
    with acting_for(village):
        assert [each.role for each in Assignment.objects.of(other_officer)] == ["operator"]


def test_a_role_is_corrected_and_ended(desk: HallClient, village: Village) -> None:
    operator = make_officer(village, Role.OPERATOR)
    with acting_for(village):
        assignment = Assignment.objects.of(operator)[0]

    form = desk.get(f"/meja/petugas/tugas/{assignment.pk}/").content.decode()
    changed = desk.post(
        f"/meja/petugas/tugas/{assignment.pk}/", {"role": "volunteer", "since": "1 Juli 2026"}
    )
    asked = desk.get(f"/meja/petugas/tugas/{assignment.pk}/akhiri/").content.decode()
    ended = desk.post(
        f"/meja/petugas/tugas/{assignment.pk}/akhiri/", {"on": "2 Juli 2026", "reason": "selesai"}
    )

    assert "1 Januari 2020" in form
    assert "Akhiri tugas Relawan" in asked
    assert changed.status_code == ended.status_code == 302
    with acting_for(village):
        assignment.refresh_from_db()
    assert (assignment.role, assignment.since, assignment.until) == (
        "volunteer",
        datetime.date(2026, 7, 1),
        datetime.date(2026, 7, 2),
    )


def test_the_last_administrator_is_told_why_they_stay(
    desk: HallClient, village: Village, officer: Officer
) -> None:
    with acting_for(village):
        assignment = Assignment.objects.get(officer=officer, role=Role.ADMINISTRATOR)

    response = desk.post(
        f"/meja/petugas/tugas/{assignment.pk}/akhiri/", {"on": "1 Juli 2026", "reason": "pindah"}
    )

    assert response.status_code == 422
    assert "satu-satunya petugas yang bisa mengatur petugas" in response.content.decode()


def test_lost_password_and_lost_phone_are_helped(desk: HallClient, village: Village) -> None:
    operator = make_officer(village, Role.OPERATOR)

    pages = [
        desk.get(f"/meja/petugas/{operator.pk}/{page}").status_code for page in ("", "kata-sandi/", "kunci/")
    ]
    password = desk.post(f"/meja/petugas/{operator.pk}/kata-sandi/", {"reason": "lupa"})
    keys = desk.post(f"/meja/petugas/{operator.pk}/kunci/", {"reason": "HP hilang"})
    silent = desk.post(f"/meja/petugas/{operator.pk}/kunci/", {"reason": ""})

    assert pages == [200] * 3
    assert "kata-sandi-sementara" in password.content.decode()
    assert (keys.status_code, silent.status_code) == (302, 422)


@pytest.mark.parametrize("address", ["/meja/petugas/", "/meja/jejak/"])
def test_a_list_costs_the_same_queries_for_one_row_and_for_many(
    desk: HallClient, village: Village, officer: Officer, actor: Actor, address: str
) -> None:
    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        return len(queries)

    with acting_for(village):
        audit.record("uji", by=actor, subject=officer)
    desk.get(address)  # the session is written once
    few = cost()

    for _ in range(3):
        extra = make_officer(village, Role.OPERATOR)
        with acting_for(village):
            audit.record("uji", by=Actor.of(extra), subject=extra)

    assert cost() == few


def test_the_trail_reads_newest_first_and_is_narrowed(
    desk: HallClient, village: Village, officer: Officer, actor: Actor
) -> None:
    other = make_officer(
        village,
        Role.OPERATOR,
    )
    with acting_for(village):
        audit.record("accounts.signed_in", by=actor)
        audit.record("accounts.password_reset", by=Actor.of(other), subject=officer, reason="lupa sekali")
        AuditEntry.objects.first()

    def rows(query: str) -> list[str]:
        page = desk.get(f"/meja/jejak/{query}").content.decode()
        return re.findall(r'<th scope="row">([^<·]+?)(?: ·|<)', page)

    assert rows("") == ["Memberi kata sandi sementara", "Masuk"]
    assert rows(f"?petugas={other.pk}") == ["Memberi kata sandi sementara"]
    assert rows("?kegiatan=accounts.signed_in") == ["Masuk"]
    assert rows("?dari=1 Januari 2020&sampai=2 Januari 2020") == []
    assert rows(f"?dari={timezone.localdate():%d-%m-%Y}") == ["Memberi kata sandi sementara", "Masuk"]
    assert rows("?petugas=bukan-nomor&dari=entah") == ["Memberi kata sandi sementara", "Masuk"]


def test_the_trail_has_pages(desk: HallClient, village: Village, actor: Actor) -> None:
    with acting_for(village):
        for number in range(26):
            audit.record(f"uji.{number}", by=actor)

    first = desk.get("/meja/jejak/").content.decode()
    second = desk.get("/meja/jejak/?page=2").content.decode()

    assert first.count('<th scope="row">') == 25
    assert second.count('<th scope="row">') == 1


def test_an_officer_of_one_village_is_led_to_its_desk_from_the_regency(
    client: Any, village: Village, officer: Officer
) -> None:
    client.force_login(officer)

    response = client.get("/masuk/tujuan/")

    assert response["Location"] == "/sukamaju/meja/"


def test_an_officer_of_two_villages_chooses(
    client: Any, village: Village, other_village: Village, officer: Officer
) -> None:
    with acting_for(other_village):
        Assignment.objects.create(officer=officer, role=Role.OPERATOR, since=timezone.localdate())
    client.force_login(officer)

    page = client.get("/masuk/tujuan/").content.decode()

    assert re.findall(r'href="(/[a-z-]+/meja/)">([^<]+)<', page) == [
        ("/air-jernih/meja/", "Desa Air Jernih"),
        ("/sukamaju/meja/", "Desa Sukamaju"),
    ]


@pytest.mark.usefixtures("db")
def test_roles_are_called_as_in_the_village_and_levels_it_lacks_are_not_offered() -> None:
    negeri = make_village(word_head="raja", word_subarea="", word_subarea_head="", word_rw="")
    officer = make_officer(negeri, Role.ADMINISTRATOR, Role.VILLAGE_HEAD)
    browser = HallClient(negeri)
    browser.force_login(officer)

    listed = browser.get("/meja/petugas/").content.decode()
    offered = re.findall(
        r'<option value="(\w+)"[^>]*>([^<]+)<', browser.get("/meja/petugas/baru/").content.decode()
    )

    assert '<td data-label="Tugas">Raja</td>' in listed
    assert offered == [
        ("administrator", "Administrator"),
        ("operator", "Operator"),
        ("service_head", "Kasi Pelayanan"),
        ("secretary", "Sekretaris desa"),
        ("village_head", "Raja"),
        ("rt_head", "Ketua RT"),
        ("volunteer", "Relawan"),
    ]

"""Standards that the regency lays down for all its villages, and how the villages keep theirs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, RegencyAssignment
from balai.services.models import RegencyStandard, Service, ServiceVersion
from balai.services.operations import add_locally, install_standards, publish_own, set_offered
from balai.services.tasks import follow_regency_in
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from tests.factories import make_officer, make_village
from tests.services.tables import BIRTH, bring_table
from tests.services.test_additions_page import controls

BY = Actor.system("uji")
SLUG = "akta-kelahiran"
PAGE = f"/kabupaten/layanan/standar/{SLUG}/"
PHOTO = {
    "syarat-jumlah": "1",
    "syarat-0-name": "Foto bayi",
    "syarat-0-law": "Perbup 7/2026",
    "syarat-0-proofs": "Foto",
}


def at_regency(role: Role = Role.REGENCY_ADMINISTRATOR, **fields: Any) -> Client:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=role, since=timezone.localdate(), **fields)
    browser = Client()
    browser.force_login(officer)
    return browser


@pytest.fixture
def villages(village: Village, other_village: Village) -> list[Village]:
    """Two villages with the national standards; the first adds a stamp to one and has a service of its own."""
    for each in (village, other_village):
        with acting_for(each):
            install_standards(by=BY)
    with acting_for(village):
        service = Service.objects.get(slug=SLUG)
        stamp = {"name": "Meterai", "law": "Perdes 4/2026", "proofs": ["Meterai"]}
        add_locally(
            service=service, additions={"requirements": [stamp]}, effective_from=timezone.localdate(), by=BY
        )
        publish_own(
            table={**BIRTH, "slug": "pinjam-tenda", "name": "Pinjam tenda"}, effective_from=timezone.localdate(), by=BY
        )  # fmt: skip
        Service.objects.filter(slug="surat-pindah").update(reviewed_on=timezone.localdate() - timedelta(400))
    with acting_for(other_village):
        set_offered(service=Service.objects.get(slug=SLUG), offered=False, by=BY)
    return [village, other_village]


def take_over() -> int:
    """Do what the worker would, by its own jobs; how many there were."""
    jobs = list(
        ProcrastinateJob.objects.filter(task_name="services.follow_regency").values_list("args", flat=True)
    )
    for args in jobs:
        follow_regency_in.func(**args)
    return len(jobs)


def required(village: Village, days: int = 0, slug: str = SLUG) -> list[str]:
    with acting_for(village):
        day = timezone.localdate() + timedelta(days)
        version = ServiceVersion.objects.in_force(day).get(service__slug=slug)
        return [each.name for each in version.standard.requirements if not each.national]


def test_what_the_regency_lays_down_reaches_two_villages_that_keep_their_own(villages: list[Village]) -> None:
    desk = at_regency(Role.CIVIL_REGISTRY)
    sent = {**controls(desk.get(f"{PAGE}tambahan/")), **PHOTO}

    looked = desk.post(f"{PAGE}tambahan/", {**sent, "aksi": "lihat"})
    before = RegencyStandard.objects.count()
    published = desk.post(f"{PAGE}tambahan/", {**sent, "aksi": "berlakukan"})
    reached = take_over()

    assert (looked.status_code, before, published.status_code, reached) == (200, 0, 302, 2)
    assert "Syarat: Foto bayi" in looked.content.decode()
    assert [required(each) for each in villages] == [["Foto bayi", "Meterai"], ["Foto bayi"]]
    for each in villages:
        with acting_for(each):
            assert list(Service.objects.with_unread_changes().values_list("slug", flat=True)) == [SLUG]
    assert "Foto bayi" in desk.get(PAGE).content.decode()


def test_what_is_scheduled_counts_on_its_day_and_can_be_changed_till_then(villages: list[Village]) -> None:
    desk = at_regency()
    day = f"{timezone.localdate() + timedelta(30):%d-%m-%Y}"
    sent = {**controls(desk.get(f"{PAGE}tambahan/")), **PHOTO, "effective_from": day}
    desk.post(f"{PAGE}tambahan/", {**sent, "aksi": "berlakukan"})

    later = controls(desk.get(f"{PAGE}tambahan/?versi=1"))
    desk.post(f"{PAGE}tambahan/", {**later, "syarat-0-name": "Foto ibu", "aksi": "berlakukan"})
    take_over()

    assert later["syarat-0-name"] == ["Foto bayi"]
    assert (required(villages[1]), required(villages[1], 30)) == ([], ["Foto ibu"])


def test_who_was_overtaken_at_the_regency_is_told(villages: list[Village]) -> None:
    desk = at_regency()
    sent = {**controls(desk.get(f"{PAGE}tambahan/")), **PHOTO, "aksi": "berlakukan"}
    desk.post(f"{PAGE}tambahan/", sent)

    told = desk.post(f"{PAGE}tambahan/", {**sent, "syarat-0-name": "Foto ayah"})

    assert told.status_code == 409
    assert controls(told)["syarat-0-name"] == ["Foto ayah"]
    assert RegencyStandard.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({**PHOTO, "syarat-0-name": "Pengantar RT"}, "tidak boleh diminta lagi"),
        ({"effective_from": "1 Januari 2020"}, "sudah lewat"),
    ],
)
def test_the_regency_is_told_what_it_may_not_take_away(
    villages: list[Village], changes: dict[str, str], sentence: str
) -> None:
    desk = at_regency()

    answer = desk.post(
        f"{PAGE}tambahan/", {**controls(desk.get(f"{PAGE}tambahan/")), **changes, "aksi": "berlakukan"}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RegencyStandard.objects.exists()


def test_the_search_tells_which_village_offers_what_and_what_it_adds(villages: list[Village]) -> None:
    desk = at_regency()

    found = desk.get("/kabupaten/layanan/", {"q": "tenda"}).content.decode()
    own = desk.get("/kabupaten/layanan/", {"asal": "desa"}).content.decode()
    birth = " ".join(desk.get(PAGE).content.decode().split())
    tent = desk.get("/kabupaten/layanan/standar/pinjam-tenda/").content.decode()

    assert ("Pinjam tenda" in found, "Akta kelahiran" in found) == (True, False)
    assert ("Pinjam tenda" in own, "Akta kelahiran" in own) == (True, False)
    assert all(words in birth for words in ("Syarat: Meterai", "Disembunyikan", "Sukamaju", "Air Jernih"))
    assert "Kabupaten tidak mengaturnya" in tent
    assert desk.get("/kabupaten/layanan/standar/tidak-ada/").status_code == 404
    assert desk.get("/kabupaten/layanan/standar/pinjam-tenda/tambahan/").status_code == 404


def test_who_is_up_to_date_is_told_by_district(villages: list[Village]) -> None:
    with acting_for(villages[0]):
        Service.objects.filter(slug="akta-kematian").update(seen_number=0)
    page = " ".join(at_regency().get("/kabupaten/layanan/desa/").content.decode().split())

    assert "1 dari 2 desa perlu diingatkan" in page
    assert "Kecamatan Mekarsari" in page


def test_a_district_head_sees_only_the_villages_of_the_district(villages: list[Village]) -> None:
    far = make_village(code="99.01.09.2001", name="Ujung", district="Jauh")
    camat = at_regency(Role.DISTRICT_HEAD, district="99.01.09")

    page = camat.get("/kabupaten/layanan/desa/").content.decode()

    assert (far.name in page, "Sukamaju" in page) == (True, False)
    assert "Sukamaju" not in camat.get(PAGE).content.decode()


@pytest.mark.parametrize("path", ["/kabupaten/layanan/", "/kabupaten/layanan/desa/", PAGE])
def test_each_page_asks_as_often_for_two_villages_as_for_four(villages: list[Village], path: str) -> None:
    desk = at_regency()
    desk.get(path)
    with CaptureQueriesContext(connection) as for_two:
        desk.get(path)
    for number in range(2):
        with acting_for(make_village()):
            bring_table(BIRTH)
            bring_table({**BIRTH, "slug": f"lain-{number}", "name": f"Lain {number}"})
    with CaptureQueriesContext(connection) as for_four:
        desk.get(path)

    assert len(for_four) == len(for_two)


def test_looking_at_all_villages_leaves_a_line_in_the_trail(villages: list[Village]) -> None:
    at_regency(Role.VILLAGE_AGENCY).get("/kabupaten/layanan/")

    with acting_for_regency("uji"):
        reasons = list(
            AuditEntry.objects.filter(action="accounts.all_villages_read").values_list("reason", flat=True)
        )
    assert reasons == ["Melihat layanan semua desa"]


@pytest.mark.parametrize("role", [Role.VILLAGE_AGENCY, Role.INFORMATION_AGENCY])
def test_others_of_the_regency_look_and_change_nothing(villages: list[Village], role: Role) -> None:
    desk = at_regency(role)

    assert desk.get(PAGE).status_code == 200
    assert "Tetapkan untuk semua desa" not in desk.get(PAGE).content.decode()
    assert desk.get(f"{PAGE}tambahan/").status_code == 403
    assert desk.post(f"{PAGE}tambahan/", PHOTO).status_code == 403


def test_an_officer_of_a_village_has_no_place_at_the_regencys_desk(desk: Any) -> None:
    browser = Client()
    browser.cookies = desk.cookies

    assert browser.get("/kabupaten/layanan/").status_code == 403
    assert browser.get(f"{PAGE}tambahan/").status_code == 403

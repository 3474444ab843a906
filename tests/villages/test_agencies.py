"""Agencies of the regency: kept at its desk, read by everybody."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, RegencyAssignment
from balai.tenancy.models import Regency, Village
from balai.tenancy.scope import acting_for_regency
from balai.villages.enums import AgencyKind
from balai.villages.models import Agency
from balai.villages.operations import AgencyFacts, add_agency, change_agency, retire_agency
from tests.factories import HallClient, make_officer, make_regency

BY = Actor.system("uji")
REGISTRY = AgencyFacts(
    kind=AgencyKind.CIVIL_REGISTRY, name="Dinas Kependudukan", phone="0274 555 0110", head_name="Ratri Wulansari",
    head_position="Kepala Dinas",
)  # fmt: skip
TODAY = date(2026, 11, 22)


@pytest.fixture
def regency(db: None) -> Regency:
    return make_regency()


@pytest.fixture
def registry(regency: Regency) -> Agency:
    return add_agency(regency=regency, facts=REGISTRY, by=BY)


def at_regency(role: Role) -> Client:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=role, since=timezone.localdate())
    browser = Client()
    browser.force_login(officer)
    return browser


def trail() -> list[tuple[str, str]]:
    with acting_for_regency("uji"):
        entries = AuditEntry.objects.filter(action__startswith="villages.agency").order_by("at")
        return [(entry.action, entry.reason) for entry in entries]


def test_an_agency_says_what_it_is_for_in_its_own_words_or_those_of_its_kind(registry: Agency) -> None:
    generic = registry.known_for
    change_agency(
        agency=registry,
        facts=AgencyFacts(kind=AgencyKind.OTHER, name="Dinas Sosial", duties="Bantuan."),
        by=BY,
    )
    registry.refresh_from_db()

    assert generic.startswith("KTP-el, kartu keluarga")
    assert (registry.name, registry.known_for, registry.phone) == ("Dinas Sosial", "Bantuan.", "")


def test_every_kind_has_words_for_what_it_does_but_other() -> None:
    told = {kind for kind in AgencyKind if Agency(kind=kind).known_for}

    assert told == set(AgencyKind) - {AgencyKind.OTHER}


def test_two_agencies_never_share_a_name(regency: Regency, registry: Agency) -> None:
    twin = AgencyFacts(kind=AgencyKind.OTHER, name="DINAS kependudukan")

    with pytest.raises(ValidationError, match="sudah ada"):
        add_agency(regency=regency, facts=twin, by=BY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(regency=regency, kind=AgencyKind.OTHER, name="DINAS kependudukan")


def test_a_retired_agency_leaves_its_name_and_its_line_in_the_trail(
    regency: Regency, registry: Agency
) -> None:
    retire_agency(agency=registry, on=TODAY, reason="Digabung", by=BY)
    retire_agency(agency=registry, on=date(2027, 1, 1), reason="Lagi", by=BY)
    again = add_agency(regency=regency, facts=REGISTRY, by=BY)

    registry.refresh_from_db()
    assert registry.retired_on == TODAY
    assert list(Agency.objects.serving()) == [again]
    assert trail() == [
        ("villages.agency_added", ""),
        ("villages.agency_retired", "Digabung"),
        ("villages.agency_added", ""),
    ]


def test_saving_what_stays_the_same_leaves_no_line(registry: Agency) -> None:
    change_agency(agency=registry, facts=REGISTRY, by=BY)

    assert trail() == [("villages.agency_added", "")]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "tidak boleh kosong"),
        ({"kind": "gudang"}, "gudang"),
        ({"phone": "tanya saja"}, "angka saja"),
        ({"head_position": "Camat", "head_name": ""}, "nama pimpinannya"),
        ({"website": "dinas"}, "belum lengkap"),
    ],
)
def test_nonsense_about_an_agency_is_refused(regency: Regency, fields: dict[str, str], sentence: str) -> None:
    facts = AgencyFacts(**{"kind": AgencyKind.OTHER, "name": "Dinas Sosial", **fields})

    with pytest.raises(ValidationError, match=sentence):
        add_agency(regency=regency, facts=facts, by=BY)

    assert not Agency.objects.exists()


def test_the_desk_adds_changes_and_retires(regency: Regency) -> None:
    desk = at_regency(Role.REGENCY_ADMINISTRATOR)
    form = {"kind": "district", "name": "Kecamatan Mekarsari", "phone": "0274 555 0120"}

    added = desk.post("/kabupaten/instansi/tambah/", form)
    agency = Agency.objects.get()
    twin = desk.post("/kabupaten/instansi/tambah/", form)
    changed = desk.post(f"/kabupaten/instansi/{agency.pk}/", {**form, "head_name": "Widyawati Rahayu"})
    listed = desk.get("/kabupaten/instansi/").content.decode()
    unexplained = desk.post(f"/kabupaten/instansi/{agency.pk}/hapus/", {"reason": ""})
    retired = desk.post(f"/kabupaten/instansi/{agency.pk}/hapus/", {"reason": "Salah tulis"})
    gone = desk.get(f"/kabupaten/instansi/{agency.pk}/")

    answers = (added, twin, changed, unexplained, retired, gone)
    assert [answer.status_code for answer in answers] == [302, 422, 302, 422, 302, 404]
    assert "Instansi dengan nama ini sudah ada." in twin.content.decode()
    assert "Widyawati Rahayu" in listed
    assert trail() == [
        ("villages.agency_added", ""),
        ("villages.agency_changed", ""),
        ("villages.agency_retired", "Salah tulis"),
    ]


@pytest.mark.parametrize("role", [Role.CIVIL_REGISTRY, Role.VILLAGE_AGENCY, Role.INFORMATION_AGENCY])
@pytest.mark.parametrize("page", ["agencies", "add_agency", "change_agency", "retire_agency"])
def test_only_the_administrator_of_the_regency_keeps_the_list(
    registry: Agency, role: Role, page: str
) -> None:
    keys = [registry.pk] if page.startswith(("change", "retire")) else []
    address = reverse(f"villages:{page}", args=keys)

    assert at_regency(role).post(address, {"name": "Lain"}).status_code in {403, 405}
    assert at_regency(role).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_an_administrator_of_a_village_does_not_keep_the_list_of_the_regency(
    desk: HallClient, registry: Agency
) -> None:
    browser = Client()
    browser.cookies = desk.cookies

    assert browser.get("/kabupaten/instansi/").status_code == 403


def test_everybody_reads_who_does_what_and_whom_to_call(
    client: Client, village: Village, registry: Agency
) -> None:
    retired = add_agency(
        regency=registry.regency, facts=AgencyFacts(kind=AgencyKind.OTHER, name="Dinas Pasar"), by=BY
    )
    retire_agency(agency=retired, on=TODAY, reason="Bubar", by=BY)

    page = client.get("/").content.decode()
    searched = client.get("/", {"q": "sukamaju"}).content.decode()

    assert "Dinas Kependudukan" in page
    assert "KTP-el, kartu keluarga" in page
    assert 'href="tel:02745550110"' in page
    assert "Ratri Wulansari" in page
    assert "Dinas Pasar" not in page
    assert "Dinas Kependudukan" not in searched


def test_the_front_page_asks_as_often_for_one_agency_as_for_three(
    client: Client, regency: Regency, village: Village, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    for name in ("Dinas Satu", "Dinas Dua", "Dinas Tiga"):
        add_agency(regency=regency, facts=AgencyFacts(kind=AgencyKind.OTHER, name=name), by=BY)
        with django_assert_num_queries(4):
            client.get("/")

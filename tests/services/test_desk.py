"""The services' desk: the list, one standard with its layers and versions, and looking after it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.services.enums import Origin, ServiceState
from balai.services.models import Service, ServiceVersion
from balai.services.operations import add_locally, bring_standards, set_offered
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.services.tables import BIRTH, bring

BY = Actor.system("uji")
STAMP = {"name": "Meterai", "law": "Perdes 4/2026", "proofs": ["Meterai 10.000"]}
SLUG = "akta-kelahiran"


def bring_birth(**changes: Any) -> Service:
    return bring_standards(tables=[{**BIRTH, **changes}], origin=Origin.BALAI, by=BY)[SLUG]


@pytest.fixture
def birth(village: Village) -> Service:
    """A national standard to which the village adds a stamp, today and later something else."""
    with acting_for(village):
        service = bring_birth()
        today = timezone.localdate()
        add_locally(service=service, additions={"requirements": [STAMP]}, effective_from=today, by=BY)
        add_locally(
            service=service, additions={"note": "Nanti."}, effective_from=today + timedelta(30), by=BY
        )
        return service


def read(desk: HallClient, path: str) -> str:
    answer = desk.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_list_says_what_counts_what_comes_and_what_waits(desk: HallClient, birth: Service) -> None:
    with acting_for(desk_village(desk)):
        bring_birth(summary="Bukti sah.")
        Service.objects.update(reviewed_on=timezone.localdate() - timedelta(400))

    page = read(desk, "/meja/layanan/")

    for words in ("versi 4", "mulai", "Perubahan belum dibaca", "Perlu ditinjau", "dengan tambahan desa"):
        assert words in page
    assert "1 perubahan belum dibaca" in page


def desk_village(desk: HallClient) -> Village:
    return Village.objects.get(slug=desk.prefix.strip("/"))


def test_the_list_is_narrowed_by_words_state_origin_and_what_waits(desk: HallClient, birth: Service) -> None:
    with acting_for(desk_village(desk)):
        set_offered(service=bring("pinjam-tenda", "Pinjam tenda"), offered=False, by=BY)

    found = {
        asked: [name for name in ("Akta kelahiran", "Pinjam tenda") if name in read(desk, f"/meja/layanan/?{asked}")]
        for asked in ("q=tenda", "q=akte+lahir", "keadaan=hidden", "asal=village", "menunggu=jadwal", "menunggu=apa")
    }  # fmt: skip

    assert found == {
        "q=tenda": ["Pinjam tenda"],
        "q=akte+lahir": ["Akta kelahiran"],
        "keadaan=hidden": ["Pinjam tenda"],
        "asal=village": [],
        "menunggu=jadwal": ["Akta kelahiran"],
        "menunggu=apa": ["Akta kelahiran", "Pinjam tenda"],
    }


def test_the_list_asks_as_often_for_one_service_as_for_four(desk: HallClient, birth: Service) -> None:
    desk.get("/meja/layanan/")
    with CaptureQueriesContext(connection) as for_one:
        desk.get("/meja/layanan/")
    with acting_for(desk_village(desk)):
        for number in range(3):
            bring(f"layanan-{number}", f"Layanan {number}", "KTP")
    with CaptureQueriesContext(connection) as for_four:
        desk.get("/meja/layanan/")

    assert len(for_four) == len(for_one)


def test_a_standard_shows_what_is_inherited_and_what_the_village_added(
    desk: HallClient, birth: Service
) -> None:
    page = read(desk, f"/meja/layanan/{SLUG}/")

    for words in (
        "Gratis (UU 24/2013 pasal 79A)", "Hanya bila: Di mana bayi lahir? Tempat kesehatan", "Kasi Pelayanan",
        "Surat pengantar RT/RW tidak boleh diminta", "Kabupaten tidak menambah apa pun", "Syarat: Meterai",
        "Ada perubahan terjadwal", "n. Penilaian kinerja petugas",
    ):  # fmt: skip
        assert words in page


def test_a_version_tells_what_it_changed_of_the_one_that_counted_till_then(
    desk: HallClient, birth: Service
) -> None:
    with acting_for(desk_village(desk)):
        bring_birth(summary="Bukti sah kelahiran anak.")
        numbers = list(ServiceVersion.objects.order_by("number").values_list("number", "origin"))

    today, later = read(desk, f"/meja/layanan/{SLUG}/versi/4/"), read(desk, f"/meja/layanan/{SLUG}/versi/5/")

    assert numbers == [(1, "balai"), (2, "village"), (3, "village"), (4, "balai"), (5, "balai")]
    assert "Yang berubah sejak versi 2" in today
    assert "Yang berubah sejak versi 3" in later
    assert all("Ringkasan" in page and "Syarat: Meterai" not in page for page in (today, later))
    assert desk.get(f"/meja/layanan/{SLUG}/versi/9/").status_code == 404


def test_a_change_from_above_is_read_with_its_difference(desk: HallClient, birth: Service) -> None:
    with acting_for(desk_village(desk)):
        bring_birth(summary="Bukti sah kelahiran anak.")
    before = read(desk, f"/meja/layanan/{SLUG}/perubahan/")

    answer = desk.post(f"/meja/layanan/{SLUG}/perubahan/", {"sampai": "5"})

    assert "<ins>" in before
    assert "Sudah saya baca" in before
    assert answer.status_code == 302
    assert "Semua perubahan sudah dibaca" in read(desk, f"/meja/layanan/{SLUG}/perubahan/")
    for nonsense in ("", "x", "99", "9" * 30):
        assert desk.post(f"/meja/layanan/{SLUG}/perubahan/", {"sampai": nonsense}).status_code == 404


def test_a_standard_is_reviewed_and_its_interval_chosen(desk: HallClient, birth: Service) -> None:
    with acting_for(desk_village(desk)):
        Service.objects.update(reviewed_on=timezone.localdate() - timedelta(400))

    answers = [
        desk.post(f"/meja/layanan/{SLUG}/tinjau/", typed).status_code
        for typed in ({}, {"months": "6"}, {"months": "24"})
    ]

    assert answers == [302, 302, 404]
    with acting_for(desk_village(desk)):
        service = Service.objects.get()
        actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert (service.reviewed_on, service.review_months) == (timezone.localdate(), 6)
    assert {"services.reviewed", "services.review_interval_changed"} <= actions


def test_a_service_is_hidden_and_offered_again(desk: HallClient, birth: Service) -> None:
    states = []
    for wanted in ("hidden", "offered"):
        assert desk.post(f"/meja/layanan/{SLUG}/tawarkan/", {"keadaan": wanted}).status_code == 302
        with acting_for(desk_village(desk)):
            states.append(Service.objects.get().state)

    assert states == [ServiceState.HIDDEN, ServiceState.OFFERED]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.VILLAGE_HEAD, Role.RT_HEAD])
def test_others_do_not_get_in(village: Village, birth: Service, role: Role) -> None:
    browser = HallClient(village)
    browser.force_login(make_officer(village, role))

    assert browser.get("/meja/layanan/").status_code == 403
    assert browser.get(f"/meja/layanan/{SLUG}/").status_code == 403
    assert browser.post(f"/meja/layanan/{SLUG}/tinjau/").status_code == 403


def test_a_service_of_another_village_is_not_there(
    desk: HallClient, other_village: Village, village: Village
) -> None:
    with acting_for(other_village):
        bring_birth()

    assert desk.get(f"/meja/layanan/{SLUG}/").status_code == 404
    assert desk.post(f"/meja/layanan/{SLUG}/tawarkan/", {"keadaan": "hidden"}).status_code == 404

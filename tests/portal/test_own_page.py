"""`/saya/`: one's own applications and letters after NIK and PIN, and who looked at one's data."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from balai.access.operations import give_pin
from balai.accounts.actors import Actor
from balai.accounts.audit import record_access
from balai.applications.models import Application
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import filled, submitted
from tests.factories import HallClient
from tests.residents.factories import make_family, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(village: Village, actor: Actor) -> tuple[Resident, str]:
    """A resident with a PIN."""
    with acting_for(village):
        make_family(person("Sari Dewi", sex=2))
        resident = Resident.objects.with_family().get(full_name="Sari Dewi")
        return resident, give_pin(resident=resident, by=actor)


def signed_in(visitor: HallClient, sari: tuple[Resident, str]) -> None:
    answer = visitor.post("/saya/masuk/", {"nik": sari[0].nik, "pin": sari[1]})
    assert answer.status_code == 302, answer.content.decode()


def without_values(response: Any) -> str:
    return re.sub(r'value="[^"]*"', "", html(response))


def html(response: Any) -> str:
    return str(response.content.decode())


def test_whoever_has_not_signed_in_is_asked_to(village: Village, visitor: HallClient) -> None:
    assert visitor.get("/saya/")["Location"].endswith("/saya/masuk/")


def test_a_wrong_pin_and_a_nik_of_nobody_get_the_same_answer(
    visitor: HallClient, sari: tuple[Resident, str]
) -> None:
    wrong = visitor.post("/saya/masuk/", {"nik": sari[0].nik, "pin": "000000"})
    nobody = visitor.post("/saya/masuk/", {"nik": "9901050101909999", "pin": sari[1]})

    assert (wrong.status_code, nobody.status_code) == (422, 422)
    assert without_values(wrong) == without_values(nobody)


def test_she_sees_who_looked_at_her_data_and_what_for(
    village: Village, visitor: HallClient, sari: tuple[Resident, str], actor: Actor
) -> None:
    with acting_for(village):
        record_access(by=actor, resident=sari[0], purpose="Membuat surat domisili")
    signed_in(visitor, sari)

    page = html(visitor.get("/saya/"))

    assert actor.label in page
    assert "Membuat surat domisili" in page


def test_her_own_applications_open_without_a_code_and_nobody_elses(
    village: Village, visitor: HallClient, sari: tuple[Resident, str]
) -> None:
    with acting_for(village):
        hers, anothers = submitted(), submitted()
        Application.objects.filter(pk=hers.pk).update(resident=sari[0])
    signed_in(visitor, sari)

    opened = visitor.post(f"/saya/permohonan/{hers.pk}/")

    assert "Akta kelahiran" in html(visitor.get("/saya/"))
    assert visitor.get(opened["Location"]).status_code == 200
    assert visitor.post(f"/saya/permohonan/{anothers.pk}/").status_code == 404
    assert visitor.post(f"/saya/surat/{uuid.uuid4()}/").status_code == 404


def test_she_is_forgotten_after_a_while_and_at_once_when_she_leaves(
    village: Village, visitor: HallClient, sari: tuple[Resident, str]
) -> None:
    signed_in(visitor, sari)
    with time_machine.travel(timezone.now() + timedelta(minutes=21), tick=True):
        assert visitor.get("/saya/").status_code == 302
    signed_in(visitor, sari)
    visitor.post("/saya/keluar/")
    assert visitor.get("/saya/").status_code == 302


def test_who_has_signed_in_need_not_type_what_the_register_knows(
    village: Village, visitor: HallClient, sari: tuple[Resident, str]
) -> None:
    with acting_for(village):
        draft = filled()
        Application.objects.filter(pk=draft.pk).update(applicant_nik="", applicant_name="")
        code = draft.code
    visitor.post("/lacak/", {"code": code, "born": "5 Juli 1995"})
    signed_in(visitor, sari)

    page = html(visitor.get(f"/permohonan/{draft.pk}/pemohon/"))

    assert sari[0].nik in page
    assert "Sari Dewi" in page


def test_she_takes_all_her_data_along_and_nobody_elses(
    village: Village, visitor: HallClient, sari: tuple[Resident, str]
) -> None:
    assert visitor.post("/saya/unduh/").status_code == 302
    with acting_for(village):
        make_family(person("Orang Lain"))
        application = submitted()
        Application.objects.filter(pk=application.pk).update(resident=sari[0])
    signed_in(visitor, sari)

    told = visitor.post("/saya/unduh/").json()

    assert told["warga"]["nik"] == sari[0].nik
    assert [each["kind"] for each in told["akses"]["pin"]] == ["lasting"]
    assert [each["peristiwa"] for each in told["perubahan"]] == ["initial"]
    assert [each["jawaban"] for each in told["permohonan"]] == [{"baby_name": "Bunga"}]
    assert "Orang Lain" not in str(told)

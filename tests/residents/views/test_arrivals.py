"""Recording who arrives, at the desk: a family with a new KK, or somebody more in one that is known."""

from datetime import date
from typing import Any

import pytest

from balai.residents.enums import Relation, Sex
from balai.residents.models import Family, LifeEvent
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.residents.factories import make_family, make_kk, make_nik, person
from tests.residents.views.conftest import FORM, Couple

pytestmark = pytest.mark.usefixtures("the_day")


def newcomer(number: int, **fields: Any) -> dict[str, Any]:
    given = {
        "full_name": "Made Wirawan", "nik": make_nik(Sex.MALE, date(1990, 1, 2)), "sex": 1, "birth_place": "Wanasari",
        "birth_date": "2 Januari 1990", "religion": 4, "marital_status": 1, "education": 5, "occupation": 15,
        "citizenship": 1, "relation": 1, "residency": 1, "father_name": "", "mother_name": "",
    }  # fmt: skip
    return {f"orang-{number}-{name}": value for name, value in {**given, **fields}.items()}


def arrival(*people: dict[str, Any], **fields: Any) -> dict[str, Any]:
    data = {**FORM, "origin": "Desa Wanasari", "reason": 1, "orang-TOTAL_FORMS": len(people),
            "orang-INITIAL_FORMS": 0}  # fmt: skip
    for one in people:
        data |= one
    return {**data, **fields}


def test_a_family_arrives(desk: HallClient, village: Village) -> None:
    kk = make_kk()
    people = (newcomer(0), newcomer(1, full_name="Ketut Sari", relation=3, sex=2, nik=make_nik(2)))

    response = desk.post(
        "/meja/warga/datang/", arrival(*people, kk=kk, address="Jalan Kenanga 2", purpose="Kontrak kerja")
    )

    assert response.status_code == 302
    with acting_for(village):
        family = Family.objects.get(kk=kk)
        assert [one.full_name for one in family.members.in_kk_order()] == ["Made Wirawan", "Ketut Sari"]
        assert LifeEvent.objects.latest("id").details == {
            "origin": "Desa Wanasari", "reason": 1, "purpose": "Kontrak kerja",
        }  # fmt: skip


def test_a_double_click_on_an_arrival_is_one_family(desk: HallClient, village: Village) -> None:
    data = arrival(newcomer(0), kk=make_kk())

    answers = [desk.post("/meja/warga/datang/", data).status_code for _ in range(2)]

    assert answers == [302, 302]
    with acting_for(village):
        assert Family.objects.count() == 1


def test_one_more_person_keeps_what_was_typed(desk: HallClient) -> None:
    data = arrival(newcomer(0), kk="9901", tambah="1")

    response = desk.post("/meja/warga/datang/", data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Orang ke-2" in page
    assert 'value="Made Wirawan"' in page
    assert 'value="Desa Wanasari"' in page


def test_somebody_arrives_in_a_family(desk: HallClient, village: Village, couple: Couple) -> None:
    family, *_ = couple

    response = desk.post(f"/meja/warga/keluarga/{family.pk}/datang/", arrival(newcomer(0, relation=9)))

    assert response.status_code == 302
    with acting_for(village):
        assert family.members.get(full_name="Made Wirawan").relation == Relation.OTHER_RELATIVE


def test_who_still_lives_elsewhere_needs_a_look_at_the_letter(
    desk: HallClient, village: Village, other_village: Village
) -> None:
    nik = make_nik(Sex.MALE, date(1990, 1, 2))
    with acting_for(other_village):
        make_family(person("Made Wirawan", nik=nik))
    data = arrival(newcomer(0, nik=nik), kk=make_kk())

    first = desk.post("/meja/warga/datang/", data)
    second = desk.post("/meja/warga/datang/", {**data, "surat-pindah-diperiksa": "1"})

    assert (first.status_code, second.status_code) == (422, 302)
    assert "masih tercatat hidup di wilayah lain" in first.content.decode()
    assert other_village.name not in first.content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"nik": "123"}, "NIK"),
        ({"birth_date": "1 Januari 2030"}, "Tanggal lahir belum terjadi"),
        ({"relation": 4}, "Pilih kepala keluarga"),
    ],
)
def test_a_wrong_newcomer_is_named(desk: HallClient, fields: dict[str, Any], sentence: str) -> None:
    response = desk.post("/meja/warga/datang/", arrival(newcomer(0, **fields), kk=make_kk()))

    assert response.status_code == 422
    assert sentence in response.content.decode()

"""Recording what happened, at the desk: every form, its preview, its refusals."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.residents.enums import EventKind, MaritalStatus, Relation, Sex, Standing
from balai.residents.models import Change, LifeEvent, Resident
from balai.residents.operations import last_change
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.residents.factories import make_couple, make_family, make_kk, person
from tests.residents.views.conftest import FORM, Couple

pytestmark = pytest.mark.usefixtures("the_day")


def changes_of(village: Village) -> dict[str, dict[str, list[object]]]:
    """What the newest event changed, by name."""
    with acting_for(village):
        event = LifeEvent.objects.latest("id")
        return {
            change.resident.full_name: change.changes for change in event.changes.select_related("resident")
        }


def stays(person: Resident) -> str:
    return f"stays_{person.pk.hex}"


def test_a_death_is_recorded(desk: HallClient, village: Village, couple: Couple) -> None:
    _, head, wife, child = couple

    response = desk.post(
        f"/meja/warga/{head.pk}/kematian/",
        {**FORM, "place": "Puskesmas", "next_head": wife.pk, stays(child): 4, "widowed": "on"},
    )

    assert (response.status_code, response["Location"]) == (302, f"/sukamaju/meja/warga/{head.pk}/")
    assert changes_of(village) == {
        "Sutrisno": {"standing": [1, 2]},
        "Siti Aminah Lestari": {"relation": [3, 1], "marital_status": [2, 6]},
    }


def test_who_stays_is_asked_for_the_relation_to_the_next_head(
    desk: HallClient, village: Village, couple: Couple
) -> None:
    _, head, wife, child = couple
    page, told = f"/meja/warga/{head.pk}/kematian/", {**FORM, "next_head": str(child.pk)}

    asked = desk.post(page, told)
    form = asked.context["form"]
    proposed = {name: form[name].value() for name in form.stays_names}
    other_head = desk.post(page, {**told, **proposed, "stays_with": child.pk, "next_head": wife.pk})
    impossible = desk.post(page, {**told, stays(wife): 3, "stays_with": child.pk})

    assert (asked.status_code, proposed) == (422, {stays(wife): str(Relation.PARENT)})
    assert "Periksa hubungan tiap orang dengan Dewi Lestari" in asked.content.decode()
    assert "Siti Aminah Lestari: hubungan dengan Dewi Lestari" in asked.content.decode()
    form = other_head.context["form"]
    assert {name: form[name].value() for name in form.stays_names} == {stays(child): str(Relation.CHILD)}
    assert other_head.status_code == impossible.status_code == 422
    assert "tidak bisa menjadi istri kepala keluarga ini" in impossible.content.decode()
    with acting_for(village):
        assert not LifeEvent.objects.filter(kind=EventKind.DEATH).exists()
    assert desk.post(page, {**told, **proposed, "stays_with": child.pk}).status_code == 302
    assert changes_of(village) == {
        "Sutrisno": {"standing": [1, 2]},
        "Siti Aminah Lestari": {"relation": [3, 7]},
        "Dewi Lestari": {"relation": [4, 1]},
    }


def test_what_a_death_would_change_is_shown_and_nothing_is_written(
    desk: HallClient, village: Village, couple: Couple
) -> None:
    _, head, wife, child = couple

    response = desk.post(
        f"/meja/warga/{head.pk}/kematian/",
        {**FORM, "next_head": wife.pk, stays(child): 4, "widowed": "on", "periksa": "1"},
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "Ini yang akan berubah" in page
    assert "Cerai mati" in page
    with acting_for(village):
        assert Resident.objects.get(pk=head.pk).standing == Standing.LIVING
        assert not LifeEvent.objects.filter(kind=EventKind.DEATH).exists()
        assert not AuditEntry.objects.filter(action="residents.death").exists()


def test_the_death_of_a_head_asks_for_the_next(desk: HallClient, couple: Couple) -> None:
    _, head, *_ = couple

    response = desk.post(f"/meja/warga/{head.pk}/kematian/", FORM)

    assert response.status_code == 422
    assert "next_head" in response.context["form"].errors


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("occurred_on", "23 November 2026", "Tanggal ini belum terjadi"),
        ("occurred_on", "besok", "Tanggal ini belum terbaca"),
        ("reported_on", "1 November 2026", "Tanggal lapor tidak boleh sebelum"),
        ("document", "", ""),
    ],
)
def test_a_wrong_form_is_answered_with_422(
    desk: HallClient, couple: Couple, field: str, value: str, sentence: str
) -> None:
    *_, child = couple

    response = desk.post(f"/meja/warga/{child.pk}/kematian/", {**FORM, field: value})

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_double_click_is_one_event(desk: HallClient, village: Village, couple: Couple) -> None:
    *_, child = couple

    answers = [desk.post(f"/meja/warga/{child.pk}/kematian/", FORM).status_code for _ in range(2)]

    assert answers == [302, 302]
    with acting_for(village):
        assert LifeEvent.objects.filter(kind=EventKind.DEATH).count() == 1


@pytest.mark.parametrize(
    ("path", "standing"),
    [("hilang", Standing.MISSING), ("pergi", Standing.AWAY), ("tidak-valid", Standing.INVALID)],
)
def test_somebody_is_gone_and_comes_back(
    desk: HallClient, village: Village, couple: Couple, path: str, standing: Standing
) -> None:
    family, _, _, child = couple

    desk.post(f"/meja/warga/{child.pk}/{path}/", FORM)
    with acting_for(village):
        assert Resident.objects.get(pk=child.pk).standing == standing
    back = {**FORM, "kk": family.kk, "relation": 4, "request_key": "01938f6e-0000-7000-8000-000000000002"}
    response = desk.post(f"/meja/warga/{child.pk}/kembali/", back)

    assert response.status_code == 302
    told = changes_of(village)["Dewi Lestari"]
    assert (told["standing"], told["kk"]) == ([standing, 1], ["", family.kk])


def test_a_relation_is_corrected(desk: HallClient, village: Village, couple: Couple) -> None:
    *_, child = couple

    desk.post(f"/meja/warga/{child.pk}/hubungan/", {**FORM, "relation": Relation.GRANDCHILD})

    assert changes_of(village) == {"Dewi Lestari": {"relation": [4, 6]}}


def test_a_birth_takes_the_parents_from_the_kk(desk: HallClient, village: Village, couple: Couple) -> None:
    family, head, wife, _ = couple
    url = f"/meja/warga/keluarga/{family.pk}/kelahiran/"
    initial = desk.get(url).context["form"].initial

    response = desk.post(
        url,
        {**FORM, "full_name": "Bagas Sutrisno", "sex": 1, "birth_place": "Mekarsari", "relation": 4,
         "father_name": initial["father_name"], "mother_name": initial["mother_name"], "order": 2},
    )  # fmt: skip

    assert response.status_code == 302
    with acting_for(village):
        child = Resident.objects.get(full_name="Bagas Sutrisno")
        assert (child.birth_date, child.father_nik, child.mother_nik) == (
            date(2026, 11, 20),
            head.nik,
            wife.nik,
        )
        assert (child.marital_status, child.religion) == (MaritalStatus.SINGLE, wife.religion)
        assert LifeEvent.objects.latest("id").details == {"order": 2}


def test_part_of_a_family_moves_away(desk: HallClient, village: Village, couple: Couple) -> None:
    family, head, wife, child = couple

    response = desk.post(
        f"/meja/warga/keluarga/{family.pk}/pindah/",
        {**FORM, "people": [head.pk, child.pk], "next_head": wife.pk, "destination": "Kota Mekar", "move_class": 4,
         "reason": 1},
    )  # fmt: skip

    assert response.status_code == 302
    assert changes_of(village) == {
        "Sutrisno": {"standing": [1, 3]},
        "Dewi Lestari": {"standing": [1, 3]},
        "Siti Aminah Lestari": {"relation": [3, 1]},
    }


def test_whose_wife_stays_is_asked_when_one_of_two_sons_leaves(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        family = make_family(
            person("Sutrisno"), person("Bagas Pratama", Relation.CHILD), person("Yusuf Pratama", Relation.CHILD),
            person("Rini Astuti", Relation.CHILD_IN_LAW, sex=Sex.FEMALE),
        )  # fmt: skip
        of = {member.full_name: member for member in family.members.all()}

    response = desk.post(
        f"/meja/warga/keluarga/{family.pk}/pindah/",
        {**FORM, "people": [of["Sutrisno"].pk, of["Bagas Pratama"].pk], "next_head": of["Yusuf Pratama"].pk,
         "destination": "Kota Mekar", "move_class": 4, "reason": 1},
    )  # fmt: skip

    form = response.context["form"]
    assert response.status_code == 422
    assert {name: form[name].value() for name in form.stays_names} == {stays(of["Rini Astuti"]): ""}


@pytest.mark.parametrize("next_head", ["", "head"])
def test_a_head_who_leaves_is_not_followed_by_nobody_or_himself(
    desk: HallClient, couple: Couple, next_head: str
) -> None:
    family, head, *_ = couple
    chosen = head.pk if next_head else ""

    response = desk.post(
        f"/meja/warga/keluarga/{family.pk}/pindah/",
        {
            **FORM,
            "people": [head.pk],
            "next_head": chosen,
            "destination": "Kota",
            "move_class": 4,
            "reason": 1,
        },
    )

    assert response.status_code == 422
    assert "next_head" in response.context["form"].errors


def test_a_daughter_gets_her_own_kk(desk: HallClient, village: Village, couple: Couple) -> None:
    family, head, wife, child = couple
    kk = make_kk()
    relations = {f"relation_{one.pk.hex}": one.relation for one in (head, wife)}

    response = desk.post(
        f"/meja/warga/keluarga/{family.pk}/pisah/",
        {**FORM, **relations, f"relation_{child.pk.hex}": 1, "people": [child.pk], "kk": kk, "address": "Jalan Mawar 9",
         "area": family.area_id},
    )  # fmt: skip

    assert response.status_code == 302
    assert changes_of(village) == {
        "Dewi Lestari": {
            "relation": [4, 1],
            "kk": [family.kk, kk],
            "address": ["Jalan Melati 5", "Jalan Mawar 9"],
        }
    }


def test_a_family_joins_another(desk: HallClient, village: Village, couple: Couple) -> None:
    family, *_ = couple
    with acting_for(village):
        single = make_family(person("Karsinah", sex=Sex.FEMALE), area=family.area)
        widow = single.members.get()

    response = desk.post(
        f"/meja/warga/keluarga/{single.pk}/gabung/",
        {**FORM, f"relation_{widow.pk.hex}": 7, "people": [widow.pk], "kk": family.kk},
    )

    assert response.status_code == 302
    assert changes_of(village) == {"Karsinah": {"relation": [1, 7], "kk": [single.kk, family.kk]}}


def test_an_unknown_kk_is_not_joined(desk: HallClient, couple: Couple) -> None:
    family, _, _, child = couple

    response = desk.post(
        f"/meja/warga/keluarga/{family.pk}/gabung/",
        {**FORM, f"relation_{child.pk.hex}": 4, "people": [child.pk], "kk": make_kk()},
    )

    assert response.status_code == 422
    assert "Nomor KK ini belum ada di data warga" in response.content.decode()


def test_the_head_changes(desk: HallClient, village: Village, couple: Couple) -> None:
    family, head, wife, child = couple
    kk = make_kk()
    relations = {stays(head): 2, stays(child): 4}

    response = desk.post(
        f"/meja/warga/keluarga/{family.pk}/kepala/", {**FORM, **relations, "head": wife.pk, "kk": kk}
    )

    assert response.status_code == 302
    assert changes_of(village) == {
        "Sutrisno": {"relation": [1, 2], "kk": [family.kk, kk]},
        "Siti Aminah Lestari": {"relation": [3, 1], "kk": [family.kk, kk]},
        "Dewi Lestari": {"kk": [family.kk, kk]},
    }


def test_an_address_and_a_number_change(desk: HallClient, village: Village, couple: Couple) -> None:
    family, *_ = couple
    kk = make_kk()

    desk.post(
        f"/meja/warga/keluarga/{family.pk}/alamat/",
        {**FORM, "address": "Jalan Mawar 1", "area": family.area_id},
    )
    assert changes_of(village)["Sutrisno"] == {"address": ["Jalan Melati 5", "Jalan Mawar 1"]}
    desk.post(
        f"/meja/warga/keluarga/{family.pk}/nomor/",
        {**FORM, "kk": f"{kk[:4]} {kk[4:]}", "request_key": "01938f6e-0000-7000-8000-000000000002"},
    )

    assert changes_of(village)["Sutrisno"] == {"kk": [family.kk, kk]}


def test_only_what_was_corrected_is_written(desk: HallClient, village: Village, couple: Couple) -> None:
    _, head, *_ = couple
    url = f"/meja/warga/{head.pk}/betulkan/"
    form = desk.get(url).context["person"]
    shown = {name: form[name].value() for name in form.fields}
    typed = {name: "" if value is None else value for name, value in shown.items()}

    response = desk.post(url, {**FORM, **typed, "full_name": "Sutrisno  Hadi", "birth_date": "18 Maret 1980"})

    assert response.status_code == 302
    assert changes_of(village) == {
        "Sutrisno Hadi": {
            "full_name": ["Sutrisno", "Sutrisno Hadi"],
            "birth_date": ["1980-03-17", "1980-03-18"],
        }
    }


def test_a_correction_of_an_old_page_is_refused(desk: HallClient, village: Village, couple: Couple) -> None:
    _, head, *_ = couple
    url = f"/meja/warga/{head.pk}/betulkan/"
    form = desk.get(url).context["person"]
    typed = {name: form[name].value() or "" for name in form.fields}
    desk.post(url, {**FORM, **typed, "full_name": "Sutrisna"})

    again = {**FORM, **typed, "full_name": "Sutrisni", "request_key": "01938f6e-0000-7000-8000-000000000003"}
    response = desk.post(url, again)

    assert response.status_code == 422
    assert "baru saja diubah petugas lain" in response.content.decode()
    with acting_for(village):
        assert Resident.objects.get(pk=head.pk).full_name == "Sutrisna"
        assert last_change(head) == Change.objects.filter(resident=head).latest("id").pk


def test_every_form_opens(desk: HallClient, couple: Couple) -> None:
    family, _, _, child = couple
    of_person = ["betulkan", "hubungan", "kematian", "hilang", "pergi", "kembali", "tidak-valid"]
    of_family = ["kelahiran", "datang", "pindah", "alamat", "pisah", "gabung", "kepala", "nomor"]
    paths = [f"/meja/warga/{child.pk}/{path}/" for path in of_person]
    paths += [f"/meja/warga/keluarga/{family.pk}/{path}/" for path in of_family]
    paths += ["/meja/warga/datang/", "/meja/warga/catat/", "/meja/warga/peristiwa/", "/meja/warga/selisih/"]

    answers = {path: desk.get(path).status_code for path in paths}

    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize(
    "path", ["kematian", "betulkan", "hilang", "pergi", "kembali", "tidak-valid", "hubungan"]
)
def test_who_may_only_look_may_not_change(village: Village, couple: Couple, path: str) -> None:
    *_, child = couple
    reader = HallClient(village)
    reader.force_login(make_officer(village, Role.VILLAGE_HEAD))

    assert reader.get(f"/meja/warga/{child.pk}/").status_code == 200
    assert reader.post(f"/meja/warga/{child.pk}/{path}/", FORM).status_code == 403


def test_another_villages_people_can_not_be_changed(desk: HallClient, other_village: Village) -> None:
    with acting_for(other_village):
        family, head, *_ = make_couple()

    posts: list[Callable[..., Any]] = [
        lambda: Client.post(desk, f"/meja/warga/{head.pk}/kematian/", FORM),
        lambda: Client.post(desk, f"/meja/warga/keluarga/{family.pk}/nomor/", {**FORM, "kk": make_kk()}),
    ]

    assert [post().status_code for post in posts] == [404, 404]


def test_events_are_listed_and_told(desk: HallClient, village: Village, couple: Couple) -> None:
    _, head, wife, child = couple
    desk.post(f"/meja/warga/{head.pk}/kematian/", {**FORM, "next_head": wife.pk, stays(child): 4})
    with acting_for(village):
        event = LifeEvent.objects.get(kind=EventKind.DEATH)

    listed = desk.get("/meja/warga/peristiwa/").content.decode()
    told = desk.get(f"/meja/warga/peristiwa/{event.pk}/").content.decode()

    assert listed.index("Kematian") < listed.index("Data awal")
    assert "Surat keterangan 12/2026" in told
    assert "Kepala keluarga" in told

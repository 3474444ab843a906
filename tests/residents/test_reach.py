from datetime import date

import pytest

from balai.accounts.enums import Role
from balai.accounts.models import Officer
from balai.residents.reach import covers, reach_of
from balai.tenancy.models import Village
from balai.villages.enums import AreaLevel
from balai.villages.models import Area, AreaHead
from tests.factories import make_officer
from tests.introductions.factories import make_departed, make_head, make_neighbour, make_neighbourhood
from tests.residents.factories import make_area

DAY = date(2026, 11, 20)


def names(people: object) -> list[str]:
    return sorted(one.full_name for one in people)  # type: ignore[attr-defined]


def test_a_head_reaches_the_own_area_and_what_lies_in_it(in_village: Village) -> None:
    people = make_neighbourhood(in_village)

    assert names(reach_of(people.rt_head, on=DAY).residents()) == ["Siti Aminah Lestari"]
    assert names(reach_of(people.rw_head, on=DAY).residents()) == ["Joko Santoso", "Siti Aminah Lestari"]
    assert names(reach_of(people.subarea_head, on=DAY).residents()) == [
        "Joko Santoso",
        "Siti Aminah Lestari",
        "Wati Lestari",
    ]


def test_who_heads_nothing_reaches_nobody(in_village: Village) -> None:
    make_neighbourhood(in_village)
    stranger = make_officer(in_village, Role.RT_HEAD)

    reach = reach_of(stranger, on=DAY)

    assert list(reach.residents()) == []
    assert list(reach.families()) == []
    assert list(reach.areas()) == []
    assert reach.find("Siti", limit=10) == []


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2027, 1, 1)])
def test_a_term_that_has_not_begun_or_is_over_reaches_nobody(in_village: Village, day: date) -> None:
    make_neighbour("Siti Aminah Lestari", make_area())
    head = make_head(in_village, Role.RT_HEAD, make_area(), "Slamet Riyadi", until=date(2026, 12, 31))

    assert list(reach_of(head, on=day).residents()) == []


def test_people_without_an_area_and_those_who_have_gone_are_out_of_reach(in_village: Village) -> None:
    people = make_neighbourhood(in_village)
    make_neighbour("Tanpa Wilayah", None)
    make_departed("Wayan Lestari", people.siti.family.area)
    reach = reach_of(people.rt_head, on=DAY)

    assert names(reach.residents()) == ["Darsono", "Siti Aminah Lestari"]
    assert names(reach.find("lestari", limit=10)) == ["Siti Aminah Lestari"]
    assert reach_of(people.subarea_head, on=DAY).find("Wilayah", limit=10) == []


def test_searching_finds_nobody_outside(in_village: Village) -> None:
    people = make_neighbourhood(in_village)
    reach = reach_of(people.rt_head, on=DAY)

    assert names(reach.find("lestari", limit=10)) == ["Siti Aminah Lestari"]
    assert names(reach.find(people.siti.nik, limit=10)) == ["Siti Aminah Lestari"]
    assert reach.find("joko", limit=10) == []
    assert reach.find("jko", limit=10) == []
    assert reach.find(people.joko.nik, limit=10) == []
    assert reach.find(people.wati.family.kk, limit=10) == []


def test_a_common_name_elsewhere_hides_nobody_at_home(in_village: Village) -> None:
    people = make_neighbourhood(in_village)
    elsewhere = make_area(rw="009", rt="009")
    for _ in range(5):
        make_neighbour("Siti Rahayu", elsewhere)

    assert names(reach_of(people.rt_head, on=DAY).find("siti", limit=1)) == ["Siti Aminah Lestari"]


def test_who_heads_two_areas_reaches_both(in_village: Village) -> None:
    people = make_neighbourhood(in_village)
    both = make_head(in_village, Role.RT_HEAD, make_area(rw="002"), "Dua Wilayah")
    make_head_too(both, make_area(rt="004"))

    reach = reach_of(both, on=DAY)

    assert names(reach.residents()) == ["Joko Santoso", "Wati Lestari"]
    assert names(reach.find("lestari", limit=10)) == ["Wati Lestari"]
    assert reach.headship_over(people.siti.family.area) is None


def test_an_rt_in_a_dusun_is_not_the_one_of_that_number_in_an_rw(in_village: Village) -> None:
    people = make_neighbourhood(in_village)
    dusun = Area.objects.get(dusun="Krajan", rw="", rt="")
    direct = Area.objects.create(level=AreaLevel.RT, dusun="Krajan", rt="003", parent=dusun)
    head = make_head(in_village, Role.RT_HEAD, direct, "Langsung Dusun")

    assert list(reach_of(head, on=DAY).residents()) == []
    assert not covers(direct, people.siti.family.area)


def test_the_narrowest_term_speaks_for_an_area(in_village: Village) -> None:
    people = make_neighbourhood(in_village)
    rt = people.siti.family.area
    make_head_too(people.rw_head, make_area(rt="005"))
    fifth = make_area(rt="005")
    reach = reach_of(people.rw_head, on=DAY)

    assert reach.headship_over(fifth).area == fifth  # type: ignore[union-attr]
    assert reach.headship_over(fifth, levels=[AreaLevel.RW]).area == rt.parent  # type: ignore[union-attr]
    assert reach.headship_over(None) is None


def make_head_too(officer: Officer, area: Area) -> None:
    AreaHead.objects.create(area=area, name="Kepala", officer=officer, since=date(2024, 1, 1))

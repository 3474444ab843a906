"""Finding people by what an officer remembers of them."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from balai.accounts.actors import Actor
from balai.residents import search
from balai.residents.enums import Relation, Sex
from balai.residents.operations import correct_data, last_change, move_within, record_death
from balai.residents.search import find_residents
from balai.residents.search_index import SearchToken
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.factories import make_area, make_couple, make_family, occasion, person


def names(text: str, limit: int = 20) -> list[str]:
    return [resident.full_name for resident in find_residents(text, limit=limit)]


@pytest.fixture
def register(in_village: Village) -> None:
    make_couple(area=make_area("Krajan", "001", "003"), kk="9901010203129101")
    make_family(
        person("H. Mochamad Soekarno", nik="9901992511459501"),
        person("Siti Aminatun", Relation.WIFE, sex=Sex.FEMALE),
        address="Jalan Kenanga 2",
        area=make_area("Wetan", "002", "005"),
        kk="9901010203129102",
    )


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lestari siti", ["Siti Aminah Lestari"]),
        ("sit ami", ["Siti Aminatun", "Siti Aminah Lestari"]),
        ("SITTI AMINA", ["Siti Aminah Lestari", "Siti Aminatun"]),
        ("muhamad sukarno", ["H. Mochamad Soekarno"]),
        ("moch", ["H. Mochamad Soekarno"]),
        ("sutrsino", ["Sutrisno"]),
        ("sutrino", ["Sutrisno"]),
        ("sutrissnoh", ["Sutrisno"]),
        ("sutriyno", ["Sutrisno"]),
        ("deiw lestari", ["Dewi Lestari"]),
        ("lsetari dwei", ["Dewi Lestari"]),
        ("skuarno", ["H. Mochamad Soekarno"]),
        ("Soekrano", ["H. Mochamad Soekarno"]),
        ("dewy lestri", ["Dewi Lestari"]),
        ("siti krajan", ["Siti Aminah Lestari"]),
        ("siti rt 5", ["Siti Aminatun"]),
        ("kenanga", ["H. Mochamad Soekarno", "Siti Aminatun"]),
        ("rt 003/001", ["Dewi Lestari", "Siti Aminah Lestari", "Sutrisno"]),
        ("9901992511459501", ["H. Mochamad Soekarno"]),
        ("9901 9925 1145", ["H. Mochamad Soekarno"]),
        ("9901010203129101", ["Dewi Lestari", "Siti Aminah Lestari", "Sutrisno"]),
        ("joko", []),
        ("", []),
        ("...", []),
        ("%_'", []),
    ],
)
def test_people_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("typed", "name"),
    [("krael", "Karel"), ("ptier", "Piter"), ("mariyme", "Mariyem"), ("ysoep", "Yosep"), ("totko", "Totok")],
)
def test_two_letters_that_changed_places_are_put_back(in_village: Village, typed: str, name: str) -> None:
    make_family(person(name))

    assert names(typed) == [name]


@pytest.mark.usefixtures("register")
def test_the_exact_spelling_comes_before_a_longer_name() -> None:
    make_family(person("Siti Aminah Lestariningsih", sex=Sex.FEMALE))

    assert names("siti aminah lestari")[0] == "Siti Aminah Lestari"


@pytest.mark.usefixtures("register")
def test_the_living_come_before_the_dead(actor: Actor) -> None:
    _, _, _, child = make_couple()
    record_death(resident=child, occasion=occasion(), by=actor)

    found = find_residents("dewi lestari")

    assert [resident.is_living for resident in found] == [True, False]


@pytest.mark.usefixtures("register")
def test_another_spelling_is_announced() -> None:
    assert search.search("sutrisno").has_similar is False
    assert search.search("sutrsino").has_similar is True


@pytest.mark.usefixtures("register")
def test_a_corrected_name_is_found_and_the_wrong_one_is_not(actor: Actor) -> None:
    _, head, *_ = make_couple()
    correct_data(
        resident=head,
        elements={"full_name": "Wagiman"},
        seen=last_change(head),
        occasion=occasion(),
        by=actor,
    )

    assert names("wagiman") == ["Wagiman"]
    assert len(names("sutrisno")) == 1


@pytest.mark.usefixtures("register")
def test_a_moved_family_is_found_at_the_new_place(actor: Actor) -> None:
    family = make_family(person("Wagiman"))
    move_within(
        family=family,
        address="Jalan Cempaka",
        area=make_area("Kulon", "003", "009"),
        occasion=occasion(),
        by=actor,
    )

    assert names("wagiman melati") == []
    assert names("wagiman kulon rt 9") == ["Wagiman"]


def test_another_villages_people_never_show_up(village: Village, other_village: Village) -> None:
    with acting_for(other_village):
        make_family(
            person("Rahasia Wulandari", nik="9901010101519777"), kk="9901013112129777", address="Jalan Sunyi"
        )
    with acting_for(village):
        make_family(person("Rahayu Wulan"))

        assert names("rahasia wulandari") == []
        assert names("rahasya wulandar") == []
        assert names("9901010101519777") == []
        assert names("9901013112129777") == []
        assert names("sunyi") == []
        assert names("wulan") == ["Rahayu Wulan"]


@pytest.mark.parametrize("people", [1, 3, 40])
@pytest.mark.parametrize(("text", "queries"), [("darsono", 2), ("drasono", 4), ("9901", 3)])
def test_the_number_of_queries_does_not_grow(
    in_village: Village,
    django_assert_num_queries: DjangoAssertNumQueries,
    people: int,
    text: str,
    queries: int,
) -> None:
    for _ in range(people):
        make_family(person("Darsono"), area=make_area())
    make_family(person("Dersono")), make_family(person("Dirsono")), make_family(person("Darsona"))

    with django_assert_num_queries(queries):
        found = find_residents(text, limit=50)
        [(resident.family, resident.family and resident.family.area) for resident in found]

    assert found


def test_hundreds_of_the_same_name_are_cut_and_said(in_village: Village) -> None:
    make_family(
        person("Siti", sex=Sex.FEMALE),
        *(
            person(f"Siti {number}", Relation.CHILD, birth_date=date(2010, 1, 1), nik="")
            for number in range(250)
        ),
    )

    found = search.search("siti")

    assert (len(found.residents), found.total, found.is_complete) == (20, 200, False)


def test_the_index_can_be_made_anew(in_village: Village) -> None:
    make_couple(area=make_area())
    before = set(SearchToken.objects.values_list("token", "resident_id"))
    SearchToken.objects.all().delete()

    search.rebuild()

    assert set(SearchToken.objects.values_list("token", "resident_id")) == before

"""Invented people are consistent: whatever the seed, no family contradicts itself."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.residents.enums import Holding, MaritalStatus, Relation, Sex
from balai.sample.numbers import NumberIssuer, NumbersExhausted
from balai.sample.persons import Person
from balai.sample.plans import AIR_JERNIH, DISTRICTS, SUKAMAJU, VILLAGES, WAELATU, VillagePlan
from balai.sample.population import Population, make_population

TODAY = date(2026, 11, 18)
MARRIED = {MaritalStatus.MARRIED_REGISTERED, MaritalStatus.MARRIED_UNREGISTERED}

any_seed = st.integers(min_value=0, max_value=10_000).map(str)
any_plan = st.sampled_from(VILLAGES)
some_examples = settings(max_examples=25)


def populate(plan: VillagePlan, seed: str, families: int = 40) -> Population:
    return make_population(
        region=plan.region, areas=plan.areas, districts=[plan.district, *DISTRICTS], families=families, today=TODAY,
        seed=seed, issuer=NumberIssuer(),
    )  # fmt: skip


def parents(person: Person) -> list[Person]:
    return [parent for parent in (person.father, person.mother) if parent is not None]


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_each_family_has_exactly_one_head_who_comes_first(plan: VillagePlan, seed: str):
    for placed in populate(plan, seed).households:
        heads = [one for one in placed.household.members if one.relation == Relation.HEAD]

        assert heads == [placed.household.head]


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_each_nik_is_unique_reserved_and_tells_birth_date_and_sex(plan: VillagePlan, seed: str):
    residents = populate(plan, seed).residents

    assert len({one.nik for one in residents}) == len(residents)
    for one in residents:
        day = one.birth_date.day + (40 if one.sex == Sex.FEMALE else 0)
        assert one.nik[:4] == "9901"
        assert one.nik[6:12] == f"{day:02d}{one.birth_date:%m%y}"
        assert 9000 <= int(one.nik[12:]) <= 9999


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_each_kk_is_unique_and_reserved(plan: VillagePlan, seed: str):
    population = populate(plan, seed)

    numbers = [placed.kk for placed in population.households]
    assert len(set(numbers)) == len(numbers)
    for placed in population.households:
        assert placed.kk[:12] == f"{plan.district.replace('.', '')}{placed.household.registered_on:%d%m%y}"
        assert int(placed.kk[12:]) >= 9000
        assert placed.household.registered_on <= TODAY


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_parents_are_older_than_their_children_and_mothers_not_too_old(plan: VillagePlan, seed: str):
    for one in populate(plan, seed).residents:
        assert all(parent.age(one.birth_date) >= 15 for parent in parents(one))
        assert one.mother is None or one.mother.age(one.birth_date) <= 44


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_brothers_and_sisters_are_twins_or_at_least_nine_months_apart(plan: VillagePlan, seed: str):
    mothers = {id(one.mother): one.mother for one in populate(plan, seed).residents if one.mother is not None}
    for mother in mothers.values():
        births = sorted(child.birth_date for child in mother.children)
        gaps = [later - earlier for earlier, later in pairwise(births)]

        assert all(gap == timedelta(0) or gap >= timedelta(days=270) for gap in gaps)


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_nobody_is_born_or_married_tomorrow_or_married_as_a_child(plan: VillagePlan, seed: str):
    for one in populate(plan, seed).residents:
        assert one.birth_date <= TODAY
        if one.marriage_date is not None:
            assert one.marriage_date <= TODAY
            assert one.age(one.marriage_date) >= 16
        if one.divorce_date is not None:
            assert one.marriage_date is not None
            assert one.marriage_date < one.divorce_date <= TODAY


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_spouses_share_marriage_and_faith_and_are_no_siblings(plan: VillagePlan, seed: str):
    for placed in populate(plan, seed).households:
        head = placed.household.head
        for wife in (one for one in placed.household.members if one.relation == Relation.WIFE):
            assert (head.sex, wife.sex) == (Sex.MALE, Sex.FEMALE)
            assert (head.marital_status, head.marriage_date, head.marriage_certificate) == (
                wife.marital_status, wife.marriage_date, wife.marriage_certificate,
            )  # fmt: skip
            assert head.religion == wife.religion
            assert head.mother is None or head.mother is not wife.mother


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_certificates_fit_the_marital_status(plan: VillagePlan, seed: str):
    for one in populate(plan, seed).residents:
        assert (one.marital_status == MaritalStatus.SINGLE) == (one.marriage_date is None)
        assert (one.has_marriage_certificate == Holding.PRESENT) == bool(one.marriage_certificate)
        assert (one.has_birth_certificate == Holding.PRESENT) == bool(one.birth_certificate)
        if one.marital_status == MaritalStatus.MARRIED_UNREGISTERED:
            assert one.has_marriage_certificate == Holding.ABSENT


@given(plan=any_plan, seed=any_seed)
@some_examples
def test_children_of_the_family_have_their_parents_in_it(plan: VillagePlan, seed: str):
    for placed in populate(plan, seed).households:
        members = placed.household.members
        for child in (one for one in members if one.relation == Relation.CHILD):
            assert placed.household.head in parents(child)
        for grandchild in (one for one in members if one.relation == Relation.GRANDCHILD):
            assert {parent.relation for parent in parents(grandchild)} == {
                Relation.CHILD,
                Relation.CHILD_IN_LAW,
            }


@given(seed=any_seed)
@some_examples
def test_in_the_islands_children_carry_the_family_name_of_their_father(seed: str):
    for one in populate(WAELATU, seed).residents:
        assert one.full_name.endswith(f" {one.clan}")
        assert one.father is None or one.clan == one.father.clan


def test_everybody_has_a_father_and_a_mother_by_name():
    for one in populate(SUKAMAJU, "7", families=300).residents:
        assert one.father is not None or one.father_name
        assert one.mother is not None or one.mother_name


def test_the_same_seed_gives_the_same_people():
    first, second, other = (populate(AIR_JERNIH, seed) for seed in ("4", "4", "5"))

    assert [(one.nik, one.full_name) for one in first.residents] == [
        (one.nik, one.full_name) for one in second.residents
    ]
    assert [one.nik for one in first.residents] != [one.nik for one in other.residents]


def test_the_large_village_has_12_padukuhan_43_rw_and_113_rt():
    plan = SUKAMAJU

    assert len({area.dusun for area in plan.areas}) == 12
    assert len({(area.dusun, area.rw) for area in plan.areas}) == 43
    assert len(plan.areas) == len(set(plan.areas)) == 113


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_large_village_has_about_12_000_people_in_3_900_families_in_every_rt(seed: str):
    population = populate(SUKAMAJU, seed, families=SUKAMAJU.families)

    assert len(population.households) == 3900
    assert 11_500 <= len(population.residents) <= 12_500
    assert {placed.area for placed in population.households} == set(SUKAMAJU.areas)


def test_the_large_village_looks_like_a_village():
    residents = populate(SUKAMAJU, "1", families=SUKAMAJU.families).residents
    statuses = Counter(one.marital_status for one in residents)
    disabled = sum(one.disability != 7 for one in residents)
    young = sum(one.age(TODAY) < 15 for one in residents)
    old = sum(one.age(TODAY) >= 65 for one in residents)

    assert set(statuses) == set(MaritalStatus)
    assert 0.010 <= disabled / len(residents) <= 0.020
    assert 0.15 <= young / len(residents) <= 0.27
    assert 0.06 <= old / len(residents) <= 0.14
    assert 0.46 <= sum(one.sex == Sex.FEMALE for one in residents) / len(residents) <= 0.54


def test_a_thousand_people_of_one_day_are_the_limit():
    issuer = NumberIssuer()
    numbers = {issuer.nik("99.01.01", date(1990, 5, 17), Sex.FEMALE) for _ in range(1000)}

    with pytest.raises(NumbersExhausted):
        issuer.nik("99.01.01", date(1990, 5, 17), Sex.FEMALE)
    assert len(numbers) == 1000
    assert {number[:12] for number in numbers} == {"990101570590"}

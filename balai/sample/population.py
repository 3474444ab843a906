"""The people of one sample village, reproducible from a seed. No database, no clock."""

from dataclasses import dataclass
from datetime import date
from random import Random

from balai.sample.certificates import certify_birth
from balai.sample.households import Household, HouseholdMaker, Region
from balai.sample.numbers import NumberIssuer
from balai.sample.persons import Person, live_on

BORN_HERE = 0.85


@dataclass(frozen=True)
class AreaPlan:
    """One RT, with the levels above it; an empty text where the village lacks a level."""

    dusun: str
    rw: str
    rt: str


@dataclass(slots=True, eq=False)
class PlacedHousehold:
    """A household in its RT, with its KK number."""

    household: Household
    area: AreaPlan
    kk: str


@dataclass(frozen=True)
class Population:
    households: list[PlacedHousehold]

    @property
    def residents(self) -> list[Person]:
        return [person for placed in self.households for person in placed.household.members]


def make_population(
    *,
    region: Region,
    areas: list[AreaPlan],
    districts: list[str],
    families: int,
    today: date,
    seed: str,
    issuer: NumberIssuer,
) -> Population:
    """`districts`: dotted codes in which people were first registered, the village's own first."""
    random = Random(seed)
    households = HouseholdMaker(region=region, today=today, random=random).make(families)
    for household in households:
        for person in household.members:
            live_on(person, today=today, coastal=region.coastal, random=random)
            certify_birth(person, today, random)
            district = districts[0] if random.random() < BORN_HERE else random.choice(districts)
            person.nik = issuer.nik(district, person.birth_date, person.sex)
    return Population(_placed(households, areas, districts[0], random, issuer))


def _placed(
    households: list[Household], areas: list[AreaPlan], district: str, random: Random, issuer: NumberIssuer
) -> list[PlacedHousehold]:
    """Every RT gets somebody; beyond that they differ in size."""
    sizes = [random.uniform(0.7, 1.4) for _ in areas]
    homes = areas[: len(households)] + random.choices(areas, sizes, k=max(len(households) - len(areas), 0))
    random.shuffle(homes)
    return [
        PlacedHousehold(household, area, issuer.kk(district, household.registered_on))
        for household, area in zip(households, homes, strict=True)
    ]

"""Who holds which office in a sample village: people of its own register, picked by age and schooling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from random import Random

from balai.residents.enums import Education, Occupation, Relation, Residency, Sex
from balai.sample.persons import Person
from balai.sample.population import AreaPlan, Population
from balai.villages.enums import Position, SigningForm
from balai.villages.operations.areas import Place
from balai.villages.rules import Opening

HEAD_SINCE, HEAD_UNTIL = date(2021, 7, 5), date(2029, 7, 4)  # eight years (UU 3/2024)
OFFICE_SINCE, AREA_HEADS_SINCE = date(2018, 3, 1), date(2024, 1, 1)
PLH_FIRST, PLH_LAST = date(2026, 5, 4), date(2026, 5, 8)

STAFF = (
    (Position.SECTION_HEAD, "Kasi Pelayanan", SigningForm.UB, Sex.FEMALE),
    (Position.SECTION_HEAD, "Kasi Pemerintahan", SigningForm.NONE, Sex.MALE),
    (Position.SECTION_HEAD, "Kasi Kesejahteraan", SigningForm.NONE, Sex.MALE),
    (Position.AFFAIRS_HEAD, "Kaur Tata Usaha dan Umum", SigningForm.NONE, Sex.FEMALE),
    (Position.AFFAIRS_HEAD, "Kaur Keuangan", SigningForm.NONE, Sex.MALE),
    (Position.STAFF, "Staf Operator", SigningForm.NONE, Sex.FEMALE),
)
WEEK = [
    *(Opening(day, time(8), time(15)) for day in range(4)),
    Opening(4, time(8), time(11, 30)),
    Opening(4, time(13), time(15)),
]
EDUCATED = {Education.UPPER_SECONDARY, Education.DIPLOMA_3, Education.BACHELOR, Education.MASTER}


@dataclass(frozen=True)
class Office:
    """One term of one person in the village office."""

    person: Person
    position: Position
    signing_form: SigningForm
    since: date
    until: date | None = None
    post: str = ""


@dataclass(frozen=True)
class Offices:
    """All who serve; `administrator` and `volunteer` have accounts but hold no post."""

    head: Person
    secretary: Person
    officials: list[Office]
    area_heads: dict[Place, Person]
    administrator: Person
    volunteer: Person
    area_heads_since: date = AREA_HEADS_SINCE

    @property
    def operator(self) -> Person:
        return self.holder_of("Staf Operator")

    def holder_of(self, post: str) -> Person:
        """Raises StopIteration when there is no such post."""
        return next(office.person for office in self.officials if office.post == post)


def fill_offices(population: Population, today: date) -> Offices:
    """Pick people and give them the occupation that goes with the office. Nobody holds two."""
    taken: set[int] = set()
    grown = [
        one for one in population.residents if one.age(today) >= 21 and one.residency == Residency.PERMANENT
    ]
    Random(len(grown)).shuffle(grown)
    homes = {
        id(person): placed.area for placed in population.households for person in placed.household.members
    }

    def take(youngest: int, oldest: int, sex: Sex | None = None) -> Person:
        """Somebody settled, with schooling and of these years; in a small village the nearest to that."""

        def misfit(one: Person) -> tuple[int, bool, bool, bool]:
            years = _years_outside(one.age(today), youngest, oldest)
            stranger = one.relation not in {Relation.HEAD, Relation.WIFE}
            return years, sex not in {None, one.sex}, one.education not in EDUCATED, stranger

        person = min((one for one in grown if id(one) not in taken), key=misfit)
        taken.add(id(person))
        return person

    head, former, secretary = take(40, 56), take(58, 75), take(34, 55)
    head.occupation, secretary.occupation = Occupation.VILLAGE_HEAD, Occupation.VILLAGE_OFFICIAL
    officials = [
        Office(former, Position.HEAD, SigningForm.HEAD, date(2015, 7, 5), date(2021, 7, 4)),
        Office(head, Position.HEAD, SigningForm.HEAD, HEAD_SINCE, HEAD_UNTIL),
        Office(secretary, Position.HEAD, SigningForm.PLH, PLH_FIRST, PLH_LAST),
        Office(secretary, Position.SECRETARY, SigningForm.AN, OFFICE_SINCE),
    ]
    for position, post, form, sex in STAFF:
        person = take(34, 56, sex)
        person.occupation = Occupation.VILLAGE_OFFICIAL
        officials.append(Office(person, position, form, OFFICE_SINCE, post=post))
    administrator, volunteer = take(24, 40), take(21, 45)
    area_heads = dict(_area_heads(homes, population, taken, today))
    return Offices(head, secretary, officials, area_heads, administrator, volunteer)


def _years_outside(age: int, youngest: int, oldest: int) -> int:
    return max(youngest - age, age - oldest, 0)


def _area_heads(
    homes: dict[int, AreaPlan], population: Population, taken: set[int], today: date
) -> Iterator[tuple[Place, Person]]:
    """A head of family from each RT, RW and dusun; the narrow areas are served first."""
    eligible = [
        one
        for one in population.residents
        if one.relation == Relation.HEAD and 25 <= one.age(today) <= 75 and id(one) not in taken
    ]
    areas = {homes[id(one)] for one in eligible}
    places = {(area.dusun, area.rw, area.rt) for area in areas}
    places |= {(area.dusun, area.rw, "") for area in areas if area.rw}
    places |= {(area.dusun, "", "") for area in areas}
    for place in sorted(places, key=lambda place: (place[2] == "", place[1] == "", place)):
        person = next(
            (one for one in eligible if id(one) not in taken and _lives_in(homes[id(one)], place)), None
        )
        if person is not None:
            taken.add(id(person))
            if place[1:] == ("", ""):
                person.occupation = Occupation.VILLAGE_OFFICIAL
            yield place, person


def _lives_in(home: AreaPlan, place: Place) -> bool:
    dusun, rw, rt = place
    return home.dusun == dusun and rw in {"", home.rw} and rt in {"", home.rt}

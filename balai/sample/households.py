"""Families with consistent ages: marriages, births, widowhood, children who move out and found families of their own."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from balai.residents.enums import MaritalStatus, Relation, Religion, Sex
from balai.sample.certificates import divorce, marry
from balai.sample.names import NameStock, make_name
from balai.sample.persons import Person, Weights, pick

YEAR = 365.25
YOUNGEST_BRIDE, YOUNGEST_GROOM = 19.0, 20.0
LAST_BIRTH_AGE = 43
UNREGISTERED_SHARE = 0.03
FROM_THE_VILLAGE = 0.6
WITH_GRANDPARENT, THREE_GENERATIONS, WITH_RELATIVE, WITH_SERVANT = 0.1, 0.16, 0.035, 0.003

COUPLE, WIDOW, WIDOWER, DIVORCED_WOMAN, DIVORCED_MAN, SINGLE = range(6)

HEAD_AGES: Weights[int] = (
    (22, 1.5), (25, 6), (30, 9), (35, 11), (40, 12.5), (45, 12.5), (50, 11.5), (55, 10), (60, 8.5), (65, 6.5),
    (70, 5), (75, 3.5), (80, 1.8), (85, 0.7),
)  # fmt: skip
KINDS: tuple[tuple[int, Weights[int]], ...] = (
    (25, ((COUPLE, 78), (SINGLE, 19), (DIVORCED_WOMAN, 3))),
    (45, ((COUPLE, 87), (SINGLE, 5), (DIVORCED_WOMAN, 4), (DIVORCED_MAN, 1.5), (WIDOW, 2), (WIDOWER, 0.5))),
    (60, ((COUPLE, 80), (SINGLE, 3), (DIVORCED_WOMAN, 4), (DIVORCED_MAN, 2), (WIDOW, 9), (WIDOWER, 2))),
    (75, ((COUPLE, 62), (SINGLE, 2), (DIVORCED_WOMAN, 2), (DIVORCED_MAN, 1), (WIDOW, 27), (WIDOWER, 6))),
    (200, ((COUPLE, 38), (SINGLE, 2), (WIDOW, 48), (WIDOWER, 12))),
)
CHILDREN_WANTED: tuple[tuple[int, Weights[int]], ...] = (
    (1955, ((1, 5), (2, 15), (3, 25), (4, 27), (5, 18), (6, 10))),
    (1975, ((0, 4), (1, 12), (2, 36), (3, 32), (4, 16))),
    (9999, ((0, 6), (1, 20), (2, 50), (3, 20), (4, 4))),
)
STAYS_AT_HOME = ((19, 0.985), (22, 0.88), (25, 0.71), (30, 0.47), (35, 0.23), (200, 0.08))


@dataclass(frozen=True)
class Region:
    """What differs from village to village: names, faith, origin, streets, the sea."""

    names: NameStock
    religions: Weights[Religion]
    ethnicity: str
    birth_places: tuple[str, ...]
    streets: tuple[str, ...]
    elsewhere: tuple[str, ...]
    coastal: bool = False


@dataclass(slots=True, eq=False)
class Household:
    """One family; the head comes first."""

    members: list[Person]
    registered_on: date
    address: str = ""

    @property
    def head(self) -> Person:
        return self.members[0]


@dataclass
class HouseholdMaker:
    """Makes households from the oldest to the youngest, so that grown children can found the later ones."""

    region: Region
    today: date
    random: Random
    grown_up: dict[Sex, list[Person]] = field(default_factory=lambda: {Sex.MALE: [], Sex.FEMALE: []})

    def make(self, count: int) -> list[Household]:
        ages = sorted(
            (pick(self.random, HEAD_AGES) + self.random.uniform(0, 5) for _ in range(count)), reverse=True
        )
        return [self._household(age) for age in ages]

    def _household(self, age: float) -> Household:
        kind = pick(self.random, next(weights for below, weights in KINDS if age < below))
        if kind == COUPLE:
            return self._couple(age)
        if kind == SINGLE:
            return self._living_alone(age)
        return self._once_married(age, kind)

    # Kinds of households

    def _couple(self, age: float) -> Household:
        husband = self._adult(Sex.MALE, max(age, YOUNGEST_GROOM + 2))
        wife = self._partner_of(husband)
        married_on = self._wedding(husband, wife)
        registered = self.random.random() >= UNREGISTERED_SHARE
        marry(husband, wife, married_on, registered=registered, random=self.random)
        wife.relation = Relation.WIFE
        home = [husband, wife, *self._children(husband, wife, married_on, self.today)]
        self._third_generation(home)
        self._grandparent(home)
        self._others(home)
        return self._registered(home, married_on)

    def _once_married(self, age: float, kind: int) -> Household:
        sex = Sex.MALE if kind in {WIDOWER, DIVORCED_MAN} else Sex.FEMALE
        head = self._adult(sex, max(age, YOUNGEST_GROOM + 5))
        partner = self._partner_of(head)
        father, mother = (head, partner) if sex == Sex.MALE else (partner, head)
        married_on = self._wedding(father, mother)
        registered = self.random.random() >= UNREGISTERED_SHARE
        marry(head, None, married_on, registered=registered, random=self.random)
        ended_on = self._day_between(married_on + timedelta(days=700), self.today - timedelta(days=30))
        home = [head, *self._children(father, mother, married_on, ended_on)]
        if kind in {DIVORCED_WOMAN, DIVORCED_MAN}:
            divorce(head, ended_on, registered=registered, random=self.random)
        else:
            head.marital_status = MaritalStatus.WIDOWED
        self._third_generation(home)
        self._others(home)
        return self._registered(home, ended_on)

    def _living_alone(self, age: float) -> Household:
        head = self._adult(self.random.choice([Sex.MALE, Sex.MALE, Sex.FEMALE]), age)
        return self._registered([head], head.birth_date + timedelta(days=int(20 * YEAR)))

    # Who else lives there

    def _third_generation(self, home: list[Person]) -> None:
        """A grown child stays with spouse and children."""
        grown = [one for one in home if one.relation == Relation.CHILD and one.age(self.today) >= 23]
        if not grown or self.random.random() >= THREE_GENERATIONS * len(grown):
            return
        child = self.random.choice(grown)
        partner = self._partner_of(child, from_village=False)
        father, mother = (child, partner) if child.sex == Sex.MALE else (partner, child)
        married_on = self._wedding(father, mother)
        marry(father, mother, married_on, registered=True, random=self.random)
        partner.relation = Relation.CHILD_IN_LAW
        home.append(partner)
        for grandchild in self._children(father, mother, married_on, self.today):
            grandchild.relation = Relation.GRANDCHILD
            home.append(grandchild)

    def _grandparent(self, home: list[Person]) -> None:
        """A widowed parent, where the spouse's parents don't live elsewhere in the village."""
        orphans = [one for one in home[:2] if one.mother is None and one.age(self.today) < 62]
        if not orphans or self.random.random() >= WITH_GRANDPARENT:
            return
        child = self.random.choice(orphans)
        sex = self.random.choice([Sex.FEMALE, Sex.FEMALE, Sex.MALE])
        years = self.random.uniform(20, 34)
        clan = child.clan if sex == Sex.MALE else self._clan(child.clan)
        parent = self._newborn(
            sex, child.birth_date - timedelta(days=int(years * YEAR)), child.religion, clan
        )
        self._invent_parents(parent)
        parent.relation = Relation.PARENT if child is home[0] else Relation.PARENT_IN_LAW
        married_on = self._day_between(
            parent.birth_date + timedelta(days=int(16 * YEAR)), child.birth_date - timedelta(days=300)
        )
        marry(parent, None, married_on, registered=self.random.random() < 0.6, random=self.random)
        parent.marital_status = MaritalStatus.WIDOWED
        if sex == Sex.FEMALE:
            child.mother, child.mother_name = parent, ""
        else:
            child.father, child.father_name = parent, ""
        home.append(parent)

    def _others(self, home: list[Person]) -> None:
        if self.random.random() < WITH_RELATIVE:
            home.append(self._lodger(Relation.OTHER_RELATIVE, home[0], self.random.uniform(8, 60)))
        if self.random.random() < WITH_SERVANT:
            home.append(self._lodger(Relation.SERVANT, home[0], self.random.uniform(19, 50)))

    def _lodger(self, relation: Relation, head: Person, age: float) -> Person:
        born = self.today - timedelta(days=int(age * YEAR))
        lodger = self._newborn(self.random.choice(list(Sex)), born, head.religion, self._clan())
        self._invent_parents(lodger)
        lodger.relation = relation
        return lodger

    # People

    def _adult(self, sex: Sex, age: float) -> Person:
        """A head of family: somebody's grown child from the village, or somebody whose parents aren't in it."""
        grown = self._grown_child(sex, age, None) if self.random.random() < FROM_THE_VILLAGE else None
        return grown or self._stranger(sex, age, pick(self.random, self.region.religions))

    def _partner_of(self, person: Person, *, from_village: bool = True) -> Person:
        age = (self.today - person.birth_date).days / YEAR
        gap = self.random.gauss(3, 3.2)
        if person.sex == Sex.MALE:
            sex, age = Sex.FEMALE, max(age - min(max(gap, -4), 14), YOUNGEST_BRIDE + 1.5)
        else:
            sex, age = Sex.MALE, max(age + min(max(gap, -4), 14), YOUNGEST_GROOM + 1.5)
        wanted = from_village and self.random.random() < FROM_THE_VILLAGE
        partner = self._grown_child(sex, age, person) if wanted else None
        if partner is None:
            partner = self._stranger(sex, age, person.religion)
            if self.random.random() < 0.15:
                partner.previous_address = self.random.choice(self.region.elsewhere)
        return partner

    def _grown_child(self, sex: Sex, age: float, partner: Person | None) -> Person | None:
        born = self.today - timedelta(days=int(age * YEAR))
        for index, one in enumerate(self.grown_up[sex]):
            near = abs((one.birth_date - born).days) < 500
            if near and (
                partner is None or (one.religion == partner.religion and not are_siblings(one, partner))
            ):
                one.relation = Relation.HEAD
                return self.grown_up[sex].pop(index)
        return None

    def _stranger(self, sex: Sex, age: float, religion: Religion) -> Person:
        born = self.today - timedelta(days=int(age * YEAR))
        person = self._newborn(sex, born, religion, self._clan())
        self._invent_parents(person)
        return person

    def _newborn(self, sex: Sex, born: date, religion: Religion, clan: str) -> Person:
        return Person(
            full_name=make_name(self.region.names, sex, born.year, clan, self.random), sex=sex, birth_date=born,
            religion=religion, clan=clan, ethnicity=self.region.ethnicity,
            birth_place=self.random.choice(self.region.birth_places).replace("-", " "),
        )  # fmt: skip

    def _invent_parents(self, person: Person) -> None:
        year = person.birth_date.year - self.random.randint(20, 36)
        names = self.region.names
        person.father_name = make_name(names, Sex.MALE, year, person.clan, self.random)
        person.mother_name = make_name(names, Sex.FEMALE, year, self._clan(person.clan), self.random)

    def _clan(self, other_than: str = "") -> str:
        clans = [clan for clan in self.region.names.clans if clan != other_than]
        return self.random.choice(clans) if clans else ""

    # Life

    def _wedding(self, husband: Person, wife: Person) -> date:
        earliest = max(_birthday(husband, YOUNGEST_GROOM), _birthday(wife, YOUNGEST_BRIDE))
        wished = _birthday(wife, max(self.random.gauss(22.5, 3.0), YOUNGEST_BRIDE))
        return min(max(wished, earliest), self.today - timedelta(days=20))

    def _children(self, father: Person, mother: Person, married_on: date, until: date) -> list[Person]:
        """Those who still live at home; grown ones who left wait for a family of their own."""
        wanted = pick(
            self.random,
            next(weights for before, weights in CHILDREN_WANTED if mother.birth_date.year < before),
        )
        last = min(until, _birthday(mother, LAST_BIRTH_AGE))
        born = married_on + timedelta(days=self.random.randint(290, 1000))
        at_home: list[Person] = []
        while len(mother.children) < wanted and born <= last:
            child = self._child(father, mother, born)
            if self._stays(child):
                at_home.append(child)
            elif child.age(self.today) >= YOUNGEST_BRIDE:
                self.grown_up[child.sex].append(child)
            twin = self.random.random() < 0.008
            born = born if twin else born + timedelta(days=int(max(self.random.gauss(3.6, 1.5), 1.1) * YEAR))
        return at_home

    def _child(self, father: Person, mother: Person, born: date) -> Person:
        sex = Sex.MALE if self.random.random() < 0.512 else Sex.FEMALE
        child = self._newborn(sex, born, father.religion, father.clan)
        child.relation, child.father, child.mother = Relation.CHILD, father, mother
        mother.children.append(child)
        return child

    def _stays(self, child: Person) -> bool:
        age = child.age(self.today)
        return self.random.random() < next(share for below, share in STAYS_AT_HOME if age < below)

    def _registered(self, home: list[Person], since: date) -> Household:
        """The KK number dates from the day the family, or its present head, was recorded."""
        earliest = max(since, date(2006, 1, 1))
        registered_on = self._day_between(earliest, min(self.today, earliest + timedelta(days=2500)))
        home[0].relation = Relation.HEAD
        address = f"Jl. {self.random.choice(self.region.streets)} No. {self.random.randint(1, 180)}"
        return Household(members=home, registered_on=registered_on, address=address)

    def _day_between(self, first: date, last: date) -> date:
        if last <= first:
            return min(first, self.today)
        return first + timedelta(days=self.random.randint(0, (last - first).days))


def are_siblings(one: Person, other: Person) -> bool:
    return one.mother is not None and one.mother is other.mother


def _birthday(person: Person, years: float) -> date:
    return person.birth_date + timedelta(days=int(years * YEAR) + 1)

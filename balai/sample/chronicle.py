"""What happened in a village since the register was handed over: births, deaths, moves, as officers record them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db.models import Prefetch

from balai.accounts.actors import Actor
from balai.residents import operations as register
from balai.residents.enums import MoveClass, MoveReason, Relation, Religion, Sex
from balai.residents.models import Family, Resident
from balai.residents.operations import NewFamily, NewPerson, Occasion
from balai.sample.households import HouseholdMaker
from balai.sample.names import make_name
from balai.sample.numbers import NumberIssuer
from balai.sample.persons import ADULT_AGE, Person, age_on, elements_of, live_on
from balai.sample.plans import VillagePlan
from balai.villages.models import Area

# Events among 1,000 people in a year.
BIRTHS, DEATHS, ARRIVALS, DEPARTURES = 14.0, 7.0, 5.0, 5.0
LAST_DAY = date(2026, 11, 18)
OLD = 66
HAVING_CHILDREN = range(20, 40)


@dataclass
class Chronicle:
    """Tells the events of some weeks; each goes through the operation an officer would use."""

    plan: VillagePlan
    issuer: NumberIssuer
    random: Random
    since: date
    last: date
    by: Actor

    def __post_init__(self) -> None:
        self.homes = self._homes()

    def tell(self, residents: int) -> int:
        """Returns how many events happened to a village of so many people."""
        weeks = (self.last - self.since).days / 7
        tellers: list[tuple[Callable[[], None], float]] = [
            (self._birth, BIRTHS), (self._death, DEATHS), (self._arrival, ARRIVALS), (self._departure, DEPARTURES),
        ]  # fmt: skip
        events = [
            tell for tell, rate in tellers for _ in range(max(round(rate * residents * weeks / 52_000), 1))
        ]
        self.random.shuffle(events)
        for tell in events:
            tell()
        return len(events)

    def _birth(self) -> None:
        home, (father, mother) = self._take(self._parents)
        occasion = self._occasion("Surat keterangan kelahiran dari bidan")
        child = self._newborn(father, mother, occasion.occurred_on)
        register.record_birth(family=home, child=child, occasion=occasion, by=self.by)

    def _death(self) -> None:
        _, (old, heir) = self._take(self._old_and_heir)
        register.record_death(
            resident=old,
            occasion=self._occasion("Surat keterangan kematian"),
            by=self.by,
            succession=register.Succession(heir) if heir is not None and old.is_head else None,
            widowed=heir if heir is not None and heir.relation == Relation.WIFE else None,
        )

    def _departure(self) -> None:
        _, members = self._take(self._movable)
        register.record_departure(
            people=members,
            occasion=self._occasion("SKPWNI"),
            by=self.by,
            destination=self.random.choice(self.plan.region.elsewhere),
            move_class=MoveClass.SAME_PROVINCE,
            reason=self.random.choice([MoveReason.WORK, MoveReason.FAMILY, MoveReason.HOUSING]),
        )

    def _arrival(self) -> None:
        occasion = self._occasion("SKPWNI")
        household = HouseholdMaker(self.plan.region, self.since, self.random).make(1)[0]
        origin = self.random.choice(self.plan.region.elsewhere)
        for person in household.members:
            live_on(person, today=self.since, coastal=self.plan.region.coastal, random=self.random)
            person.nik = self.issuer.nik(self.plan.district, person.birth_date, person.sex)
            person.previous_address = origin
        area = self.random.choice(list(Area.objects.exclude(rt="").in_order()))
        kk = self.issuer.kk(self.plan.district, occasion.reported_on)
        register.record_arrival(
            people=[NewPerson(elements_of(one), one.relation) for one in household.members],
            family=NewFamily(kk, household.address, area, occasion.reported_on),
            occasion=occasion,
            by=self.by,
            origin=origin,
            reason=MoveReason.FAMILY,
        )

    # Who it happens to

    def _take[T](self, suits: Callable[[list[Resident]], T | None]) -> tuple[Family, T]:
        """The next family that suits; no family has two events. Raises StopIteration when none is left."""
        for index, home in enumerate(self.homes):
            found = suits(list(home.members.all()))
            if found is not None:
                return self.homes.pop(index), found
        raise StopIteration

    def _homes(self) -> list[Family]:
        members = Prefetch("members", Resident.objects.living().in_kk_order())
        homes = list(Family.objects.active().with_area().order_by("kk").prefetch_related(members))
        self.random.shuffle(homes)
        return homes

    def _parents(self, members: list[Resident]) -> tuple[Resident, Resident] | None:
        """Head and wife, where she may have had a child this autumn."""
        wife = next((one for one in members if one.relation == Relation.WIFE), None)
        if wife is None or age_on(wife.birth_date, self.since) not in HAVING_CHILDREN:
            return None
        if any((self.since - one.birth_date).days < 700 for one in members):
            return None
        return members[0], wife

    def _old_and_heir(self, members: list[Resident]) -> tuple[Resident, Resident | None] | None:
        """A head of family in old age, with the one who follows; nobody where he or she lives alone."""
        old, *others = members
        if age_on(old.birth_date, self.since) < OLD:
            return None
        grown = [one for one in others if age_on(one.birth_date, self.since) >= ADULT_AGE]
        if others and not grown:
            return None
        return old, grown[0] if grown else None

    def _movable(self, members: list[Resident]) -> list[Resident] | None:
        young = age_on(members[0].birth_date, self.since) < 50
        return members if young and len(members) < 5 else None

    def _newborn(self, father: Resident, mother: Resident, born: date) -> dict[str, object]:
        sex = self.random.choice(list(Sex))
        clan = father.full_name.rsplit(" ", 1)[-1] if self.plan.region.names.clans else ""
        child = Person(
            full_name=make_name(self.plan.region.names, sex, born.year, clan, self.random),
            sex=sex,
            birth_date=born,
            birth_place=self.plan.region.birth_places[0].replace("-", " "),
            religion=Religion(father.religion or Religion.ISLAM),
            ethnicity=self.plan.region.ethnicity,
            nik=self.issuer.nik(self.plan.district, born, sex),
        )
        live_on(child, today=self.last, coastal=self.plan.region.coastal, random=self.random)
        parents = {
            "father_name": father.full_name, "father_nik": father.nik,
            "mother_name": mother.full_name, "mother_nik": mother.nik,
        }  # fmt: skip
        return {**elements_of(child), **parents}

    def _occasion(self, document: str) -> Occasion:
        happened = self.since + timedelta(days=self.random.randint(1, max((self.last - self.since).days, 1)))
        reported = min(happened + timedelta(days=self.random.randint(0, 6)), self.last)
        return Occasion(occurred_on=min(happened, self.last), reported_on=reported, document=document)


def relate_recent_events(
    plan: VillagePlan, *, issuer: NumberIssuer, seed: int, since: date, today: date, by: Actor
) -> int:
    """Record what happened between the hand-over of the register and 18 November 2026. Returns how many events.

    Nothing happens in the future: before that day the chronicle ends today.
    """
    last = min(LAST_DAY, today)
    if last <= since:
        return 0
    random = Random(f"{seed}:{plan.code}:events")
    chronicle = Chronicle(plan=plan, issuer=issuer, random=random, since=since, last=last, by=by)
    return chronicle.tell(Resident.objects.living().count())

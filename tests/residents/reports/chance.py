"""Months of village life by chance, through the operations that officers use."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from balai.residents import operations
from balai.residents.enums import Citizenship, Relation, Residency, Sex, Standing
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations import ChangeNotAllowed, NewFamily, NewPerson
from balai.residents.reports.balance import Cell
from balai.villages.models import Area
from tests.residents.factories import SYSTEM, elements, make_area, make_family, make_kk, occasion, person

FIRST_DAY = date(2026, 1, 5)


class Chance:
    """A small village in which something happens on `on`, a day that only moves forward unless `lags`."""

    def __init__(self, seed: int, *, lags: bool = False) -> None:
        self.random = Random(seed)
        self.on = FIRST_DAY
        self.lags = lags
        self.areas: list[Area] = [make_area(dusun, "001", "001") for dusun in ("Krajan", "Sumber")]
        for index in range(6):
            make_family(
                person("Darsono", citizenship=self._citizenship()),
                person("Siti Aminah", Relation.WIFE, sex=Sex.FEMALE, birth_date=date(1985, 4, 1)),
                person("Dewi Lestari", Relation.CHILD, sex=Sex.FEMALE, birth_date=date(2012, 2, 28),
                       residency=self._residency()),
                area=self.random.choice([*self.areas, None]) if index else None, as_of=FIRST_DAY,
            )  # fmt: skip

    def happen(self, times: int) -> None:
        for _ in range(times):
            self.on += timedelta(days=self.random.randint(0, 4))
            try:
                if Family.objects.active().count() < 3:
                    self.arrival()
                else:
                    self.random.choice(self._happenings())()
            except ChangeNotAllowed:
                continue  # chance asked for what the register rightly refuses

    def _happenings(self) -> list[Callable[[], object]]:
        return [
            self.birth, self.death, self.arrival, self.departure, self.correction, self.other_house, self.split,
            self.absence, self.coming_back, self.new_head,
        ]  # fmt: skip

    def birth(self) -> LifeEvent:
        sex = self.random.choice(list(Sex))
        return operations.record_birth(
            family=self._family(), child=elements("Bayi Baru", sex=sex, birth_date=self.on), occasion=self._occasion(), by=SYSTEM
        )  # fmt: skip

    def death(self) -> LifeEvent:
        someone = self._someone()
        return operations.record_death(
            resident=someone, occasion=self._occasion(), by=SYSTEM, succession=self._heir([someone])
        )

    def arrival(self) -> LifeEvent:
        families = list(Family.objects.active().order_by("id"))
        new = NewFamily(make_kk(), "Jalan Baru 1", self.random.choice(self.areas))
        family: Family | NewFamily = self.random.choice([new] * 3 + families[:3])  # type: ignore[list-item]  # either
        relation = Relation.HEAD if isinstance(family, NewFamily) else Relation.OTHER_RELATIVE
        newcomer = elements(
            "Maria Tefa", sex=Sex.FEMALE, citizenship=self._citizenship(), residency=self._residency()
        )
        gone = Resident.objects.filter(standing=Standing.MOVED).order_by("id").first()
        if gone and self.random.random() < 0.5:
            newcomer["nik"] = gone.nik
        return operations.record_arrival(
            people=[NewPerson(newcomer, relation)], family=family, occasion=self._occasion(), by=SYSTEM
        )

    def departure(self) -> LifeEvent:
        members = list(self._family().members.living().order_by("id"))
        leaving = self.random.sample(members, self.random.randint(1, len(members)))
        return operations.record_departure(
            people=leaving, occasion=self._occasion(), by=SYSTEM, succession=self._heir(leaving)
        )

    def correction(self) -> LifeEvent:
        someone = self.random.choice(list(Resident.objects.order_by("id")))
        field, value = self.random.choice([
            ("sex", self.random.choice(list(Sex))), ("citizenship", self._citizenship()),
            ("residency", self._residency()), ("full_name", "Nama Dibetulkan"),
        ])  # fmt: skip
        seen = operations.last_change(someone)
        return operations.correct_data(
            resident=someone, elements={field: value}, seen=seen, occasion=self._occasion(), by=SYSTEM
        )

    def other_house(self) -> LifeEvent:
        area = self.random.choice(self.areas)
        return operations.move_within(
            family=self._family(), address="Jalan Lain 2", area=area, occasion=self._occasion(), by=SYSTEM
        )

    def split(self) -> LifeEvent:
        someone = self._someone()
        return operations.split_family(
            people=[someone], relations={someone.pk: Relation.HEAD},
            new_family=NewFamily(make_kk(), "Jalan Baru 3", self.random.choice(self.areas)),
            occasion=self._occasion(), by=SYSTEM, succession=self._heir([someone]),
        )  # fmt: skip

    def absence(self) -> LifeEvent:
        someone = self._someone()
        record = self.random.choice([operations.record_missing, operations.record_away, operations.annul])
        return record(
            resident=someone, occasion=self._occasion(), by=SYSTEM, succession=self._heir([someone])
        )

    def coming_back(self) -> LifeEvent:
        gone = list(Resident.objects.exclude(standing=Standing.LIVING).order_by("id"))
        someone = self.random.choice(gone) if gone else self._someone()
        return operations.record_return(
            resident=someone, family=self._family(), relation=Relation.OTHER_RELATIVE, occasion=self._occasion(), by=SYSTEM
        )  # fmt: skip

    def new_head(self) -> LifeEvent:
        family = self._family()
        head = self.random.choice(list(family.members.living().order_by("id")))
        return operations.change_head(
            family=family, succession=operations.Succession(head), occasion=self._occasion(), by=SYSTEM
        )

    def _occasion(self) -> operations.Occasion:
        late = timedelta(days=self.random.randint(0, 40)) if self.lags else timedelta()
        day = max(FIRST_DAY, self.on - late)
        return occasion(occurred_on=day, reported_on=day)

    def _family(self) -> Family:
        return self.random.choice(list(Family.objects.active().order_by("id")))

    def _someone(self) -> Resident:
        return self.random.choice(list(Resident.objects.living().order_by("id")))

    def _heir(self, leaving: list[Resident]) -> operations.Succession | None:
        gone = [person.pk for person in leaving]
        heir = (
            Resident.objects.living()
            .filter(family=leaving[0].family)
            .exclude(pk__in=gone)
            .order_by("id")
            .first()
        )
        return operations.Succession(heir) if heir else None

    def _citizenship(self) -> Citizenship | None:
        return self.random.choice(
            [Citizenship.INDONESIAN] * 3 + [Citizenship.FOREIGN, Citizenship.DUAL, None]
        )

    def _residency(self) -> Residency:
        return self.random.choice([Residency.PERMANENT] * 3 + [Residency.TEMPORARY])


def counted_now() -> Counter[Cell]:
    """What the register's own rows say today, counted in another way than the books do."""
    people = Resident.objects.filter(standing=Standing.LIVING, residency=Residency.PERMANENT)
    rows = people.values_list("family__area__dusun", "citizenship", "sex")
    return Counter(
        Cell(dusun or "Belum ada dusun", (citizenship == Citizenship.FOREIGN, sex == Sex.FEMALE))
        for dusun, citizenship, sex in rows
    )

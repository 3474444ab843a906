"""Residents whom every letter must survive: each hard in a way of its own, and many more by chance."""

import random
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import transaction

from balai.letters.definitions import Party
from balai.letters.rules import requirements_of
from balai.letters.values import age
from balai.residents import enums
from balai.residents.models import Family, Resident
from balai.sample import names
from balai.villages.models import Area

SIXTY = "Raden Ajeng Kusumaningtyas Purwaningrum Sastrodiwiryo Hadiyo"
SIXTY_IN_ONE = "Wolajayamandalaningratsastrodiwiryokusumaningprojosumohadini"
LONG_STREET = "Jalan Panglima Besar Jenderal Sudirman Gang Mawar Merah Nomor 127 Blok C"
LEAST = 8
"""How many residents are hard in a way of their own; they come first."""


@dataclass(frozen=True, slots=True)
class _Person:
    told: dict[str, Any]
    family: str = "ordinary"
    members: int = 0


def make_people(count: int, *, on: date, seed: int = 1) -> list[Resident]:
    """That many residents of the village of the scope, the hard ones first, each with family and area where it has."""
    chance = random.Random(seed)
    areas = _make_areas()
    people: list[Resident] = []
    with transaction.atomic():
        for serial, person in enumerate(islice(_people(chance, on), count), 1):
            family = _make_family(areas, person, serial)
            resident = Resident(family=family, **{**_usual(serial, on), **person.told})
            if family is None and resident.relation == enums.Relation.HEAD:
                resident.relation = None
            resident.save()
            people.append(resident)
            _make_members(family, person.members, serial, on)
    return people


def suited(person: Resident, party: Party, on: date) -> Resident:
    """The person, or where the party may not be anybody like that, one who differs only as far as needed."""
    fit = copy(person)
    for each in requirements_of(party):
        if each.particular == "age":
            wanted = each.at_least if each.at_least is not None else (each.below or 1) - 1
            if not each.allows(age(fit.birth_date, on)):
                fit.birth_date = date(on.year - wanted, on.month, on.day)
        elif not each.allows(getattr(fit, each.particular)):
            setattr(fit, each.particular, each.codes[0])
    return fit


def _people(chance: random.Random, on: date) -> Iterator[_Person]:
    yield _Person({"full_name": "A", "nik": "", "birth_place": "", "religion": None, "occupation": None,
                   "education": None, "citizenship": None, "father_name": "", "mother_name": "",
                   "marital_status": None}, family="none")  # fmt: skip
    yield _Person({"full_name": SIXTY, "father_name": SIXTY, "mother_name": SIXTY, "birth_place": "Kabupaten Kepulauan Siau",
                   "occupation": 96, "education": 7, "religion": 7, "marital_status": 5}, "long", 7)  # fmt: skip
    yield _Person({"full_name": "Nguyễn Thị Øyvind-D’Souza", "nik": "", "citizenship": enums.Citizenship.FOREIGN,
                   "passport": "C1234567", "father_name": "", "mother_name": ""}, "none")  # fmt: skip
    yield _Person({"birth_date": date(2008, 2, 29)}, members=2)
    yield _Person({"full_name": "I Gusti Ngurah Rai"}, "no_rw")
    yield _Person(
        {"full_name": "Mbah Kromo", "birth_date": date(1899, 12, 31), "marital_status": 6}, "dusun_only"
    )
    yield _Person({"full_name": "Bayi", "nik": "", "birth_date": on, "relation": enums.Relation.CHILD,
                   "marital_status": 1, "occupation": 1, "current_address": LONG_STREET}, "none")  # fmt: skip
    yield _Person(
        {"full_name": SIXTY_IN_ONE, "father_name": "B", "birth_date": date(2000, 2, 29)}, "no_area", 3
    )
    while True:
        yield _anyone(chance, on)


def _anyone(chance: random.Random, on: date) -> _Person:
    sex = chance.choice(list(enums.Sex))
    born = on - timedelta(days=chance.randrange(37_000))
    told: dict[str, Any] = {
        "full_name": chance.choice(
            (names.make_name(names.JAVANESE, sex, born.year, "", chance), SIXTY, "Al")
        ),
        "sex": sex,
        "birth_date": born,
        "religion": chance.choice([*enums.Religion, None]),
        "marital_status": chance.choice([*enums.MaritalStatus, None]),
        "education": chance.choice([*enums.Education, None]),
        "occupation": chance.choice([*enums.Occupation, None]),
        "blood_type": chance.choice([*enums.BloodType, None]),
        "citizenship": chance.choice([*enums.Citizenship, None]),
    }
    for field in ("nik", "father_name", "mother_name", "birth_place"):
        if chance.random() < 0.2:
            told[field] = ""
    family = chance.choice(("ordinary", "ordinary", "long", "none", "no_rw", "dusun_only", "no_area"))
    return _Person(told, family, chance.choice((0, 0, 1, 3, 7)))


def _usual(serial: int, on: date) -> dict[str, Any]:
    return {
        "nik": f"99010145{serial:04}{9000 + serial % 1000}",
        "relation": enums.Relation.HEAD,
        "full_name": "Siti Aminah Lestari",
        "sex": enums.Sex.FEMALE,
        "birth_place": "Nusa Raya",
        "birth_date": date(1992, 7, 5),
        "religion": enums.Religion.ISLAM,
        "marital_status": enums.MaritalStatus.SINGLE,
        "education": enums.Education.UPPER_SECONDARY,
        "occupation": enums.Occupation(84),
        "citizenship": enums.Citizenship.INDONESIAN,
        "father_name": "Slamet Riyadi",
        "mother_name": "Kartini Wulandari",
        "data_as_of": on,
    }


def _make_areas() -> dict[str, Area | None]:
    """A dusun with and without what is below it, and a long one."""

    def area(level: int, dusun: str, rw: str = "", rt: str = "", parent: Area | None = None) -> Area:
        found, _ = Area.objects.get_or_create(
            level=level, dusun=dusun, rw=rw, rt=rt, defaults={"parent": parent}
        )
        return found

    dusun, long = area(1, "Karang Anyar"), area(1, "Kampung Baru Tanjung Harapan Jaya Sentosa Abadi")
    rw, long_rw = area(2, "Karang Anyar", "001", parent=dusun), area(2, long.dusun, "012", parent=long)
    return {
        "ordinary": area(3, "Karang Anyar", "001", "003", rw),
        "long": area(3, long.dusun, "012", "024", long_rw),
        "no_rw": area(3, "Karang Anyar", "", "007", dusun),
        "dusun_only": dusun,
        "no_area": None,
    }


def _make_family(areas: dict[str, Area | None], person: _Person, serial: int) -> Family | None:
    if person.family == "none":
        return None
    address = {"long": LONG_STREET, "no_area": ""}.get(person.family, "Jalan Melati 7")
    return Family.objects.create(
        kk=f"99010120{serial:04}{9000 + serial % 1000}", address=address, area=areas[person.family]
    )


def _make_members(family: Family | None, count: int, serial: int, on: date) -> None:
    """Children, some with names that fill their cell."""
    if family is None:
        return
    Resident.objects.bulk_create(
        Resident(
            **_usual(serial, on)
            | {
                "nik": f"9902{number:02}01{serial:04}{9000 + serial % 1000}",
                "full_name": SIXTY if number % 2 else "Budi",
                "relation": enums.Relation.CHILD,
                "birth_date": on - timedelta(days=400 * number),
                "family": family,
            }
        )
        for number in range(1, count + 1)
    )

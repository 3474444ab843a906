"""Families and residents for tests: plausible, invented, with numbers of an area that does not exist."""

import itertools
from datetime import date
from typing import Any
from uuid import uuid4

from balai.accounts.actors import Actor
from balai.residents.enums import Citizenship, MaritalStatus, Occupation, Relation, Religion, Sex
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations import InitialFamily, NewPerson, Occasion, load_initial
from balai.villages.enums import AreaLevel
from balai.villages.models import Area

SYSTEM = Actor.system("uji")
DAY = date(2026, 11, 2)
serials = itertools.count(1)


def make_nik(sex: int = Sex.MALE, birth_date: date = date(1980, 3, 17)) -> str:
    """A NIK that fits sex and birth date, with a reserved serial; never one of district 01, which tests write out."""
    serial = next(serials)
    day = birth_date.day + (40 if sex == Sex.FEMALE else 0)
    return f"9901{serial // 1000 % 98 + 2:02}{day:02}{birth_date:%m%y}{9000 + serial % 1000}"


def make_kk() -> str:
    serial = next(serials)
    return f"9901{serial // 1000 % 98 + 2:02}0203129{serial % 1000:03}"


def elements(
    full_name: str, sex: int = Sex.MALE, birth_date: date = date(1980, 3, 17), **others: Any
) -> dict[str, Any]:
    """The elements of an ordinary adult."""
    return {
        "full_name": full_name,
        "sex": sex,
        "birth_date": birth_date,
        "nik": make_nik(sex, birth_date),
        "birth_place": "Mekarsari",
        "religion": Religion.ISLAM,
        "marital_status": MaritalStatus.SINGLE,
        "occupation": Occupation.FARMER,
        "citizenship": Citizenship.INDONESIAN,
        **others,
    }


def person(full_name: str, relation: Relation = Relation.HEAD, **others: Any) -> NewPerson:
    return NewPerson(elements(full_name, **others), relation)


def make_area(dusun: str = "Krajan", rw: str = "001", rt: str = "003") -> Area:
    """An RT with the levels above it."""
    top, _ = Area.objects.get_or_create(level=AreaLevel.DUSUN, dusun=dusun)
    middle, _ = Area.objects.get_or_create(level=AreaLevel.RW, dusun=dusun, rw=rw, parent=top)
    return Area.objects.get_or_create(level=AreaLevel.RT, dusun=dusun, rw=rw, rt=rt, parent=middle)[0]


def make_family(*members: NewPerson, **fields: Any) -> Family:
    """A family that was there before the test; without members, of one man."""
    new = InitialFamily(
        kk=fields.get("kk") or make_kk(),
        address=fields.get("address", "Jalan Melati 5"),
        area=fields.get("area"),
        members=members or (person("Darsono"),),
    )
    load_initial(families=[new], as_of=fields.get("as_of", date(2026, 1, 2)), by=SYSTEM)
    return Family.objects.get(kk=new.kk, ended_at=None)


def make_couple(**fields: Any) -> tuple[Family, Resident, Resident, Resident]:
    """A family of a head, his wife and their daughter."""
    family = make_family(
        person("Sutrisno", marital_status=MaritalStatus.MARRIED_REGISTERED),
        person("Siti Aminah Lestari", Relation.WIFE, sex=Sex.FEMALE, birth_date=date(1992, 7, 5),
               marital_status=MaritalStatus.MARRIED_REGISTERED),
        person("Dewi Lestari", Relation.CHILD, sex=Sex.FEMALE, birth_date=date(2012, 2, 29)),
        **fields,
    )  # fmt: skip
    head, wife, child = family.members.in_kk_order()
    return family, head, wife, child


def occasion(**fields: Any) -> Occasion:
    return Occasion(**{"occurred_on": DAY, "reported_on": DAY, "document": "Surat keterangan 12/2026",
                       "request_key": uuid4(), **fields})  # fmt: skip


def changes_of(event: LifeEvent) -> dict[str, dict[str, list[object]]]:
    """The whole history of an event, by name."""
    return {change.resident.full_name: change.changes for change in event.changes.select_related("resident")}


def standing_of(resident: Resident) -> tuple[int, int | None]:
    """Standing and relation, as the register has them now."""
    resident.refresh_from_db()
    return resident.standing, resident.relation

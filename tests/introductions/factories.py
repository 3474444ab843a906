"""A neighbourhood: people, the heads of their areas, and introductions."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import Officer
from balai.introductions.models import Introduction
from balai.introductions.operations import give_introduction
from balai.residents.enums import Relation, Standing
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.models import Area, AreaHead
from tests.factories import make_actor, make_officer
from tests.residents.factories import make_area, make_family, person

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Neighbourhood:
    """Siti lives in RT 003/RW 001 with its head, Joko in RT 004/RW 001, Wati in RT 003/RW 002."""

    siti: Resident
    joko: Resident
    wati: Resident
    rt_head: Officer
    rw_head: Officer
    other_rw_head: Officer
    subarea_head: Officer

    @property
    def rt(self) -> Actor:
        return make_actor(self.rt_head)

    @property
    def rw(self) -> Actor:
        return make_actor(self.rw_head)


def make_neighbourhood(village: Village) -> Neighbourhood:
    """In the scope of `village`."""
    rt3, rt4, other = make_area(), make_area(rt="004"), make_area(rw="002")
    rw1, rw2 = rt3.parent, other.parent
    return Neighbourhood(
        siti=make_neighbour("Siti Aminah Lestari", rt3),
        joko=make_neighbour("Joko Santoso", rt4),
        wati=make_neighbour("Wati Lestari", other),
        rt_head=make_head(village, Role.RT_HEAD, rt3, "Slamet Riyadi"),
        rw_head=make_head(village, Role.RW_HEAD, rw1, "Harjo Utomo"),
        other_rw_head=make_head(village, Role.RW_HEAD, rw2, "Bambang Irawan"),
        subarea_head=make_head(village, Role.SUBAREA_HEAD, rw1.parent, "Sutarno Hadi"),
    )


def make_neighbour(full_name: str, area: Area | None) -> Resident:
    """The head of a family of their own."""
    return make_family(person(full_name), area=area).members.get()


def make_departed(full_name: str, area: Area) -> Resident:
    """Somebody who has died, in a family that lives on."""
    family = make_family(person("Darsono"), person(full_name, Relation.CHILD), area=area)
    family.members.filter(full_name=full_name).update(standing=Standing.DEAD)
    return family.members.get(full_name=full_name)


def make_head(village: Village, role: Role, area: Area, name: str, **fields: Any) -> Officer:
    """Somebody with an account who heads `area` since 2024."""
    officer = make_officer(village, role)
    AreaHead.objects.create(
        **{"area": area, "name": name, "officer": officer, "since": date(2024, 1, 1), **fields}
    )
    return officer


def give(people: Neighbourhood, resident: Resident | None = None, **fields: Any) -> Introduction:
    """The head of RT 003/RW 001 introduces Siti, or whom he may."""
    told: dict[str, Any] = {"purpose": "Membuka usaha", "request_key": uuid4(), "on": TODAY, "by": people.rt}
    return give_introduction(resident=resident or people.siti, **{**told, **fields})


def given_to(village: Village, people: Neighbourhood, **fields: Any) -> Introduction:
    """As `give`, outside the scope of the village."""
    with acting_for(village):
        return give(people, **fields)


def purpose(**fields: Any) -> dict[str, Any]:
    """What the form of a purpose sends."""
    return {"service": "lain", "purpose": "Mengambil bantuan", "request_key": uuid4(), **fields}

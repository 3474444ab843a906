"""The register as an import sees it: residents, families and areas of the village, held in memory for comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from balai.residents.enums import Relation, Standing
from balai.residents.rules import RESIDENT_FIELDS

OWN_FIELDS = (*RESIDENT_FIELDS, "data_as_of")
HOME_FIELDS = ("kk", "address", "dusun", "rw", "rt", "registered_on")
FIELDS = (*OWN_FIELDS, *HOME_FIELDS)
"""What is known of a resident, in this order; unknown codes and empty texts are None."""
AT = {name: index for index, name in enumerate(FIELDS)}

type AreaKey = tuple[str, str, str]
type Identity = tuple[str, str, date]
"""Name, place and date of birth of somebody without a NIK."""


@dataclass(slots=True, eq=False)
class Known:
    """A resident of the register. `values` follow `FIELDS`."""

    id: UUID
    values: tuple[Any, ...]

    def __getitem__(self, name: str) -> Any:
        return self.values[AT[name]]

    @property
    def is_living(self) -> bool:
        return bool(self["standing"] == Standing.LIVING)

    @property
    def is_head(self) -> bool:
        return self.is_living and self["relation"] == Relation.HEAD


@dataclass(slots=True, eq=False)
class KnownFamily:
    id: UUID
    kk: str
    address: str | None
    area: AreaKey | None
    registered_on: date | None
    has_ended: bool
    living: list[Known] = field(default_factory=list)


@dataclass(slots=True)
class Register:
    """Everybody in the village."""

    people: list[Known] = field(default_factory=list)
    families: dict[str, KnownFamily] = field(default_factory=dict)
    """By KK; where a number was used before, the family that has not ended."""
    areas: dict[AreaKey, tuple[UUID, str, str, str]] = field(default_factory=dict)
    """Id and the three texts of each area."""
    by_nik: dict[str, Known] = field(default_factory=dict)
    without_nik: dict[Identity, list[Known]] = field(default_factory=dict)

    def add(self, person: Known) -> None:
        self.people.append(person)
        if nik := person["nik"]:
            self.by_nik[nik] = person
        else:
            key = identity(person["full_name"], person["birth_place"], person["birth_date"])
            self.without_nik.setdefault(key, []).append(person)
        family = self.families.get(person["kk"] or "")
        if family is not None and person.is_living:
            family.living.append(person)


def identity(name: str, place: str | None, birth_date: date) -> Identity:
    """By what somebody without a NIK is recognised."""
    return " ".join(name.casefold().split()), " ".join((place or "").casefold().split()), birth_date


def area_key(dusun: str | None, rw: str | None, rt: str | None) -> AreaKey:
    """Areas are the same when their names are, whatever the case, and RT 3 is RT 003."""
    return " ".join((dusun or "").casefold().split()), (rw or "").lstrip("0"), (rt or "").lstrip("0")


def record_of(person: Known) -> Mapping[str, Any]:
    """A resident as the layouts write it."""
    return dict(zip(FIELDS, person.values, strict=True))

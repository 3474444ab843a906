"""Large registers of invented people, by COPY as the owner: as many as a regency has."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.db import connections, transaction

from balai.residents import spelling
from balai.residents.enums import Relation, Sex
from balai.sample import names
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Regency, Village
from balai.tenancy.scope import acting_for
from balai.villages.models import Area

PEOPLE_IN_A_FAMILY = 4
STOCKS = (names.JAVANESE,)
SUBAREAS = 12

FAMILY = ("id", "village_id", "kk", "address", "area_id")
RESIDENT = (
    "id", "village_id", "nik", "family_id", "relation", "full_name", "sex", "birth_place", "birth_date", "religion",
    "marital_status", "education", "occupation", "citizenship", "father_nik", "father_name", "mother_nik",
    "mother_name", "previous_address", "current_address", "birth_certificate", "marriage_certificate",
    "divorce_certificate", "passport", "stay_permit", "ethnicity", "card_tag", "insurance_number", "standing",
    "residency", "data_as_of",
)  # fmt: skip


def make_villages(count: int) -> list[Village]:
    regency = Regency.objects.create(code="99.01", name="Nusa Raya", province="Nusantara")
    return [
        Village.objects.create(
            regency=regency, code=f"99.01.01.{2001 + number}", slug=f"desa-{number}", name=f"Desa {number}",
            district="Mekarsari",
        )
        for number in range(count)
    ]  # fmt: skip


def fill(village: Village, people: int, *, seed: int) -> None:
    """Families of four, each with a head; with the search tokens of all."""
    with acting_for(village):
        areas = [
            Area.objects.create(level=1, dusun=f"DUSUN {number}", rw="", rt="") for number in range(SUBAREAS)
        ]
    chance = random.Random(seed)
    rows = _people(village, [(area.pk, area.dusun) for area in areas], chance)
    families, residents, tokens = [], [], []
    for family, members in islice(rows, people // PEOPLE_IN_A_FAMILY):
        families.append(family)
        for resident, words in members:
            residents.append(resident)
            tokens += [(village.pk, word, resident[0]) for word in words]
    words = {
        (village.pk, variant, word)
        for word in {row[1] for row in tokens}
        for variant in spelling.variants(word)
    }
    with transaction.atomic(using="owner"):  # a family and its head come together
        _copy("residents_family", FAMILY, families)
        _copy("residents_resident", RESIDENT, residents)
        _copy(
            "residents_searchtoken",
            ("village_id", "token", "resident_id"),
            sorted(tokens, key=lambda row: row[1]),
        )
        _copy("residents_searchword", ("village_id", "variant", "word"), sorted(words))
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _people(village: Village, areas: list[tuple[object, str]], chance: random.Random) -> Iterator[tuple]:
    serial = 0
    while True:
        family_id, (area, dusun) = uuid7(), chance.choice(areas)
        kk = f"9901{village.pk:02}{serial:010}"
        members = []
        for place in range(PEOPLE_IN_A_FAMILY):
            serial += 1
            sex = Sex.MALE if place in {0, 2} else Sex.FEMALE
            born = date(1950, 1, 1) + timedelta(days=chance.randrange(27_000))
            name = names.make_name(chance.choice(STOCKS), sex, born.year, "", chance)
            relation = (Relation.HEAD, Relation.WIFE, Relation.CHILD, Relation.CHILD)[place]
            members.append((
                (uuid7(), village.pk, f"9901{village.pk:02}{serial:010}", family_id, relation, name, sex, "MEKARSARI",
                 born, 1, 1, 5, 9, 1, "", "", "", "", "", "", "", "", "", "", "", "", "", "", 1, 1, date(2026, 11, 1)),
                spelling.tokens(name, "", dusun, "", ""),
            ))  # fmt: skip
        yield (family_id, village.pk, kk, "", area), members


def _copy(table: str, columns: tuple[str, ...], rows: list[tuple]) -> None:
    with (
        connections["owner"].cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)

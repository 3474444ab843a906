"""Reads the register of the current village into memory, in one query for each kind of thing."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from balai.residents.exchange.register import OWN_FIELDS, Known, KnownFamily, Register, area_key
from balai.residents.models import Resident

ROWS_AT_ONCE = 5_000
AREAS = "SELECT id, dusun, rw, rt FROM villages_area"
FAMILIES = """
SELECT f.id, f.kk, NULLIF(f.address, ''), f.registered_on, f.ended_at IS NOT NULL, a.dusun, a.rw, a.rt
FROM residents_family f LEFT JOIN villages_area a ON a.id = f.area_id
ORDER BY f.ended_at NULLS LAST
"""
PEOPLE = """
SELECT r.id, {columns}, f.kk, NULLIF(f.address, ''), NULLIF(a.dusun, ''), NULLIF(a.rw, ''), NULLIF(a.rt, ''),
    f.registered_on
FROM residents_resident r
LEFT JOIN residents_family f ON f.id = r.family_id
LEFT JOIN villages_area a ON a.id = f.area_id
"""
IN_KK_ORDER = "ORDER BY f.kk NULLS LAST, r.relation NULLS LAST, r.birth_date, r.id"


def read_register() -> Register:
    """The register of the village of the scope."""
    register = Register()
    with connection.cursor() as cursor:
        cursor.execute(AREAS)
        for area_id, dusun, rw, rt in cursor.fetchall():
            register.areas[area_key(dusun, rw, rt)] = (area_id, dusun, rw, rt)
        cursor.execute(FAMILIES)
        # The family that has not ended comes last, and stays.
        for family_id, kk, address, registered_on, has_ended, *place in cursor.fetchall():
            area = area_key(*place) if any(place) else None
            register.families[kk] = KnownFamily(family_id, kk, address, area, registered_on, has_ended)
    for person in read_people():
        register.add(person)
    return register


def read_people(
    *, in_kk_order: bool = False, where: str = "", parameters: tuple[Any, ...] = ()
) -> Iterator[Known]:
    """Residents one by one. `where` is SQL of ours, with placeholders for `parameters`."""
    columns = ", ".join(_column(name) for name in OWN_FIELDS)
    question = PEOPLE.format(columns=columns) + where + (IN_KK_ORDER if in_kk_order else "")
    with connection.cursor() as cursor:
        # Right after a large load the planner takes the register for nearly empty, and would walk through all families
        # once for each resident.
        cursor.execute("SET LOCAL enable_nestloop = off")
    with connection.chunked_cursor() as cursor:
        cursor.execute(question, parameters)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            for row in rows:
                yield Known(row[0], row[1:])


def _column(name: str) -> str:
    is_text = Resident._meta.get_field(name).get_internal_type() == "CharField"
    return f"NULLIF(r.{name}, '')" if is_text else f"r.{name}"

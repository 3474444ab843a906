"""Loads the national table of area codes from the vendored files (see `areas/NOTICE.md`)."""

import csv
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from balai.villages.enums import AdministrativeLevel
from balai.villages.models import AdministrativeArea

FOLDER = Path(__file__).parent / "areas"
FILES = {
    AdministrativeLevel.PROVINCE: "provinces.csv.xz",
    AdministrativeLevel.REGENCY: "regencies.csv.xz",
    AdministrativeLevel.DISTRICT: "districts.csv.xz",
    AdministrativeLevel.VILLAGE: "villages.csv.xz",
}

Row = tuple[str, str, int, str | None]

STAGE = "CREATE TEMPORARY TABLE incoming_area (LIKE villages_administrativearea) ON COMMIT DROP"
FILL = "COPY incoming_area (code, name, level, parent_id) FROM STDIN"
UPSERT = """
INSERT INTO villages_administrativearea AS known (code, name, level, parent_id)
SELECT code, name, level, parent_id FROM incoming_area
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent_id = excluded.parent_id
WHERE (known.name, known.level, known.parent_id)
    IS DISTINCT FROM (excluded.name, excluded.level, excluded.parent_id)
"""


@dataclass(frozen=True)
class LoadedAreas:
    """How many areas each level holds now, and how many rows this run wrote."""

    counts: dict[AdministrativeLevel, int]
    written: int


def read_area_files() -> Iterator[Row]:
    """Code, name, level and code of the area above, from the provinces down."""
    for level, name in FILES.items():
        with lzma.open(FOLDER / name, "rt", encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                code = row["code"]
                yield code, row["name"].strip(), level.value, code.rpartition(".")[0] or None


@transaction.atomic
def load_national_areas() -> LoadedAreas:
    """Add new areas and correct changed ones. A code that has left the files stays: old addresses name it."""
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        with cursor.copy(FILL) as copy:
            for row in read_area_files():
                copy.write_row(row)
        cursor.execute(UPSERT)
        written = cursor.rowcount
        cursor.execute("DROP TABLE incoming_area")
    counts = {level: AdministrativeArea.objects.of_level(level).count() for level in AdministrativeLevel}
    return LoadedAreas(counts=counts, written=written)

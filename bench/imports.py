"""Importing the register of a whole city, beside calamine alone reading the same file."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.figures import compare, show

RESIDENTS = 250_000
IN_A_FAMILY = 4
VILLAGE = "99.01.01.2001"


def run(data_dir: Path) -> None:
    from balai.tenancy.models import Regency, Village

    regency = Regency.objects.create(code="99.01", name="Nusa Raya", province="Nusantara")
    Village.objects.create(regency=regency, code=VILLAGE, slug="desa-1", name="Desa 1", district="Mekarsari")
    workbook = data_dir / "warga.xlsx"
    _write_workbook(workbook)
    show("workbook", f"{RESIDENTS:,} rows × 43 columns, {workbook.stat().st_size / 1e6:.0f} MB")
    reading = _measured("read", workbook)
    show("calamine alone", _figure(reading))
    for what, words in (("dry run", "check"), ("first import", "apply"), ("the same file again", "apply")):
        ours = _measured(words, workbook)
        after = _measured(
            "read", workbook
        )  # before and after, so that a busy moment of the machine meets both
        show(what, f"{_figure(ours)}; {ours['counts']}")
        show("", ", ".join(ours["spent"]))
        compare(
            f"{what}: reading, validating, writing", ours["seconds"], (reading["seconds"] + after["seconds"]) / 2,
            beside="calamine alone", at_most=6,
        )  # fmt: skip
        reading = after


def _figure(measured: dict[str, Any]) -> str:
    rate = RESIDENTS / measured["seconds"]
    return (
        f"{measured['seconds']:.1f} s, {rate:,.0f} rows/s, peak {measured['peak']:.0f} MB"
        f" (reader {measured['peak of child']:.0f} MB)"
    )


def _measured(what: str, workbook: Path) -> dict[str, Any]:
    """One piece of work in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.imports", what, str(workbook)],
        env=dict(os.environ), check=True, capture_output=True, text=True,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def main(what: str, workbook: Path) -> None:
    """The work itself; prints what it took as JSON."""
    counts, spent = "", [""]
    if what == "read":
        from python_calamine import CalamineWorkbook

        begun = time.perf_counter()
        sheet = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0)
        rows = sheet.to_python()
        took = time.perf_counter() - begun
        assert len(rows) == RESIDENTS + 1
    else:
        import django

        django.setup()
        from balai.accounts.actors import Actor
        from balai.residents.exchange.operations import Choices, apply_import, check_import
        from balai.tenancy.models import Village

        village = Village.objects.get(code=VILLAGE)
        work = apply_import if what == "apply" else check_import
        begun = time.perf_counter()
        stages = [("", begun)]
        result = work(
            workbook, village=village, by=Actor.system("uji"), choices=Choices(),
            progress=lambda stage, done, total: stages.append((stage, time.perf_counter())) if stage != stages[-1][0] else None,
        )  # fmt: skip
        took = time.perf_counter() - begun
        plan = result.plan
        assert not plan.errors, plan.errors[:3]
        counts = (
            f"{len(plan.added):,} added, {len(plan.changed):,} changed, {len(plan.unchanged):,} unchanged"
        )
        ends = [moment for _, moment in stages[1:]] + [begun + took]
        spent = [
            f"{stage.lower()} {end - start:.1f} s"
            for (stage, start), end in zip(stages, ends, strict=True)
            if stage
        ]
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(
        json.dumps({"seconds": took, "peak": own, "peak of child": child, "counts": counts, "spent": spent})
    )


def _write_workbook(path: Path) -> None:
    from balai.residents.exchange.layouts.opensid import OPENSID

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet("Data Penduduk")
    page.write_row(0, 0, [column.header for column in OPENSID.columns])
    for index, row in enumerate(_rows(), 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(index, column, cell)
            elif cell is not None:
                page.write_number(index, column, cell)
    book.close()


def _rows() -> Iterator[list[Any]]:
    from balai.residents.enums import Sex
    from balai.sample import names

    chance = random.Random(11)

    def name(sex: Sex, year: int) -> str:
        return names.make_name(names.JAVANESE, sex, year, "", chance).upper()

    for serial in range(RESIDENTS):
        family, place = divmod(serial, IN_A_FAMILY)
        sex = Sex.MALE if place in {0, 2} else Sex.FEMALE
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(9_000) + (14_000 if place > 1 else 0))
        nik = f"9901{serial // 10_000:02}{born.day + 40 * (sex == Sex.FEMALE):02}{born:%m%y}{serial % 10_000:04}"
        father = f"9901{serial // 10_000:02}150330{serial % 10_000:04}"
        yield [
            f"JALAN MELATI {family % 300}", f"DUSUN {family % 12}", f"{family % 4:03}", f"{family % 10:03}",
            name(sex, born.year), f"9901{family // 10_000:02}150320{family % 10_000:04}", nik, int(sex), "MEKARSARI",
            born.isoformat(), 1, 1 + serial % 10, 18, 1 + serial % 88, 2 if place < 2 else 1, (1, 3, 4, 4)[place], 1,
            father, name(Sex.MALE, 1930), father.replace("1503", "5503"), name(Sex.FEMALE, 1930), 1 + serial % 13,
            f"AL-{serial}", None, None, None, f"KW-{family}" if place < 2 else None,
            "1985-06-01" if place < 2 else None, None, None, 7, None, None, 2, 8, "JALAN MELATI", 1, "JAWA", None,
            1 + serial % 3, f"{serial:013}", -6.1 + family / 1e6, 106.2 + serial / 1e6,
        ]  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

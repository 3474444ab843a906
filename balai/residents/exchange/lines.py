"""The lines of a report as rows of the database, so that a page shows fifty of them at a time."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from balai.residents.enums import Standing
from balai.residents.exchange.copying import as_json, encoded, write_rows
from balai.residents.exchange.enums import LineKind
from balai.residents.exchange.models import ImportLine
from balai.residents.exchange.outcomes import Changed, Changes, Happening, Plan
from balai.residents.exchange.problems import Problem
from balai.residents.exchange.register import Known
from balai.tenancy.fields import uuid7
from balai.villages.rules import area_label

TABLE = ImportLine._meta.db_table
COLUMNS = (
    "id", "run_id", "kind", "position", "sheet", "row", "column", "value", "problem", "advice", "resident_id", "name",
    "nik", "changes",
)  # fmt: skip
MOST_PROBLEMS = 20_000
"""Kept for the page; the marked workbook has them all."""

type Line = tuple[LineKind, dict[str, Any]]


def store_lines(run: UUID, plan: Plan) -> None:
    """Replace the lines of a run by those of `plan`."""
    ImportLine.objects.filter(run=run).delete()
    write_rows(TABLE, COLUMNS, _encoded(run, _lines(plan)))


def _lines(plan: Plan) -> Iterator[Line]:
    yield from _problems(LineKind.ERROR, plan.errors)
    yield from _problems(LineKind.WARNING, plan.warnings)
    yield from ((LineKind.EVENT, _happening(happening)) for happening in plan.happenings)
    areas = _Areas(plan)
    yield from (
        (LineKind.CHANGED, _changed(changed, areas)) for changed in plan.changed if changed.row is not None
    )
    for added in plan.added:
        yield (
            LineKind.ADDED,
            {
                "sheet": added.row.sheet, "row": added.row.row, "name": added["full_name"], "nik": added["nik"],
                "value": f"KK {added.kk}" if added.kk else "", "problem": _unusual_standing(added["standing"]),
            },
        )  # fmt: skip
    yield from ((LineKind.MISSING, _person(person)) for person in plan.missing)


def _problems(kind: LineKind, problems: Iterable[Problem]) -> Iterator[Line]:
    for problem in chain(list(problems)[:MOST_PROBLEMS]):
        yield kind, {**problem.as_json(), "column": problem.column[:400]}


def _happening(happening: Happening) -> dict[str, Any]:
    row = happening.row
    return {
        "sheet": row.sheet, "row": row.row, "column": str(happening.kind.label), "problem": happening.sentence,
        **_person(happening.person),
    }  # fmt: skip


def _changed(changed: Changed, areas: "_Areas") -> dict[str, Any]:
    assert changed.row is not None  # noqa: S101
    line = _person(changed.person)
    line |= {"sheet": changed.row.sheet, "row": changed.row.row, "changes": areas.in_json(changed.changes)}
    return line


def _person(person: Known) -> dict[str, Any]:
    return {"resident_id": person.id, "name": person["full_name"], "nik": person["nik"]}


def _unusual_standing(standing: int) -> str:
    """New people who don't live here any more come into the register as such: that is said."""
    return "" if standing == Standing.LIVING else f"Dicatat dengan status {Standing(standing).label.lower()}."


class _Areas:
    """Labels of areas that exist and of those that are to be made."""

    def __init__(self, plan: Plan) -> None:
        self._texts = plan.areas | plan.new_areas
        self._words = plan.words

    def in_json(self, changes: Changes) -> str:
        return "{" + ", ".join(
            f'"{name}": [{as_json(self._shown(name, old))}, {as_json(self._shown(name, new))}]'
            for name, (old, new) in changes.items()
        ) + "}"  # fmt: skip

    def _shown(self, name: str, value: Any) -> Any:
        return area_label(*self._texts[value], self._words) if name == "area" and value else value


def _encoded(run: UUID, lines: Iterable[Line]) -> Iterator[str]:
    positions = dict.fromkeys(LineKind, 0)
    for kind, line in lines:
        positions[kind] += 1
        resident = line.get("resident_id")
        yield "\t".join((
            str(uuid7()), str(run), str(kind), str(positions[kind]), encoded(line.get("sheet", "")[:100]),
            str(line.get("row", 0)), encoded(line.get("column", "")), encoded(line.get("value") or ""),
            encoded(line.get("problem", "")), encoded(line.get("advice", "")), str(resident) if resident else "\\N",
            encoded(line.get("name") or ""), line.get("nik") or "", encoded(line.get("changes", "{}")),
        ))  # fmt: skip

"""Book B.3: how the number of permanent residents came from the start of a month to its end, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from balai.core.months import Month
from balai.residents.reports.balance import (
    GROUPS,
    Balance,
    Flow,
    Population,
    cell_of,
    is_temporary,
    movements,
    remark,
    sum_of,
)
from balai.residents.reports.lists import Value
from balai.residents.reports.past import NOBODY, State, Timeline, first_month, timelines, untouched
from balai.residents.reports.places import Places
from balai.tenancy.rules import RegionalWords

FIELDS = ("standing", "residency", "sex", "citizenship", "relation", "area")


@dataclass(frozen=True, slots=True)
class Recapitulation:
    """The lines of one month and their sum; `temporary` people are in none of them."""

    month: Month
    lines: Sequence[Balance]
    total: Balance
    temporary: int


def recapitulate(month: Month, words: RegionalWords) -> Recapitulation:
    """Count one month. Five queries, whatever the size of the register.

    Only those to whom something happened since are looked at one by one; the others are counted by the database.
    """
    places, origin = Places.of_village(words), first_month()
    lines = {name: Balance(name) for name in places.all}
    temporary = _count_untouched(month, origin, places, lines)
    for timeline in timelines(month.eve, FIELDS, origin, also=NOBODY):
        _count(timeline, month, places, lines)
        temporary += is_temporary(timeline.at(month.last))
    unknown = lines[places.nowhere]
    if places.names and not (unknown.start.people or unknown.end.people or any(map(unknown.total, Flow))):
        del lines[places.nowhere]
    return Recapitulation(month, list(lines.values()), sum_of(lines.values(), "Jumlah"), temporary)


def _count_untouched(month: Month, origin: Month | None, places: Places, lines: dict[str, Balance]) -> int:
    """Those who are the same at the start and at the end. Returns how many are temporary residents."""
    temporary = 0
    columns = {field: F("family__area_id") if field == "area" else F(field) for field in FIELDS}
    groups = untouched(month.eve, origin).values_list(*columns.values()).annotate(people=Count("id"))
    for *values, people in groups.order_by():
        state: State = dict(zip(FIELDS, values, strict=True))
        if cell := cell_of(state, places.line_of, places.nowhere):
            lines[cell.place].start.add(cell, state, people)
            lines[cell.place].end.add(cell, state, people)
        temporary += people * is_temporary(state)
    return temporary


def _count(timeline: Timeline, month: Month, places: Places, lines: dict[str, Balance]) -> None:
    start, end = timeline.start, timeline.at(month.last)
    if start and (cell := cell_of(start, places.line_of, places.nowhere)):
        lines[cell.place].start.add(cell, start)
    if end and (cell := cell_of(end, places.line_of, places.nowhere)):
        lines[cell.place].end.add(cell, end)
    for step in timeline.until(month.last):
        for movement in movements(step, places.line_of, places.nowhere):
            lines[movement.cell.place].add(movement)


def row(line: Balance, number: int | None, village: str) -> list[Value]:
    """The 33 cells of a line; `village` is the word for the village, for the remark."""
    flows = [line.flows[flow][group] for flow in Flow for group in GROUPS]
    return [number, line.place, *_people(line.start), *flows, *_people(line.end), remark(line, village)]


def _people(population: Population) -> list[int]:
    groups = [population.groups[group] for group in GROUPS]
    return [*groups, population.families, population.members, population.people]

"""How the population of a month adds up: who is counted where, and in which column of the Rekapitulasi each change goes.

In each line and each group (sex, citizenship): end = start + born + arrived − died − left, and the end of a month is the
start of the next. The statutory form has these four columns and no other. So whatever else moves
somebody from one cell of the form into another — a corrected sex, a house in another dusun, somebody missing — is
written as leaving the old cell and arriving in the new one, and the remark of the line says how many these were.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from balai.residents.enums import Citizenship, EventKind, Relation, Residency, Sex, Standing
from balai.residents.reports.past import State, Step
from balai.residents.rules import OFFICIAL_SOURCES

type Group = tuple[bool, bool]
"""Foreigner or not, female or not."""

GROUPS: tuple[Group, ...] = ((True, False), (True, True), (False, False), (False, True))
"""In the order of the form: WNA L, WNA P, WNI L, WNI P."""


class Flow(StrEnum):
    """The four columns by which a month's end differs from its start."""

    BORN = "Lahir"
    ARRIVED = "Datang"
    DIED = "Meninggal"
    LEFT = "Pindah"

    @property
    def adds(self) -> bool:
        return self in {Flow.BORN, Flow.ARRIVED}


class Cause(StrEnum):
    """Why somebody changed cells without having been born, moved in or out of the village, or died."""

    INSIDE = "pindah di dalam {village}"
    CORRECTED = "pembetulan data"
    UPDATED = "pemutakhiran data"
    RETURNED = "kembali"
    MISSING = "hilang"
    AWAY = "pergi sementara"
    INVALID = "data tidak valid"
    SETTLED = "menjadi penduduk tetap"
    UNSETTLED = "menjadi penduduk sementara"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where somebody is counted: the line (a place's name) and the group."""

    place: str
    group: Group


@dataclass(frozen=True, slots=True)
class Movement:
    """One person into or out of a cell; `cause` is None for what the column says."""

    flow: Flow
    cell: Cell
    cause: Cause | None


def is_counted(state: State | None) -> bool:
    """Whether somebody is a permanent resident: the others are in the Buku Penduduk Sementara or gone."""
    return state is not None and (state["standing"], state["residency"]) == (
        Standing.LIVING,
        Residency.PERMANENT,
    )


def is_temporary(state: State | None) -> bool:
    """Whether somebody lives here for a time only (*penduduk sementara*)."""
    return state is not None and (state["standing"], state["residency"]) == (
        Standing.LIVING,
        Residency.TEMPORARY,
    )


def cell_of(state: State | None, places: Mapping[str, str], nowhere: str) -> Cell | None:
    """The cell of somebody. Dual or unknown citizenship counts as Indonesian; an unknown area as `nowhere`."""
    if state is None or not is_counted(state):
        return None
    place = places.get(str(state["area"]), nowhere)
    return Cell(place, (state["citizenship"] == Citizenship.FOREIGN, state["sex"] == Sex.FEMALE))


def movements(step: Step, places: Mapping[str, str], nowhere: str) -> Iterator[Movement]:
    """What one change means for the balance: nothing, one movement, or one out and one in."""
    old, new = cell_of(step.before, places, nowhere), cell_of(step.after, places, nowhere)
    if old == new:
        return
    if old is not None:
        died = step.after["standing"] == Standing.DEAD
        yield Movement(Flow.DIED if died else Flow.LEFT, old, None if died else _why_left(step, old, new))
    if new is not None:
        born = step.entry.kind == EventKind.BIRTH and old is None
        yield Movement(
            Flow.BORN if born else Flow.ARRIVED, new, None if born else _why_arrived(step, old, new)
        )


def _why_changed(old: Cell, new: Cell) -> Cause:
    return Cause.CORRECTED if old.group != new.group else Cause.INSIDE


def _why_left(step: Step, old: Cell, new: Cell | None) -> Cause | None:
    if new is not None:
        return _why_changed(old, new)
    if is_temporary(step.after):
        return Cause.UNSETTLED
    causes = {Standing.MISSING: Cause.MISSING, Standing.AWAY: Cause.AWAY, Standing.INVALID: Cause.INVALID}
    return causes.get(Standing(int(step.after["standing"] or 0)))


def _why_arrived(step: Step, old: Cell | None, new: Cell) -> Cause | None:
    if old is not None:
        return _why_changed(old, new)
    if is_temporary(step.before):
        return Cause.SETTLED
    if step.entry.kind in OFFICIAL_SOURCES:
        return Cause.UPDATED
    return {EventKind.RETURN: Cause.RETURNED, EventKind.CORRECTION: Cause.CORRECTED}.get(
        EventKind(step.entry.kind)
    )


@dataclass(slots=True)
class Population:
    """Permanent residents at one moment: by group, and how many of them are heads of a KK."""

    groups: Counter[Group] = field(default_factory=Counter)
    families: int = 0

    def add(self, cell: Cell, state: State, people: int = 1) -> None:
        self.groups[cell.group] += people
        self.families += people * (state["relation"] == Relation.HEAD)

    @property
    def people(self) -> int:
        """*Jiwa*: heads and members."""
        return self.groups.total()

    @property
    def members(self) -> int:
        """*Anggota keluarga*: all but the heads."""
        return self.people - self.families


@dataclass(slots=True)
class Balance:
    """One line of the Rekapitulasi."""

    place: str
    start: Population = field(default_factory=Population)
    flows: Mapping[Flow, Counter[Group]] = field(default_factory=lambda: {flow: Counter() for flow in Flow})
    causes: Counter[tuple[Flow, Cause]] = field(default_factory=Counter)
    end: Population = field(default_factory=Population)

    def add(self, movement: Movement) -> None:
        self.flows[movement.flow][movement.cell.group] += 1
        if movement.cause:
            self.causes[movement.flow, movement.cause] += 1

    def total(self, flow: Flow) -> int:
        """How many people of all groups."""
        return self.flows[flow].total()

    def is_even(self) -> bool:
        """Whether this line adds up, group by group."""
        flows = self.flows
        return all(
            self.end.groups[group]
            == self.start.groups[group]
            + sum(flows[flow][group] if flow.adds else -flows[flow][group] for flow in Flow)
            for group in GROUPS
        )


def sum_of(lines: Iterable[Balance], label: str) -> Balance:
    """The bottom line."""
    total = Balance(label)
    for line in lines:
        for population, part in ((total.start, line.start), (total.end, line.end)):
            population.groups.update(part.groups)
            population.families += part.families
        for flow in Flow:
            total.flows[flow].update(line.flows[flow])
        total.causes.update(line.causes)
    return total


def remark(line: Balance, village: str) -> str:
    """What the four columns hold beside births, deaths and moves: 'Datang termasuk 2 pembetulan data.'"""
    sentences = []
    for flow in Flow:
        parts = [
            f"{line.causes[flow, cause]} {cause.value.format(village=village)}"
            for cause in Cause
            if line.causes[flow, cause]
        ]
        if parts:
            sentences.append(f"{flow} termasuk {', '.join(parts)}.")
    return " ".join(sentences)

"""The statutory sheets that Balai draws, each with the closed list of what can be written and ticked on it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a sheet to write in."""

    label: str


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet of Permendagri 109/2019: its cells, its boxes to tick, and its tables of family members."""

    code: str
    title: str
    cells: Mapping[str, Cell]
    ticks: Mapping[str, str]
    lists: Mapping[str, Mapping[str, Cell]]


SHEETS: Mapping[str, SheetForm] = {}

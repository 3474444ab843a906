"""The lines of a village's books: its dusuns, or where it has none its RWs or RTs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from balai.tenancy.rules import RegionalWords, title
from balai.villages.models import Area
from balai.villages.rules import area_label

type AreaKey = tuple[int, str, str]
"""The rank of the line, RW, RT: sorts as a list on paper."""


@dataclass(frozen=True)
class Places:
    """Which line each area belongs to. Areas are known by their id as text, as the history keeps it."""

    names: tuple[str, ...]
    nowhere: str
    line_of: Mapping[str, str]
    addresses: Mapping[str, str]
    keys: Mapping[str, AreaKey]

    @classmethod
    def of_village(cls, words: RegionalWords) -> Self:
        """Read once for a book. One query."""
        lines: dict[str, str] = {}
        addresses: dict[str, str] = {}
        keys: dict[str, AreaKey] = {}
        ranks: dict[str, int] = {}
        for area in Area.objects.in_order():
            code = str(area.pk)
            lines[code] = _line(area, words)
            addresses[code] = area.called(words)
            keys[code] = (ranks.setdefault(lines[code], len(ranks)), area.rw, area.rt)
        level = words.subarea or words.rw or words.rt
        return cls(tuple(ranks), f"Belum ada {level}", lines, addresses, keys)

    @property
    def all(self) -> tuple[str, ...]:
        """Every line, last the one for people whose area is not known."""
        return (*self.names, self.nowhere)

    def name(self, area: object) -> str:
        return self.line_of.get(str(area), self.nowhere)

    def key(self, area: object) -> AreaKey:
        return self.keys.get(str(area), (len(self.names), "", ""))


def heading(words: RegionalWords) -> str:
    """What a line is called here: 'Padukuhan', 'Soa', 'RW'."""
    return title(words.subarea or words.rw or words.rt or "lingkungan")


def _line(area: Area, words: RegionalWords) -> str:
    if area.dusun:
        return area.dusun
    return area_label("", area.rw, "" if area.rw else area.rt, words)

"""Sheets of paper as printers name them (PWG 5101.1: every standard name ends in its size)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_SIZE: Final = re.compile(r"_(?P<width>[\d.]+)x(?P<height>[\d.]+)(?P<unit>mm|in)$")
_RANGE: Final = re.compile(r"^custom_(?P<end>min|max)_")
_MILLIMETRES_OF_AN_INCH: Final = 25.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper in millimetres; `slack` is how much narrower or shorter a sheet of that trade name may be."""

    name: str
    width: float
    height: float
    slack: float = 1.5

    def is_close_to(self, size: tuple[float, float]) -> float | None:
        """How far `size` is off, in millimetres; None when it is another paper."""
        off = max(abs(size[0] - self.width), abs(size[1] - self.height))
        return off if off <= self.slack else None


A4: Final = Sheet("iso_a4_210x297mm", 210, 297)
# F4, as offices in Indonesia call folio, has no standard name; na_foolscap is 215.9 × 330.2 mm, om_folio 210 × 330 mm.
F4: Final = Sheet("custom_f4_215x330mm", 215, 330, slack=5.5)


def size_of(name: str) -> tuple[float, float] | None:
    """Width and height in millimetres as the name of a medium says them, or None."""
    found = _SIZE.search(name)
    if not found:
        return None
    unit = _MILLIMETRES_OF_AN_INCH if found["unit"] == "in" else 1.0
    return float(found["width"]) * unit, float(found["height"]) * unit


def name_among(sheet: Sheet, names: Iterable[str]) -> str | None:
    """What a printer that knows `names` calls `sheet`: the closest size, else a size of our own where it takes any."""
    known = [name for name in names if not _RANGE.match(name)]
    distances = [
        (off, name)
        for name in known
        if (size := size_of(name)) and (off := sheet.is_close_to(size)) is not None
    ]
    if distances:
        return min(distances)[1]
    return sheet.name if _fits_custom(sheet, names) else None


def _fits_custom(sheet: Sheet, names: Iterable[str]) -> bool:
    ends = {found["end"]: size_of(name) for name in names if (found := _RANGE.match(name))}
    smallest, largest = ends.get("min"), ends.get("max")
    if smallest is None or largest is None:
        return False
    return smallest[0] <= sheet.width <= largest[0] and smallest[1] <= sheet.height <= largest[1]

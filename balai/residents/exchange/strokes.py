"""Whole columns at a stroke: those that hold what they should and hardly anything twice, such as names and numbers.

Each gives the values that the reader in `cells` would give cell by cell, in a tenth of its time; None where one of the
cells needs that closer look.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from balai.residents.exchange.workbooks.frames import Cell

type Stroke = Callable[[Sequence[Cell]], Sequence[Any] | None]

_NUMBERS_16 = re.compile(r"(?:[1-9][0-9]{15}\n)+")


def numbers(column: Sequence[Cell]) -> Sequence[Any] | None:
    """Sixteen digits in each cell."""
    if not _are(str, column):
        return None
    lines = "\n".join(column) + "\n"  # type: ignore[arg-type]  # texts, see above
    # A line end within a cell makes the whole longer.
    return column if len(lines) == 17 * len(column) and _NUMBERS_16.fullmatch(lines) else None


def texts(length: int) -> Stroke:
    """In each cell a text of at most `length` plain signs, without quotes, and without spaces around it."""

    def read(column: Sequence[Cell]) -> Sequence[Any] | None:
        if not _are(str, column) or not all(column) or max(map(len, column)) > length:  # type: ignore[arg-type]
            return None
        signs = "".join(column)  # type: ignore[arg-type]  # texts, see above
        if not signs.isascii() or not signs.isprintable() or '"' in signs:
            return None
        return column if list(map(str.strip, column)) == list(column) else None  # type: ignore[arg-type]

    return read


def names(length: int) -> Stroke:
    """As `texts`, and nothing but letters and spaces."""
    read_texts = texts(length)

    def read(column: Sequence[Cell]) -> Sequence[Any] | None:
        values = read_texts(column)
        return values if values is not None and "".join(values).replace(" ", "").isalpha() else None

    return read


def degrees(limit: int) -> Stroke:
    """Numbers between -`limit` and `limit`, and none of them 0."""

    def read(column: Sequence[Cell]) -> Sequence[Any] | None:
        if not _are(float, column) or 0.0 in column or not math.isfinite(sum(column)):  # type: ignore[arg-type]
            return None
        return column if -limit <= min(column) and max(column) <= limit else None  # type: ignore[operator]

    return read


def _are(kind: type, column: Sequence[Cell]) -> bool:
    return set(map(type, column)) == {kind}

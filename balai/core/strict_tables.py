"""Reading plain tables strictly: what an officer's editor or a file holds, key by key, with bounds on everything.

Every refusal says the place in Indonesian and, for an editor, which block is meant.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

type Table = Mapping[str, Any]

DEEPEST = 14
MOST_VALUES = 6_000
MOST_LETTERS = 80_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a kind something stands: in words, and as the keys that lead to it, such as `("body", 2)`."""

    words: str
    path: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        return self.words

    def within(self, words: str, *path: str | int) -> "Place":
        return Place(
            f"{self.words}, {words}" if self.words else words[:1].upper() + words[1:], self.path + path
        )


class DefinitionProblem(ValueError):
    """A table that cannot be used; the message names the place and says what is wrong. `place` is for an editor."""

    def __init__(self, problem: str, place: Place | str = "") -> None:
        super().__init__(f"{place}: {problem}" if str(place) else problem)
        self.problem = problem
        self.place = place if isinstance(place, Place) else Place(place)


def check_size(source: Any) -> None:
    """Refuse what is too deep, too large or no plain table before anything reads it. Raises `DefinitionProblem`."""
    letters, seen, level = 0, 0, [source]
    for _ in range(DEEPEST):
        seen += len(level)
        below: list[Any] = []
        for value in level:
            if isinstance(value, str):
                letters += len(value)
            elif isinstance(value, dict):
                letters += sum(map(len, map(str, value)))
                below += value.values()
            elif isinstance(value, list | tuple):
                below += value
            elif not isinstance(value, int | float | None):
                raise DefinitionProblem("Isinya bukan teks, angka, atau daftar.")
        if not below and letters <= MOST_LETTERS:
            return
        if letters > MOST_LETTERS or seen + len(below) > MOST_VALUES:
            break
        level = below
    raise DefinitionProblem("Isinya terlalu besar. Pecah menjadi beberapa.")


def only(entry: Any, keys: set[str], where: Place) -> None:
    """Refuse anything but a table with these keys."""
    if not isinstance(entry, dict):
        raise DefinitionProblem("bentuknya keliru.", where)
    if unknown := entry.keys() - keys:
        told = ", ".join(sorted(map(str, unknown)))
        raise DefinitionProblem(f"pengaturan tidak dikenal: {told[:200]}.", where)


def text(entry: Table, key: str, where: Place, longest: int, *, needed: bool = True) -> str:
    """A text that is there, unless `needed` is off."""
    found = entry.get(key, "")
    if not isinstance(found, str) or len(found) > longest or (needed and not found.strip()):
        told = "harus diisi" if needed else "harus teks"
        raise DefinitionProblem(f"'{key}' {told}, paling panjang {longest} huruf.", where)
    return found.strip()


def texts(entry: Table, key: str, where: Place, *, longest: int, most: int) -> tuple[str, ...]:
    found = entries(entry, key, where, most)
    if any(not isinstance(each, str) or len(each) > longest for each in found):
        raise DefinitionProblem(f"'{key}' berisi teks, masing-masing paling panjang {longest} huruf.", where)
    return tuple(found)


def entries(entry: Table, key: str, where: Place, most: int) -> Sequence[Any]:
    """A list of at most so many things."""
    found = entry.get(key, ())
    if not isinstance(found, list | tuple):
        raise DefinitionProblem(f"'{key}' harus berupa daftar.", where)
    if len(found) > most:
        raise DefinitionProblem(f"'{key}' paling banyak {most}.", where)
    return found


def table(entry: Table, key: str, where: Place, most: int) -> Table:
    found = entry.get(key, {})
    if not isinstance(found, dict) or len(found) > most or not all(isinstance(name, str) for name in found):
        raise DefinitionProblem(f"'{key}' harus berupa tabel, paling banyak {most} baris.", where)
    return found


def number(entry: Table, key: str, where: Place, *, usual: int, largest: int) -> int:
    found = entry.get(key, usual)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= largest:
        raise DefinitionProblem(f"'{key}' harus angka 0 sampai {largest}.", where)
    return found


def bounds(entry: Table, where: Place) -> tuple[int | None, int | None]:
    """`at_least = 17`, `below = 21`; None where there is no bound."""
    at_least, below = (
        number(entry, key, where, usual=0, largest=10**15) if key in entry else None
        for key in ("at_least", "below")
    )
    return at_least, below


def flag(entry: Table, key: str, where: Place) -> bool:
    found = entry.get(key, False)
    if not isinstance(found, bool):
        raise DefinitionProblem(f"'{key}' hanya ya atau tidak.", where)
    return found


def choice(entry: Table, key: str, where: Place, choices: Sequence[str], usual: str) -> str:
    """One of these words."""
    found = entry.get(key, usual)
    if not isinstance(found, str) or found not in choices:
        raise DefinitionProblem(f"'{key}' hanya boleh {' atau '.join(choices)}.", where)
    return found

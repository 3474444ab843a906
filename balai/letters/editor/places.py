"""Where something is in a draft, and moving it about.

A draft is the plain table that `kind_reading` reads. Its parts lie in lists: parties, fields, blocks of the body, and
the blocks of an attachment. A place is written for addresses and forms as 'isi-3' or 'isi-3-bagian-1', counted from 1.
All functions here leave what they were given as it was.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

type Content = dict[str, Any]
type Part = dict[str, Any]

LISTS = {"pihak": "parties", "isian": "fields", "isi": "body", "bagian": "blocks", "lembar": "forms"}
_WORDS = {name: word for word, name in LISTS.items()}
_STEP = re.compile(r"([a-z]+)-([1-9][0-9]{0,2})(?:-|$)")
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A list in a draft and an index in it, from the outside inwards. Without steps: the draft as a whole."""

    steps: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        return "-".join(f"{_WORDS[name]}-{index + 1}" for name, index in self.steps) or "tentang"

    @property
    def list_name(self) -> str:
        return self.steps[-1][0] if self.steps else ""

    @property
    def index(self) -> int:
        return self.steps[-1][1]

    @property
    def parent(self) -> "Place":
        """What the list of this place belongs to."""
        return Place(self.steps[:-1])

    @property
    def next(self) -> "Place":
        """The place after this one in the same list."""
        return self.beside(self.index + 1)

    def beside(self, index: int) -> "Place":
        return Place((*self.steps[:-1], (self.list_name, index)))

    def inside(self, list_name: str, index: int) -> "Place":
        return Place((*self.steps, (list_name, index)))


ABOUT = Place()


class NoSuchPlace(LookupError):
    """The draft has nothing there."""


def read_place(text: str) -> Place:
    """'isi-3' → the third block. Raises `NoSuchPlace`."""
    if text == str(ABOUT):
        return ABOUT
    steps = [(match[1], int(match[2]) - 1) for match in _STEP.finditer(text)]
    place = Place(tuple((LISTS.get(word, ""), index) for word, index in steps[:_DEEPEST]))
    if not steps or any(not name for name, _ in place.steps) or str(place) != text:
        raise NoSuchPlace(text)
    return place


def part_at(content: Content, place: Place) -> Part:
    """The part itself, not a copy. Raises `NoSuchPlace`."""
    part: Any = content
    for name, index in place.steps:
        parts = part.get(name)
        if not isinstance(parts, list) or index >= len(parts):
            raise NoSuchPlace(str(place))
        part = parts[index]
    return part  # type: ignore[no-any-return]  # every list of a draft holds tables


def list_of(content: Content, place: Place) -> list[Part]:
    """The list in which a place lies; made where it is missing."""
    parts: list[Part] = part_at(content, place.parent).setdefault(place.list_name, [])
    return parts


def replaced(content: Content, place: Place, part: Part) -> Content:
    """With another part there; what does not lead to it is shared. The draft as a whole keeps its lists."""
    if not place.steps:
        return {**content, **part}
    part_at(content, place)
    return _with_part(content, place.steps, part)


def _with_part(parent: Part, steps: tuple[tuple[str, int], ...], part: Part) -> Part:
    (name, index), *further = steps
    parts = [*parent[name]]
    parts[index] = _with_part(parts[index], tuple(further), part) if further else part
    return {**parent, name: parts}


def added(content: Content, place: Place, part: Part) -> Content:
    """With one part more at that place; what was there comes after it."""
    changed = deepcopy(content)
    list_of(changed, place).insert(place.index, deepcopy(part))
    return changed


def removed(content: Content, place: Place) -> Content:
    changed = deepcopy(content)
    part_at(changed, place)
    del list_of(changed, place)[place.index]
    return changed


def moved(content: Content, place: Place, by: int) -> tuple[Content, Place]:
    """One up (-1) or down (1), and where it is then; at an end it stays."""
    changed = deepcopy(content)
    part = part_at(changed, place)
    parts = list_of(changed, place)
    target = place.beside(min(max(place.index + by, 0), len(parts) - 1))
    del parts[place.index]
    parts.insert(target.index, part)
    return changed, target

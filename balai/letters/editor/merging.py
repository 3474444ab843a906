"""A revision of Balai and a village's own text, put together difference by difference."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass

from balai.core.differing import Section
from balai.letters.editor.differences import Pair, paired
from balai.letters.editor.longhand import written_out
from balai.letters.editor.places import Content
from balai.letters.editor.telling import SETTINGS, Told


@dataclass(frozen=True, slots=True)
class Choice:
    """A difference to decide. `takes_new` is what we suggest: the new text where only Balai changed something."""

    number: int
    section: Section
    takes_new: bool


def choices(own: Content, new: Content, origin: Content | None) -> tuple[Choice, ...]:
    """Everything that differs between the village's text and the new one; `origin` is the text both come from."""
    known = set(_parts(origin)) if origin else set()
    return tuple(
        Choice(number, pair.section, _only_balai_changed(name, pair, known))
        for number, name, pair in _numbered(own, new)
        if number is not None and pair.section is not None
    )


def merged(own: Content, new: Content, taken: Collection[int]) -> Content:
    """The village's text in longhand, with the differences of these numbers as the new text has them.

    What both say alike stays the village's.
    """
    result = written_out(own)
    lists: dict[str, list[object]] = {}
    for number, name, pair in _numbered(own, new):
        chosen = pair.after if number in taken else pair.before
        if name == SETTINGS:
            if number in taken and chosen is not None:
                result.pop(chosen.key, None)
                result |= {chosen.key: deepcopy(chosen.part)} if chosen.part is not None else {}
            continue
        lists.setdefault(name, [])
        if chosen is not None:
            lists[name].append(deepcopy(chosen.part))
    return {**result, **lists}


def _numbered(own: Content, new: Content) -> Iterator[tuple[int | None, str, Pair]]:
    """Every pair of parts with its list; those that differ are numbered from 0."""
    number = 0
    for name, pairs in paired(own, new).items():
        for pair in pairs:
            yield (number if pair.section else None), name, pair
            number += bool(pair.section)


def _parts(content: Content) -> Iterator[tuple[str, Told]]:
    for name, pairs in paired(content, content).items():
        yield from ((name, pair.before) for pair in pairs if pair.before)


def _only_balai_changed(name: str, pair: Pair, known: set[tuple[str, Told]]) -> bool:
    """Whether the village has this as it once came. What it took out itself is not suggested again."""
    if pair.before is None or not pair.before.lines:
        return (name, pair.after) not in known
    return (name, pair.before) in known

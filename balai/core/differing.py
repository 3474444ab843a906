"""What is different between two texts told line by line, in words: what was added, what went, and the words that changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECES = re.compile(r"\s+|‹[^›]*›|[^\s‹]+")


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    mark: Mark = Mark.SAME


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that changed. `mark` is for the line as a whole: same when only words in it changed."""

    mark: Mark
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part in which something changed. `mark` tells whether the part itself is new or gone."""

    title: str
    mark: Mark
    lines: tuple[Difference, ...]


def changed(title: str, before: Sequence[str], after: Sequence[str]) -> Section | None:
    """The part with what changed in it; None where it says the same."""
    lines = tuple(_lines(before, after))
    return Section(title, Mark.SAME, lines) if lines else None


def whole(title: str, lines: Sequence[str], mark: Mark) -> Section:
    """A part that is all new, or all gone."""
    return Section(title, mark, tuple(Difference(mark, (Stretch(line, mark),)) for line in lines))


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    for verb, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            continue
        gone, come = old[first:last], new[begin:end]
        both = min(len(gone), len(come))
        yield from (_words(*pair) for pair in zip(gone, come, strict=False))
        yield from (Difference(Mark.REMOVED, (Stretch(line, Mark.REMOVED),)) for line in gone[both:])
        yield from (Difference(Mark.ADDED, (Stretch(line, Mark.ADDED),)) for line in come[both:])


def _words(old: str, new: str) -> Difference:
    """A line in which words changed."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    stretches: list[Stretch] = []
    for verb, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            stretches.append(Stretch("".join(before[first:last])))
            continue
        if first < last:
            stretches.append(Stretch("".join(before[first:last]), Mark.REMOVED))
        if begin < end:
            stretches.append(Stretch("".join(after[begin:end]), Mark.ADDED))
    return Difference(Mark.SAME, tuple(stretches))

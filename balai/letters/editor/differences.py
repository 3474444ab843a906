"""What is different between two contents of a kind, in words: setting by setting, block by block, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from balai.core.differing import Mark, Section, changed, whole
from balai.letters.editor.longhand import written_out
from balai.letters.editor.page import names_of
from balai.letters.editor.places import Content
from balai.letters.editor.telling import LISTS, SETTINGS, Told, party_names, tell

MUCH_THE_SAME = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """A part in both contents, or in one of them. `section` tells what is different; None where nothing is."""

    before: Told | None
    after: Told | None
    section: Section | None = None


def differences(before: Content, after: Content) -> tuple[Section, ...]:
    """What changed from one content to another; empty when they say the same."""
    return tuple(each.section for pairs in paired(before, after).values() for each in pairs if each.section)


def paired(before: Content, after: Content) -> dict[str, list[Pair]]:
    """The parts of two contents side by side: the settings, then each list in an order that fits both."""
    old, new = written_out(before), written_out(after)
    names = {**names_of(old, None), **names_of(new, None), **party_names(old), **party_names(new)}
    was, is_now = tell(old, names), tell(new, names)
    settings = [_setting(*pair) for pair in zip(was[SETTINGS], is_now[SETTINGS], strict=True)]
    return {SETTINGS: settings, **{name: list(_aligned(was[name], is_now[name])) for name in LISTS}}


def _setting(old: Told, new: Told) -> Pair:
    if old.lines and new.lines:
        return Pair(old, new, changed(new.title, old.lines, new.lines))
    section = (
        whole(new.title, new.lines, Mark.ADDED)
        if new.lines
        else whole(old.title, old.lines, Mark.REMOVED)
        if old.lines
        else None
    )
    return Pair(old, new, section)


def _aligned(old: Sequence[Told], new: Sequence[Told]) -> Iterator[Pair]:
    for verb, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield from (Pair(*each) for each in zip(old[first:last], new[begin:end], strict=True))
        else:
            yield from _matched(list(old[first:last]), new[begin:end])


def _matched(gone: list[Told], come: Sequence[Told]) -> Iterator[Pair]:
    """What was changed is told as a change of what it was; the rest is gone or new."""
    for told in come:
        likest = next((index for index, each in enumerate(gone) if _is_same(each, told)), None)
        if likest is None:
            yield Pair(None, told, whole(told.title, told.lines, Mark.ADDED))
            continue
        yield from (Pair(each, None, whole(each.title, each.lines, Mark.REMOVED)) for each in gone[:likest])
        yield Pair(gone[likest], told, changed(told.title, gone[likest].lines, told.lines))
        gone = gone[likest + 1 :]
    yield from (Pair(each, None, whole(each.title, each.lines, Mark.REMOVED)) for each in gone)


def _is_same(old: Told, new: Told) -> bool:
    """Whether one became the other: settings, parties and fields by their name, blocks when they say much the same."""
    if old.key != new.key or not old.key.startswith("block "):
        return old.key == new.key
    return SequenceMatcher(None, "\n".join(old.lines), "\n".join(new.lines)).ratio() >= MUCH_THE_SAME

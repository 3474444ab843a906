"""What is different between two standards of a service, in words: part by part, what came, what went, what changed."""

from collections.abc import Callable, Iterator, Sequence

from balai.core.differing import Mark, Section, changed, whole
from balai.services.standard import Standard
from balai.services.telling import (
    Names,
    Told,
    cases_told,
    components_told,
    questions_told,
    requirements_told,
    settings_told,
    steps_told,
)

LISTS: tuple[Callable[[Standard], list[Told]], ...] = (
    requirements_told,
    questions_told,
    cases_told,
    steps_told,
    components_told,
)
MOVED = "Urutan syarat"


def differences(before: Standard, after: Standard, names: Names) -> tuple[Section, ...]:
    """What changed from one to the other, what matters to residents first; empty when they say the same.

    `names` says what posts are called.
    """
    return tuple(_differences(before, after, names))


def _differences(before: Standard, after: Standard, names: Names) -> Iterator[Section]:
    yield from _compared(settings_told(before, names), settings_told(after, names))
    for tell in LISTS:
        yield from _compared(tell(before), tell(after))
    if moved := _moved(requirements_told(before), requirements_told(after)):
        yield moved
    if moved := _moved(questions_told(before), questions_told(after), "Urutan pertanyaan"):
        yield moved


def _compared(before: Sequence[Told], after: Sequence[Told]) -> Iterator[Section]:
    was = {each.key: each for each in before if each.lines}
    is_now = {each.key: each for each in after if each.lines}
    for key, told in is_now.items():
        old = was.get(key)
        section = (
            changed(told.title, old.lines, told.lines) if old else whole(told.title, told.lines, Mark.ADDED)
        )
        if section:
            yield section
    for key, told in was.items():
        if key not in is_now:
            yield whole(told.title, told.lines, Mark.REMOVED)


def _moved(before: Sequence[Told], after: Sequence[Told], title: str = MOVED) -> Section | None:
    """That the same parts now come in another order."""
    was = {each.key: each.title for each in before}
    kept = [each for each in after if each.key in was]
    stayed = {each.key for each in kept}
    old, new = [each.key for each in before if each.key in stayed], [each.key for each in kept]
    return None if old == new else changed(title, [was[key] for key in old], [each.title for each in kept])

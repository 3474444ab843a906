"""One standard on one page for officers: all that residents are told, with condition and law beside each requirement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from balai.services.rules import ToldComponent, components, fee_words, in_force, time_words
from balai.services.standard import Component, Requirement, Standard, Step
from balai.services.telling import CHANNELS, STEPS, Names, condition_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement, and of whom it is asked; "" for everybody."""

    requirement: Requirement
    only_if: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a template shows of a standard."""

    standard: Standard
    fee: str
    time: str
    responsible: str
    channels: tuple[str, ...]
    requirements: tuple[Asked, ...]
    steps: tuple[tuple[str, tuple[Step, ...]], ...]
    components: tuple[ToldComponent, ...]


def sheet(standard: Standard, common: Mapping[Component, str], on: date, names: Names) -> Sheet:
    """The standard as it counts on that day; `names` says what posts are called."""
    return Sheet(
        standard=standard,
        fee=fee_words(standard.fee),
        time=time_words(standard.time),
        responsible=names.get(standard.responsible, standard.responsible),
        channels=tuple(CHANNELS[each] for each in standard.channels),
        requirements=tuple(
            Asked(each, condition_words(each.when, standard)) for each in in_force(standard, on)
        ),
        steps=tuple((title, standard.steps[way]) for way, title in STEPS.items() if way in standard.steps),
        components=tuple(components(standard, common, on)),
    )

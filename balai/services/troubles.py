"""Why something may not be added to a standard: each part is tried by itself, so that an officer is told at the right place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from balai.core.strict_tables import Table
from balai.services.reading import read_layers, refusal
from balai.services.standard import Standard

WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part of the additions (`requirements` with its place, `proofs` with the requirement's name, …), and why not."""

    part: str
    place: str | int
    sentence: str


def troubles(grounds: Sequence[Table], layer: Table) -> list[Trouble]:
    """What of a layer may not be added to those below it; at last, whether all of it together may.

    Raises `DefinitionProblem` when those below are no standard.
    """
    below = read_layers(*grounds)
    found = list(_of_parts(below, layer))
    if not found and (sentence := refusal(below, layer)):
        found.append(Trouble(WHOLE, "", sentence))
    return found


def _of_parts(below: Standard, layer: Table) -> Iterator[Trouble]:
    for part, value in layer.items():
        for place, alone in _pieces(part, value):
            if sentence := refusal(below, {part: alone}):
                yield Trouble(part, place, sentence)


def _pieces(part: str, value: Any) -> Iterator[tuple[str | int, Any]]:
    """The parts that stand on their own. A requirement is tried with those before it, whose name it must not share."""
    if part == "requirements":
        yield from ((place, _with_earlier(value, place)) for place in range(len(value)))
    elif isinstance(value, Mapping) and part in {"proofs", "steps", "components"}:
        yield from ((name, {name: each}) for name, each in value.items())
    else:
        yield "", value


def _with_earlier(requirements: Sequence[Table], place: int) -> list[Table]:
    name = str(requirements[place].get("name", "")).casefold()
    twins = [each for each in requirements[:place] if str(each.get("name", "")).casefold() == name]
    return [*twins[:1], requirements[place]]

"""What a proposed letter tells, by placeholder, and how that differs from what the register says later."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from balai.core.identity import mask_nik
from balai.letters.blocks import wordings_of
from balai.letters.definitions import KindDefinition, labels
from balai.letters.drafting import Draft
from balai.letters.wording import value_at, written

# The date, the number and the official belong to the moment of signing.
OF_THE_MOMENT = frozenset({"letter", "signer", "village"})
_NUMBER_OF_A_PERSON = re.compile(r"\b\d{16}\b")
_ROW = "baris keluarga"

type Told = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the letter would say differently now. Numbers of people are shown only in part."""

    label: str
    before: str
    now: str


def told(draft: Draft) -> dict[str, str]:
    """What the letter says of people and of the answers, by placeholder; the rows of the family's table by number."""
    found = {}
    for path in _paths(draft.definition):
        value = value_at(draft.values, path)
        if path.partition(".")[0] not in OF_THE_MOMENT and value not in (None, ""):
            found[path] = written(value)
    papers = (draft.composition.blocks, *(form["blocks"] for form in draft.forms))
    rows = [row for blocks in papers for row in _rows(blocks)]
    return found | {f"{_ROW} {number}": row for number, row in enumerate(rows, 1)}


def fingerprint(facts: Told) -> str:
    """What a signer has seen, in a few characters: it travels with the button that signs."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def differences(definition: KindDefinition, before: Told, now: Told) -> list[Difference]:
    """What changed, in the order of the letter."""
    names = labels(definition)
    return [
        Difference(
            names.get(path, path.capitalize()), _masked(before.get(path, "")), _masked(now.get(path, ""))
        )
        for path in dict.fromkeys([*now, *before])
        if before.get(path) != now.get(path)
    ]


def _paths(definition: KindDefinition) -> list[str]:
    used = [
        placeholder.path
        for block in definition.blocks
        for wording, when in wordings_of(block)
        for placeholder in wording.placeholders
    ]
    conditions = [when.path for block in definition.blocks for _, when in wordings_of(block) if when]
    return list(dict.fromkeys([definition.holder, *used, *conditions]))


def _rows(blocks: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The rows of all tables of the family, as plain text."""
    for block in blocks:
        match block["kind"]:
            case "table":
                yield from (" · ".join(map(_as_text, row)) for row in block["rows"])
            case "sheet":
                yield from (" · ".join(row.values()) for rows in block["lists"].values() for row in rows)
            case "attachment":
                yield from _rows(block["blocks"])


def _as_text(cell: Iterable[str | Mapping[str, Any]]) -> str:
    return "".join(run if isinstance(run, str) else run["text"] for run in cell)


def _masked(text: str) -> str:
    return _NUMBER_OF_A_PERSON.sub(lambda found: mask_nik(found[0]), text)

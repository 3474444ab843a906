"""What a proposed letter tells, by placeholder, and how that differs from what the register says later."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from balai.core.identity import mask_nik
from balai.letters.definitions import KindDefinition, labels, wordings_of
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
    rows = [row for block in draft.composition.blocks if block["kind"] == "table" for row in block["rows"]]
    return found | {f"{_ROW} {number}": _as_text(row) for number, row in enumerate(rows, 1)}


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
        for block in definition.body
        for wording, when in wordings_of(block)
        for placeholder in wording.placeholders
    ]
    conditions = [when.path for block in definition.body for _, when in wordings_of(block) if when]
    return list(dict.fromkeys([definition.holder, *used, *conditions]))


def _as_text(row: object) -> str:
    cells = row if isinstance(row, list) else [row]
    return " · ".join(map(str, cells))


def _masked(text: str) -> str:
    return _NUMBER_OF_A_PERSON.sub(lambda found: mask_nik(found[0]), text)

"""From a kind and values to finished blocks: what is printed, as plain data that the typesetter draws and that is
frozen with the letter. Values that are missing are told by their label; nothing is numbered while there are any.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balai.core.questions import Value
from balai.letters.definitions import (
    Block,
    Identity,
    KindDefinition,
    Members,
    Paragraph,
    Piece,
    Row,
    Signature,
    Statements,
    When,
    in_range,
    labels,
)
from balai.letters.particulars import PERSON
from balai.letters.wording import Run, Values, Wording, fill, value_at

type Printed = dict[str, Any]


@dataclass(slots=True)
class Composition:
    """The finished blocks, and the labels of what is missing, each once and in order of appearance."""

    blocks: list[Printed] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def compose(
    definition: KindDefinition, values: Values, members: Sequence[Mapping[str, Value | None]] = ()
) -> Composition:
    """Fill every block of the kind. `members` are the particulars of each living member of the family."""
    writer = _Writer(values, labels(definition), members)
    for block in definition.body:
        if holds(block.when, values):
            writer.write(block)
    return Composition(writer.blocks, list(dict.fromkeys(writer.missing)))


def one_line(wording: Wording, values: Values) -> str:
    """A wording as plain text; what is missing leaves nothing."""
    return "".join(run.text for run in fill(wording, values, {}) if not run.missing).strip()


def holds(when: When | None, values: Values) -> bool:
    """Whether a block or sentence is printed."""
    if when is None:
        return True
    value = value_at(values, when.path)
    if when.any_of:
        return ("" if value is None else str(value)) in when.any_of
    if when.at_least is not None or when.below is not None:
        return isinstance(value, int) and in_range(value, when.at_least, when.below)
    return value is not None and value != "" and value is not False


class _Writer:
    """Writes one letter; remembers what was missing."""

    def __init__(
        self, values: Values, names: Mapping[str, str], members: Sequence[Mapping[str, Value | None]]
    ) -> None:
        self.values = values
        self.names = names
        self.members = members
        self.blocks: list[Printed] = []
        self.missing: list[str] = []

    def write(self, block: Block) -> None:
        match block:
            case Paragraph(pieces=pieces):
                self.blocks.append({"kind": "paragraph", "text": self._sentences(pieces)})
            case Identity(rows=rows):
                self.blocks.append({"kind": "identity", "rows": self._rows(rows)})
            case Statements(items=items):
                shown = [piece for piece in items if holds(piece.when, self.values)]
                self.blocks.append(
                    {"kind": "statements", "items": [self._runs(each.wording) for each in shown]}
                )
            case Members():
                self.blocks.append(self._table(block))
            case Signature():
                pass  # drawn from the signer, not from texts

    def _sentences(self, pieces: Iterable[Piece]) -> list[Any]:
        return [
            run for piece in pieces if holds(piece.when, self.values) for run in self._runs(piece.wording)
        ]

    def _rows(self, rows: Iterable[Row]) -> list[Printed]:
        shown = (row for row in rows if not (row.optional and self._lacks(row.wording)))
        return [{"label": row.label, "value": self._runs(row.wording)} for row in shown]

    def _table(self, block: Members) -> Printed:
        rows = [
            [self._cell(column.wording, {**self.values, "member": member}) for column in block.columns]
            for member in self.members
        ]
        return {
            "kind": "table",
            "columns": [{"label": column.label, "width": "1fr"} for column in block.columns],
            "rows": rows,
        }

    def _cell(self, wording: Wording, values: Values) -> list[Any]:
        """A cell may be empty: what a member lacks does not stop the letter."""
        return [_printed(Run("–") if run.missing else run) for run in fill(wording, values, {})]

    def _lacks(self, wording: Wording) -> bool:
        return any(value_at(self.values, each.path) in (None, "") for each in wording.placeholders)

    def _runs(self, wording: Wording) -> list[Any]:
        runs = fill(wording, self.values, self.names)
        self.missing.extend(run.text for run in runs if run.missing)
        return [_printed(run) for run in runs]


def _printed(run: Run) -> Any:
    if run.missing:
        return {"text": f"[{run.text}]", "italic": True}
    return {"text": run.text, "bold": True} if run.bold else run.text


def masked(values: Values, mask: Mapping[str, str]) -> dict[str, dict[str, Value | None]]:
    """Values for a screen: in every person, the particulars named in `mask` are replaced by what it gives."""
    return {
        name: {
            key: mask.get(f"{name}.{key}", value) if key in PERSON else value for key, value in group.items()
        }
        for name, group in values.items()
    }

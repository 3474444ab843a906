"""From a kind and values to finished blocks: what is printed, as plain data that the typesetter draws and that is
frozen with the letter. Values that are missing are told by their label; nothing is numbered while there are any.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from balai.core.questions import Value
from balai.core.typesetting import TypesettingFailed
from balai.letters.blocks import (
    Attachment,
    Block,
    Columns,
    Identity,
    Listing,
    Members,
    Paragraph,
    Piece,
    Row,
    Sheet,
    Signature,
    Signer,
    Statements,
    When,
)
from balai.letters.definitions import MAIN_PARTY, KindDefinition, in_range, labels
from balai.letters.enums import SignerKind
from balai.letters.particulars import PERSON
from balai.letters.wording import Format, Placeholder, Run, Values, Wording, fill, value_at, written

type Printed = dict[str, Any]
type Group = Mapping[str, Value | None]

# A Typst compile cannot be cancelled: what answers and the register bring in is bounded before it starts.
MOST_LETTERS = 60_000
MOST_MEMBERS = 300
PEN = "." * 40


class LetterTooLong(TypesettingFailed):
    """More text than a letter can hold; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Isi surat terlalu panjang. Ringkas isian yang panjang, lalu coba lagi.")


@dataclass(slots=True)
class Composition:
    """The finished blocks, and the labels of what is missing, each once and in order of appearance."""

    blocks: list[Printed] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def compose(definition: KindDefinition, values: Values, members: Sequence[Group] = ()) -> Composition:
    """Fill every block of the kind. `members` are the particulars of each living member of the family.

    In a form that others sign, what is missing leaves dots for a pen. Raises `LetterTooLong`.
    """
    return compose_blocks(definition.body, definition, values, members, by_pen=not definition.is_letter)


def compose_blocks(
    blocks: Iterable[Block],
    definition: KindDefinition,
    values: Values,
    members: Sequence[Group] = (),
    *,
    by_pen: bool = False,
) -> Composition:
    """Fill some blocks of a kind, such as those of one of its forms. Raises `LetterTooLong`."""
    if len(members) > MOST_MEMBERS:
        raise LetterTooLong
    writer = _Writer(values, definition, members, by_pen=by_pen)
    written = writer.all(blocks)
    return Composition(written, list(dict.fromkeys(writer.missing)))


def one_line(wording: Wording, values: Values) -> str:
    """A wording as plain text; what is missing leaves nothing."""
    return "".join(run.text for run in fill(wording, values, {}) if not run.missing).strip()


def holds(when: When | None, values: Values) -> bool:
    """Whether a block or sentence is printed."""
    if when is None:
        return True
    value = value_at(values, when.path)
    if when.any_of:
        if isinstance(value, bool):
            value = "ya" if value else "tidak"
        return ("" if value is None else str(value)) in when.any_of
    if when.at_least is not None or when.below is not None:
        return isinstance(value, int) and in_range(value, when.at_least, when.below)
    return value is not None and value != "" and value is not False


class _Writer:
    """Writes one letter; remembers what was missing, and how much has been written."""

    def __init__(
        self, values: Values, definition: KindDefinition, members: Sequence[Group], *, by_pen: bool
    ) -> None:
        self.values = values
        self.names = labels(definition)
        self.optional = {party.name for party in definition.parties if party.optional}
        self.members = members
        self.by_pen = by_pen
        self.missing: list[str] = []
        self.letters = 0

    def all(self, blocks: Iterable[Block]) -> list[Printed]:
        return [self._block(block) for block in blocks if holds(block.when, self.values)]

    def _block(self, block: Block) -> Printed:
        match block:
            case Paragraph(pieces=pieces):
                return {"kind": "paragraph", "text": self._sentences(pieces)}
            case Identity(rows=rows):
                return {"kind": "identity", "rows": self._rows(rows)}
            case Columns(left=left, right=right):
                return {"kind": "columns", "left": self._items(left), "right": self._items(right)}
            case Statements(items=items):
                return {"kind": "statements", "items": self._items(items)}
            case Members() | Signature() | Sheet():
                return self._drawn(block)
            case Attachment(title=title, blocks=blocks):
                return {"kind": "attachment", "title": title, "blocks": self.all(blocks)}

    def _drawn(self, block: Members | Signature | Sheet) -> Printed:
        match block:
            case Members():
                return self._table(block)
            case Signature(signers=signers):
                shown = (signer for signer in signers if self._signs(signer))
                return {"kind": "signature", "signers": [self._signer(signer) for signer in shown]}
            case Sheet():
                return self._sheet(block)

    def _sentences(self, pieces: Iterable[Piece]) -> list[Any]:
        """One sentence after the other; where the writer left no space between two, there is one."""
        runs: list[Any] = []
        for piece in pieces:
            more = self._runs(piece.wording) if holds(piece.when, self.values) else []
            if runs and more and _would_touch(_text_of(runs[-1]), _text_of(more[0])):
                runs.append(" ")
            runs += more
        return runs

    def _items(self, pieces: Iterable[Piece]) -> list[list[Any]]:
        return [self._runs(each.wording) for each in pieces if holds(each.when, self.values)]

    def _rows(self, rows: Iterable[Row]) -> list[Printed]:
        shown = (row for row in rows if not (row.optional and self._lacks(row.wording)))
        return [{"label": row.label, "value": self._runs(row.wording)} for row in shown]

    def _table(self, block: Members) -> Printed:
        rows = [
            [self._cell(column.wording, {**self.values, "member": member}) for column in block.columns]
            for member in self._people(block.of)
        ]
        return {
            "kind": "table",
            "columns": [{"label": column.label, "width": "1fr"} for column in block.columns],
            "rows": rows,
        }

    def _cell(self, wording: Wording, values: Values) -> list[Any]:
        """A cell may be empty: what a member lacks does not stop the letter."""
        return [
            self._counted(_printed(Run("–") if run.missing else run)) for run in fill(wording, values, {})
        ]

    def _signs(self, signer: Signer) -> bool:
        """Whether there is such a signer: a party that may be left out signs only when it is named."""
        named = value_at(self.values, f"{signer.party}.full_name") if signer.party in self.optional else True
        return bool(named) and holds(signer.when, self.values)

    def _signer(self, signer: Signer) -> Printed:
        """A name that is not known yet is a place for a pen: it stops no letter."""
        printed: Printed = {"who": signer.kind.value, "label": self._line(signer.label)}
        match signer.kind:
            case SignerKind.PARTY:
                printed["name"] = self._counted(str(value_at(self.values, f"{signer.party}.full_name") or ""))
            case SignerKind.NAME:
                printed["name"] = self._line(signer.wording)
        if signer.stamped:
            printed["stamped"] = True
        return printed

    def _sheet(self, block: Sheet) -> Printed:
        """What is missing leaves a cell of a statutory sheet empty."""
        return {
            "kind": "sheet",
            "form": block.form,
            "cells": {name: self._cell_text(pieces) for name, pieces in block.cells.items()},
            "ticks": [tick.cell for tick in block.ticks if holds(tick.when, self.values)],
            "lists": {
                name: [row for listing in listings for row in self._listed(listing)]
                for name, listings in block.lists.items()
            },
        }

    def _listed(self, listing: Listing) -> Iterable[Mapping[str, str]]:
        for member in self._people(listing.of):
            values = {**self.values, "member": member}
            yield {key: self._pieces_in_line(pieces, values) for key, pieces in listing.cells.items()}

    def _people(self, of: str) -> Sequence[Group]:
        """The family, a party that is named, or members who were picked."""
        if not of:
            return self.members
        party, _, question = of.partition(".")
        if not question:
            named = party == MAIN_PARTY or value_at(self.values, f"{party}.full_name")
            return (self.values.get(party, {}),) if named else ()
        picked = str(value_at(self.values, of) or "").split()
        return [member for member in self.members if member.get("id") in picked]

    def _cell_text(self, pieces: Sequence[Piece]) -> str:
        """A cell that is one day alone is written in digits, as the sheets ask for it."""
        (parts, *more) = (piece.wording.parts for piece in pieces)
        only = parts[0] if len(parts) == 1 and not more and isinstance(parts[0], Placeholder) else None
        value = value_at(self.values, only.path) if only and not only.formats else None
        if isinstance(value, date) and holds(pieces[0].when, self.values):
            return written(value, (Format.SHORT_DATE,))
        return self._pieces_in_line(pieces, self.values)

    def _pieces_in_line(self, pieces: Iterable[Piece], values: Values) -> str:
        shown = (self._line(each.wording, values) for each in pieces if holds(each.when, values))
        return " ".join(filter(None, shown))

    def _line(self, wording: Wording, values: Values | None = None) -> str:
        text: str = self._counted(one_line(wording, values or self.values))
        return text

    def _lacks(self, wording: Wording) -> bool:
        return any(value_at(self.values, each.path) in (None, "") for each in wording.placeholders)

    def _runs(self, wording: Wording) -> list[Any]:
        runs = fill(wording, self.values, self.names)
        self.missing.extend(run.text for run in runs if run.missing)
        return [self._counted(PEN if run.missing and self.by_pen else _printed(run)) for run in runs]

    def _counted(self, run: Any) -> Any:
        self.letters += len(run if isinstance(run, str) else run["text"])
        if self.letters > MOST_LETTERS:
            raise LetterTooLong
        return run


def _printed(run: Run) -> Any:
    if run.missing:
        return {"text": f"[{run.text}]", "italic": True}
    return {"text": run.text, "bold": True} if run.bold else run.text


def _text_of(run: Any) -> str:
    return str(run if isinstance(run, str) else run["text"])


def _would_touch(before: str, after: str) -> bool:
    """Whether two sentences would run into one word: 'penduduk.' and 'Surat', not 'penduduk' and ', di'."""
    return (
        bool(before and after)
        and not before[-1].isspace()
        and before[-1] not in "(“\"'/-"
        and (after[0].isalnum() or after[0] in "([“")
    )


def masked(values: Values, mask: Mapping[str, str]) -> dict[str, dict[str, Value | None]]:
    """Values for a screen: in every person, the particulars named in `mask` are replaced by what it gives."""
    return {
        name: {
            key: mask.get(f"{name}.{key}", value) if key in PERSON else value for key, value in group.items()
        }
        for name, group in values.items()
    }

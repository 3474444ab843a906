"""What a letter kind consists of, as frozen dataclasses. `kind_reading` makes them of a table."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from balai.core.questions import Condition, Question
from balai.letters.enums import Source
from balai.letters.particulars import FIXED, PERSON
from balai.letters.wording import Wording

MAIN_PARTY = "resident"


@dataclass(frozen=True, slots=True)
class When:
    """A block or sentence is printed only when a value is there, is one of these, or is a number in a range."""

    path: str
    any_of: tuple[str, ...] = ()
    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a paragraph."""

    wording: Wording
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in running text."""

    pieces: tuple[Piece, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Label, colon, value. An optional row disappears when its value is missing."""

    label: str
    wording: Wording
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what it is about: rows of label and value."""

    rows: tuple[Row, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """Numbered sentences."""

    items: tuple[Piece, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Members:
    """A table of the living members of the resident's family; the placeholders are `{member.…}`."""

    columns: tuple[Column, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Where the official signs. `holder` is the party that signs at the left, or empty."""

    holder: str = ""
    label: str = ""
    when: When | None = None


type Block = Paragraph | Identity | Statements | Members | Signature


@dataclass(frozen=True, slots=True)
class Requires:
    """What must be true of a resident from the register for this letter: one of these SIAK codes, or an age."""

    particular: str
    codes: tuple[int, ...]
    sentence: str
    at_least: int | None = None
    below: int | None = None

    def allows(self, code: int | None) -> bool:
        if self.codes:
            return code in self.codes
        return code is not None and in_range(code, self.at_least, self.below)


def in_range(number: int, at_least: int | None, below: int | None) -> bool:
    """Whether a number reaches the one bound and stays under the other; None is no bound."""
    return (at_least is None or number >= at_least) and (below is None or number < below)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in the letter. `asks` are the questions about someone whom the register does not know.

    Nobody needs to be named for an `optional` party. What the register does not know of anybody (a tie to another
    party, say) is asked even of those who are in it.
    """

    name: str
    label: str
    source: Source
    asks: tuple[Question, ...] = ()
    requires: tuple[Requires, ...] = ()
    optional: bool = False

    @property
    def own_questions(self) -> tuple[Question, ...]:
        """What no register tells."""
        return tuple(question for question in self.asks if question.name not in PERSON)

    def field(self, question: str) -> str:
        """The name of one of its questions in a form and among the answers."""
        return f"{self.name}__{question}"


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a letter is valid, counted from its date; neither means without end."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class KindDefinition:
    """Everything about one kind of letter."""

    slug: str
    title: str
    short_code: str
    category: str
    summary: str
    classification: str
    legal_basis: tuple[str, ...]
    validity: Validity
    signing_forms: frozenset[str]
    paper: str
    holder: str
    subject: Wording
    parties: tuple[Party, ...]
    questions: tuple[Question, ...]
    body: tuple[Block, ...]
    search_words: tuple[str, ...] = ()
    service: Mapping[str, Any] | None = None

    def party(self, name: str) -> Party:
        return next(party for party in self.parties if party.name == name)

    @property
    def tells_of_family(self) -> bool:
        """Whether the family must be read to write this letter."""
        paths = (
            each.path
            for block in self.body
            for wording, _ in wordings_of(block)
            for each in wording.placeholders
        )
        return any(isinstance(block, Members) for block in self.body) or any(
            path.startswith("family.") or path.endswith(".head_name") for path in paths
        )

    @property
    def signature(self) -> Signature:
        return next(block for block in self.body if isinstance(block, Signature))


def all_questions(definition: KindDefinition, known: Collection[str] = ()) -> tuple[Question, ...]:
    """Every question of the kind as a form asks it: those about other parties first, then its own.

    Of the parties in `known` the register tells; only what it cannot tell is asked about them.
    """
    asked = tuple(
        _asked_of(party, question)
        for party in definition.parties
        for question in (map(_unconditional, party.own_questions) if party.name in known else party.asks)
    )
    return asked + definition.questions


def _unconditional(question: Question) -> Question:
    return replace(question, condition=None)


def _asked_of(party: Party, question: Question) -> Question:
    condition = question.condition
    if condition:
        condition = Condition(party.field(condition.question), condition.any_of)
    return replace(question, name=party.field(question.name), condition=condition)


def labels(definition: KindDefinition) -> dict[str, str]:
    """Every placeholder path that this kind may use, with its label."""
    found = {f"answers.{question.name}": question.label for question in definition.questions}
    for name, particulars in FIXED.items():
        found |= {f"{name}.{each.name}": each.label for each in particulars.values()}
    for party in definition.parties:
        about = "" if party.name == MAIN_PARTY else f" {party.label.lower()}"
        found |= {f"{party.name}.{each.name}": each.label + about for each in PERSON.values()}
        found |= {f"{party.name}.{question.name}": question.label + about for question in party.asks}
    return found


def wordings_of(block: Block) -> Iterator[tuple[Wording, When | None]]:
    """Every text of a block with the condition under which it is printed."""
    match block:
        case Paragraph(pieces=pieces) | Statements(items=pieces):
            yield from ((piece.wording, piece.when) for piece in pieces)
        case Identity(rows=rows):
            yield from ((row.wording, None) for row in rows)
        case Members(columns=columns):
            yield from ((column.wording, None) for column in columns)
        case Signature():
            return

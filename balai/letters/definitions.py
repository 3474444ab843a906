"""What a letter kind consists of, as frozen dataclasses. `kind_reading` makes them of a table."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from balai.core.questions import Condition, Question
from balai.letters.blocks import Block, Members, Sheet, Signature, When, flat, wordings_of
from balai.letters.enums import Chain, DistrictRole, SignedBy, Source
from balai.letters.particulars import FIXED, PERSON
from balai.letters.wording import Wording

MAIN_PARTY = "resident"


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
class FormPaper:
    """A further paper of a kind, filled from the same answers: printed without number and seal for others to sign.

    With `when`, it is there only under that condition.
    """

    name: str
    title: str
    paper: str
    form_code: str
    body: tuple[Block, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class KindDefinition:
    """Everything about one kind of letter. `pages` is how many it may take; `form_code` stands at its top right."""

    slug: str
    title: str
    short_code: str
    category: str
    summary: str
    classification: str
    legal_basis: tuple[str, ...]
    validity: Validity
    signed_by: SignedBy
    signing_forms: frozenset[str]
    district: DistrictRole
    chain: Chain
    paper: str
    pages: int
    form_code: str
    holder: str
    subject: Wording
    parties: tuple[Party, ...]
    questions: tuple[Question, ...]
    body: tuple[Block, ...]
    forms: tuple[FormPaper, ...] = ()
    search_words: tuple[str, ...] = ()
    service: Mapping[str, Any] | None = None

    def party(self, name: str) -> Party:
        return next(party for party in self.parties if party.name == name)

    @property
    def is_letter(self) -> bool:
        """Whether the village signs, numbers and seals it; otherwise it is a form for others to sign."""
        return self.signed_by is SignedBy.VILLAGE

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks, those of its attachments and forms included."""
        return tuple(flat((*self.body, *(block for form in self.forms for block in form.body))))

    @property
    def tells_of_family(self) -> bool:
        """Whether the family must be read to write this letter."""
        if any(
            isinstance(block, Members) or (isinstance(block, Sheet) and block.lists) for block in self.blocks
        ):
            return True
        paths = [self.holder, *(each.path for each in self.subject.placeholders)] + [
            path
            for block in self.blocks
            for wording, when in wordings_of(block)
            for path in (*(each.path for each in wording.placeholders), *([when.path] if when else []))
        ]
        return any(path.startswith("family.") or path.endswith(".head_name") for path in paths)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Signature))


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

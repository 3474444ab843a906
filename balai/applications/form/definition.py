"""What a form consists of, as frozen dataclasses; `reading` makes them of a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from balai.core.questions import Condition, Question

APPLICANT = "applicant"
"""Whoever applies: known before the first step."""
KNOWN_OF_APPLICANT = ("full_name", "nik", "kk", "birth_date", "phone", "email")
BETWEEN = "__"
SPECIFIC = frozenset({"impairment", "disability"})
"""What F-1.01 asks of a person that the law calls specific personal data: only who may read disabilities sees it."""

type Answers = Mapping[str, Any]
type Conditions = tuple[tuple[Condition, ...], ...]
"""Of several sets one must hold, with all of its conditions; no set at all holds always."""


class Agency(StrEnum):
    """Who issues what is applied for."""

    CIVIL_REGISTRY = "civil_registry"
    VILLAGE = "village"


def holds(conditions: Conditions, answers: Answers) -> bool:
    return not conditions or any(all(each.holds(answers) for each in together) for together in conditions)


@dataclass(frozen=True, slots=True)
class SameAs:
    """Under these conditions a person is one who is known already: what is known of them is not asked."""

    person: str
    when: Conditions


@dataclass(frozen=True, slots=True)
class Step:
    """Questions that are asked together. With `person`, they are about somebody, and their names are short.

    With `repeat`, there are as many of these persons as the answer to that question says, at most `most`.
    """

    name: str
    title: str
    intro: str
    questions: tuple[Question, ...]
    when: Conditions = ()
    person: str = ""
    repeat: str = ""
    most: int = 1
    same_as: tuple[SameAs, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    """What is known of the person without asking: a father is a man."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where a value comes from: a path such as `mother.nik` or `answers.place`, or a fixed text; under conditions.

    Of several persons, `member_head` is the one who is head of the family. `label` is the path of a word that is written
    before the value, with a colon.
    """

    path: str = ""
    text: str = ""
    label: str = ""
    when: Conditions = ()


type Source = tuple[Told, ...]
"""The first that holds and gives something."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a table of a sheet: one for each person so named for whom the conditions hold."""

    of: str
    columns: Mapping[str, Source]
    when: Conditions = ()


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How one statutory sheet is filled: by which kind of letter, with whom and with what.

    `each` makes one sheet for each person so named. `members` are those whom it lists; with `whole_family` it lists the
    family instead, where the register has it. `cells`, `ticks` and `lists` are written over what the kind of
    letter fills, for what no register knows.
    """

    name: str
    kind: str
    title: str
    each: str = ""
    when: Conditions = ()
    parties: Mapping[str, Source] = field(default_factory=dict)
    answers: Mapping[str, Source] = field(default_factory=dict)
    family: Mapping[str, Source] = field(default_factory=dict)
    members: str = ""
    picked: str = ""
    whole_family: bool = False
    cells: Mapping[str, Source] = field(default_factory=dict)
    of_village: Mapping[str, Source] = field(default_factory=dict)
    """Cells that say something of the village: the source's text is the name of the particular."""
    ticks: tuple[tuple[str, Conditions], ...] = ()
    lists: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """What the law fixes, held against the answers: one of `checking.RULES` with what it looks at."""

    rule: str
    about: tuple[str, ...]
    sentence: str
    law: str
    blocks: bool
    number: int = 0
    when: Conditions = ()


@dataclass(frozen=True, slots=True)
class MoreDocument:
    """A document that these answers ask for beside the requirements of the standard."""

    title: str
    law: str
    proofs: tuple[str, ...]
    note: str
    when: Conditions


@dataclass(frozen=True, slots=True)
class Documents:
    """What is handed in. Requirements are named as in the standard: those that the agency makes itself are not handed
    in, some may stay out, some are needed for each of several persons, some are a sheet of this form, signed.
    """

    made_by_agency: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    each: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    more: tuple[MoreDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class EventPlan:
    """Which life event a finished application becomes; `each` makes one for each person so named.

    With `has` or `lacks`, only for those of whom that was said, or was not: a child that has a NIK is not born now.
    `next_head` is who becomes head of those who stay, or several of whom one is; `widowed` is who was left.
    """

    event: str
    when: Conditions
    each: str = ""
    has: str = ""
    lacks: str = ""
    people: tuple[str, ...] = ()
    next_head: str = ""
    widowed: str = ""
    occurred_on: Source = ()
    kk: Source = ()
    details: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """Everything that one application asks, checks, prints and changes."""

    service: str
    revision: int
    purpose: str
    law: tuple[str, ...]
    agency: Agency
    case: Mapping[str, tuple[str, ...]]
    steps: tuple[Step, ...]
    nik_optional: bool = False
    """Whether somebody may apply who has no NIK yet. Then only an officer takes it in, who has seen them."""
    checks: tuple[Check, ...] = ()
    sheets: tuple[SheetPlan, ...] = ()
    documents: Documents = Documents()
    life_events: tuple[EventPlan, ...] = ()

    @property
    def persons(self) -> frozenset[str]:
        """Everybody whom the form may ask about, by the names without numbers."""
        return frozenset({APPLICANT, *(step.person for step in self.steps if step.person)})

    @property
    def repeated(self) -> Mapping[str, str]:
        """Of whom there may be several, and the question that says how many."""
        return {step.person: step.repeat for step in self.steps if step.repeat}


def is_specific(question: str) -> bool:
    """Whether an answer of that name is specific personal data (UU 27/2022 pasal 4 ayat (2))."""
    return question.rpartition(BETWEEN)[2] in SPECIFIC


def head_of(person: str) -> str:
    """The name under which sheets find the one of several persons who is head of the family."""
    return f"{person}_head"


def named(person: str, question: str) -> str:
    """The name of a question about a person, among the answers: `mother__nik`."""
    return f"{person}{BETWEEN}{question}"

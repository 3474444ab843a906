"""What a standard of a service holds (*standar pelayanan*, UU 25/2009 pasal 21): frozen, as read from its table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from balai.core.languages import say, to_say

type Answers = Mapping[str, str]
type Conditions = Mapping[str, frozenset[str]]
"""Answers that are asked for, by question; all named questions must be answered with one of theirs."""


class Nature(StrEnum):
    """What the resident holds in the end."""

    LETTER = "letter"
    CIVIL_DOCUMENT = "civil_document"
    INTRODUCTION = "introduction"
    GUIDE = "guide"


class Channel(StrEnum):
    """Where a resident can ask for it (*saluran*)."""

    COUNTER = "counter"
    KIOSK = "kiosk"
    ONLINE = "online"
    APPOINTMENT = "appointment"


class Way(StrEnum):
    """How it goes: face to face, or from home."""

    COUNTER = "counter"
    ONLINE = "online"


class Unit(StrEnum):
    """In what time is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"


class Component(StrEnum):
    """The components that are the same for most services of an office; the others are fields of `Standard`."""

    FACILITIES = "facilities"
    COMPETENCE = "competence"
    SUPERVISION = "supervision"
    COMPLAINTS = "complaints"
    STAFF = "staff"
    GUARANTEE = "guarantee"
    SAFETY = "safety"
    EVALUATION = "evaluation"


LIFE_EVENTS: Mapping[str, str] = to_say({
    "lahir": "Anak lahir",
    "menikah": "Menikah",
    "sekolah": "Sekolah",
    "kerja": "Bekerja",
    "usaha": "Membuka usaha",
    "pindah": "Pindah atau datang",
    "duka": "Keluarga meninggal",
    "hilang": "Kehilangan",
    "bantuan": "Perlu bantuan",
    "tanah": "Tanah dan rumah",
})  # fmt: skip

MINUTES = {Unit.MINUTES: 1, Unit.HOURS: 60, Unit.WORKING_DAYS: 8 * 60}
_UNITS = to_say({Unit.MINUTES: "menit", Unit.HOURS: "jam", Unit.WORKING_DAYS: "hari kerja"})


@dataclass(frozen=True, slots=True)
class Fee:
    """What it costs, in rupiah. `free` by law means that no amount may ever be asked."""

    free: bool
    amount: int
    law: str
    note: str = ""

    def __str__(self) -> str:
        return f"Rp{self.amount:,}".replace(",", ".") if self.amount else say("Gratis")


@dataclass(frozen=True, slots=True)
class Duration:
    """How long it takes, from what moment on; `law` is empty where the office has promised it by itself."""

    amount: int
    longest: int
    unit: Unit
    since: str = ""
    law: str = ""

    def __str__(self) -> str:
        span = f"{self.amount}–{self.longest}" if self.longest > self.amount else str(self.amount)
        return f"{span} {say(_UNITS[self.unit])}"

    @property
    def longest_text(self) -> str:
        return f"{self.longest} {say(_UNITS[self.unit])}"

    @property
    def minutes(self) -> int:
        """The longest it may take; a working day has eight hours."""
        return self.longest * MINUTES[self.unit]

    @property
    def working_days(self) -> int:
        """What somebody who isn't at the office is promised, at the longest: what takes minutes there, the next working day."""
        return max(1, -(-self.minutes // MINUTES[Unit.WORKING_DAYS]))


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when the resident must come (*batas lapor*), in words."""

    text: str
    law: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A plain question that decides what somebody needs; with `when`, asked only after those answers."""

    name: str
    label: str
    hint: str
    options: tuple[Option, ...]
    when: Conditions


@dataclass(frozen=True, slots=True)
class Case:
    """A case that the law knows by name, as answers to the questions."""

    slug: str
    title: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Requirement:
    """A *persyaratan*: what must be shown, by which law, in force from and until when, what is accepted as proof.

    `national` is off where no national rule asks for it: then it is local custom, and is shown as such.
    """

    name: str
    law: str
    proofs: tuple[str, ...]
    note: str = ""
    when: Conditions = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None
    national: bool = True

    @property
    def accepted(self) -> str:
        """The proofs in words: 'KTP-el asli', 'Salah satu: KTP-el asli; Fotokopi KK'."""
        return f"Salah satu: {'; '.join(self.proofs)}" if len(self.proofs) > 1 else "".join(self.proofs)

    def is_in_force(self, on: date) -> bool:
        """Both ends are included."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """Everything about one service as it counts in one village.

    `is_applied_for` where Balai has a form for it, so that a resident applies from home and follows it.
    """

    slug: str
    name: str
    summary: str
    category: str
    life_events: tuple[str, ...]
    search_words: tuple[str, ...]
    icon: str
    nature: Nature
    issuer: str
    responsible: str
    legal_basis: tuple[str, ...]
    output: tuple[str, ...]
    channels: tuple[Channel, ...]
    forms: tuple[str, ...]
    is_applied_for: bool
    drops_introduction: str
    report_within: Deadline | None
    fee: Fee
    time: Duration
    note: str
    questions: tuple[Question, ...]
    cases: tuple[Case, ...]
    requirements: tuple[Requirement, ...]
    steps: Mapping[Way, tuple[Step, ...]]
    components: Mapping[Component, str]


@dataclass(frozen=True, slots=True)
class Additions:
    """What a regency or a village adds to a standard that it inherits. Empty means: as it is."""

    requirements: tuple[Requirement, ...] = ()
    proofs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    legal_basis: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    fee: Fee | None = None
    time: Duration | None = None
    note: str = ""
    responsible: str = ""
    steps: Mapping[Way, tuple[Step, ...]] = field(default_factory=dict)
    components: Mapping[Component, str] = field(default_factory=dict)


NOTHING_ADDED = Additions()

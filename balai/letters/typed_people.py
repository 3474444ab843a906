"""People who were typed by hand, held against the register: a NIK that is in it should name the same person.

Officers are warned, never refused: the register may be the one that is wrong. What the register says is not told, so
that typing numbers does not read it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from balai.core.questions import Answers
from balai.letters.definitions import KindDefinition
from balai.letters.drafting import Wish
from balai.letters.enums import Source
from balai.letters.models import Proposal
from balai.residents.models import Resident

DOUBTS_READ = "sudah-diperiksa"
"""The field in which a page sends the `mark_of` the doubts that were read."""


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """A party as typed; its name and birth date may be empty."""

    label: str
    nik: str
    full_name: str
    birth_date: str


def doubts_of(wish: Wish) -> tuple[str, ...]:
    """What the register says differently about those typed in this letter, in sentences. At most one query."""
    return _doubts({0: _typed(wish.version.definition, wish.answers, wish.parties)})[0]


def doubted(proposals: Iterable[Proposal]) -> set[UUID]:
    """Which of these proposals name somebody about whom there is a doubt. Two queries; `version` must be loaded."""
    definitions = {proposal.pk: proposal.version.definition for proposal in proposals}
    kept = Proposal.objects.filter(pk__in=definitions).values_list("pk", "answers", "parties")
    typed = {key: _typed(definitions[key], answers, parties) for key, answers, parties in kept}
    return {key for key, found in _doubts(typed).items() if found}


def mark_of(doubts: Iterable[str]) -> str:
    """What says that somebody has read exactly these doubts; "" where there are none."""
    told = "\n".join(doubts)
    return sha256(told.encode()).hexdigest()[:16] if told else ""


def _typed(definition: KindDefinition, answers: Answers, picked: Collection[str]) -> list[TypedPerson]:
    return [
        TypedPerson(
            party.label,
            nik,
            str(answers.get(party.field("full_name"), "")),
            str(answers.get(party.field("birth_date"), "")),
        )
        for party in definition.parties
        if party.source is not Source.REGISTER and party.name not in picked
        if (nik := str(answers.get(party.field("nik"), "")))
    ]


def _doubts[Key](typed: Mapping[Key, list[TypedPerson]]) -> dict[Key, tuple[str, ...]]:
    numbers = {person.nik for people in typed.values() for person in people}
    rows = Resident.objects.filter(nik__in=numbers).values_list("nik", "full_name", "birth_date")
    known = {nik: (name, born) for nik, name, born in rows} if numbers else {}
    return {
        key: tuple(
            sentence
            for person in people
            if person.nik in known
            for sentence in _compared(person, *known[person.nik])
        )
        for key, people in typed.items()
    }


def _compared(person: TypedPerson, full_name: str, birth_date: date | None) -> Iterable[str]:
    if person.full_name and not _is_same_name(person.full_name, full_name):
        yield f"{person.label}: NIK ini di data warga atas nama lain."
    if person.birth_date and birth_date and person.birth_date != birth_date.isoformat():
        yield f"{person.label}: tanggal lahir untuk NIK ini di data warga lain."


def _is_same_name(typed: str, known: str) -> bool:
    """Titles and names left out make no difference: 'Budi Santoso, S.Pd.' is 'BUDI SANTOSO'."""
    one, other = (set(re.findall(r"\w+", name.casefold())) for name in (typed, known))
    return one <= other or other <= one

"""The placeholders that a text may use, in groups, each with a sample and the ways in which it can be written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from balai.core.questions import Question, QuestionType, Value
from balai.letters.definitions import MAIN_PARTY, KindDefinition
from balai.letters.editor.samples import sample_of
from balai.letters.editor.words import FORMATS
from balai.letters.enums import Source
from balai.letters.particulars import FIXED, PERSON, Particular
from balai.letters.wording import Format, written

FIXED_GROUPS: Mapping[str, str] = {
    "village": "Wilayah",
    "signer": "Penanda tangan",
    "letter": "Surat ini",
    "family": "Keluarga",
}
_OF_TEXTS = (Format.UPPER, Format.TITLE, Format.LOWER, Format.INLINE, Format.SENTENCE)
_OF_DATES = (
    Format.LONG_DATE, Format.DAY_DATE, Format.SHORT_DATE, Format.DATE_IN_WORDS, Format.DAY, Format.MONTH, Format.YEAR,
)  # fmt: skip
_OF_NUMBERS = (Format.PLAIN, Format.WORDS, Format.ORDINAL)
_OF_MONEY = (Format.RUPIAH, Format.WORDS, Format.PLAIN)


@dataclass(frozen=True, slots=True)
class Writing:
    """One way to write a value, with what it looks like."""

    name: str
    label: str
    example: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A placeholder that can be chosen. `chip` is how it stands in a text; `chooses` says whether words can follow it:
    'count' for singular and plural, 'sex' for him and her.
    """

    path: str
    label: str
    chip: str
    sample: str
    writings: tuple[Writing, ...]
    chooses: str = ""
    has_cases: bool = False

    @property
    def token(self) -> str:
        return f"{{{self.path}}}"

    @property
    def ways(self) -> str:
        """The ways to write it as JSON, for the script."""
        return json.dumps([[each.name, each.label, each.example] for each in self.writings])


@dataclass(frozen=True, slots=True)
class PaletteGroup:
    """Placeholders about the same thing."""

    title: str
    entries: tuple[Entry, ...]


def palette(definition: KindDefinition, *, of_members: bool = False) -> Sequence[PaletteGroup]:
    """All placeholders of a kind; those of family members only where a table of the family is written."""
    return tuple(group for group in _groups(definition, of_members) if group.entries)


def _groups(definition: KindDefinition, of_members: bool) -> Iterator[PaletteGroup]:
    if of_members:
        yield PaletteGroup(
            "Anggota keluarga",
            tuple(_entry(definition, f"member.{each.name}", each.label) for each in PERSON.values()),
        )
    yield PaletteGroup(
        "Jawaban isian",
        tuple(
            _entry(definition, f"answers.{each.name}", each.label, is_money=each.type is QuestionType.MONEY)
            for each in definition.questions
        ),
    )
    for party in definition.parties:
        asked = [each for each in party.asks if each.name not in PERSON]
        known = _asked_of(party.asks) if party.source is Source.TYPED else list(PERSON.values())
        about = "" if party.name == MAIN_PARTY else party.label.lower()
        told = [(each.name, each.label) for each in known] + [(each.name, each.label) for each in asked]
        entries = [_entry(definition, f"{party.name}.{name}", label, about) for name, label in told]
        yield PaletteGroup(party.label, tuple(entries))
    for name, title in FIXED_GROUPS.items():
        fixed = FIXED[name].values()
        yield PaletteGroup(
            title, tuple(_entry(definition, f"{name}.{each.name}", each.label) for each in fixed)
        )


def _asked_of(asks: Sequence[Question]) -> list[Particular]:
    names = {question.name for question in asks}
    if {"birth_date"} <= names:
        names |= {"birth", "age"}
    return [each for each in PERSON.values() if each.name in names]


def _entry(
    definition: KindDefinition, path: str, label: str, about: str = "", *, is_money: bool = False
) -> Entry:
    value = _sample(path, definition)
    return Entry(
        path=path,
        label=label,
        chip=f"{label} {about}" if about else label,
        sample=written(value, (Format.RUPIAH,) if is_money else ()) if value is not None else "",
        writings=tuple(_writings(value, is_money)),
        chooses=_chooses(path, value, is_money),
        has_cases=not isinstance(value, str | bool) and value is not None,
    )


def _chooses(path: str, value: Value | None, is_money: bool) -> str:
    if path.endswith(".sex"):
        return "sex"
    return "count" if isinstance(value, int) and not isinstance(value, bool) and not is_money else ""


def _sample(path: str, definition: KindDefinition) -> Value | None:
    group, _, name = path.partition(".")
    if group in FIXED and name in FIXED[group]:
        return FIXED[group][name].sample
    return sample_of(path, definition)


def _writings(value: Value | None, is_money: bool) -> Iterator[Writing]:
    if value is None or isinstance(value, bool):
        return
    for name in _formats_of(value, is_money):
        yield Writing(name.value, FORMATS[name], written(value, (name,)))


def _formats_of(value: Value, is_money: bool) -> tuple[Format, ...]:
    match value:
        case date():
            return _OF_DATES
        case time():
            return ()
        case int():
            return _OF_MONEY if is_money else _OF_NUMBERS
        case _:
            return _OF_TEXTS

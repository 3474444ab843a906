"""Texts with placeholders: `"lahir di {resident.birth_place}, tanggal {resident.birth_date|long_date}"`.

The officer's text is data. A strict reader splits it into plain text and placeholders of the form
`{party.particular|format|format}`; there is nothing else to write, so nothing in it can run.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import lru_cache

from balai.core.calendar import clock, day_name, long_date, long_date_with_day, month_name
from balai.core.questions import Value

LONGEST_WORDING = 2000
LONGEST_WORD = 60
MOST_PLACEHOLDERS = 40
MOST_FORMATS = 6
LONGEST_CHOICE = 60

_PATH = re.compile(r"[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,59}")
_SEX_OF = {"male": "Laki-laki", "female": "Perempuan"}
_SMALL_WORDS = frozenset({"dan", "di", "ke", "dari", "yang", "untuk", "bin", "binti", "dengan", "atau"})


class WordingProblem(ValueError):
    """A text that cannot be read; the message is an Indonesian sentence."""


class Format(StrEnum):
    """The plain formatting choices of a placeholder."""

    LONG_DATE = "long_date"
    SHORT_DATE = "short_date"
    DATE_IN_WORDS = "date_in_words"
    DAY_DATE = "day_date"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"
    PLAIN = "plain"
    RUPIAH = "rupiah"
    WORDS = "words"
    ORDINAL = "ordinal"
    UPPER = "upper"
    LOWER = "lower"
    TITLE = "title"
    SENTENCE = "sentence"
    INLINE = "inline"
    BOLD = "bold"


class Case(StrEnum):
    """For what a text is chosen: one or several, a man or a woman."""

    ONE = "one"
    MANY = "many"
    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Choice:
    """A text that stands for the value: `{answers.children|one:anak|many:anak-anak}`."""

    case: Case
    text: str

    def __str__(self) -> str:
        return f"{self.case}:{self.text}"

    def suits(self, value: Value) -> bool:
        match self.case:
            case Case.ONE | Case.MANY:
                return isinstance(value, int) and (value == 1) is (self.case is Case.ONE)
            case Case.MALE | Case.FEMALE:
                return value == _SEX_OF[self.case]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A gap in a text: which value goes there, and how it is written."""

    path: str
    formats: tuple[Format | Choice, ...] = ()

    @property
    def party(self) -> str:
        return self.path.partition(".")[0]

    @property
    def particular(self) -> str:
        return self.path.partition(".")[2]

    def __str__(self) -> str:
        return "{" + "|".join((self.path, *map(str, self.formats))) + "}"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that has been read."""

    parts: tuple[str | Placeholder, ...]

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(part for part in self.parts if isinstance(part, Placeholder))

    def __str__(self) -> str:
        return "".join(map(str, self.parts))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of finished text. `missing` marks the label of a value that is not there yet."""

    text: str
    bold: bool = False
    missing: bool = False


type Values = Mapping[str, Mapping[str, Value | None]]


@lru_cache(maxsize=4096)  # of all that a kind says, a key changes one text
def read_wording(text: str) -> Wording:
    """Split a text into plain pieces and placeholders. Raises `WordingProblem`."""
    if len(text) > LONGEST_WORDING:
        raise WordingProblem(f"Teks paling panjang {LONGEST_WORDING} huruf.")
    if any(len(word) > LONGEST_WORD for word in re.split(r"\s|\{[^}]*\}", text)):
        raise WordingProblem(f"Satu kata paling panjang {LONGEST_WORD} huruf.")
    parts: list[str | Placeholder] = []
    rest = text
    while rest:
        plain, brace, after = rest.partition("{")
        if "}" in plain:
            raise WordingProblem("Ada kurung '}' tanpa pasangan '{'.")
        if plain:
            parts.append(plain)
        if not brace:
            break
        inside, closing, rest = after.partition("}")
        if not closing:
            raise WordingProblem("Ada kurung '{' yang belum ditutup.")
        parts.append(_read_placeholder(inside))
    if sum(isinstance(part, Placeholder) for part in parts) > MOST_PLACEHOLDERS:
        raise WordingProblem(f"Satu teks paling banyak memuat {MOST_PLACEHOLDERS} isian.")
    return Wording(tuple(parts))


def _read_placeholder(inside: str) -> Placeholder:
    path, *formats = inside.split("|")
    if not _PATH.fullmatch(path):
        raise WordingProblem(f"Isian '{{{inside[:60]}}}' tidak dikenal.")
    if len(formats) > MOST_FORMATS:
        raise WordingProblem(f"Cara tulis pada '{{{inside[:60]}}}' terlalu banyak.")
    try:
        return Placeholder(path, tuple(map(_read_format, formats)))
    except ValueError:
        raise WordingProblem(f"Cara tulis pada '{{{inside[:60]}}}' tidak dikenal.") from None


def _read_format(text: str) -> Format | Choice:
    name, colon, chosen = text.partition(":")
    if not colon:
        return Format(name)
    if not chosen.strip() or len(chosen) > LONGEST_CHOICE:
        raise ValueError(text)
    return Choice(Case(name), chosen)


def fill(wording: Wording, values: Values, labels: Mapping[str, str]) -> tuple[Run, ...]:
    """The text with its values. A value that is missing leaves a run marked `missing` with its label."""
    return tuple(_fill_part(part, values, labels) for part in wording.parts)


def _fill_part(part: str | Placeholder, values: Values, labels: Mapping[str, str]) -> Run:
    if isinstance(part, str):
        return Run(part)
    value = value_at(values, part.path)
    bold = Format.BOLD in part.formats
    if value is None or value == "":
        return Run(labels.get(part.path, part.path), bold=bold, missing=True)
    return Run(written(value, part.formats), bold=bold)


def value_at(values: Values, path: str) -> Value | None:
    """The value for a placeholder's path, or None."""
    party, _, particular = path.partition(".")
    return values.get(party, {}).get(particular)


def written(value: Value, formats: tuple[Format | Choice, ...] = ()) -> str:
    """A value in words. Without a format, dates are long, times have a dot and numbers are grouped by dots.

    The first choice that suits the value stands for it; where none suits, the value itself is written.
    """
    text: Value = value
    chosen = next((each.text for each in formats if isinstance(each, Choice) and each.suits(value)), None)
    if chosen is not None:
        text = chosen
    for each in formats:
        if isinstance(each, Format):
            text = _formatted(text, each)
    return _plain(text)


def _plain(value: Value) -> str:
    match value:
        case bool():
            return "ya" if value else "tidak"
        case int():
            return f"{value:,}".replace(",", ".")
        case date():
            return long_date(value)
        case time():
            return clock(value)
        case _:
            return value


def inline(text: str) -> str:
    """'Melamar kerja' → 'melamar kerja'; an abbreviation such as KTP-el stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or len(text) == 1 else text


def in_title_case(text: str) -> str:
    """'BELUM/TIDAK BEKERJA' → 'Belum/Tidak Bekerja'; small words stay small."""
    words = re.split(r"([\s/()-]+)", text.lower())
    return "".join(
        word if index and word in _SMALL_WORDS else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )


def in_words(number: int) -> str:
    """'dua belas juta lima ratus ribu' for 12500000."""
    from num2words import num2words  # its forty languages take long to load, and few letters have amounts

    return str(num2words(number, lang="id"))  # type: ignore[no-untyped-call]  # the package has no types


# A choice that does not suit the value leaves it as it is.
_OF_DATES: Mapping[Format, Callable[[date], str]] = {
    Format.LONG_DATE: long_date,
    Format.SHORT_DATE: lambda day: f"{day:%d-%m-%Y}",
    Format.DATE_IN_WORDS: lambda day: f"{in_words(day.day)} {month_name(day.month)} {in_words(day.year)}",
    Format.DAY_DATE: long_date_with_day,
    Format.DAY: day_name,
    Format.MONTH: lambda day: month_name(day.month),
    Format.YEAR: lambda day: str(day.year),
}
_OF_NUMBERS: Mapping[Format, Callable[[int], str]] = {
    Format.PLAIN: str,
    Format.RUPIAH: lambda number: "Rp" + _plain(number),
    Format.WORDS: in_words,
    Format.ORDINAL: lambda number: "pertama" if number == 1 else "ke" + in_words(number),
}
_OF_TEXTS: Mapping[Format, Callable[[str], str]] = {
    Format.UPPER: str.upper,
    Format.LOWER: str.lower,
    Format.TITLE: in_title_case,
    Format.SENTENCE: lambda text: text[:1].upper() + text[1:],
    Format.INLINE: inline,
}


def _formatted(value: Value, choice: Format) -> Value:
    if isinstance(value, date) and choice in _OF_DATES:
        return _OF_DATES[choice](value)
    if isinstance(value, int) and choice in _OF_NUMBERS:
        return _OF_NUMBERS[choice](value)
    if choice in _OF_TEXTS:
        return _OF_TEXTS[choice](_plain(value))
    return value

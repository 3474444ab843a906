"""Questions as data: what a form asks, written by an officer, and the answers it accepts.

A schema is a list of tables with the keys of `Question`. `read_questions` reads it strictly, `question_form` makes a
Django form of it, and the form's `answers` are plain JSON values that can be frozen with what was printed:
text, whole numbers, true or false, dates as 2026-11-21, times as 09:30, members of the family by their ids with
spaces between. `typed_answers` reads them back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

type Answer = str | int | bool
type Answers = Mapping[str, Answer]
type Value = str | int | bool | date | time

LONGEST_SCHEMA = 60
MOST_OPTIONS = 100
LONGEST_TEXT = 200
LONGEST_LONG_TEXT = 1500
LARGEST_NUMBER = 999_999_999_999_999
OTHER = "lainnya"

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_YES = "ya"


class QuestionType(StrEnum):
    """How an answer is typed in and checked."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PHONE = "phone"
    NIK = "nik"
    KK = "kk"
    MEMBERS = "members"


class SchemaProblem(ValueError):
    """A schema that cannot be used; the message is an Indonesian sentence that names the place."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.where = where
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers of a choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked: another one has one of these answers, or any answer when none are listed."""

    question: str
    any_of: tuple[str, ...] = ()

    def holds(self, answers: Mapping[str, Any]) -> bool:
        answer = answers.get(self.question)
        if not self.any_of:
            return answer is not None and answer != "" and answer is not False
        given = {True: _YES, False: "tidak"}.get(answer, answer) if isinstance(answer, bool) else answer
        return str(given) in self.any_of

    @property
    def lines(self) -> str:
        """The answers one a line, as `questions.js` reads them on a page."""
        return "\n".join(self.any_of)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a form asks. `default` is a placeholder path such as `resident.phone`; `past` forbids later days."""

    name: str
    label: str
    type: QuestionType = QuestionType.TEXT
    required: bool = True
    hint: str = ""
    options: tuple[Option, ...] = ()
    other: bool = False
    suggestions: tuple[str, ...] = ()
    condition: Condition | None = None
    default: str = ""
    past: bool = False
    longest: int = LONGEST_TEXT
    smallest: int = 0
    largest: int = LARGEST_NUMBER

    def label_of(self, answer: Answer) -> str:
        """The words for an answer: the label of a chosen option, the answer itself for anything else."""
        return next((option.label for option in self.options if option.value == answer), str(answer))


def read_questions(source: Iterable[Mapping[str, Any]], where: str = "") -> tuple[Question, ...]:
    """Read a schema strictly. Raises `SchemaProblem` for unknown keys, doubled names or impossible conditions."""
    questions = tuple(_read_question(entry, _place(where, number)) for number, entry in enumerate(source, 1))
    if len(questions) > LONGEST_SCHEMA:
        raise SchemaProblem(where, f"Isian paling banyak {LONGEST_SCHEMA}.")
    earlier: set[str] = set()
    for number, question in enumerate(questions, 1):
        if question.name in earlier:
            raise SchemaProblem(_place(where, number), f"Nama isian '{question.name}' dipakai dua kali.")
        if question.condition and question.condition.question not in earlier:
            raise SchemaProblem(
                _place(where, number),
                f"Syaratnya menunjuk '{question.condition.question}' yang tidak ada sebelumnya.",
            )
        earlier.add(question.name)
    return questions


def typed_answers(questions: Sequence[Question], answers: Answers) -> dict[str, Value]:
    """Answers as values that can be formatted: dates are dates, options are their labels."""
    return {
        question.name: _typed(question, answers[question.name])
        for question in questions
        if question.name in answers
    }


def asked(questions: Sequence[Question], answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions whose condition holds for these answers."""
    return tuple(each for each in questions if each.condition is None or each.condition.holds(answers))


def _typed(question: Question, answer: Answer) -> Value:
    match question.type:
        case QuestionType.DATE:
            return date.fromisoformat(str(answer))
        case QuestionType.TIME:
            return time.fromisoformat(str(answer))
        case QuestionType.CHOICE:
            return question.label_of(answer)
        case _:
            return answer


def _place(where: str, number: int) -> str:
    return f"{where}, isian ke-{number}" if where else f"Isian ke-{number}"


_KEYS = {
    "name", "label", "type", "required", "hint", "options", "other", "suggestions", "when", "default", "past",
    "longest", "smallest", "largest",
}  # fmt: skip


def _read_question(entry: Mapping[str, Any], where: str) -> Question:
    if not isinstance(entry, dict):
        raise SchemaProblem(where, "Bentuknya bukan isian.")
    if unknown := entry.keys() - _KEYS:
        told = ", ".join(sorted(map(str, unknown)))
        raise SchemaProblem(where, f"Ada pengaturan yang tidak dikenal: {told}.")
    name = _text(entry, "name", where)
    if not _NAME.fullmatch(name):
        raise SchemaProblem(where, "Nama isian memakai huruf kecil, angka, dan garis bawah.")
    try:
        kind = QuestionType(_text(entry, "type", where)) if "type" in entry else QuestionType.TEXT
    except ValueError:
        raise SchemaProblem(where, f"Jenis isian '{entry['type']}' tidak dikenal.") from None
    options = tuple(_read_option(option, where) for option in _list(entry, "options", where))
    if (kind is QuestionType.CHOICE) != bool(options):
        raise SchemaProblem(where, "Pilihan harus ada pada jenis 'choice', dan hanya di situ.")
    smallest, largest = (
        _number(entry, "smallest", where, 0),
        _number(entry, "largest", where, LARGEST_NUMBER),
    )
    if smallest > largest:
        raise SchemaProblem(where, "Angka paling kecil lebih besar dari angka paling besar.")
    ceiling = LONGEST_LONG_TEXT if kind is QuestionType.LONG_TEXT else LONGEST_TEXT
    return Question(
        name=name,
        label=_text(entry, "label", where),
        type=kind,
        required=_yes(entry, "required", where, usual=True),
        hint=_text(entry, "hint", where, needed=False),
        options=options,
        other=_yes(entry, "other", where),
        suggestions=tuple(str(text)[:LONGEST_TEXT] for text in _list(entry, "suggestions", where)),
        condition=read_condition(entry["when"], where) if "when" in entry else None,
        default=_text(entry, "default", where, needed=False),
        past=_yes(entry, "past", where),
        longest=max(1, min(_number(entry, "longest", where, ceiling), ceiling)),
        smallest=smallest,
        largest=largest,
    )


def read_condition(entry: Any, where: str) -> Condition:
    """`{question = "x", any_of = ["a"]}`; without `any_of`, that the question has any answer."""
    if not isinstance(entry, dict) or set(entry) - {"question", "any_of"}:
        raise SchemaProblem(where, "Syarat ditulis dengan 'question' dan 'any_of'.")
    return Condition(_text(entry, "question", where), tuple(map(str, _list(entry, "any_of", where))))


def _read_option(entry: Any, where: str) -> Option:
    if isinstance(entry, str) and 0 < len(entry) <= LONGEST_TEXT:
        return Option(entry, entry)
    if isinstance(entry, dict) and set(entry) == {"value", "label"}:
        return Option(_text(entry, "value", where), _text(entry, "label", where))
    raise SchemaProblem(where, "Tiap pilihan berisi 'value' dan 'label'.")


def _text(entry: Mapping[str, Any], key: str, where: str, *, needed: bool = True) -> str:
    text = entry.get(key, "")
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise SchemaProblem(where, f"'{key}' harus teks, paling panjang {LONGEST_TEXT} huruf.")
    if needed and not text.strip():
        raise SchemaProblem(where, f"'{key}' belum diisi.")
    return text.strip()


def _list(entry: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    found = entry.get(key, ())
    if not isinstance(found, list | tuple) or len(found) > MOST_OPTIONS:
        raise SchemaProblem(where, f"'{key}' harus daftar, paling banyak {MOST_OPTIONS}.")
    return found


def _yes(entry: Mapping[str, Any], key: str, where: str, *, usual: bool = False) -> bool:
    found = entry.get(key, usual)
    if not isinstance(found, bool):
        raise SchemaProblem(where, f"'{key}' hanya ya atau tidak.")
    return found


def _number(entry: Mapping[str, Any], key: str, where: str, usual: int) -> int:
    found = entry.get(key, usual)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= LARGEST_NUMBER:
        raise SchemaProblem(where, f"'{key}' harus angka 0 sampai {LARGEST_NUMBER}.")
    return found

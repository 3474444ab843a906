"""The form of a letter kind for programs: its JSON Schema, and answers read by the same form that officers fill in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from balai.core.question_forms import QuestionForm, question_form
from balai.core.questions import OTHER, Answer, Option, Question, QuestionType

type Given = Mapping[str, Answer | list[str]]
"""Answers as they came: a list of NIK where members of the family are picked, one value everywhere else."""

MOST_MEMBERS = 60
_DATES = {"type": "string", "format": "date"}
_TIMES = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


def schema_of(questions: Sequence[Question]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the answers to `questions`.

    A question with a condition is required only where the condition holds; `x-when` tells it, the form checks it.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "properties": {question.name: _property(question) for question in questions},
        "required": [each.name for each in questions if _is_always_required(each)],
    }


def picks_members(questions: Sequence[Question]) -> bool:
    """Whether anything is asked that is answered by members of the family."""
    return any(each.type is QuestionType.MEMBERS for each in questions)


def answered(
    questions: Sequence[Question], given: Given, *, today: date, members: Mapping[str, str]
) -> QuestionForm:
    """The officers' form, filled in with the answers of a program; it is valid where theirs would be.

    `members` are those who may be picked: NIK to the id that is kept.
    """
    picked = tuple(Option(each, each) for each in members.values())
    offered = [
        replace(each, options=picked) if each.type is QuestionType.MEMBERS else each for each in questions
    ]
    form = question_form(offered, today=today)(_as_typed(questions, given, members))
    for name, problem in _problems(questions, given, members):
        form.errors.pop(name or "", None)  # what is wrong says more than that something is missing
        form.add_error(name, problem)
    return form


def _problems(
    questions: Sequence[Question], given: Given, members: Mapping[str, str]
) -> Iterator[tuple[str | None, str]]:
    """What the form cannot see: unknown names, lists in the wrong place, people of another family."""
    if unknown := sorted(set(given) - {question.name for question in questions}):
        yield None, f"Isian tidak dikenal: {', '.join(unknown)}."
    for question in questions:
        answer = given.get(question.name)
        if isinstance(answer, list) and question.type is not QuestionType.MEMBERS:
            yield question.name, "Isian ini satu nilai, bukan daftar."
        elif isinstance(answer, list):
            strangers = [str(place) for place, nik in enumerate(answer, 1) if nik not in members]
            if strangers:
                yield question.name, f"NIK ke-{', '.join(strangers)} bukan anggota keluarga warga ini."
        elif answer is not None and question.type is QuestionType.MEMBERS:
            yield question.name, "Isi dengan daftar NIK anggota keluarga."


def _as_typed(questions: Sequence[Question], given: Given, members: Mapping[str, str]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for question in questions:
        answer = given.get(question.name)
        if answer is None or answer is False:
            continue
        if isinstance(answer, list):
            typed[question.name] = [members[nik] for nik in dict.fromkeys(answer) if nik in members]
            continue
        options = {option.value for option in question.options}
        if question.other and str(answer) not in options:
            typed |= {question.name: OTHER, f"{question.name}_{OTHER}": str(answer)}
        else:
            typed[question.name] = "on" if answer is True else str(answer)
    return typed


def _is_always_required(question: Question) -> bool:
    return question.required and question.condition is None and question.type is not QuestionType.YES_NO


def _property(question: Question) -> dict[str, Any]:
    said: dict[str, Any] = {"title": question.label, **_KINDS[question.type](question)}
    if question.hint:
        said["description"] = question.hint
    if question.condition:
        said["x-when"] = {
            "question": question.condition.question, "any_of": list(question.condition.any_of)
        }  # fmt: skip
    return said


def _text(question: Question) -> dict[str, Any]:
    return {"type": "string", "maxLength": question.longest}


def _whole(question: Question) -> dict[str, Any]:
    return {"type": "integer", "minimum": question.smallest, "maximum": question.largest}


def _members(question: Question) -> dict[str, Any]:
    """NIK of members of the resident's own family, who are never listed."""
    nik = {"type": "string", "pattern": "^[0-9]{16}$"}
    fewest = {"minItems": 1} if question.required else {}
    return {"type": "array", "items": nik, "uniqueItems": True, "maxItems": MOST_MEMBERS, **fewest}


def _choice(question: Question) -> dict[str, Any]:
    options = [{"const": option.value, "title": option.label} for option in question.options]
    free = [{"type": "string", "maxLength": question.longest, "title": "Lainnya"}] if question.other else []
    return {"anyOf": [*options, *free]}


_KINDS: Mapping[QuestionType, Callable[[Question], dict[str, Any]]] = {
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.DATE: lambda question: _DATES,
    QuestionType.TIME: lambda question: _TIMES,
    QuestionType.NUMBER: _whole,
    QuestionType.MONEY: _whole,
    QuestionType.CHOICE: _choice,
    QuestionType.YES_NO: lambda question: {"type": "boolean"},
    QuestionType.PHONE: lambda question: {"type": "string", "pattern": "^0[0-9]{9,12}$"},
    QuestionType.MEMBERS: _members,
    QuestionType.NIK: lambda question: {"type": "string", "pattern": "^[0-9]{16}$"},
    QuestionType.KK: lambda question: {"type": "string", "pattern": "^[0-9]{16}$"},
}

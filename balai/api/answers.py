"""The form of a letter kind for programs: its JSON Schema, and answers read by the same form that officers fill in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from balai.core.question_forms import QuestionForm, question_form
from balai.core.questions import OTHER, Answer, Question, QuestionType

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


def answered(questions: Sequence[Question], given: Mapping[str, Answer], *, today: date) -> QuestionForm:
    """The officers' form, filled in with the answers of a program; it is valid where theirs would be."""
    form = question_form(questions, today=today)(_as_typed(questions, given))
    if unknown := sorted(set(given) - {question.name for question in questions}):
        form.add_error(None, f"Isian tidak dikenal: {', '.join(unknown)}.")
    return form


def _as_typed(questions: Sequence[Question], given: Mapping[str, Answer]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for question in questions:
        answer = given.get(question.name)
        if answer is None or answer is False:
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
    QuestionType.MEMBERS: _text,
    QuestionType.NIK: lambda question: {"type": "string", "pattern": "^[0-9]{16}$"},
}

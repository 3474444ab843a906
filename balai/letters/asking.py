"""What is asked for a letter about one resident, and which of it the register answers already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from balai.core.questions import OTHER, Option, Question, QuestionType, Value
from balai.letters.definitions import KindDefinition, all_questions
from balai.letters.drafting import NobodyMaySign, Wish, drafted, members_of
from balai.letters.wording import value_at
from balai.residents.models import Resident


def questions_for(
    definition: KindDefinition, resident: Resident, *, known: Collection[str] = ()
) -> list[Question]:
    """Every question of the kind; those that pick from the family offer its living members.

    Of the parties in `known` only what no register tells is asked.
    """
    questions = all_questions(definition, known=known)
    if not any(question.type is QuestionType.MEMBERS for question in questions):
        return list(questions)
    members = tuple(Option(str(each.pk), each.full_name) for each in members_of(resident))
    return [
        replace(each, options=members) if each.type is QuestionType.MEMBERS else each for each in questions
    ]


def known_answers(questions: Sequence[Question], wish: Wish) -> dict[str, Any]:
    """The answers that the register gives, as a form is filled in with; empty when nobody may sign."""
    defaults = {question.name: question.default for question in questions if question.default}
    if not defaults:
        return {}
    try:
        values = drafted(wish)[0].values
    except NobodyMaySign:
        return {}
    return {name: _as_answer(value_at(values, path)) for name, path in defaults.items()}


def as_filled_in(questions: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers that were kept, as a form is filled in with: one's own words stand beside "Lainnya"."""
    filled = dict(answers)
    for question in questions:
        given = answers.get(question.name)
        if question.other and given and given not in {option.value for option in question.options}:
            filled |= {question.name: OTHER, f"{question.name}_{OTHER}": given}
    return filled


def _as_answer(value: Value | None) -> Any:
    """A value of the register as an answer is kept: a day as 2026-11-21."""
    return value.isoformat() if isinstance(value, date) else value or ""

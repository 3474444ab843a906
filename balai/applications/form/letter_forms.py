"""The form of a letter's service: made of what the village's kind of letter asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from balai.applications.form.definition import APPLICANT, Agency
from balai.core.questions import Condition, Question, QuestionType
from balai.letters.definitions import MAIN_PARTY, KindDefinition, Party
from balai.letters.enums import Source

OWN_STEP = "isian"


def letter_form(definition: KindDefinition) -> dict[str, Any]:
    """A form as plain table. Its answers, without those to the finder and about the applicant, are those of the letter.

    The main party is whoever applies; another who may be in the register is asked about like anybody else.
    """
    service: Mapping[str, Any] = definition.service or {}
    finder = service.get("questions", ())
    own = {question.name for question in definition.questions}
    case = {
        str(each["name"]): [str(option["value"]) for option in each["options"]]
        for each in finder
        if each["name"] not in own
    }
    steps = [_of_party(party) for party in definition.parties if party.source is not Source.REGISTER]
    if definition.questions:
        steps.append(
            {
                "name": OWN_STEP,
                "title": "Isi surat",
                "questions": _questions(definition.questions),
            }
        )
    return {
        "service": str(service.get("slug") or definition.slug),
        "revision": 1,
        "purpose": f"Data Anda dipakai untuk membuat {definition.title}.",
        "law": list(definition.legal_basis),
        "agency": Agency.VILLAGE.value,
        "case": case,
        "steps": steps,
    }


def _of_party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name.replace("_", "-"),
        "title": party.label,
        "person": party.name,
        "questions": _questions(party.asks),
    }


def _questions(questions: Iterable[Question]) -> list[dict[str, Any]]:
    return [_as_table(question) for question in questions]


def _as_table(question: Question) -> dict[str, Any]:
    """A question as it is written in a table."""
    told: dict[str, Any] = {
        "name": question.name,
        "label": question.label,
        "type": question.type.value,
        "required": question.required,
        "hint": question.hint,
        "default": _default(question.default),
        "past": question.past,
        "longest": question.longest,
        "smallest": question.smallest,
        "largest": question.largest,
    }
    if question.type is QuestionType.CHOICE:
        told["options"] = [{"value": each.value, "label": each.label} for each in question.options]
        told["other"] = question.other
    if question.suggestions:
        told["suggestions"] = list(question.suggestions)
    if question.condition:
        told["when"] = _condition(question.condition)
    return told


def _condition(condition: Condition) -> dict[str, list[str]]:
    return {condition.question: list(condition.any_of)}


def _default(path: str) -> str:
    """What the register knows of the main party is what is known of whoever applies."""
    party, dot, name = path.partition(".")
    return f"{APPLICANT}.{name}" if dot and party == MAIN_PARTY else path

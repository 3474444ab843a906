"""The form of a letter's service asks exactly what the kind of letter asks."""

import json
from datetime import date
from functools import cache

import pytest

from balai.applications.form.asking import asked_steps, kept
from balai.applications.form.definition import Agency
from balai.applications.form.letter_forms import letter_form
from balai.applications.form.reading import read_form
from balai.core.question_forms import question_form
from balai.letters.definitions import KindDefinition, all_questions
from balai.letters.kind_reading import read_definition, shipped_kinds
from balai.letters.samples import Sample, sample_answers
from tests.applications.form.answers import APPLICANT

TODAY = date(2026, 11, 22)


@cache
def kinds() -> dict[str, KindDefinition]:
    return {str(table["slug"]): read_definition(table) for table in shipped_kinds()}


@pytest.mark.parametrize("slug", [str(table["slug"]) for table in shipped_kinds()])
def test_a_kind_becomes_a_form_that_asks_the_same(slug: str) -> None:
    definition = kinds()[slug]

    form = read_form(json.loads(json.dumps(letter_form(definition))))

    answers = {**APPLICANT, **sample_answers(definition, Sample.WOMAN)}
    asked = [question.name for step in asked_steps(form, answers) for question in step.questions]
    wanted = [question.name for question in all_questions(definition)]
    assert form.agency is Agency.VILLAGE
    assert [name for name in asked if name not in wanted] == []
    assert [name for name in sample_answers(definition, Sample.WOMAN) if name not in asked] == []


@pytest.mark.parametrize("slug", ["kehilangan", "kematian", "pindah", "usaha"])
def test_answers_given_step_by_step_are_those_of_the_letter(slug: str) -> None:
    definition = kinds()[slug]
    form = read_form(letter_form(definition))
    answers = {**APPLICANT, **sample_answers(definition, Sample.WOMAN)}

    given: dict[str, object] = {}
    for step in asked_steps(form, answers):
        questions = [question for question in step.questions if question.type != "members"]
        filled = question_form(questions, today=TODAY)({name: str(value) for name, value in answers.items()})
        assert filled.is_valid(), filled.errors
        given |= filled.answers

    wanted = {
        name: value for name, value in kept(form, answers).items() if not name.startswith("applicant__")
    }
    assert set(given) == {name for name in wanted if name != "movers"}


def test_what_is_known_of_the_applicant_fills_the_letter() -> None:
    form = read_form(letter_form(kinds()["sptjm-pasangan"]))

    (kk,) = [each for step in form.steps for each in step.questions if each.name == "kk"]

    assert kk.default == "applicant.kk"

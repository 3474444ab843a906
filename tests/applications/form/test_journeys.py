"""Every way through the requirement finder is walked step by step to the finished sheets, as a page would do it."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.applications.form.asking import AskedStep, asked_steps, suggested
from balai.applications.form.checking import problems
from balai.applications.form.definition import ApplicationForm
from balai.applications.form.documents import required_documents
from balai.applications.form.events import life_events
from balai.applications.form.reading import read_form
from balai.applications.form.sheets import sheets
from balai.applications.form.shipped import shipped_form, shipped_slugs
from balai.core.question_forms import question_form
from balai.core.questions import Question, QuestionType
from balai.services.reading import read_standard, shipped_standards
from balai.services.rules import paths
from balai.services.standard import Standard
from balai.tenancy.models import Village
from tests.applications.form.answers import APPLICANT, TODAY
from tests.applications.form.drawing import printed

USUAL: Mapping[QuestionType, Any] = {
    QuestionType.TEXT: "Contoh Saja",
    QuestionType.LONG_TEXT: "Dompet jatuh di pasar.",
    QuestionType.DATE: "2026-11-12",
    QuestionType.TIME: "04:25",
    QuestionType.NUMBER: "1",
}
BY_NAME: Mapping[str, str] = {
    "kk": "9901011203159001",
    "child_kk": "9901011203159001",
    "guardian_kk": "9901011203159001",
    "host_kk": "9901011203159002",
    "to_postcode": "99201",
    "birth_date": "1988-03-04",
    "weight": "3200",
    "length": "49",
    "kk_staying": "2",
    "rt": "003",
    "rw": "001",
    "to_rt": "002",
    "to_rw": "004",
    "country_code": "MYS",
    "permit_until": "2029-01-15",
    "passport_expires_on": "2029-01-15",
}
BY_CASE: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("tempat", "rumah"): {"place": "4"},
    ("tempat", "tidak-diketahui"): {"applicant_is": "wali"},
    ("umur", "balita"): {"child__birth_date": "2023-01-12"},
    ("umur", "5-17"): {"child__birth_date": "2014-01-12"},
    ("umur", "lewat-60-hari"): {"baby1__birth_date": "2014-01-12"},
    ("umur", "sampai-60-hari"): {"baby1__birth_date": "2026-11-12"},
    ("ubah", "anak-menumpang"): {"joiner1__nik": "9901011201149012"},
}

ODD = ("2026-02-30", "99", "0", "9901010403889007", "9901013113889007", "ya", "{village.code}", "²", "1" * 40)
"""What somebody types who means no good."""


@cache
def form(slug: str) -> ApplicationForm:
    content = shipped_form(slug)
    assert content is not None
    return read_form(content)


@cache
def standard(slug: str) -> Standard:
    return read_standard(next(each for each in shipped_standards() if each["slug"] == slug))


def typed(step: AskedStep, case: Mapping[str, str], serials: Iterator[int]) -> dict[str, Any]:
    """What somebody types into a step; the first of several options."""
    given: dict[str, Any] = {}
    for each in case.items():
        given |= BY_CASE.get(each, {})
    return {
        question.name: given.get(question.name) or _answer(question, serials) for question in step.questions
    }


def _answer(question: Question, serials: Iterator[int]) -> Any:
    short = question.name.rpartition("__")[2]
    if short in BY_NAME:
        return BY_NAME[short]
    if question.type is QuestionType.CHOICE:
        return question.options[0].value
    if question.type is QuestionType.NIK:
        return f"990101040388{next(serials)}"
    return USUAL[question.type]


def walk(slug: str, case: Mapping[str, str]) -> dict[str, Any]:
    """The answers after the last step; each step is a page of its own."""
    answers: dict[str, Any] = {**case, **APPLICANT}
    serials = count(9100)
    done: set[str] = set()
    while step := next((each for each in asked_steps(form(slug), answers) if each.name not in done), None):
        page = question_form(step.questions, today=TODAY)
        filled = page({**suggested(step, answers), **typed(step, case, serials)})
        assert filled.is_valid(), (slug, case, step.name, filled.errors)
        answers |= filled.answers
        done.add(step.name)
    return answers


@pytest.mark.django_db
@pytest.mark.parametrize("slug", shipped_slugs())
def test_every_case_leads_to_sheets_and_documents(slug: str, village: Village) -> None:
    for case in paths(standard(slug)):
        answers = walk(slug, case)

        found = problems(form(slug), answers, today=TODAY)
        documents = required_documents(form(slug), standard(slug), answers, on=TODAY)
        drawn = sheets(form(slug), answers, today=TODAY)
        events = life_events(form(slug), answers, today=TODAY)
        assert [(each.question, each.sentence) for each in found if each.blocks] == [], case
        assert {each.question for each in found} <= answers.keys()
        assert all(printed(sheet, village)["blocks"] for sheet in drawn), case
        assert {document.sheet for document in documents} - {""} <= {sheet.name for sheet in drawn}, case
        assert all(event.people for event in events), case


def test_every_case_asks_something() -> None:
    silent = [
        (slug, case)
        for slug in shipped_slugs()
        for case in paths(standard(slug))
        if not asked_steps(form(slug), case)
    ]

    assert silent == []


def test_a_form_that_nobody_has_filled_in_has_no_problems() -> None:
    assert [slug for slug in shipped_slugs() if problems(form(slug), {}, today=TODAY)] == []


@settings(max_examples=60)
@given(st.data())
def test_no_answer_whatever_stops_a_form(data: st.DataObject) -> None:
    slug = data.draw(st.sampled_from(shipped_slugs()))
    case = data.draw(st.sampled_from(list(paths(standard(slug)))))
    asked = [question.name for step in asked_steps(form(slug), case) for question in step.questions]
    odd = st.one_of(
        st.none(), st.booleans(), st.integers(-5, 10**6), st.text(max_size=20), st.sampled_from(ODD)
    )
    answers = {**case, **data.draw(st.dictionaries(st.sampled_from([*asked, *APPLICANT]), odd))}

    problems(form(slug), answers, today=TODAY)
    required_documents(form(slug), standard(slug), answers, on=TODAY)
    sheets(form(slug), answers, today=TODAY)
    life_events(form(slug), answers, today=TODAY)

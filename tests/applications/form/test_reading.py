"""A form is read strictly: what has passed can be asked, checked and printed."""

import json
import re
from typing import Any

import pytest

from balai.applications.form.definition import Agency, is_specific
from balai.applications.form.reading import DefinitionProblem, read_form
from balai.applications.form.shipped import shipped_form, shipped_slugs
from balai.services.reading import read_standard, shipped_standards

STEP = {
    "name": "anda",
    "title": "Anda",
    "questions": [
        {"name": "way", "label": "Bagaimana?", "type": "choice", "options": ["a", "b"]},
        {"name": "many", "label": "Berapa?", "type": "number"},
    ],
}
CHILD = {
    "name": "anak",
    "title": "Anak",
    "person": "child",
    "repeat": "many",
    "most": 3,
    "questions": [{"name": "full_name", "label": "Nama"}],
}


def content(**more: Any) -> dict[str, Any]:
    return {
        "service": "contoh",
        "purpose": "Untuk contoh.",
        "law": ["UU 24/2013"],
        "agency": "village",
        "steps": [STEP, CHILD],
        **more,
    }


def check(**more: Any) -> dict[str, Any]:
    usual = {"rule": "told", "about": ["way"], "sentence": "Begitu.", "law": "UU 24/2013"}
    return content(checks=[{**usual, **more}])


def test_a_form_says_whose_document_it_leads_to() -> None:
    form = read_form(content())

    assert (form.agency, form.repeated) == (Agency.VILLAGE, {"child": "many"})


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (content(colour="red"), "tidak dikenal: colour"),
        (content(steps=[STEP, STEP]), "nama langkah harus berbeda"),
        (content(steps=[CHILD]), "'many' belum ditanyakan"),
        (content(steps=[{**STEP, "when": {"later": ["a"]}}]), "'later' yang belum ditanyakan"),
        (content(steps=[STEP, {**CHILD, "when": {"way": ["c"]}}]), "'way' tidak punya jawaban 'c'"),
        (content(steps=[STEP, CHILD, {**CHILD, "name": "lagi"}]), "'child__full_name' tidak boleh"),
        (
            content(steps=[STEP, CHILD, {**STEP, "name": "satu", "person": "child1"}]),
            "'child1' sudah terpakai",
        ),
        (content(case={"way": ["x"]}), "'way' tidak boleh"),
        (check(rule="magic"), "aturannya tidak dikenal"),
        (check(about=["stranger"]), "'stranger' tidak ditanyakan"),
        (check(when={"way": ["z"]}), "'way' tidak punya jawaban 'z'"),
        (content(sheets=[{"name": "x", "kind": "tidak-ada"}]), "surat 'tidak-ada' tidak ada"),
        (
            content(sheets=[{"name": "x", "kind": "f-1-02", "cells": {"pemohon.umur": "answers.way"}}]),
            "tidak punya kotak 'pemohon.umur'",
        ),
        (
            content(sheets=[{"name": "x", "kind": "f-1-02", "parties": {"resident": "stranger"}}]),
            "'stranger' tidak ditanyakan",
        ),
        (
            content(sheets=[{"name": "x", "kind": "f-1-02", "answers": {"card": "child.nik"}}]),
            "'child.nik' tidak ditanyakan",
        ),
        (content(documents={"sheets": {"Surat": "x"}}), "formulir 'x' tidak ada"),
        (content(life_events=[{"event": "party"}]), "'event' hanya boleh"),
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DefinitionProblem, match=sentence):
        read_form(wrong)


@pytest.mark.parametrize("slug", shipped_slugs())
class TestShipped:
    def test_it_survives_being_kept(self, slug: str) -> None:
        table = shipped_form(slug)

        assert table is not None
        assert read_form(json.loads(json.dumps(table))) == read_form(table)

    def test_it_fits_the_standard_of_its_service(self, slug: str) -> None:
        form = read_form(shipped_form(slug) or {})
        standard = read_standard(next(each for each in shipped_standards() if each["slug"] == slug))

        requirements = {each.name for each in standard.requirements}
        documents = form.documents
        named = {*documents.made_by_agency, *documents.optional, *documents.each, *documents.sheets}
        assert form.service == slug
        assert form.case == {
            question.name: tuple(option.value for option in question.options)
            for question in standard.questions
        }
        assert named <= requirements

    def test_what_it_says_of_the_law_has_an_article(self, slug: str) -> None:
        form = read_form(shipped_form(slug) or {})

        without = [each.law for each in form.checks if not any(sign.isdigit() for sign in each.law)]
        assert (bool(form.law), without) == (True, [])


def test_a_service_without_a_form_has_none() -> None:
    assert shipped_form("../../secrets") is None


def _words(text: str) -> list[int]:
    """How many words each sentence has."""
    return [len(sentence.split()) for sentence in re.split(r"[.?:;]\s", text) if sentence.strip()]


@pytest.mark.parametrize("slug", shipped_slugs())
def test_it_is_worded_for_a_reader_of_ten_years(slug: str) -> None:
    form = read_form(shipped_form(slug) or {})
    questions = [question for step in form.steps for question in step.questions]

    told = [each.sentence for each in form.checks] + [step.intro for step in form.steps] + [form.purpose]
    labels = [question.label for question in questions] + [step.title for step in form.steps]
    hints = [question.hint for question in questions]
    options = [option.label for question in questions for option in question.options]
    assert [text for text in (*told, *hints) if max(_words(text), default=0) > 20] == []
    assert [text for text in (*labels, *options) if len(text.split()) > 12] == []
    assert [text for text in told if text and not text.endswith((".", "”."))] == []


def test_what_the_law_calls_specific_is_marked_and_never_required() -> None:
    forms = [read_form(shipped_form(slug) or {}) for slug in shipped_slugs()]

    specific = [
        question
        for form in forms
        for step in form.steps
        for question in step.questions
        if is_specific(f"{step.person}__{question.name}")
    ]

    assert {question.name for question in specific} == {"impairment", "disability"}
    assert not any(question.required for question in specific)

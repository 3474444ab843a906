"""The questions as people hear them."""

import pytest

from balai.surveys.enums import Element
from balai.surveys.questions import ELEMENT_QUESTIONS, QUESTIONS, RESPONDENT_QUESTIONS, Question


def test_every_element_is_asked_once_with_four_answers() -> None:
    assert [question.name for question in ELEMENT_QUESTIONS] == [element.value for element in Element]
    assert {tuple(value for value, _ in question.choices) for question in ELEMENT_QUESTIONS} == {
        ("1", "2", "3", "4")
    }


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_questions_are_short(question: Question) -> None:
    assert len(question.text.split()) <= 12
    assert all(len(words.split()) <= 5 for _, words in question.choices)


def test_only_what_concerns_the_respondent_may_be_left_out() -> None:
    assert all(question.is_about_respondent for question in RESPONDENT_QUESTIONS)
    assert not any(question.is_about_respondent for question in ELEMENT_QUESTIONS)


def test_the_voice_reads_the_answers_too() -> None:
    assert ELEMENT_QUESTIONS[3].spoken == "Bagaimana biayanya? Sangat mahal, Cukup mahal, Murah, Gratis."

"""Every page of a visit speaks, in sentences that everybody understands."""

import re
from pathlib import Path

import pytest

import balai.kiosk
import balai.surveys

MOST_WORDS = 12
PAGES = sorted(
    page
    for app in (balai.kiosk, balai.surveys)
    for page in Path(str(app.__file__)).parent.glob("templates/**/*.html")
    if '{% extends "kiosk.html" %}' in page.read_text()
)
SAY = re.compile(r"\{% block say %\}(.*?)\{% endblock %\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def sentences(text: str) -> list[str]:
    """What may be read aloud; a value counts as one word, and each branch on its own."""
    plain = VALUE.sub("X", TAG.sub(".", text))
    return [part.strip() for part in re.split(r"[.?!]", plain) if part.strip()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_is_read_aloud_in_short_sentences(page: Path) -> None:
    said = SAY.search(page.read_text())

    assert said, f"nothing reads {page.name} aloud"
    too_long = [sentence for sentence in sentences(said[1]) if len(sentence.split()) > MOST_WORDS]
    assert too_long == []


IMPERSONAL = {
    "party.label|lower", "question.label", "question.spoken", "question", "hint", "words",
    "job.view.sentence", "job.view.hint", "title", "open.question.label",
}  # fmt: skip
"""What a page may put into what it says: words of the kind, of the service, of the survey and of the printer."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_browser_keeps_of_the_voice_names_nobody(page: Path) -> None:
    said = SAY.search(page.read_text())

    assert said
    assert {value.strip("{} ") for value in VALUE.findall(said[1])} <= IMPERSONAL

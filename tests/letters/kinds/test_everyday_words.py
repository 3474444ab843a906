"""What residents say is understood: 187 phrases, as people say and write them, and the kind that each wants.

Bars: the wanted kind among the first three for 97 of 100 phrases, the first for 90.
"""

import csv
from pathlib import Path

import pytest

from balai.core.closeness import Described, closest
from tests.letters.kinds.test_shipped import SHIPPED, read

PHRASES = Path(__file__).parent / "phrases.csv"
AMONG_THREE, FIRST = 0.97, 0.90
LEAST = 150


@pytest.fixture(scope="module")
def answers() -> list[tuple[str, set[str], list[str]]]:
    """Each phrase, the kinds that answer it, and what was found, the best first."""
    kinds = sorted((read(slug) for slug in SHIPPED), key=lambda kind: (kind.category, kind.title))
    offered = [Described(kind.title, kind.search_words, kind.summary) for kind in kinds]
    with PHRASES.open(encoding="utf-8") as lines:
        asked = [(row["phrase"], set(row["kind"].split("/"))) for row in csv.DictReader(lines)]
    return [
        (phrase, wanted, [kinds[place].slug for place in closest(phrase, offered)])
        for phrase, wanted in asked
    ]


def test_every_phrase_wants_kinds_that_exist(answers: list[tuple[str, set[str], list[str]]]) -> None:
    assert len(answers) >= LEAST
    assert {slug for _, wanted, _ in answers for slug in wanted} <= set(SHIPPED)


@pytest.mark.parametrize(("places", "least"), [(3, AMONG_THREE), (1, FIRST)])
def test_everyday_words_find_the_kind(
    answers: list[tuple[str, set[str], list[str]]], places: int, least: float
) -> None:
    missed = {phrase: found[:3] for phrase, wanted, found in answers if not wanted & set(found[:places])}

    assert 1 - len(missed) / len(answers) >= least, missed

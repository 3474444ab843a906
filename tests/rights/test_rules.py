"""The clock of 72 hours, and who is whose parent."""

from datetime import timedelta

import pytest

from balai.residents.enums import Relation
from balai.rights.rules import Clock, answers_for


@pytest.mark.parametrize(
    ("left", "words", "state", "boxes"),
    [
        (timedelta(hours=72), "Sisa 3 hari", "", [True, True, True]),
        (timedelta(hours=53, minutes=10), "Sisa 2 hari 5 jam", "", [True, True, True]),
        (timedelta(hours=24), "Sisa 1 hari", "warn", [True, False, False]),
        (timedelta(minutes=40), "Sisa 40 menit", "warn", [True, False, False]),
        (-timedelta(hours=3, minutes=1), "Lewat 3 jam", "bad", [False, False, False]),
    ],
)
def test_the_clock_counts_real_hours(left: timedelta, words: str, state: str, boxes: list[bool]) -> None:
    clock = Clock(left)

    assert (clock.words, clock.state, clock.boxes) == (words, state, boxes)


@pytest.mark.parametrize(
    ("relation", "nik", "child_relation", "answers"),
    [
        (Relation.HEAD, "", Relation.CHILD, True),
        (Relation.WIFE, "", Relation.CHILD, True),
        (Relation.HEAD, "", Relation.GRANDCHILD, False),
        (Relation.CHILD, "1", Relation.GRANDCHILD, True),
        (Relation.CHILD, "2", Relation.CHILD, False),
        (Relation.CHILD, "", Relation.CHILD, False),
    ],
)
def test_parents_are_those_whom_the_register_names(
    relation: Relation, nik: str, child_relation: Relation, answers: bool
) -> None:
    found = answers_for(relation=relation, nik=nik, child_relation=child_relation, parents={"1", ""})

    assert found is answers

"""What somebody needs, and what may be added to a standard."""

from datetime import date
from typing import Any

import pytest

from balai.core.strict_tables import DefinitionProblem
from balai.services.reading import fitting, read_additions, read_layers, read_standard, shipped_common
from balai.services.rules import (
    Weakening,
    add,
    asked_questions,
    components,
    is_answered,
    known_answers,
    needed,
    paths,
)
from balai.services.standard import Channel
from tests.services.tables import BIRTH

STANDARD = read_standard(BIRTH)
TODAY = date(2026, 11, 22)
STAMP = {"name": "Meterai", "law": "UU 10/2020", "proofs": ["Meterai 10.000"]}


def added(**additions: Any) -> Any:
    return add(STANDARD, read_additions(additions))


def test_a_question_is_asked_only_of_whom_it_concerns() -> None:
    asked = [
        [each.name for each in asked_questions(STANDARD, {"tempat": place})] for place in ("faskes", "rumah")
    ]

    assert asked == [["tempat"], ["tempat", "saksi"]]
    assert [is_answered(STANDARD, {"tempat": place}) for place in ("faskes", "rumah")] == [True, False]


def test_every_way_through_the_questions_is_known() -> None:
    assert list(paths(STANDARD)) == [
        {"tempat": "faskes"},
        {"tempat": "rumah", "saksi": "bidan"},
        {"tempat": "rumah", "saksi": "keluarga"},
    ]


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"tempat": "faskes"}, ["KK", "Surat lahir"]),
        ({"tempat": "rumah", "saksi": "keluarga"}, ["KK", "SPTJM kelahiran"]),
        ({"tempat": "rumah", "saksi": "bidan"}, ["KK"]),
    ],
)
def test_the_answers_lead_to_exactly_what_this_person_needs(
    answers: dict[str, str], wanted: list[str]
) -> None:
    assert [each.name for each in needed(STANDARD, answers, TODAY)] == wanted


def test_what_is_no_answer_is_passed_over() -> None:
    given = {"tempat": "faskes", "saksi": "keluarga", "lain": "x"}

    assert known_answers(STANDARD, given) == {"tempat": "faskes"}
    assert known_answers(STANDARD, {"tempat": "laut"}) == {}


def test_what_is_required_depends_on_the_day() -> None:
    old = {**STAMP, "name": "Meterai 6.000", "valid_until": "2020-12-31"}
    new = {**STAMP, "valid_from": "2021-01-01"}
    standard = read_standard({**BIRTH, "questions": [], "cases": [], "requirements": [old, new]})

    names = [
        [each.name for each in needed(standard, {}, day)] for day in (date(2020, 12, 31), date(2021, 1, 1))
    ]

    assert names == [["Meterai 6.000"], ["Meterai"]]


def test_more_may_be_asked_and_is_marked_as_local() -> None:
    found = added(requirements=[{**STAMP, "when": {"tempat": ["rumah"]}}]).requirements[-1]

    assert (found.name, found.national) == ("Meterai", False)


def test_more_may_be_accepted_and_promised() -> None:
    standard = added(
        proofs={"KK": ["Foto KK"]}, time={"amount": 1, "unit": "working_days"}, channels=["counter", "kiosk"]
    )

    assert standard.requirements[0].proofs == ("KK asli", "Foto KK")
    assert (str(standard.time), standard.time.law) == ("1 hari kerja", "Permendagri 19/2018")
    assert standard.channels == (Channel.COUNTER, Channel.KIOSK)


@pytest.mark.parametrize(
    ("additions", "sentence"),
    [
        ({"fee": {"amount": 5000, "law": "Perdes 1/2026"}}, "gratis menurut UU 24/2013"),
        ({"time": {"amount": 4, "unit": "working_days"}}, "paling lama 3 hari kerja"),
        ({"time": {"amount": 25, "unit": "hours"}}, "paling lama 3 hari kerja"),
        ({"requirements": [{**STAMP, "name": "Surat pengantar RT"}]}, "Perpres 96/2018"),
        ({"requirements": [{**STAMP, "name": "kk"}]}, "sudah ada"),
        ({"proofs": {"Ijazah": ["Asli"]}}, "tidak ada di standar"),
        ({"channels": ["online"]}, "loket"),
    ],
)
def test_nothing_that_the_law_gives_is_taken_away(additions: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Weakening, match=sentence):
        added(**additions)


def test_a_fee_that_no_law_forbids_names_its_rule() -> None:
    standard = read_standard({**BIRTH, "fee": {"amount": 0}})

    with pytest.raises(DefinitionProblem, match="peraturan"):
        read_additions({"fee": {"amount": 5000}})
    law = {"amount": 5000, "law": "Perdes 1/2026"}
    assert str(add(standard, read_additions({"fee": law})).fee) == "Rp5.000"


def test_an_addition_for_an_answer_that_nobody_can_give_is_refused() -> None:
    with pytest.raises(DefinitionProblem, match="tempat"):
        read_layers(BIRTH, {"requirements": [{**STAMP, "when": {"tempat": ["laut"]}}]})


def test_what_no_longer_fits_falls_away_alone() -> None:
    local = {
        "requirements": [STAMP, {**STAMP, "name": "KK"}],
        "proofs": {"Ijazah": ["Asli"]},
        "note": "Buka pagi.",
    }

    assert fitting((BIRTH,), local) == {"requirements": [STAMP], "note": "Buka pagi."}


@pytest.mark.parametrize(
    "change",
    [
        {"slug": "Akta Lahir"},
        {"time": {"amount": 0}},
        {"time": {"amount": 3, "longest": 1}},
        {"fee": {"free": True, "amount": 1, "law": "UU"}},
        {"fee": {"free": True}},
        {"life_events": ["makan"]},
        {"channels": ["sms"]},
        {"cases": [{"slug": "a", "title": "A", "answers": {"tempat": "rumah"}}]},
        {"requirements": [{"name": "KK", "law": "UU", "proofs": []}]},
        {"requirements": [{"name": "KK", "law": "UU", "proofs": ["a"], "x": 1}]},
        {"requirements": [{**STAMP, "valid_from": "2026-02-30"}]},
        {"requirements": [{**STAMP, "valid_from": "2026-02-02", "valid_until": "2026-02-01"}]},
        {"requirements": [{**STAMP, "when": {"tempat": ["faskes"]}}]},
        {"questions": [{"name": "a", "label": "A", "options": [{"value": "x", "label": "X"}]}]},
    ],
)
def test_a_table_that_says_too_little_or_too_much_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(DefinitionProblem):
        read_standard({**BIRTH, **change})


def test_questions_without_end_are_refused_before_they_are_walked() -> None:
    many = [{"value": f"v{number}", "label": "V"} for number in range(12)]
    questions = [{"name": f"q{number}", "label": "Q", "options": many} for number in range(8)]

    with pytest.raises(DefinitionProblem, match="terlalu banyak"):
        read_standard({**BIRTH, "questions": questions, "cases": [], "requirements": []})


def test_all_14_components_are_told_in_the_order_of_the_law() -> None:
    told = components(STANDARD, shipped_common(), TODAY)

    assert "".join(each.letter for each in told) == "abcdefghijklmn"
    assert all(each.lines for each in told)
    assert [each.letter for each in told if each.is_published] == list("bcdefj")

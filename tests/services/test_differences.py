"""What changed between two standards, in words."""

from typing import Any

import pytest

from balai.core.differing import Mark
from balai.services.differences import differences
from balai.services.reading import read_layers, read_standard
from balai.services.standard import Standard
from tests.services.tables import BIRTH

STANDARD = read_standard(BIRTH)
NAMES = {"service_head": "Kasi Pelayanan", "secretary": "Sekretaris desa"}
STAMP = {"name": "Meterai", "law": "UU 10/2020", "proofs": ["Meterai 10.000"]}


def told(after: Standard, before: Standard = STANDARD) -> list[str]:
    """Each line as `title: text`, with what went in brackets and what came in braces."""
    marks = {Mark.SAME: "{}", Mark.REMOVED: "[{}]", Mark.ADDED: "<{}>"}
    return [
        f"{section.title}: " + "".join(marks[each.mark].format(each.text) for each in line.stretches)
        for section in differences(before, after, NAMES)
        for line in section.lines
    ]


def changed(**tables: Any) -> Standard:
    return read_standard({**BIRTH, **tables})


def test_two_that_say_the_same_differ_in_nothing() -> None:
    assert differences(STANDARD, read_standard(BIRTH), NAMES) == ()


def test_what_a_village_adds_is_told_with_its_law_and_proof() -> None:
    added = differences(STANDARD, read_layers(BIRTH, {"requirements": [STAMP]}), NAMES)

    assert [(each.title, each.mark) for each in added] == [("Syarat: Meterai", Mark.ADDED)]
    assert [line.stretches[0].text for line in added[0].lines] == [
        "Meterai", "Dasar: UU 10/2020", "Bukti: Meterai 10.000", "Tidak diwajibkan aturan nasional.",
    ]  # fmt: skip


def test_what_went_is_told_as_gone() -> None:
    gone = differences(read_layers(BIRTH, {"requirements": [STAMP]}), STANDARD, NAMES)

    assert [(each.title, each.mark) for each in gone] == [("Syarat: Meterai", Mark.REMOVED)]


def test_one_more_proof_is_a_change_of_its_requirement() -> None:
    assert told(read_layers(BIRTH, {"proofs": {"KK": ["Foto KK"]}})) == ["Syarat: KK: <Bukti: Foto KK>"]


def test_only_the_words_that_changed_are_marked() -> None:
    assert told(changed(summary="Bukti sah kelahiran anak.")) == [
        "Ringkasan: Bukti [resmi]<sah> kelahiran anak."
    ]


def test_a_condition_is_told_by_question_and_answer() -> None:
    when = {"tempat": ["rumah", "faskes"], "saksi": ["bidan"]}

    assert told(read_layers(BIRTH, {"requirements": [{**STAMP, "when": when}]}))[3] == (
        "Syarat: Meterai: <Hanya bila: Di mana bayi lahir? Tempat kesehatan atau Di rumah; "
        "Siapa yang menolong? Bidan>"
    )


def test_the_same_requirements_in_another_order_are_told_once() -> None:
    first, *rest = BIRTH["requirements"]

    assert told(changed(requirements=[*rest, first])) == [
        "Urutan syarat: [Syarat: KK]",
        "Urutan syarat: <Syarat: KK>",
    ]


LAST = BIRTH["requirements"][-1]
QUESTION = BIRTH["questions"][0]


@pytest.mark.parametrize(
    "tables",
    [
        {"name": "Akta lahir"}, {"category": "Keluarga"}, {"icon": "bayi"}, {"nature": "guide"},
        {"life_events": ["lahir"]}, {"search_words": ["akta"]}, {"issuer": ""}, {"responsible": "secretary"},
        {"legal_basis": []}, {"output": ["Akta", "KK"]}, {"channels": ["counter"]}, {"forms": ["F-2.01"]},
        {"drops_introduction": ""}, {"report_within": {"text": "60 hari", "law": "UU"}},
        {"fee": {"amount": 0, "law": "UU 24/2013 pasal 79A"}}, {"fee": {"amount": 500, "law": "Perdes"}},
        {"time": {**BIRTH["time"], "longest": 2}}, {"time": {**BIRTH["time"], "law": ""}}, {"note": "Pagi."},
        {"cases": []}, {"components": {"staff": "Dua."}}, {"steps": {"counter": [{"title": "Datang"}]}},
        {"steps": {"counter": [{"title": "Datang", "note": "Pagi."}], "online": [{"title": "Kirim"}]}},
        {"questions": [{**QUESTION, "hint": "Lihat suratnya."}, *BIRTH["questions"][1:]]},
        {"requirements": [*BIRTH["requirements"][:2], {**LAST, "valid_until": "2030-01-01"}]},
        {"requirements": [*BIRTH["requirements"][:2], {**LAST, "valid_from": "2026-01-01"}]},
        {"requirements": [*BIRTH["requirements"][:2], {**LAST, "note": "Dua saksi."}]},
        {"requirements": [*BIRTH["requirements"][:2], {**LAST, "law": "UU"}]},
    ],
)  # fmt: skip
def test_no_change_stays_untold(tables: dict[str, Any]) -> None:
    assert told(changed(**tables))
    assert told(STANDARD, changed(**tables))

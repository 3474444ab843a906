"""Kinds as data: those that come with Balai, and what the reader refuses."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import pytest

from balai.core.questions import Condition
from balai.letters.blocks import Paragraph, Signature
from balai.letters.composition import compose
from balai.letters.definitions import all_questions
from balai.letters.kind_reading import DefinitionProblem, read_definition, shipped_kinds
from tests.letters.factories import ANSWERS

SHIPPED = {str(table["slug"]): table for table in shipped_kinds()}


VILLAGE_SIGNS: Mapping[str, Any] = {"block": "signature", "signers": [{"who": "village"}]}


def minimal(**changes: Any) -> dict[str, Any]:
    return {
        "slug": "uji",
        "title": "Surat Uji",
        "short_code": "SU",
        "category": "Umum",
        "summary": "Untuk uji.",
        "classification": "100",
        "body": [{"block": "paragraph", "text": "Halo {resident.full_name}."}, VILLAGE_SIGNS],
        **changes,
    }


def body(*blocks: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*blocks, VILLAGE_SIGNS]


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_kind_that_comes_with_balai_is_complete(slug: str) -> None:
    definition = read_definition(SHIPPED[slug])

    assert definition.legal_basis
    assert definition.service
    assert definition.signatures
    assert {question.name for question in all_questions(definition)} >= set(ANSWERS[slug])


def test_the_ten_kinds_of_the_first_slice_are_there() -> None:
    assert sorted(SHIPPED) == sorted(ANSWERS)


def test_short_codes_are_distinct() -> None:
    codes = [table["short_code"] for table in SHIPPED.values()]

    assert len(set(codes)) == len(codes)


def test_a_minimal_kind_has_one_party_from_the_register() -> None:
    definition = read_definition(minimal())

    assert [party.name for party in definition.parties] == ["resident"]
    assert isinstance(definition.body[0], Paragraph)
    assert isinstance(definition.body[1], Signature)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"body": body({"block": "paragraph", "text": "{answers.lost}"})},
            "Bagian ke-1 (paragraf): isian '{answers.lost}'",
        ),
        (
            {"body": body({"block": "paragraph", "text": "{resident.pin}"})},
            "Bagian ke-1 (paragraf): isian '{resident.pin}'",
        ),
        ({"body": body({"block": "typst", "text": "#x"})}, "Bagian ke-1: bagian 'typst' tidak dikenal"),
        ({"body": body({"block": "paragraph", "text": "x", "evil": 1})}, "tidak dikenal: evil"),
        ({"body": body({"block": "paragraph", "text": ["x"] * 41})}, "1 sampai 40 kalimat"),
        ({"body": body(*[{"block": "paragraph", "text": "x"}] * 40)}, "1 sampai 40 bagian"),
        ({"body": [{"block": "paragraph", "text": "x"}]}, "belum punya bagian tanda tangan"),
        (
            {"body": body({"block": "identity", "party": "resident", "rows": ["shoe_size"]})},
            "baris 'shoe_size'",
        ),
        ({"body": body({"block": "paragraph", "text": "x", "when": "answers.no"})}, "isian '{answers.no}'"),
        ({"title": ""}, "'title' harus diisi"),
        ({"paper": "a0"}, "'paper' hanya boleh a4 atau f4"),
        ({"signing_forms": ["everybody"]}, "cara menandatangani"),
        ({"unknown": 1}, "tidak dikenal: unknown"),
        ({"parties": [{"name": "village", "label": "x", "source": "register"}]}, "sudah dipakai sistem"),
        (
            {"parties": [{"name": "baby", "label": "x", "asks": ["full_name"]}]},
            "pihak pertama harus dari data warga",
        ),
        ({"fields": [{"name": "x"}]}, "Isian, isian ke-1: 'label' belum diisi"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionProblem) as refusal:
        read_definition(minimal(**changes))

    assert problem in str(refusal.value)


def test_reading_leaves_the_table_as_it_was() -> None:
    table = minimal()
    before = deepcopy(table)

    read_definition(table)

    assert table == before


WITNESSED = [
    {"name": "resident", "label": "Warga", "source": "register"},
    {
        "name": "witness",
        "label": "Saksi",
        "source": "either",
        "optional": True,
        "asks": ["full_name", "birth_date", {"name": "tie", "label": "Hubungan"}],
    },
]


def test_nobody_needs_to_be_named_for_an_optional_party() -> None:
    name, born, tie = all_questions(read_definition(minimal(parties=WITNESSED)))

    assert not name.required
    assert (born.condition, tie.condition) == (Condition("witness__full_name"),) * 2


def test_what_the_register_cannot_know_is_asked_of_those_who_are_in_it() -> None:
    questions = all_questions(read_definition(minimal(parties=WITNESSED)), known={"witness"})

    assert [(each.name, each.condition) for each in questions] == [("witness__tie", None)]


def test_a_sentence_may_be_for_an_age() -> None:
    young = {"text": "Belum 21.", "when": {"path": "resident.age", "below": 21}}
    definition = read_definition(minimal(body=body({"block": "paragraph", "text": ["Halo. ", young]})))

    texts = [compose(definition, {"resident": {"age": age}}).blocks[0]["text"] for age in (20, 21)]

    assert texts == [["Halo. ", "Belum 21."], ["Halo. "]]

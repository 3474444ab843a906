"""Kinds as data: those that come with Balai, and what the reader refuses."""

from collections.abc import Mapping
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balai.core.questions import Condition
from balai.letters.blocks import Paragraph, Signature
from balai.letters.composition import PEN, LetterTooLong, compose
from balai.letters.definitions import all_questions
from balai.letters.kind_reading import DefinitionProblem, read_definition

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


def form(**changes: Any) -> dict[str, Any]:
    """A kind that others sign, with one sheet."""
    sheet = {"block": "sheet", "form": "f-2.01", **changes}
    return minimal(signed_by="others", body=[sheet])


OTHERS_SIGN = {"block": "signature", "signers": [{"who": "name", "label": "Yang menyatakan", "stamp": True}]}


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (minimal(signed_by="others"), "Bagian ke-2 (tanda tangan): formulir ini ditandatangani orang lain"),
        (minimal(body=body(VILLAGE_SIGNS)), "tanda tangan pejabat hanya boleh satu"),
        (
            minimal(body=[{"block": "signature", "signers": [{"who": "village"}, {"who": "district"}]}]),
            "Bagian ke-1 (tanda tangan): pejabat yang menandatangani surat ditulis paling akhir",
        ),
        (
            minimal(body=[{"block": "signature", "signers": [{"who": "party", "party": "x", "label": "Y"}]}]),
            "pihak 'x' tidak ada",
        ),
        (minimal(district="cosign"), "perlu satu tempat untuk camat"),
        (minimal(classification=""), "'classification' harus diisi"),
        (minimal(body=[{"block": "sheet", "form": "f-2.01"}]), "belum punya bagian tanda tangan"),
        (
            form(cells={"pelapor.umur": "7"}),
            "Bagian ke-1 (formulir baku): formulir tidak punya kotak 'pelapor.umur'",
        ),
        (form(cells={"anak.tanggal_lahir": "hari ini"}), "kotak 'anak.tanggal_lahir' diisi tepat satu isian"),
        (form(ticks=[{"cell": "peristiwa.pesta", "when": "resident.nik"}]), "kotak 'peristiwa.pesta'"),
        (form(ticks=[{"cell": "peristiwa.kelahiran"}]), "belum punya syarat"),
        (form(form="f-9.99"), "'form' hanya boleh"),
        (
            minimal(
                body=body(
                    {"block": "attachment", "title": "L", "blocks": [{"block": "paragraph", "text": "x"}]}
                )
            ),
            "Lampiran ditaruh paling akhir",
        ),
        (
            minimal(
                body=[
                    VILLAGE_SIGNS,
                    {
                        "block": "attachment",
                        "title": "L",
                        "blocks": [{"block": "paragraph", "text": "{a.b}"}],
                    },
                ]
            ),
            "Bagian ke-2 (lampiran), bagian ke-1 (paragraf): isian '{a.b}' tidak dikenal",
        ),
        (
            minimal(forms=[{"name": "f", "title": "F", "body": [{"block": "paragraph", "text": "{a.b}"}]}]),
            "Formulir ke-1, bagian ke-1 (paragraf): isian '{a.b}' tidak dikenal",
        ),
        (
            minimal(signed_by="others", body=[OTHERS_SIGN], forms=[]) | {"district": "cosign"},
            "diteruskan ke camat",
        ),
        (
            minimal(fields=[{"name": "x", "label": "X", "default": "resident.shoe"}]),
            "isian '{resident.shoe}'",
        ),
    ],
)
def test_signatures_and_sheets_are_checked(table: dict[str, Any], problem: str) -> None:
    with pytest.raises(DefinitionProblem) as refusal:
        read_definition(table)

    assert problem in str(refusal.value)


def test_a_sheet_takes_only_answers_that_it_has_a_box_for() -> None:
    colours = [{"name": "sex", "label": "Jenis kelamin", "type": "choice", "options": ["Laki-laki", "Biru"]}]
    table = form(cells={"anak.jenis_kelamin": "{answers.sex}"}) | {"fields": colours}

    with pytest.raises(DefinitionProblem) as refusal:
        read_definition(table)

    assert "tidak punya pilihan 'Biru'" in str(refusal.value)


def test_a_refusal_leads_an_editor_to_the_block() -> None:
    table = minimal(
        body=[
            VILLAGE_SIGNS,
            {"block": "attachment", "title": "L", "blocks": [{"block": "paragraph", "text": "{a.b}"}]},
        ]
    )

    with pytest.raises(DefinitionProblem) as refusal:
        read_definition(table)

    assert refusal.value.place.path == ("body", 1, "blocks", 0)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    [
        "body",
        "fields",
        "parties",
        "forms",
        "validity",
        "signing_forms",
        "holder",
        "subject",
        "pages",
        "service",
        "district",
    ]
)


@settings(max_examples=300)
@given(st.dictionaries(KEYS, JSON, max_size=3))
def test_whatever_an_editor_sends_is_a_kind_or_a_sentence(changes: dict[str, Any]) -> None:
    with suppress(DefinitionProblem):
        assert read_definition({**minimal(), **changes}).signatures


BLOCKS = st.fixed_dictionaries(
    {
        "block": st.sampled_from(
            ["paragraph", "identity", "columns", "members", "statements", "signature", "attachment", "sheet"]
        )
    },
    optional=dict.fromkeys(
        (
            "text",
            "rows",
            "left",
            "columns",
            "items",
            "signers",
            "title",
            "blocks",
            "cells",
            "ticks",
            "lists",
            "when",
            "form",
        ),
        JSON,
    ),
)


@settings(max_examples=300)
@given(st.lists(BLOCKS, min_size=1, max_size=3))
def test_whatever_blocks_hold_is_read_or_refused(blocks: list[dict[str, Any]]) -> None:
    with suppress(DefinitionProblem):
        read_definition(minimal(body=body(*blocks)))


@pytest.mark.parametrize(
    "content",
    [
        {"text": ["x" * 60 + " "] * 41},
        {"text": "x " * 1001},
        {"text": "x" * 61},
        {"text": [["x"]]},
        {"text": "{resident.nik" + "|upper" * 7 + "}"},
    ],
)
def test_a_text_cannot_be_too_much(content: dict[str, Any]) -> None:
    with pytest.raises(DefinitionProblem):
        read_definition(minimal(body=body({"block": "paragraph", **content})))


def test_a_kind_cannot_be_too_large_or_too_deep() -> None:
    deep: Any = "x"
    for _ in range(20):
        deep = [deep]

    for source in (minimal(body=deep), minimal(legal_basis=["x" * 200] * 500), minimal(fields=[{}] * 7000)):
        with pytest.raises(DefinitionProblem, match="terlalu besar"):
            read_definition(source)


def test_what_answers_bring_in_is_bounded_before_anything_is_typeset() -> None:
    definition = read_definition(
        minimal(
            body=body(*[{"block": "paragraph", "text": "{answers.x}"}] * 10),
            fields=[{"name": "x", "label": "X", "type": "long_text"}],
        )
    )

    with pytest.raises(LetterTooLong):
        compose(definition, {"answers": {"x": "x" * 10_000}})


def test_a_form_for_others_leaves_dots_where_something_is_missing() -> None:
    definition = read_definition(
        minimal(
            signed_by="others",
            body=[{"block": "paragraph", "text": "Agama {resident.religion}."}, OTHERS_SIGN],
        )
    )

    composition = compose(definition, {"resident": {"religion": ""}})

    assert composition.blocks[0]["text"] == ["Agama ", PEN, "."]
    assert composition.blocks[1]["signers"] == [
        {"who": "name", "label": "Yang menyatakan", "name": "", "stamped": True}
    ]


def test_an_optional_party_signs_only_when_it_is_named() -> None:
    signers = [{"who": "party", "party": "witness", "label": "Saksi"}, {"who": "village"}]
    definition = read_definition(
        minimal(parties=WITNESSED, body=[{"block": "signature", "signers": signers}])
    )

    shown = [
        [each["who"] for each in compose(definition, {"witness": {"full_name": name}}).blocks[0]["signers"]]
        for name in ("Budi", "")
    ]

    assert shown == [["party", "village"], ["village"]]


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

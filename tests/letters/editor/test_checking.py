"""What is wrong with a draft is told at its place, and the rest stays readable."""

from typing import Any

import pytest

from balai.letters.editor.checking import examine
from balai.letters.editor.longhand import written_out
from balai.letters.editor.places import ABOUT, Place, read_place
from balai.letters.editor.starting import empty_kind
from balai.letters.kind_reading import read_definition, shipped_kinds


def draft(**about: Any) -> dict[str, Any]:
    told = {"title": "Surat Keterangan Hewan", "short_code": "SKH", "summary": "Tentang hewan."}
    return {**empty_kind(), **told, **about}


def troubles(content: dict[str, Any]) -> list[tuple[str, str]]:
    return [(str(each.place), each.sentence) for each in examine(content).troubles]


@pytest.mark.parametrize("kind", shipped_kinds(), ids=lambda kind: str(kind["slug"]))
def test_a_kind_in_longhand_is_the_same_kind(kind: dict[str, Any]) -> None:
    assert read_definition(written_out(kind)) == read_definition(kind)


@pytest.mark.parametrize("kind", shipped_kinds(), ids=lambda kind: str(kind["slug"]))
def test_a_kind_in_longhand_stays_as_it_is_when_written_out_again(kind: dict[str, Any]) -> None:
    once = written_out(kind)

    assert written_out(once) == once


def test_a_new_kind_lacks_only_what_nobody_can_know() -> None:
    assert troubles(empty_kind()) == [
        ("tentang", "Judul harus diisi, paling panjang 120 huruf."),
        ("tentang", "Singkatan harus diisi, paling panjang 12 huruf."),
        ("tentang", "Ringkasan harus diisi, paling panjang 200 huruf."),
    ]


def test_an_unknown_placeholder_is_told_at_its_block_and_the_rest_is_still_there() -> None:
    content = draft()
    content["body"][2]["text"][0]["text"] = "punya {answers.cow}."

    found = examine(content)

    assert troubles(content) == [("isi-3", "Isian '{answers.cow}' tidak dikenal.")]
    assert found.definition is not None
    assert len(found.definition.body) == len(content["body"])


def test_every_faulty_part_is_told_at_once() -> None:
    content = draft(title="")
    content["fields"].append({"name": "isian", "label": "", "type": "text"})
    content["body"][0]["text"][0]["text"] = "Kurung { terbuka"
    content["body"][3]["text"][0]["text"] = "{nobody.full_name}"

    assert [place for place, _ in troubles(content)] == ["tentang", "isian-2", "isi-1", "isi-4"]


def test_a_letter_without_a_signature_is_refused() -> None:
    content = draft()
    content["body"].pop()

    assert troubles(content) == [("tentang", "Surat belum punya bagian tanda tangan pejabat.")]
    assert examine(content).definition is not None


def test_a_fault_inside_an_attachment_is_told_there() -> None:
    content = draft()
    inner = [{"block": "paragraph", "text": [{"text": "{answers.nothing}"}]}]
    content["body"].append({"block": "attachment", "title": "Lampiran", "blocks": inner})

    assert [place for place, _ in troubles(content)] == ["isi-6-bagian-1"]


def test_a_party_that_asks_nothing_is_told() -> None:
    content = draft()
    content["parties"].append({"name": "ayah", "label": "Ayah", "source": "typed"})

    assert [place for place, _ in troubles(content)] == ["pihak-2"]


@pytest.mark.parametrize("text", ["isi-3", "isi-3-bagian-1", "isian-12", "lembar-1-isi-2", "tentang"])
def test_a_place_is_written_as_it_is_read(text: str) -> None:
    assert str(read_place(text)) == text


@pytest.mark.parametrize(
    "text", ["", "isi-0", "isi", "isi-3-", "rumah-1", "isi-1-isi-2-isi-3-isi-4", "isi--1"]
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(LookupError):
        read_place(text)


def test_the_whole_draft_is_a_place_without_steps() -> None:
    assert read_place("tentang") == ABOUT == Place()

"""Buttons and typing on a draft, without a database."""

from typing import Any

from balai.core.differing import Mark
from balai.letters.editor.changing import acted, with_typed
from balai.letters.editor.differences import differences
from balai.letters.editor.naming import name_of, short_code_of
from balai.letters.editor.places import read_place
from balai.letters.editor.starting import copy_of, empty_kind


def draft() -> dict[str, Any]:
    return {
        **empty_kind(),
        "title": "Surat Keterangan Hewan",
        "short_code": "SKH",
        "summary": "Tentang hewan.",
    }


def typed(content: dict[str, Any], place: str, **told: Any) -> dict[str, Any]:
    where = read_place(place)
    part: Any = content
    for name, index in where.steps:
        part = part[name][index]
    return with_typed(content, where, {**part, **told}, published=())


def test_a_new_field_is_named_after_its_label_while_it_is_typed() -> None:
    content = acted(draft(), None, "tambah:isian-2:").content

    for label in ("N", "Nama", "Nama hewan"):
        content = typed(content, "isian-2", label=label)

    assert content["fields"][1]["name"] == "nama_hewan"


def test_texts_and_conditions_follow_a_field_that_gets_another_name() -> None:
    content = draft()
    content["fields"].append(
        {"name": "alasan", "label": "Alasan", "when": {"question": "purpose", "any_of": ["Lain"]}}
    )
    content["body"][3]["text"].append({"text": "x", "when": {"path": "answers.purpose"}})

    content = typed(content, "isian-1", label="Untuk apa")

    assert content["body"][3]["text"][0]["text"].startswith(
        "Surat ini dibuat untuk keperluan {answers.untuk_apa|inline|bold}"
    )
    assert content["body"][3]["text"][-1]["when"] == {"path": "answers.untuk_apa"}
    assert content["fields"][1]["when"] == {"question": "untuk_apa", "any_of": ["Lain"]}


def test_a_field_that_letters_were_made_with_keeps_its_name() -> None:
    content = draft()

    changed = with_typed(
        content, read_place("isian-1"), {**content["fields"][0], "label": "Untuk apa"}, published={"purpose"}
    )

    assert changed["fields"][0] == {"name": "purpose", "label": "Untuk apa", "type": "text"}


def test_a_party_is_renamed_with_all_that_tells_of_it() -> None:
    content = acted(draft(), None, "tambah:pihak-2:").content
    content["body"][2]["text"] = [{"text": "ayahnya {pihak_2.full_name}, pihak_2"}]
    content["body"][4]["signers"].insert(0, {"who": "party", "party": "pihak_2", "label": "Ayah"})

    content = typed(content, "pihak-2", label="Ayah kandung")

    assert content["parties"][1]["name"] == "ayah_kandung"
    assert content["body"][2]["text"] == [{"text": "ayahnya {ayah_kandung.full_name}, pihak_2"}]
    assert content["body"][4]["signers"][0]["party"] == "ayah_kandung"


def test_names_are_plain_and_never_doubled() -> None:
    assert name_of("Nama Anak ke-2!", {"nama_anak_ke_2"}, "isian") == "nama_anak_ke_2_2"
    assert name_of("3 hari", (), "isian") == "isian_3_hari"
    assert name_of("★", (), "isian") == "isian"
    assert short_code_of("Surat Keterangan Domisili Usaha") == "SKDU"


def test_the_part_that_is_open_stays_open_wherever_it_goes() -> None:
    opened = read_place("isi-3")

    up = acted(draft(), opened, "naik:isi-3")
    removed = acted(draft(), opened, "hapus:isi-1")
    gone = acted(draft(), opened, "hapus:isi-3")

    assert (str(up.opened), str(removed.opened), gone.opened) == ("isi-2", "isi-2", None)
    assert "_open" not in str((up.content, removed.content))


def test_a_block_is_copied_below_itself() -> None:
    content = acted(draft(), None, "salin:isi-2").content

    assert content["body"][1] == content["body"][2]
    assert len(content["body"]) == 6


def test_the_resident_stays_the_first_party() -> None:
    content = acted(draft(), None, "tambah:pihak-2:").content

    for action in ("hapus:pihak-1", "turun:pihak-1", "naik:pihak-2"):
        assert acted(content, None, action).content == content


def test_rows_are_added_moved_and_removed() -> None:
    opened = read_place("isi-2")
    row = {"label": "NIK", "text": "{resident.nik}"}

    more = acted(draft(), opened, "baris:rows:tambah", row).content
    up = acted(more, opened, "baris:rows:naik:6").content
    less = acted(up, opened, "baris:rows:hapus:0").content

    assert more["body"][1]["rows"][-1] == row
    assert up["body"][1]["rows"][-2] == row
    assert len(less["body"][1]["rows"]) == 6


def test_a_new_signer_stands_before_the_official() -> None:
    content = acted(draft(), read_place("isi-5"), "baris:signers:tambah").content

    assert [signer["who"] for signer in content["body"][4]["signers"]] == ["party", "village"]


def test_what_the_draft_does_not_have_changes_nothing() -> None:
    content = draft()

    for action in (
        "hapus:isi-99",
        "tambah:isi-1:bom",
        "buka:lembar-3",
        "baris:rows:hapus:x",
        "x",
        "naik:",
        "salin:tentang",
    ):
        assert acted(content, read_place("isi-1"), action).content == content


def test_a_difference_is_told_sentence_by_sentence() -> None:
    before, after = draft(), draft()
    after["body"][2]["text"][0]["text"] = "adalah benar warga {village.full_name}."
    after["title"] = "Surat Keterangan Ternak"
    after["body"].insert(3, {"block": "paragraph", "text": [{"text": "Kalimat baru."}]})

    found = differences(before, after)

    told = [
        (
            section.title,
            section.mark,
            [[(each.text, each.mark) for each in line.stretches] for line in section.lines],
        )
        for section in found
    ]
    assert told[0] == (
        "Judul surat",
        Mark.SAME,
        [[("Surat Keterangan ", Mark.SAME), ("Hewan", Mark.REMOVED), ("Ternak", Mark.ADDED)]],
    )
    assert ("Paragraf", Mark.ADDED, [[("Kalimat baru.", Mark.ADDED)]]) in told
    words = next(lines for title, mark, lines in told if mark == Mark.SAME and title == "Paragraf")
    assert ("penduduk", Mark.REMOVED) in words[0]
    assert ("warga", Mark.ADDED) in words[0]


def test_the_same_content_has_no_differences() -> None:
    assert differences(draft(), draft()) == ()


def test_a_copy_has_no_service_and_no_revision() -> None:
    copied = copy_of({**draft(), "revision": 3, "service": {"slug": "x"}})

    assert "service" not in copied
    assert "revision" not in copied
    assert copied["title"] == "Salinan Surat Keterangan Hewan"

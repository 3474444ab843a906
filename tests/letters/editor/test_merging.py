"""A village's own text and a revision of Balai, put together difference by difference."""

from copy import deepcopy
from typing import Any

import pytest

from balai.letters.editor.differences import differences
from balai.letters.editor.longhand import written_out
from balai.letters.editor.merging import choices, merged
from balai.letters.kind_reading import read_definition, shipped_kinds
from tests.letters.editor.test_changing import draft


def both_changed() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Where both come from; the village's: title, a field more; Balai's: summary, a sentence, a form more."""
    origin = draft()
    own, new = deepcopy(origin), deepcopy(origin)
    own["title"] = "Surat Keterangan Ternak Kami"
    own["fields"].append({"name": "kandang", "label": "Nomor kandang", "type": "text"})
    new["summary"] = "Tentang hewan ternak."
    new["body"][2]["text"][0]["text"] = "adalah benar warga {village.full_name}."
    new["forms"] = [{"name": "pernyataan", "title": "Pernyataan", "body": deepcopy(origin["body"][:1])}]
    return origin, own, new


def test_what_only_balai_changed_is_suggested_and_what_the_village_changed_is_kept() -> None:
    origin, own, new = both_changed()

    found = choices(own, new, origin)

    assert {each.section.title: each.takes_new for each in found} == {
        "Judul surat": False,
        "Ringkasan": True,
        "Isian: Nomor kandang": False,
        "Paragraf": True,
        "Formulir: Pernyataan": True,
    }


def test_the_suggestion_joins_both() -> None:
    origin, own, new = both_changed()

    result = merged(own, new, {each.number for each in choices(own, new, origin) if each.takes_new})

    assert result["title"] == "Surat Keterangan Ternak Kami"
    assert result["summary"] == "Tentang hewan ternak."
    assert [each["name"] for each in result["fields"]] == ["purpose", "kandang"]
    assert result["body"][2]["text"][0]["text"] == "adalah benar warga {village.full_name}."
    assert [each["name"] for each in result["forms"]] == ["pernyataan"]


def test_each_difference_is_taken_for_itself() -> None:
    _, own, new = both_changed()
    summary = next(each for each in choices(own, new, None) if each.section.title == "Ringkasan")

    result = merged(own, new, {summary.number})

    assert [each.title for each in differences(own, result)] == ["Ringkasan"]


def test_what_the_village_took_out_is_not_brought_back() -> None:
    origin = draft()
    own, new = deepcopy(origin), deepcopy(origin)
    del own["body"][2]
    new["summary"] = "Lain."

    assert [(each.section.title, each.takes_new) for each in choices(own, new, origin)] == [
        ("Ringkasan", True),
        ("Paragraf", False),
    ]


@pytest.mark.parametrize("slug", ["domisili", "kelahiran", "n1", "ahli-waris", "f-1-03"])
def test_taking_nothing_is_the_villages_and_taking_all_is_balais(slug: str) -> None:
    contents = {each["slug"]: each for each in shipped_kinds()}
    own, new = contents[slug], contents["sktm"]
    everything = {each.number for each in choices(own, new, None)}

    assert differences(own, merged(own, new, ())) == ()
    assert differences(new, merged(own, new, everything)) == ()
    assert read_definition(merged(own, own, ())) == read_definition(written_out(own))


def test_requirements_suggestions_and_bounds_are_told() -> None:
    before = draft()
    after = deepcopy(before)
    after["parties"][0]["requires"] = [
        {"particular": "sex", "codes": [2], "sentence": "Harus perempuan."},
        {"particular": "age", "at_least": 17, "below": 60, "sentence": "Belum cukup umur."},
    ]
    after["fields"][0] |= {"suggestions": ["Sekolah"], "smallest": 1, "largest": 9}

    told = {
        "".join(stretch.text for stretch in line.stretches)
        for section in differences(before, after)
        for line in section.lines
    }

    assert told == {
        "Syarat: Jenis kelamin Perempuan. Harus perempuan.",
        "Syarat: Umur sedikitnya 17 dan di bawah 60 tahun. Belum cukup umur.",
        "Saran: Sekolah",
        "Paling kecil: 1",
        "Paling besar: 9",
    }

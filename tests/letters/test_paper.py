"""Letters on paper: signers in rows of two, attachments on pages of their own, nothing over the edge."""

from collections.abc import Mapping
from io import BytesIO
from itertools import product
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from balai.core.typesetting import UnprintableText
from balai.letters import sheet
from balai.letters.kind_reading import read_definition
from balai.letters.samples import Sample, sample_printed
from balai.tenancy.models import Village
from tests.letters.factories import NOW
from tests.letters.test_kind_reading import VILLAGE_SIGNS, minimal

pytestmark = pytest.mark.django_db

LONG_WORD = "Kusumaningratdiputrahadisuryaningratwidyastutisosrokartono" * 2


def paper(village: Village, table: Mapping[str, Any], who: Sample = Sample.WOMAN, **typed: str) -> bytes:
    definition = read_definition(table)
    printed = sample_printed(definition, who, on=NOW.date(), of=village, identity=None)
    drawn = sheet.sample_sheet(printed, watermark="CONTOH", village=village)
    if typed:
        drawn = {**drawn, "blocks": [*drawn["blocks"], {"kind": "paragraph", "text": [typed["text"]]}]}
    return sheet.as_pdf(drawn, printed, title=definition.title, at=NOW)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text().replace("\u00a0", " ") for page in PdfReader(BytesIO(pdf)).pages]


def signed_by(*others: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    signature = {"block": "signature", "signers": [*others, {"who": "village"}]}
    return minimal(body=[{"block": "paragraph", "text": "Halo {resident.full_name}."}, signature], **changes)


PARTY = {"who": "party", "party": "resident", "label": "Pemohon"}
WITNESSES = [
    {"who": "name", "label": f"Saksi {number}", "name": "{resident.full_name}"} for number in range(1, 6)
]


@pytest.mark.parametrize("others", range(6))
def test_any_number_of_people_with_very_long_names_sign_on_one_page(village: Village, others: int) -> None:
    pdf = paper(village, signed_by(*WITNESSES[:others]), Sample.LONG_NAME)

    assert len(pages(pdf)) == 1
    assert pages(pdf)[0].count("Saksi") == others


def test_a_word_without_end_is_broken_and_stays_itself(village: Village) -> None:
    text = pages(paper(village, signed_by(), text=LONG_WORD))[0]

    assert LONG_WORD not in text
    assert LONG_WORD in "".join(text.split())


def test_signs_piled_up_on_a_letter_are_refused(village: Village) -> None:
    with pytest.raises(UnprintableText):
        paper(village, signed_by(), text="Z\u0351\u036b\u0343\u0310algo")


def test_an_attachment_has_a_page_and_pages_are_counted_only_then(village: Village) -> None:
    attachment = {
        "block": "attachment",
        "title": "Daftar ahli waris",
        "blocks": [{"block": "paragraph", "text": "Satu."}],
    }

    alone = pages(paper(village, minimal()))
    both = pages(paper(village, minimal(body=[VILLAGE_SIGNS, attachment], pages=2)))

    assert (len(alone), "1 / 1" in alone[0]) == (1, False)
    assert ("2 / 2" in both[1], "DAFTAR AHLI WARIS" in both[1], "Lampiran" in both[1]) == (True, True, True)


def test_a_letter_may_be_as_long_as_its_kind_says(village: Village) -> None:
    def printed(paragraphs: int) -> int:
        long = [{"block": "paragraph", "text": "Kalimat pada kertas. " * 5}] * paragraphs
        return len(pages(paper(village, minimal(body=[*long, VILLAGE_SIGNS], pages=2))))

    assert (printed(20), printed(34)) == (1, 2)


@pytest.mark.parametrize(
    ("most", "taken", "layout"),
    [
        (1, {12: 1}, (12, False)),
        (1, {12: 2, 11.5: 2, 11: 1}, (11, False)),
        (1, {12: 2, 10: 2, 9.5: 1}, (9.5, True)),
        (1, {12: 2, 10: 2, 9: 2}, (12, False)),
        (2, {12: 2, 11: 1}, (11, False)),
        (2, {12: 2, 10: 2, 9: 1}, (12, False)),
        (3, {12: 3, 11: 1}, (12, False)),
        (2, {12: 3, 11.5: 2}, (11.5, False)),
    ],
)
def test_smaller_type_saves_a_page_or_keeps_to_what_a_kind_may_take(
    most: int, taken: Mapping[float, int], layout: sheet.Layout
) -> None:
    def pages_at(wanted: sheet.Layout) -> int:
        return taken[min(size for size in taken if size >= wanted[0])]

    assert sheet.fitting(most, pages_at) == layout


def test_a_smaller_layout_is_kept_only_while_it_would_be_chosen_again() -> None:
    layouts = [sheet.USUAL_LAYOUT, *sheet.SMALLER_LAYOUTS, *sheet.SMALLEST_LAYOUTS]
    for first_that_fits, before in product(range(len(layouts) + 1), layouts[1:]):

        def pages_at(wanted: sheet.Layout, first: int = first_that_fits) -> int:
            return 1 if layouts.index(wanted) >= first else 2

        assert sheet.fits_still(before, 1, pages_at) == (sheet.fitting(1, pages_at) == before)


def test_a_picture_does_not_depend_on_what_was_drawn_before(village: Village) -> None:
    def picture(paragraphs: int) -> list[str]:
        long = [{"block": "paragraph", "text": "Kalimat pada kertas. " * 5}] * paragraphs
        definition = read_definition(minimal(body=[*long, VILLAGE_SIGNS]))
        printed = sample_printed(definition, Sample.WOMAN, on=NOW.date(), of=village, identity=None)
        return sheet.as_pictures(sheet.sample_sheet(printed, watermark="CONTOH", village=village), printed)

    lengths = (2, 20, 38, 2, 38, 20)
    drawn = [(length, picture(length)) for length in lengths]

    assert {length: len(pages) for length, pages in drawn} == {2: 1, 20: 1, 38: 3}
    assert all(pages == dict(drawn)[length] for length, pages in drawn)


def test_a_picture_comes_out_of_its_address_as_it_went_in() -> None:
    picture = """<svg title="50% #1 dari 'Mekarsari' &amp; sekitarnya"><use href="#g1"/></svg>"""

    kind, _, held = sheet.address_of(picture).partition(",")

    assert kind == "data:image/svg+xml"
    assert not set(held) & set('"&#')
    assert ElementTree.canonicalize(unquote(held)) == ElementTree.canonicalize(picture)


def test_a_form_of_others_has_no_letterhead_number_or_code(village: Village) -> None:
    table = minimal(
        signed_by="others",
        form_code="Model N4",
        body=[
            {"block": "columns", "left": ["Utara: sungai"], "right": ["Selatan: jalan"]},
            {"block": "signature", "signers": [{**PARTY, "stamp": True}, WITNESSES[0]]},
        ],
    )

    text = pages(paper(village, table))[0]

    assert [word in text for word in ("Model N4", "Utara: sungai", "Selatan: jalan", "Meterai")] == [True] * 4
    assert [word in text for word in ("PEMERINTAH", "Nomor", "Pindai")] == [False] * 3
    assert text.count("20 November 2026") == 1

"""Letters on paper: signers in rows of two, attachments on pages of their own, nothing over the edge."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

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

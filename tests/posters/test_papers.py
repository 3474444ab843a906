"""Every paper, made of what is hard to print: nothing runs over, the size is exact, the code leads where it says."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.urls import resolve
from pypdf import PdfReader

from balai.posters.enums import Facet, Subject
from balai.posters.papers import LARGEST_SIDE, PAPERS, SIZES
from balai.posters.setting import NoPublicAddress
from balai.publications.enums import ArticleKind
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import make_village
from tests.posters.making import (
    LONG,
    LONG_TABLE,
    NOW,
    bring,
    codes_on,
    every_size,
    faults,
    hall_of,
    make_office,
    with_bleed,
)
from tests.publications.factories import make_article
from tests.services.tables import BIRTH

pytestmark = pytest.mark.django_db


def test_every_size_is_one_that_a_pdf_can_have_and_every_paper_has_some() -> None:
    assert [size.slug for size in SIZES.values() if max(size.width, size.height) + 16 > LARGEST_SIDE] == []
    assert [paper.slug for paper in PAPERS.values() if not every_size([paper])] == []


def test_a_village_with_long_names_and_a_long_service_fits_on_every_paper(db: None) -> None:
    village = make_village(**LONG)
    with acting_for(village):
        make_office()
        bring(LONG_TABLE)
        hall = hall_of(village)
        (service,) = hall.services.values()

        wrong = []
        for paper in PAPERS.values():
            about = service if paper.subject is Subject.SERVICE else None
            wanted = with_bleed(hall.wanted(paper, SIZES[paper.sizes[0]], about))
            wrong += [(paper.slug, fault) for fault in faults(wanted, wanted.as_pdf(NOW))]

    assert wrong == [], wrong


def test_the_code_on_every_paper_of_a_village_that_has_said_nothing_of_itself_leads_where_it_says(
    in_village: Village,
) -> None:
    bring(BIRTH)
    hall = hall_of(in_village)
    (service,) = hall.services.values()

    astray = []
    for paper in PAPERS.values():
        wanted = hall.wanted(
            paper, SIZES[paper.sizes[-1]], service if paper.subject is Subject.SERVICE else None
        )
        if (codes := codes_on(wanted.size, wanted.as_pdf(NOW))) != {wanted.address}:
            astray.append((paper.slug, codes))

    assert astray == []


def test_a_poster_says_what_it_costs_how_long_it_takes_and_of_which_version_it_is(
    in_village: Village,
) -> None:
    bring(BIRTH)
    hall = hall_of(in_village)

    pdf = hall.wanted(PAPERS["poster"], SIZES["a3"], hall.services["akta-kelahiran"]).as_pdf(NOW)

    text = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().replace("\u00a0", " ").split())
    for piece in ("Desa Sukamaju", "Akta kelahiran", "Gratis", "1–3 hari kerja", "SPTJM kelahiran", "Standar versi 1, berlaku"):  # fmt: skip
        assert piece in text


def test_a_board_shows_the_chosen_services_and_goes_on_to_another_when_they_are_many(
    in_village: Village,
) -> None:
    bring(BIRTH, *({**LONG_TABLE, "slug": f"panjang-{number}"} for number in range(12)))
    hall = hall_of(in_village)
    paper = PAPERS["papan-standar"]

    one = PdfReader(BytesIO(hall.wanted(paper, SIZES["a1"], chosen=["akta-kelahiran"]).as_pdf(NOW)))
    all_of_them = PdfReader(BytesIO(hall.wanted(paper, SIZES["a1"]).as_pdf(NOW)))

    assert len(one.pages) == 1
    assert "Pengakuan" not in one.pages[0].extract_text()
    assert len(all_of_them.pages) > 1
    assert all("Persyaratan" in page.extract_text() for page in all_of_them.pages)


def test_a_paper_is_archival_accessible_and_has_its_fonts_inside(in_village: Village) -> None:
    bring(BIRTH)
    hall = hall_of(in_village)

    pdf = hall.wanted(PAPERS["poster"], SIZES["a3"], hall.services["akta-kelahiran"]).as_pdf(NOW)

    with pikepdf.open(BytesIO(pdf)) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
        assert bool(document.Root.MarkInfo.Marked)
        assert str(document.Root.Lang) == "id-ID"
        assert ("<pdfaid:part>2<" in metadata, "<pdfuaid:part>1<" in metadata) == (True, True)
        fonts = document.pages[0].Resources.Font
        inside = [fonts[name].DescendantFonts[0].FontDescriptor for name in fonts]
        assert inside
        assert all("/FontFile2" in font or "/FontFile3" in font for font in inside)


def test_the_same_paper_on_the_same_day_has_the_same_bytes(in_village: Village) -> None:
    bring(BIRTH)
    hall = hall_of(in_village)
    wanted = hall.wanted(PAPERS["stiker"], SIZES["60mm"], hall.services["akta-kelahiran"])

    assert wanted.as_pdf(NOW) == wanted.as_pdf(NOW)


@pytest.mark.parametrize(
    ("page", "name"), [("layanan/x/", "services:service"), ("tautan/", "publications:links")]
)
def test_codes_lead_to_pages_that_are_there(page: str, name: str) -> None:
    assert resolve(f"/{page}", urlconf="config.urls_village").view_name == name


def test_nothing_is_printed_before_the_hall_has_an_address(in_village: Village, settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = ""
    bring(BIRTH)
    hall = hall_of(in_village)
    wanted = hall.wanted(PAPERS["poster"], SIZES["a4"], hall.services["akta-kelahiran"])

    assert len(wanted.as_pictures()) == 1
    with pytest.raises(NoPublicAddress, match="BALAI_PUBLIC_URL"):
        wanted.as_pdf(NOW)


def test_the_charter_on_paper_is_signed_as_its_page_says(in_village: Village) -> None:
    paper, size = PAPERS["maklumat"], SIZES["a4"]
    before = hall_of(in_village)
    facts = {
        "place": "Balai Sukamaju",
        "day": "5 Januari 2026",
        "signer_title": "Penjabat Kepala Desa",
        "signer": "Suparno",
    }
    make_article("Maklumat", kind=ArticleKind.CHARTER, facts=facts)
    after = hall_of(in_village)

    text = PdfReader(BytesIO(after.wanted(paper, size).as_pdf(NOW))).pages[0].extract_text()

    assert "Balai Sukamaju, 5 Januari 2026" in " ".join(text.replace("\u00a0", " ").split())
    assert "Penjabat Kepala Desa" in text
    assert "Suparno" in text
    assert before.facts.facets[Facet.HEAD] != after.facts.facets[Facet.HEAD]

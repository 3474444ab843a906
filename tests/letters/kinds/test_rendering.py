"""Every kind that comes with Balai is printed for residents who are hard to print: `make soak` does 200 for each."""

from io import BytesIO

import pikepdf
import pytest

from balai.tenancy.models import Village
from tests.letters.factories import NOW, version_of
from tests.letters.kinds import SHIPPED
from tests.letters.kinds.answering import Answering
from tests.letters.kinds.drawing import NUMBER, draw
from tests.letters.kinds.paper import faults, pages_and_text
from tests.letters.kinds.people import LEAST, make_people

pytestmark = pytest.mark.django_db
ON = NOW.date()
AS_TYPED = {"n4"} | {slug for slug in SHIPPED if slug.startswith("f-")}
"""Forms that name others than the resident, or write letter by letter into boxes."""


@pytest.fixture
def answering(ready: Village) -> Answering:
    return Answering(make_people(LEAST, on=ON), on=ON)


@pytest.mark.parametrize("slug", sorted(SHIPPED))
def test_hard_residents_get_a_sound_paper(answering: Answering, slug: str) -> None:
    most = version_of(slug).definition.pages

    for number in range(LEAST):
        drawn = draw(answering.wish(version_of(slug), number, talkative=number == 1), answering)

        for paper in drawn.papers:
            pages, text = pages_and_text(paper)
            assert pages <= (most if paper is drawn.pdf else 1), f"resident {number}: {pages} pages"
            assert faults(paper, drawn.margins) == []
            assert "{" not in text


@pytest.mark.parametrize("slug", sorted(SHIPPED))
def test_the_paper_says_whom_it_is_about_and_can_be_kept_and_read_aloud(
    answering: Answering, slug: str
) -> None:
    definition = version_of(slug).definition
    drawn = draw(answering.wish(version_of(slug), 3), answering)

    words = " ".join(pages_and_text(drawn.pdf)[1].split())
    if definition.slug not in AS_TYPED:
        assert drawn.wish.resident.full_name in words
        assert drawn.wish.resident.nik in words
    assert (f"Nomor: {NUMBER}" in words) is definition.is_letter
    for paper in drawn.papers:
        check_archival_and_accessible(paper)


def check_archival_and_accessible(paper: bytes) -> None:
    """PDF/A-2b and PDF/UA-1: who made it says so, and the structure that they ask for is there."""
    with pikepdf.open(BytesIO(paper)) as pdf, pdf.open_metadata() as metadata:
        root = pdf.Root
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
        assert [str(intent.S) for intent in root.OutputIntents] == ["/GTS_PDFA1"]
        assert "/DestOutputProfile" in root.OutputIntents[0]
        assert str(root.Lang) == "id-ID"
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert not pdf.is_encrypted
        assert unembedded_fonts(pdf) == []


def unembedded_fonts(pdf: pikepdf.Pdf) -> list[str]:
    """The fonts whose outlines are not in the file."""
    dictionaries = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
    fonts = [each for each in dictionaries if each.get("/Type") == "/FontDescriptor"]
    return [
        str(each.FontName) for each in fonts if not {"/FontFile", "/FontFile2", "/FontFile3"} & {*each.keys()}
    ]

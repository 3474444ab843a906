"""Every kind that comes with Balai is printed for residents who are hard to print; for all of them and 200 more in `make soak`."""

from io import BytesIO

import pikepdf
import pytest

from balai.letters.definitions import KindDefinition
from balai.tenancy.models import Village
from tests.letters.factories import NOW, version_of
from tests.letters.kinds import SHIPPED
from tests.letters.kinds.answering import Answering
from tests.letters.kinds.drawing import NUMBER, Drawn, draw
from tests.letters.kinds.paper import look_at
from tests.letters.kinds.people import LEAST, make_people

pytestmark = pytest.mark.django_db
ON = NOW.date()
TALKATIVE, ORDINARY = 1, 3
OTHERS = sorted(set(range(LEAST)) - {TALKATIVE, ORDINARY})
"""Each kind meets one of them in turn."""
AS_TYPED = {"n4"} | {slug for slug in SHIPPED if slug.startswith("f-")}
"""Forms that name others than the resident, or write letter by letter into boxes."""


@pytest.fixture
def answering(ready: Village) -> Answering:
    return Answering(make_people(LEAST, on=ON), on=ON)


@pytest.mark.parametrize(("place", "slug"), list(enumerate(sorted(SHIPPED))))
def test_hard_residents_get_a_sound_paper_that_can_be_kept_and_read_aloud(
    answering: Answering, place: int, slug: str
) -> None:
    version = version_of(slug)
    for number in (TALKATIVE, ORDINARY, OTHERS[place % len(OTHERS)]):
        drawn = draw(answering.wish(version, number, talkative=number == TALKATIVE), answering)

        for paper in drawn.papers:
            seen = look_at(paper.pdf, paper.margins)
            assert seen.pages <= paper.most_pages, f"resident {number}: {seen.pages} pages"
            assert seen.faults == ()
            assert "{" not in seen.text
            if number == ORDINARY:
                check_archival_and_accessible(paper.pdf)
                check_whom_it_is_about(drawn, version.definition)


def check_whom_it_is_about(drawn: Drawn, definition: KindDefinition) -> None:
    words = " ".join(look_at(drawn.pdf).text.split())
    if definition.slug not in AS_TYPED:
        assert drawn.wish.resident.full_name in words
        assert drawn.wish.resident.nik in words
    assert (f"Nomor: {NUMBER}" in words) is definition.is_letter


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

import pytest

from balai.core import files
from balai.letters.enums import LetterState
from balai.letters.models import AgendaEntry
from balai.tenancy.models import Village
from tests.letters.factories import issue, make_wish

pytestmark = pytest.mark.django_db


def test_a_letter_is_numbered_sealed_stored_and_entered_in_the_agenda(ready: Village) -> None:
    letter = issue(make_wish("domisili"))

    pdf = files.read(letter.pdf_sha256)
    assert (letter.state, letter.number) == (LetterState.ISSUED, "400.12.2.1/001/Ds.Sukamaju/XI/2026")
    assert pdf.startswith(b"%PDF-")
    assert [entry.letter_number for entry in AgendaEntry.objects.all()] == [letter.number]

"""The sample office has letters to show: made at the desk, in order, genuine, and the same from the same seed."""

from datetime import date
from typing import Any

from balai.core import files
from balai.core.sealing import Verdict, examine_pdf
from balai.letters.enums import Direction, LetterState
from balai.letters.models import AgendaEntry, Dispatch, Letter, Reprint
from balai.sample.loading import load_sample
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.keys import roots
from tests.letters.conftest import hall

__all__ = ["hall"]

TODAY = date(2026, 11, 22)


def test_a_small_office_has_letters_of_every_fate(db: None, hall: None) -> None:
    loaded = load_sample(seed=1, small=True, today=TODAY)

    assert [village.letters for village in loaded] == [6, 0, 0]
    with acting_for(Village.objects.get(slug="sukamaju")):
        letters = list(Letter.objects.order_by("serial"))
        incoming = AgendaEntry.objects.incoming()
        fates = (Reprint.objects.count(), Dispatch.objects.count(), incoming.count())
        corrected = incoming.exclude(corrects=None).count()
        entered = AgendaEntry.objects.filter(direction=Direction.OUTGOING).count()
    assert [letter.serial for letter in letters] == [1, 2, 3, 4, 5, 6]
    assert [letter.state for letter in letters] == [
        LetterState.REVOKED, LetterState.ISSUED, LetterState.ISSUED, LetterState.SUPERSEDED, LetterState.ISSUED,
        LetterState.ISSUED,
    ]  # fmt: skip
    assert fates == (1, 2, 4)
    assert (corrected, entered) == (1, 6)
    days = [letter.issued_on for letter in letters]
    assert days == sorted(days)
    assert days[0] >= date(2026, 7, 1)
    assert days[-1] <= date(2026, 11, 20)
    verdicts = {examine_pdf(files.read(letter.pdf_sha256), roots()).verdict for letter in letters}
    assert verdicts == {Verdict.GENUINE}


def test_without_an_address_for_the_qr_code_no_letter_is_made(db: None, settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = ""

    loaded = load_sample(seed=1, small=True, today=TODAY)

    assert [village.letters for village in loaded] == [0, 0, 0]

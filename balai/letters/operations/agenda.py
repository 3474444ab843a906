"""Writing into the agenda and the expedition book, and printing a letter again."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.letters.enums import Action, Direction
from balai.letters.models import AgendaEntry, Dispatch, Letter, Reprint
from balai.letters.operations.numbering import draw_serial

INCOMING = "agenda:masuk"


class AlreadyCorrected(ValueError):
    """The line was corrected before; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Catatan ini sudah dibetulkan. Betulkan catatan yang baru.")


class AlreadyEntered(ValueError):
    """The same letter stands in the book already; `str()` is a sentence."""

    def __init__(self, earlier: AgendaEntry) -> None:
        super().__init__(f"Surat ini sudah dicatat dengan nomor agenda {earlier.serial}.")


@transaction.atomic
def enter_incoming(
    *,
    entered_on: date,
    letter_number: str,
    letter_date: date,
    correspondent: str,
    subject: str,
    by: Actor,
    corrects: AgendaEntry | None = None,
) -> AgendaEntry:
    """Write a letter that came in; it gets the next agenda number of its year, to be stamped on it.

    With `corrects`, the line takes the place of one that was written wrong. Raises `AlreadyCorrected`;
    `AlreadyEntered` for what was written before on that day, be it by a button that was pressed twice.
    """
    serial = draw_serial(INCOMING, entered_on.year)  # from here on, nobody else writes into this year's book
    entry = AgendaEntry(
        direction=Direction.INCOMING,
        entered_on=entered_on,
        year=entered_on.year,
        serial=serial,
        letter_number=letter_number.strip(),
        letter_date=letter_date,
        correspondent=correspondent.strip(),
        subject=subject.strip(),
        corrects=corrects,
        entered_label=by.label,
    )
    _refuse_twice(entry)
    entry.save(force_insert=True)
    record(Action.AGENDA_ENTERED, by=by, subject=entry, facts={"serial": entry.serial})
    return entry


def _refuse_twice(entry: AgendaEntry) -> None:
    if entry.corrects and AgendaEntry.objects.filter(corrects=entry.corrects).exists():
        raise AlreadyCorrected
    written = ("entered_on", "letter_number", "letter_date", "correspondent", "subject")
    same = AgendaEntry.objects.incoming().filter(
        corrected_by=None, **{name: getattr(entry, name) for name in written}
    )
    if earlier := same.first():
        raise AlreadyEntered(earlier)


@transaction.atomic
def record_dispatch(*, letter: Letter, sent_on: date, recipient: str, note: str, by: Actor) -> Dispatch:
    """Write down that a letter was sent or handed over."""
    dispatch = Dispatch(
        letter=letter, sent_on=sent_on, recipient=recipient.strip(), note=note.strip(), entered_label=by.label
    )
    dispatch.save(force_insert=True)
    record(Action.DISPATCHED, by=by, subject=letter)
    return dispatch


@transaction.atomic
def reprint_letter(*, letter: Letter, reason: str, by: Actor, at: datetime | None = None) -> bytes:
    """The file of a letter to be printed once more; counted, with the reason. Raises `FileMissing`, `FileDamaged`."""
    pdf = files.read(letter.pdf_sha256)
    Reprint(
        letter=letter, at=at or timezone.now(), reason=reason.strip(), officer=by.officer, label=by.label
    ).save(force_insert=True)
    record(Action.REPRINTED, by=by, subject=letter, reason=reason)
    return pdf

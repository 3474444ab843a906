"""Issuing, revoking and replacing letters."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.core.qr import qr_svg
from balai.core.sealing import VillageSeal
from balai.core.signed_facts import canonical_hash, key_id_of, sign_facts
from balai.letters import sheet
from balai.letters.drafting import Draft, PublicAddressMissing, Wish, draft_letter
from balai.letters.enums import Action, Direction, LetterState, NumberingScope, SealUsed
from balai.letters.facts import LetterFacts, shown_name, verify_address
from balai.letters.keys import seal_of
from balai.letters.models import AgendaEntry, Letter, LetterEvent
from balai.letters.numbering import Numbered, counter_key, write_number
from balai.letters.operations.numbering import current_numbering, draw_serial
from balai.letters.rules import check_transition
from balai.letters.values import office_of
from balai.letters.words import words_of

ADD_WORDS = "INSERT INTO letters_letterword (id, word, letter_id) SELECT uuidv7(), word, %s FROM unnest(%s::text[]) AS word"


class NumberTaken(Exception):
    """The pattern gave a number that another letter carries; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Nomor ini sudah dipakai surat lain. Buka Surat, Jenis dan nomor, Atur nomor, lalu periksa polanya."
        )


def issue_letter(*, wish: Wish, request_key: str, by: Actor, at: datetime | None = None) -> Letter:
    """Number, typeset, seal, store and record one letter. All of it happens, or none.

    The same `request_key` gives the same letter, however often it is sent. Raises `MissingAnswers`, `NotEligible`,
    `NobodyMaySign`, `NumberingMissing`, `PublicAddressMissing`, `SealUnavailable`, `StorageFull`,
    `TypesettingFailed`: nothing was numbered then, and each is a sentence for the officer.
    """
    return _once(request_key, lambda: _issue(wish, request_key, by, at or timezone.now(), supersedes=None))


def replace_letter(
    *, letter: Letter, wish: Wish, reason: str, request_key: str, by: Actor, at: datetime | None = None
) -> Letter:
    """Issue a letter that takes the place of `letter`, which is superseded in the same transaction.

    Raises `TransitionNotAllowed`, and what `issue_letter` raises.
    """

    def make() -> Letter:
        now = at or timezone.now()
        replaced = _ended(letter, LetterState.SUPERSEDED, reason, by, now)
        return _issue(wish, request_key, by, now, supersedes=replaced)

    return _once(request_key, make)


@transaction.atomic
def revoke_letter(*, letter: Letter, reason: str, by: Actor, at: datetime | None = None) -> Letter:
    """Declare an issued letter void from now on; the verify page says so at once. Raises `TransitionNotAllowed`."""
    return _ended(letter, LetterState.REVOKED, reason, by, at or timezone.now())


def _once(request_key: str, make: Any) -> Letter:
    made = Letter.objects.filter(request_key=request_key).first()
    if made:
        return made
    try:
        with transaction.atomic():
            letter: Letter = make()
    except IntegrityError as error:
        # The same request came twice at once; the other one has made the letter.
        if made := Letter.objects.filter(request_key=request_key).first():
            return made
        if "letter_number_used_once" in str(error):
            raise NumberTaken from error
        raise
    return letter


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A finished letter on paper, before its row is written."""

    printed: dict[str, Any]
    printed_hash: bytes
    verify_id: uuid.UUID
    facts: str
    pdf: bytes


def _issue(wish: Wish, request_key: str, by: Actor, at: datetime, *, supersedes: Letter | None) -> Letter:
    if not settings.BALAI_PUBLIC_URL:
        raise PublicAddressMissing
    # Whatever can fail or takes long without a number comes before the row of numbers is locked.
    draft = draft_letter(wish, at=at)
    draft.check()
    seal = seal_of(draft.village)
    numbering = current_numbering()
    key = counter_key(
        NumberingScope(numbering.scope),
        kind=draft.definition.slug,
        classification=draft.definition.classification,
    )
    serial = draw_serial(key, draft.on.year)
    number = write_number(numbering.read, _numbered(draft, serial, numbering.village_code))
    sealed = _seal(draft, number, seal, at)
    letter = _row(draft, sealed, request_key, by, at)
    letter.counter_key, letter.year, letter.serial = key, draft.on.year, serial
    letter.supersedes = supersedes
    letter.save(force_insert=True)
    _write_down(letter, draft, by, at)
    return letter


def _numbered(draft: Draft, serial: int, village_code: str) -> Numbered:
    return Numbered(
        serial=serial,
        on=draft.on,
        classification=draft.definition.classification,
        kind=draft.definition.short_code,
        village=village_code,
    )


def _seal(draft: Draft, number: str, seal: VillageSeal, at: datetime) -> _Sealed:
    """Freeze what is printed, sign its facts for the QR code, typeset and seal."""
    printed = draft.printed(number)
    facts = LetterFacts(
        verify_id=uuid.uuid4(),
        village=draft.village.code,
        title=draft.definition.title,
        number=number,
        issued_on=draft.on,
        valid_until=draft.until,
        name=shown_name(draft.holder_name),
        signer=draft.official.name,
        seal=SealUsed.VILLAGE,
        printed_hash=canonical_hash(printed),
    )
    signed = sign_facts(facts.as_map(), key=seal.key, key_id=key_id_of(seal.certificate))
    address = verify_address(draft.village, settings.BALAI_PUBLIC_URL)
    drawn = sheet.letter_sheet(
        printed,
        qr=qr_svg(f"{address}#{signed}"),
        link=f"{address}#{signed}",
        address=address,
        at=at,
        village=draft.village,
    )
    title = f"{draft.definition.title} {number}"
    pdf = sheet.as_pdf(drawn, printed, title=title, at=at)
    pdf = seal.seal(pdf, reason=title, location=str(draft.village), at=at)
    return _Sealed(printed, facts.printed_hash, facts.verify_id, signed, pdf)


def _row(draft: Draft, sealed: _Sealed, request_key: str, by: Actor, at: datetime) -> Letter:
    wish = draft.wish
    return Letter(
        kind=wish.version.kind,
        version=wish.version,
        request_key=request_key,
        state=LetterState.ISSUED,
        number=sealed.printed["number"],
        title=draft.definition.title,
        subject=draft.subject,
        resident=wish.resident,
        holder_name=draft.holder_name,
        issued_on=draft.on,
        valid_until=draft.until,
        official=draft.official,
        signer_name=draft.official.name,
        signer_office=office_of(draft.official, draft.village.words),
        answers=dict(wish.answers),
        parties={name: str(resident.pk) for name, resident in wish.parties.items()},
        printed=sealed.printed,
        printed_hash=sealed.printed_hash.hex(),
        verify_id=sealed.verify_id,
        facts=sealed.facts,
        numbered_at=at,
        numbered_by=by.officer,
        sealed_at=at,
        seal_used=SealUsed.VILLAGE,
        pdf_sha256=files.store(sealed.pdf),
    )


def _write_down(letter: Letter, draft: Draft, by: Actor, at: datetime) -> None:
    """History, words for the search, agenda, audit."""
    LetterEvent(letter=letter, state=letter.state, at=at, officer=by.officer, label=by.label).save(
        force_insert=True
    )
    with connection.cursor() as cursor:
        cursor.execute(ADD_WORDS, [letter.pk, words_of(letter.holder_name, letter.number)])
    AgendaEntry(
        direction=Direction.OUTGOING,
        entered_on=draft.on,
        letter_number=letter.number,
        letter_date=draft.on,
        correspondent=letter.holder_name,
        subject=letter.subject,
        letter=letter,
        entered_label=by.label,
    ).save(force_insert=True)
    record(
        Action.ISSUED, by=by, subject=letter, facts={"kind": draft.definition.slug, "number": letter.number}
    )


def _ended(letter: Letter, state: LetterState, reason: str, by: Actor, at: datetime) -> Letter:
    """Take an issued letter out of force, once."""
    current = Letter.objects.select_for_update().get(pk=letter.pk)
    check_transition(LetterState(current.state), state)
    current.state = state
    current.save(update_fields=["state"])
    LetterEvent(
        letter=current, state=state, at=at, officer=by.officer, label=by.label, reason=reason.strip()
    ).save(force_insert=True)
    action = Action.REVOKED if state is LetterState.REVOKED else Action.SUPERSEDED
    record(action, by=by, subject=current, reason=reason, facts={"number": current.number})
    return current

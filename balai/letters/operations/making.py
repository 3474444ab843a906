"""Making a letter: its number, what is frozen, its paper, its seal, and what is written down about it.

The parts that issuing, signing and sealing later are put together from.
"""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.core.qr import qr_svg
from balai.core.signed_facts import canonical_hash, key_id_of, sign_facts
from balai.letters import sheet
from balai.letters.drafting import Draft, PublicAddressMissing
from balai.letters.enums import Action, Direction, DistrictRole, LetterState, NumberingScope, SealUsed
from balai.letters.facts import verify_address
from balai.letters.models import AgendaEntry, Letter, LetterEvent
from balai.letters.numbering import Numbered, counter_key, write_number
from balai.letters.operations.numbering import current_numbering, draw_serial
from balai.letters.rules import check_transition
from balai.letters.values import office_of
from balai.letters.verification import facts_of
from balai.letters.words import words_of
from balai.tenancy.models import Village
from balai.villages.keys import seal_of

ADD_WORDS = "INSERT INTO letters_letterword (id, word, letter_id) SELECT uuidv7(), word, %s FROM unnest(%s::text[]) AS word"


class NumberTaken(Exception):
    """The pattern gave a number that another letter carries; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__(
            "Nomor ini sudah dipakai surat lain. Buka Surat, Jenis dan nomor, Atur nomor, lalu periksa polanya."
        )


def once(request_key: str, make: Callable[[], Letter]) -> Letter:
    """The letter of a request, made now or before: the same key gives the same letter, however often it is sent."""
    made = Letter.objects.filter(request_key=request_key).first()
    if made:
        return made
    try:
        with transaction.atomic():
            return make()
    except IntegrityError as error:
        # The same request came twice at once; the other one has made the letter.
        if made := Letter.objects.filter(request_key=request_key).first():
            return made
        if "letter_number_used_once" in str(error):
            raise NumberTaken from error
        raise


def make_letter(
    draft: Draft,
    *,
    request_key: str,
    by: Actor,
    at: datetime,
    seal: SealUsed = SealUsed.VILLAGE,
    supersedes: Letter | None = None,
) -> Letter:
    """Number a draft and freeze it. The village's own seal is set at once; any other letter waits for its seal.

    Raises `MissingAnswers`, `NotEligible`, `NumberingMissing`, `PublicAddressMissing`, `SealUnavailable`,
    `StorageFull`, `TypesettingFailed`.
    """
    if not settings.BALAI_PUBLIC_URL:
        raise PublicAddressMissing
    # Whatever can fail or takes long without a number comes before the row of numbers is locked.
    draft.check()
    own = seal_of(draft.village)
    numbering = current_numbering()
    key = counter_key(
        NumberingScope(numbering.scope),
        kind=draft.definition.slug,
        classification=draft.definition.classification,
    )
    serial = draw_serial(key, draft.on.year)
    number = write_number(numbering.read, _numbered(draft, serial, numbering.village_code))
    letter = _row(draft, number, request_key, by, at)
    letter.counter_key, letter.year, letter.serial = key, draft.on.year, serial
    letter.supersedes = supersedes
    freeze(letter, draft.printed(number, seal), draft.village, seal)
    if seal is SealUsed.VILLAGE:
        title = f"{letter.title} {letter.number}"
        paper = paper_of(letter, draft.village, at=at)
        pdf = own.seal(paper, reason=title, location=str(draft.village), at=at)
        letter.state, letter.sealed_at, letter.pdf_sha256 = LetterState.ISSUED, at, files.store(pdf)
    letter.save(force_insert=True)
    _write_down(letter, draft, by, at)
    return letter


def freeze(letter: Letter, printed: sheet.Printed, village: Village, seal: SealUsed) -> None:
    """Write what is printed into the row, with its hash and the signed facts for the QR code."""
    own = seal_of(village)
    letter.printed, letter.printed_hash = dict(printed), canonical_hash(printed).hex()
    letter.seal_used = seal
    facts = facts_of(letter, village).as_map()
    letter.facts = sign_facts(facts, key=own.key, key_id=key_id_of(own.certificate))


def paper_of(letter: Letter, village: Village, *, at: datetime) -> bytes:
    """The letter as it goes under the seal: numbered, with its QR code. Raises `TypesettingFailed`.

    Where the head of the district signs too, the place of his signature is kept before the village seals.
    """
    kept = letter.seal_used == SealUsed.VILLAGE and letter.version.definition.district is DistrictRole.COSIGN
    address = verify_address(village, settings.BALAI_PUBLIC_URL)
    link = f"{address}#{letter.facts}"
    drawn = sheet.letter_sheet(
        letter.printed,
        qr=qr_svg(link),
        link=link,
        address=address,
        at=at,
        village=village,
        place_for_district=kept,
    )
    pdf = sheet.as_pdf(drawn, letter.printed, title=f"{letter.title} {letter.number}", at=at)
    if not kept:
        return pdf
    from balai.core.signature_places import reserve_place  # with pyHanko

    return reserve_place(pdf, description=f"Tanda tangan {village.words.district_head}")


def note(letter: Letter, by: Actor, at: datetime, reason: str = "") -> None:
    """A line in the history of the letter: the state that it has now."""
    LetterEvent(
        letter=letter, state=letter.state, at=at, officer=by.officer, label=by.label, reason=reason.strip()
    ).save(force_insert=True)


def end_letter(letter: Letter, state: LetterState, *, reason: str, by: Actor, at: datetime) -> Letter:
    """Take a letter out of force, once. Raises `TransitionNotAllowed`."""
    current: Letter = Letter.objects.select_for_update().get(pk=letter.pk)
    check_transition(LetterState(current.state), state)
    current.state = state
    current.save(update_fields=["state"])
    note(current, by, at, reason)
    record(ENDINGS[state], by=by, subject=current, reason=reason, facts={"number": current.number})
    return current


ENDINGS = {
    LetterState.REVOKED: Action.REVOKED,
    LetterState.SUPERSEDED: Action.SUPERSEDED,
    LetterState.VOID: Action.VOIDED,
}


def _numbered(draft: Draft, serial: int, village_code: str) -> Numbered:
    return Numbered(
        serial=serial,
        on=draft.on,
        classification=draft.definition.classification,
        kind=draft.definition.short_code,
        village=village_code,
    )


def _row(draft: Draft, number: str, request_key: str, by: Actor, at: datetime) -> Letter:
    wish = draft.wish
    return Letter(
        kind=wish.version.kind,
        version=wish.version,
        request_key=request_key,
        state=LetterState.NUMBERED,
        number=number,
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
        verify_id=uuid.uuid4(),
        numbered_at=at,
        numbered_by=by.officer,
    )


def _write_down(letter: Letter, draft: Draft, by: Actor, at: datetime) -> None:
    """History, words for the search, agenda, audit."""
    note(letter, by, at)
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
    action = Action.ISSUED if letter.state == LetterState.ISSUED else Action.NUMBERED
    record(action, by=by, subject=letter, facts={"kind": draft.definition.slug, "number": letter.number})

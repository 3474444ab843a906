"""Choosing the seal of a village, and sealing letters that wait for it: by BSrE, or by hand on paper.

BSrE is asked outside every transaction: a letter that has its number waits with it, however long the service takes.
The official's passphrase lives as long as the call.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.core.bsre import BsreAccount, BsreSealV1, BsreSealV2, Passphrase, is_answering
from balai.core.keystore import KeyMissing
from balai.core.seals import SealUnavailable
from balai.letters.drafting import this_village
from balai.letters.enums import Action, LetterState, SealService, SealUsed
from balai.letters.models import Letter, SealChoice
from balai.letters.operations.making import end_letter, freeze, note, paper_of
from balai.letters.rules import check_transition
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.keys import key_store
from balai.villages.models import Official

SEALS: Mapping[SealService, type[BsreSealV1] | type[BsreSealV2]] = {
    SealService.BSRE_V1: BsreSealV1,
    SealService.BSRE_V2: BsreSealV2,
}


class SealingNotAllowed(ValueError):
    """A letter that cannot be sealed so, or not by this person; `str()` is a sentence."""


def seal_choice() -> SealChoice:
    """What seals the letters of the village of the scope; its own seal until it has chosen."""
    return SealChoice.objects.first() or SealChoice()


@transaction.atomic
def choose_own_seal(*, by: Actor) -> SealChoice:
    """From now on letters get the village's own seal. Letters that wait for BSrE go on waiting for it."""
    choice, _ = SealChoice.objects.update_or_create(defaults={"service": SealService.OWN, "down_since": None})
    record(Action.SEAL_CHOSEN, by=by, subject=choice, facts={"service": SealService.OWN.value})
    return choice


@transaction.atomic
def choose_bsre(*, service: SealService, address: str, user: str, password: str, by: Actor) -> SealChoice:
    """From now on officials sign by BSrE. An empty password keeps the one that was given before.

    Raises `SealUnavailable` when there is none, `StorageFull`.
    """
    choice, _ = SealChoice.objects.update_or_create(
        defaults={"service": service, "address": address, "user": user, "down_since": None}
    )
    name = _secret_name(this_village())
    try:
        if password:
            key_store().keep_secret(name, password)
        key_store().secret(name)
    except KeyMissing as missing:
        raise SealUnavailable("Isi kata sandi layanan dulu.") from missing
    record(Action.SEAL_CHOSEN, by=by, subject=choice, facts={"service": service.value})
    return choice


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What goes to the service: read in the village's scope, sent outside it."""

    paper: bytes
    title: str
    seal: BsreSealV1 | BsreSealV2


def seal_letter(
    *, village: Village, letter_id: UUID, passphrase: Passphrase, by: Actor, at: datetime | None = None
) -> Letter:
    """Have BSrE sign a letter that waits with its number. Sealing again gives the letter as it is.

    Opens its own scopes. Raises `SealingNotAllowed`, `SealUnavailable` (with `retry` when the service is down),
    `StorageFull`, `TypesettingFailed`: the letter then goes on waiting.
    """
    at = at or timezone.now()
    with acting_for(village):
        letter = Letter.objects.select_related("official").get(pk=letter_id)
        if letter.state == LetterState.ISSUED:
            return letter
        sheet = _sheet(letter, village, passphrase, by, at)
    try:
        pdf = sheet.seal.seal(sheet.paper, reason=sheet.title, location=str(village), at=at)
    except SealUnavailable as problem:
        if problem.retry:
            with acting_for(village):
                SealChoice.objects.filter(down_since=None).update(down_since=at)
        raise
    with acting_for(village):
        SealChoice.objects.exclude(down_since=None).update(down_since=None)
        return _issued(letter_id, pdf, SealUsed.CERTIFIED, by, at)


def _sheet(letter: Letter, village: Village, passphrase: Passphrase, by: Actor, at: datetime) -> _Sheet:
    if letter.state != LetterState.NUMBERED or letter.seal_used != SealUsed.CERTIFIED:
        raise SealingNotAllowed("Surat ini tidak menunggu TTE.")
    if by.officer is None or letter.official.officer_id != by.officer.pk:
        raise SealingNotAllowed(f"Surat ini hanya bisa ditandatangani {letter.signer_name}.")
    seal = bsre_of(letter.official, village, passphrase)
    return _Sheet(paper_of(letter, village, at=at), f"{letter.title} {letter.number}", seal)


def bsre_of(official: Official, village: Village, passphrase: Passphrase) -> BsreSealV1 | BsreSealV2:
    """The service as this official uses it. Raises `SealUnavailable` when something was not set up."""
    choice = seal_choice()
    if not choice.is_certified:
        raise SealUnavailable("Layanan TTE belum diatur. Buka Surat, Jenis surat, Tanda tangan.")
    if not official.nik:
        raise SealUnavailable(f"NIK {official.name} belum diisi di menu Pejabat. TTE membutuhkannya.")
    return SEALS[SealService(choice.service)](account_of(choice, village), official.nik, passphrase)


def account_of(choice: SealChoice, village: Village) -> BsreAccount:
    """How Balai signs in at the service. Raises `SealUnavailable` when its password cannot be opened."""
    try:
        password = key_store().secret(_secret_name(village))
    except KeyMissing as missing:
        raise SealUnavailable(str(missing)) from missing
    return BsreAccount(choice.address, choice.user, Passphrase(password))


@transaction.atomic
def sign_otherwise(*, letter: Letter, seal: SealUsed, by: Actor) -> Letter:
    """Let a waiting letter be signed by hand instead of BSrE, or by BSrE after all.

    What is printed says how it is signed, so paper printed before is not genuine any more. Raises
    `SealingNotAllowed`.
    """
    current: Letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if current.state != LetterState.NUMBERED or seal is SealUsed.VILLAGE:
        raise SealingNotAllowed("Hanya surat yang menunggu tanda tangan bisa diganti caranya.")
    freeze(current, {**current.printed, "seal": seal.value}, this_village(), seal)
    current.save(update_fields=["printed", "printed_hash", "facts", "seal_used"])
    record(Action.SIGNED_OTHERWISE, by=by, subject=current, facts={"seal": seal.value})
    return current


@transaction.atomic
def file_scan(*, letter: Letter, scan: bytes, by: Actor, at: datetime | None = None) -> Letter:
    """Issue a letter that was signed by hand: `scan` is its picture as PDF. Raises `SealingNotAllowed`, `StorageFull`."""
    return _issued(letter.pk, scan, SealUsed.HANDWRITTEN, by, at or timezone.now())


@transaction.atomic
def void_letter(*, letter: Letter, reason: str, by: Actor, at: datetime | None = None) -> Letter:
    """Give up a letter that waits for its seal; its number stays used. Raises `TransitionNotAllowed`."""
    return end_letter(letter, LetterState.VOID, reason=reason, by=by, at=at or timezone.now())


def watch_service(*, village: Village) -> bool:
    """Look whether a service that was down answers again; say so to the desk. Whether it does.

    Opens its own scopes, and asks outside them.
    """
    with acting_for(village):
        try:
            account = account_of(seal_choice(), village)
        except SealUnavailable:
            return False
    if not is_answering(account):
        return False
    with acting_for(village):
        SealChoice.objects.exclude(down_since=None).update(down_since=None)
    return True


def _issued(letter_id: UUID, pdf: bytes, seal: SealUsed, by: Actor, at: datetime) -> Letter:
    letter: Letter = Letter.objects.select_for_update().get(pk=letter_id)
    if letter.state == LetterState.ISSUED:
        return letter  # somebody else was first, with the same paper
    check_transition(LetterState(letter.state), LetterState.ISSUED)
    if letter.seal_used != seal:
        raise SealingNotAllowed("Cara menandatangani surat ini sudah diganti. Buka lagi halamannya.")
    if letter.supersedes is not None:
        _supersede(letter, letter.supersedes, by, at)
    letter.state, letter.sealed_at, letter.pdf_sha256 = LetterState.ISSUED, at, files.store(pdf)
    letter.save(update_fields=["state", "sealed_at", "pdf_sha256"])
    note(letter, by, at)
    record(Action.ISSUED, by=by, subject=letter, facts={"number": letter.number})
    return letter


def _supersede(letter: Letter, replaced: Letter, by: Actor, at: datetime) -> None:
    """Take the replaced letter out of force, now that its successor is valid."""
    if replaced.state == LetterState.ISSUED:
        proposal = letter.proposals.first()
        reason = proposal.reason if proposal else f"Diganti {letter.number}"
        end_letter(replaced, LetterState.SUPERSEDED, reason=reason, by=by, at=at)


def _secret_name(village: Village) -> str:
    return f"bsre-{village.code}"

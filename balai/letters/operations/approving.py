"""Approving proposed letters, one or many: each in transactions of its own, each with its own result.

By BSrE the passphrase serves for all of them. One that is wrong stops the rest before they get a number: the service
locks whoever tries too often. While the service is down, letters get their number and wait.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.core.bsre import Passphrase, SignerStatus
from balai.core.calendar import local
from balai.core.seals import SealUnavailable
from balai.letters.chain import Office, step_for
from balai.letters.enums import LetterState, Step
from balai.letters.models import Letter, Proposal
from balai.letters.obstacles import OBSTACLES
from balai.letters.operations.sealing import bsre_of, seal_choice, seal_letter
from balai.letters.operations.signing import check_proposal, sign_proposal
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

FILL_IN_FIRST = "Isi passphrase TTE Anda dulu."
NOT_ACTIVE = "TTE Anda tidak aktif. Hubungi Dinas Kominfo kabupaten."


@dataclass(frozen=True, slots=True)
class Approval:
    """What came of approving one proposed letter, or of sealing one that waited.

    A letter with a problem has its number and waits for its seal. `stops`: the rest must not be tried.
    """

    proposal: Proposal | None = None
    letter: Letter | None = None
    problem: str = ""
    stops: bool = False

    @property
    def is_done(self) -> bool:
        return not self.problem

    @property
    def title(self) -> str:
        subject = self.proposal or self.letter
        return f"{subject.kind.title} · {subject.holder_name}" if subject else ""


def approve_many(
    *,
    village: Village,
    chosen: Iterable[tuple[UUID, str]],
    by: Actor,
    passphrase: Passphrase | None = None,
    at: datetime | None = None,
) -> Iterator[Approval]:
    """Take the next step with each of `chosen` (proposal and fingerprint of what was seen), one after the other.

    Opens its own scopes: what was done stays done, whatever becomes of the rest.
    """
    at = at or timezone.now()
    refusal, reachable = _tried(village, passphrase, by, at)
    for key, seen in chosen:
        with acting_for(village):
            proposal = Proposal.objects.whole().filter(pk=key).first()
            if proposal is None:
                continue
            approval = _approved(proposal, seen, by, at, refusal)
        if reachable and passphrase and approval.letter and approval.letter.state == LetterState.NUMBERED:
            approval = _sealed(village, approval.letter, passphrase, by, at)
            refusal = approval.problem if approval.stops else refusal
            reachable = approval.is_done
        yield approval


def seal_many(
    *,
    village: Village,
    letters: Iterable[UUID],
    by: Actor,
    passphrase: Passphrase,
    at: datetime | None = None,
) -> Iterator[Approval]:
    """Try again to seal letters that wait. Ends at the first that shows that the rest would fail too."""
    for key in letters:
        with acting_for(village):
            letter = Letter.objects.select_related("kind").filter(pk=key).first()
        if letter is not None:
            approval = _sealed(village, letter, passphrase, by, at or timezone.now())
            yield approval
            if approval.problem:
                return


def _tried(village: Village, passphrase: Passphrase | None, by: Actor, at: datetime) -> tuple[str, bool]:
    """Why nobody may be numbered now, and whether BSrE answers; asked once, before any letter has its number."""
    with acting_for(village):
        choice = seal_choice()
        if not choice.is_certified:
            return "", False
        if passphrase is None:
            return FILL_IN_FIRST, False
        office = Office.of(local(at, village.time_zone).date())
        mine = [each for each in office.there if by.officer and each.officer_id == by.officer.pk]
        try:
            service = bsre_of(max(mine, key=lambda each: each.nik), village, passphrase) if mine else None
        except SealUnavailable as problem:
            return str(problem), False
    if service is None:
        return "", False
    try:
        return ("", True) if service.status() is SignerStatus.ACTIVE else (NOT_ACTIVE, False)
    except SealUnavailable as problem:
        return ("", False) if problem.retry else (str(problem), False)


def _approved(proposal: Proposal, seen: str, by: Actor, at: datetime, refusal: str) -> Approval:
    """Check or sign, whichever is this officer's turn. What stands in the way is told, never raised."""
    office = Office.of(local(at, proposal.village.time_zone).date())
    step = step_for(by.officer, proposal, office) if by.officer else None
    try:
        with transaction.atomic():
            if step is Step.CHECK:
                return Approval(check_proposal(proposal=proposal, seen=seen, by=by, at=at))
            if step is Step.SIGN and refusal:
                return Approval(proposal, problem=refusal, stops=True)
            letter = sign_proposal(proposal=proposal, seen=seen, by=by, at=at)
    except OBSTACLES as obstacle:
        return Approval(proposal, problem=str(obstacle))
    waits = letter.state == LetterState.NUMBERED
    return Approval(proposal, letter, WAITS.format(letter.number) if waits else "")


WAITS = "Sudah bernomor {} dan menunggu TTE. Layanan TTE sedang tidak menjawab; nomornya aman."


def _sealed(village: Village, letter: Letter, passphrase: Passphrase, by: Actor, at: datetime) -> Approval:
    try:
        sealed = seal_letter(village=village, letter_id=letter.pk, passphrase=passphrase, by=by, at=at)
    except OBSTACLES as obstacle:
        retry = isinstance(obstacle, SealUnavailable) and obstacle.retry
        return Approval(letter=letter, problem=str(obstacle), stops=not retry)
    return Approval(letter=sealed)

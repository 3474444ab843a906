"""Issuing at once, revoking and replacing letters."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.letters.drafting import Wish, draft_letter
from balai.letters.enums import Chain, LetterState
from balai.letters.models import KindVersion, Letter
from balai.letters.operations.making import end_letter, make_letter, once
from balai.letters.operations.sealing import seal_choice


class MustBeProposed(Exception):
    """Somebody must check and sign this letter before it is issued; `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Surat ini harus diusulkan dulu. Terbitnya setelah ditandatangani pejabat.")


def issue_letter(*, wish: Wish, request_key: str, by: Actor, at: datetime | None = None) -> Letter:
    """Number, typeset, seal, store and record one letter. All of it happens, or none.

    The same `request_key` gives the same letter, however often it is sent. Raises `MissingAnswers`, `MustBeProposed`,
    `NotEligible`, `NobodyMaySign`, `NumberingMissing`, `PublicAddressMissing`, `SealUnavailable`, `StorageFull`,
    `TypesettingFailed`: nothing was numbered then, and each is a sentence for the officer.
    """
    return once(request_key, lambda: _issue(wish, request_key, by, at or timezone.now(), supersedes=None))


def replace_letter(
    *, letter: Letter, wish: Wish, reason: str, request_key: str, by: Actor, at: datetime | None = None
) -> Letter:
    """Issue a letter that takes the place of `letter`, which is superseded in the same transaction.

    Raises `TransitionNotAllowed`, and what `issue_letter` raises.
    """

    def make() -> Letter:
        now = at or timezone.now()
        replaced = end_letter(letter, LetterState.SUPERSEDED, reason=reason, by=by, at=now)
        return _issue(wish, request_key, by, now, supersedes=replaced)

    return once(request_key, make)


@transaction.atomic
def revoke_letter(*, letter: Letter, reason: str, by: Actor, at: datetime | None = None) -> Letter:
    """Declare an issued letter void from now on; the verify page says so at once. Raises `TransitionNotAllowed`."""
    return end_letter(letter, LetterState.REVOKED, reason=reason, by=by, at=at or timezone.now())


def must_be_proposed(version: KindVersion) -> bool:
    """Whether an officer only proposes such a letter, because somebody signs it: BSrE knows no seal of a village."""
    return Chain(version.kind.chain) is not Chain.DIRECT or seal_choice().is_certified


def _issue(wish: Wish, request_key: str, by: Actor, at: datetime, *, supersedes: Letter | None) -> Letter:
    if must_be_proposed(wish.version):
        raise MustBeProposed
    return make_letter(
        draft_letter(wish, at=at), request_key=request_key, by=by, at=at, supersedes=supersedes
    )

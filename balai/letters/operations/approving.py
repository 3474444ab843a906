"""Approving proposed letters, one or many: each in transactions of its own, each with its own result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.core.calendar import local
from balai.letters.chain import Office, step_for
from balai.letters.enums import Step
from balai.letters.models import Letter, Proposal
from balai.letters.obstacles import OBSTACLES
from balai.letters.operations.signing import check_proposal, sign_proposal
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for


@dataclass(frozen=True, slots=True)
class Approval:
    """What came of approving one proposed letter: a letter, a check, or a sentence that says why not."""

    proposal: Proposal
    letter: Letter | None = None
    problem: str = ""

    @property
    def is_done(self) -> bool:
        return not self.problem


def approve_many(
    *, village: Village, chosen: Iterable[tuple[UUID, str]], by: Actor, at: datetime | None = None
) -> Iterator[Approval]:
    """Take the next step with each of `chosen` (proposal and fingerprint of what was seen), one after the other.

    Opens its own scopes: what was done stays done, whatever becomes of the rest.
    """
    for key, seen in chosen:
        with acting_for(village):
            proposal = Proposal.objects.whole().filter(pk=key).first()
            if proposal is not None:
                yield approve(proposal=proposal, seen=seen, by=by, at=at or timezone.now())


def approve(*, proposal: Proposal, seen: str, by: Actor, at: datetime) -> Approval:
    """Check or sign, whichever is this officer's turn. What stands in the way is told, never raised."""
    office = Office.of(local(at, proposal.village.time_zone).date())
    step = step_for(by.officer, proposal, office) if by.officer else None
    try:
        with transaction.atomic():
            if step is Step.CHECK:
                return Approval(check_proposal(proposal=proposal, seen=seen, by=by, at=at))
            letter = sign_proposal(proposal=proposal, seen=seen, by=by, at=at)
            return Approval(proposal, letter)
    except OBSTACLES as obstacle:
        return Approval(proposal, problem=str(obstacle))

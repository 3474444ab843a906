"""Who has a proposed letter in hands: the officials who are there today, and the officers behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from balai.accounts.models import Officer
from balai.letters.definitions import KindDefinition
from balai.letters.enums import ProposalState, Step
from balai.letters.models import KindVersion, Proposal
from balai.letters.rules import Hands, open_steps
from balai.residents.models import Change
from balai.villages.models import Official
from balai.villages.rules import checkers, signers


@dataclass(frozen=True, slots=True)
class Office:
    """The officials who are in office and not absent on a day."""

    on: date
    there: tuple[Official, ...]

    @classmethod
    def of(cls, on: date) -> "Office":
        """One query."""
        return cls(on, tuple(Official.objects.available(on)))

    def signer(self, definition: KindDefinition, officer: Officer | None) -> Official | None:
        """As which official this officer signs such a letter today; None when it is somebody else's turn."""
        return _linked(signers(self.there, self.on, allowed=definition.signing_forms), officer)

    def checker(self, officer: Officer | None) -> Official | None:
        """As which official this officer checks letters today."""
        return _linked(checkers(self.there, self.on), officer)

    def hands(self, definition: KindDefinition, officer: Officer | None, *, proposes: bool = False) -> Hands:
        """What this officer may do with a letter of that kind. `proposes`: whether they may propose letters at all."""
        return Hands(
            checks=self.checker(officer) is not None,
            signs=self.signer(definition, officer) is not None,
            anyone_checks=self.anyone_checks,
            proposes=proposes,
        )

    @property
    def anyone_checks(self) -> bool:
        """Whether somebody with an account is there to check; nobody waits for an official who cannot sign in."""
        return any(official.officer_id for official in checkers(self.there, self.on))

    def has(self, officer: Officer) -> bool:
        """Whether this officer is one of the officials at all."""
        return any(official.officer_id == officer.pk for official in self.there)


def _linked(officials: Iterable[Official], officer: Officer | None) -> Official | None:
    if officer is None:
        return None
    return next((official for official in officials if official.officer_id == officer.pk), None)


def waiting_for(officer: Officer, office: Office) -> list[Proposal]:
    """Proposed letters that this officer checks or signs today, the oldest first. Two queries."""
    if not office.has(officer):
        return []
    waiting = list(Proposal.objects.waiting().for_list())
    versions = KindVersion.objects.in_bulk({proposal.version_id for proposal in waiting})
    for proposal in waiting:
        proposal.version = versions[proposal.version_id]
    return [proposal for proposal in waiting if step_for(officer, proposal, office)]


def step_for(officer: Officer, proposal: Proposal, office: Office) -> Step | None:
    """The step forward that this officer may take with the letter now: to check or to sign it."""
    hands = office.hands(proposal.version.definition, officer)
    steps = open_steps(ProposalState(proposal.state), hands)
    return next((step for step in (Step.SIGN, Step.CHECK) if step in steps), None)


def changed_since(proposals: Sequence[Proposal]) -> set[UUID]:
    """Which of these are about a resident whose data was changed after the letter was proposed. One query."""
    if not proposals:
        return set()
    changes = Change.objects.filter(
        resident__in={proposal.resident_id for proposal in proposals},
        event__recorded_at__gt=min(proposal.proposed_at for proposal in proposals),
    ).values_list("resident_id", "event__recorded_at")
    latest: dict[UUID, datetime] = {}
    for resident, at in changes:
        latest[resident] = max(at, latest.get(resident, at))
    return {
        proposal.pk
        for proposal in proposals
        if proposal.resident_id in latest and latest[proposal.resident_id] > proposal.proposed_at
    }

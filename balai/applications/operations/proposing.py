"""The letter of an application that goes another way: whoever was to sign it is not asked any more."""

from balai.accounts.actors import Actor
from balai.applications.models import Application
from balai.applications.refusals import LetterIsMade
from balai.letters import rules
from balai.letters.models import Proposal
from balai.letters.operations import withdraw_proposal


def put_letter_away(application: Application, *, reason: str, by: Actor) -> None:
    """Take back what still waits for a signature. Raises `LetterIsMade` where somebody has signed it."""
    if application.proposal_id is None:
        return
    proposal = Proposal.objects.select_related("letter").get(pk=application.proposal_id)
    if proposal.letter is not None and proposal.letter.is_standing:
        raise LetterIsMade
    if proposal.state in rules.ENDED:
        return
    try:
        withdraw_proposal(proposal=proposal, reason=reason, by=by)
    except rules.StepNotAllowed as signed:
        raise LetterIsMade from signed

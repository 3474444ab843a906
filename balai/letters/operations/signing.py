"""Proposing a letter, checking it, signing it, sending it back.

A step is written down with the person and the office in which it was taken. Signing is what gives a number: the
letter is made in the same transaction, and the same proposal never becomes two.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core.calendar import local
from balai.letters.chain import Office
from balai.letters.differences import Difference, differences, fingerprint, told
from balai.letters.drafting import Draft, Wish, draft_letter, this_village
from balai.letters.enums import Action, Chain, LetterState, ProposalState, SealUsed, Step
from balai.letters.models import Letter, Proposal, ProposalStep
from balai.letters.operations.making import end_letter, make_letter, once
from balai.letters.operations.sealing import seal_choice
from balai.letters.rules import NEXT_STEPS, Hands, check_step, first_state
from balai.residents.models import Resident
from balai.villages.models import Official

AUDITED = {
    Step.PROPOSE: Action.PROPOSED,
    Step.CHECK: Action.CHECKED,
    Step.SIGN: Action.SIGNED,
    Step.RETURN: Action.RETURNED,
    Step.WITHDRAW: Action.WITHDRAWN,
}
DESK = Hands(proposes=True)


class ContentChanged(ValueError):
    """The letter would not say what the signer has seen; `str()` is a sentence, `differences` says what."""

    def __init__(self, found: list[Difference]) -> None:
        what = ", ".join(each.label for each in found) or "isinya"
        super().__init__(
            f"Data berubah sejak surat ini Anda lihat: {what}. Buka suratnya, lalu periksa lagi."
        )
        self.differences = found


def propose_letter(
    *,
    wish: Wish,
    request_key: str,
    by: Actor,
    replaces: Letter | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Proposal:
    """Hand a complete letter to whoever checks or signs it. Nothing is numbered yet.

    The same `request_key` gives the same proposal. Raises `MissingAnswers`, `NotEligible`, `NobodyMaySign`.
    """
    made = Proposal.objects.filter(request_key=request_key).first()
    if made:
        return made
    try:
        with transaction.atomic():
            return _propose(wish, request_key, by, at or timezone.now(), replaces=replaces, reason=reason)
    except IntegrityError:
        # The same request came twice at once; the other one has made the proposal.
        return Proposal.objects.get(request_key=request_key)


def _propose(
    wish: Wish, request_key: str, by: Actor, at: datetime, *, replaces: Letter | None, reason: str
) -> Proposal:
    draft = draft_letter(wish, at=at)
    draft.check()
    chain = Chain(wish.version.kind.chain)
    proposal = Proposal(
        kind=wish.version.kind, request_key=request_key, chain=chain, replaces=replaces, reason=reason.strip()
    )
    _write_wish(proposal, draft, by, at)
    proposal.save(force_insert=True)
    _note(proposal, Step.PROPOSE, by, at)
    return proposal


@transaction.atomic
def propose_again(*, proposal: Proposal, wish: Wish, by: Actor, at: datetime | None = None) -> Proposal:
    """Correct a proposal that was sent back, and hand it in once more.

    Raises `StepNotAllowed`, and what `propose_letter` raises.
    """
    at = at or timezone.now()
    current = _locked(proposal)
    check_step(ProposalState(current.state), Step.PROPOSE, DESK)
    draft = draft_letter(wish, at=at)
    draft.check()
    _write_wish(current, draft, by, at)
    current.save()
    _note(current, Step.PROPOSE, by, at)
    return current


@transaction.atomic
def check_proposal(*, proposal: Proposal, seen: str, by: Actor, at: datetime | None = None) -> Proposal:
    """Initial a letter (*paraf*) and pass it on to the signer. `seen` is the fingerprint of what was looked at.

    Raises `StepNotAllowed`, `ContentChanged`, and what drafting raises.
    """
    at = at or timezone.now()
    current = _locked(proposal)
    office = _office(at)
    definition = current.version.definition
    check_step(ProposalState(current.state), Step.CHECK, office.hands(definition, by.officer))
    _as_seen(current, draft_letter(wish_of(current), at=at), seen)
    _move(current, Step.CHECK)
    _note(current, Step.CHECK, by, at, official=office.checker(by.officer))
    return current


def sign_proposal(*, proposal: Proposal, seen: str, by: Actor, at: datetime | None = None) -> Letter:
    """Sign a letter: it gets its number and the village's seal in the same transaction, or waits for BSrE's.

    Signing again what is signed gives the same letter. Raises `StepNotAllowed`, `ContentChanged`, and what
    `issue_letter` raises: nothing was numbered then.
    """
    at = at or timezone.now()
    with transaction.atomic():
        current = _locked(proposal)
        if current.letter is not None:
            signed: Letter = current.letter
            return signed
        office = _office(at)
        definition = current.version.definition
        check_step(ProposalState(current.state), Step.SIGN, office.hands(definition, by.officer))
        official = office.signer(definition, by.officer)
        draft = draft_letter(wish_of(current), at=at, signer=official)
        _as_seen(current, draft, seen)
        letter = once(key_of(current), lambda: _make(current, draft, by, at))
        current.letter = letter
        _move(current, Step.SIGN, "letter")
        _note(current, Step.SIGN, by, at, official=official)
        return letter


def _make(proposal: Proposal, draft: Draft, by: Actor, at: datetime) -> Letter:
    """The letter, sealed at once or waiting for BSrE; then the one that it replaces stays valid until it is sealed."""
    seal, replaced = seal_choice().seal, proposal.replaces
    if replaced is not None and seal is SealUsed.VILLAGE:
        replaced = end_letter(replaced, LetterState.SUPERSEDED, reason=proposal.reason, by=by, at=at)
    return make_letter(draft, request_key=key_of(proposal), by=by, at=at, seal=seal, supersedes=replaced)


@transaction.atomic
def send_back(*, proposal: Proposal, reason: str, by: Actor, at: datetime | None = None) -> Proposal:
    """Give a letter back to whoever proposed it, with what must be corrected. Raises `StepNotAllowed`."""
    at = at or timezone.now()
    current = _locked(proposal)
    office = _office(at)
    definition = current.version.definition
    check_step(ProposalState(current.state), Step.RETURN, office.hands(definition, by.officer))
    official = office.signer(definition, by.officer) or office.checker(by.officer)
    _move(current, Step.RETURN)
    _note(current, Step.RETURN, by, at, official=official, reason=reason)
    return current


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, reason: str, by: Actor, at: datetime | None = None) -> Proposal:
    """Take a proposal back for good. Raises `StepNotAllowed`."""
    current = _locked(proposal)
    check_step(ProposalState(current.state), Step.WITHDRAW, DESK)
    _move(current, Step.WITHDRAW)
    _note(current, Step.WITHDRAW, by, at or timezone.now(), reason=reason)
    return current


def wish_of(proposal: Proposal) -> Wish:
    """What was proposed, as the letter is made of it: with the register of today."""
    chosen = (
        Resident.objects.with_family().in_bulk(list(proposal.parties.values())) if proposal.parties else {}
    )
    parties = {name: chosen[UUID(key)] for name, key in proposal.parties.items()}
    return Wish(proposal.version, proposal.resident, proposal.answers, parties)


def key_of(proposal: Proposal) -> str:
    """The request key of the letter that a proposal becomes."""
    return f"usulan-{proposal.pk}"


def _write_wish(proposal: Proposal, draft: Draft, by: Actor, at: datetime) -> None:
    wish = draft.wish
    proposal.version, proposal.resident = wish.version, wish.resident
    proposal.answers = dict(wish.answers)
    proposal.parties = {name: str(resident.pk) for name, resident in wish.parties.items()}
    proposal.facts_then = told(draft)
    proposal.holder_name, proposal.subject = draft.holder_name, draft.subject
    proposal.proposed_at, proposal.proposed_by = at, by.officer
    proposal.state = first_state(Chain(proposal.chain), anyone_checks=_office(at).anyone_checks)


def _office(at: datetime) -> Office:
    return Office.of(local(at, this_village().time_zone).date())


def _locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now; whoever else wants to take a step waits.

    Locked first and read afterwards: a join that waited for the lock would still show the letter of before.
    """
    Proposal.objects.select_for_update().only("pk").get(pk=proposal.pk)
    current: Proposal = Proposal.objects.whole().get(pk=proposal.pk)
    return current


def _as_seen(proposal: Proposal, draft: Draft, seen: str) -> None:
    now = told(draft)
    if fingerprint(now) != seen:
        raise ContentChanged(differences(draft.definition, proposal.facts_then, now))


def _move(proposal: Proposal, step: Step, *fields: str) -> None:
    proposal.state = NEXT_STEPS[ProposalState(proposal.state)][step]
    proposal.save(update_fields=["state", *fields])


def _note(
    proposal: Proposal,
    step: Step,
    by: Actor,
    at: datetime,
    *,
    official: Official | None = None,
    reason: str = "",
) -> None:
    ProposalStep(
        proposal=proposal,
        step=step,
        state=proposal.state,
        at=at,
        officer=by.officer,
        official=official,
        label=by.label,
        reason=reason.strip(),
    ).save(force_insert=True)
    record(AUDITED[step], by=by, subject=proposal, reason=reason)

"""The life of a letter: which steps are allowed, how long it is valid, what the verify page says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from balai.core.months import months_after
from balai.letters.definitions import MAIN_PARTY, KindDefinition, Party, Requires, Validity
from balai.letters.enums import (
    Chain,
    LetterState,
    ProposalState,
    ReviewState,
    Source,
    Step,
    Verdict,
)
from balai.residents.enums import Standing

# What the head of the district makes of a letter that was sent to him. A returned one may be sent again, anew.
NEXT_REVIEWS: Mapping[ReviewState, frozenset[ReviewState]] = {
    ReviewState.SENT: frozenset({ReviewState.RETURNED, ReviewState.REFUSED, ReviewState.COSIGNED}),
    ReviewState.RETURNED: frozenset(),
    ReviewState.REFUSED: frozenset(),
    ReviewState.COSIGNED: frozenset(),
}

# A number that has been given stays given: there is no way back from any of these.
NEXT_STATES: Mapping[LetterState, frozenset[LetterState]] = {
    LetterState.NUMBERED: frozenset({LetterState.ISSUED, LetterState.VOID}),
    LetterState.ISSUED: frozenset({LetterState.REVOKED, LetterState.SUPERSEDED}),
    LetterState.REVOKED: frozenset(),
    LetterState.SUPERSEDED: frozenset(),
    LetterState.VOID: frozenset(),
}

# What each step makes of a proposed letter; who may take it is told by `open_steps`. Proposing leads on to CHECKED at
# once where nobody checks (`first_state`).
NEXT_STEPS: Mapping[ProposalState, Mapping[Step, ProposalState]] = {
    ProposalState.PROPOSED: {
        Step.CHECK: ProposalState.CHECKED,
        Step.SIGN: ProposalState.SIGNED,
        Step.RETURN: ProposalState.RETURNED,
        Step.WITHDRAW: ProposalState.WITHDRAWN,
    },
    ProposalState.CHECKED: {
        Step.SIGN: ProposalState.SIGNED,
        Step.RETURN: ProposalState.RETURNED,
        Step.WITHDRAW: ProposalState.WITHDRAWN,
    },
    ProposalState.RETURNED: {
        Step.PROPOSE: ProposalState.PROPOSED,
        Step.WITHDRAW: ProposalState.WITHDRAWN,
    },
    ProposalState.SIGNED: {},
    ProposalState.WITHDRAWN: {},
}
WAITING = (ProposalState.PROPOSED, ProposalState.CHECKED)
ENDED = frozenset(state for state, steps in NEXT_STEPS.items() if not steps)

LIVES_HERE = Requires(
    "standing", (Standing.LIVING,), "Warga ini sudah tidak tercatat tinggal di sini. Periksa data warga dulu."
)


class TransitionNotAllowed(ValueError):
    """A step that the life of a letter does not have; the message is an Indonesian sentence."""

    def __init__(self, current: LetterState, wanted: LetterState) -> None:
        super().__init__(
            f"Surat yang sudah {current.label.lower()} tidak bisa menjadi {wanted.label.lower()}."
        )
        self.current = current
        self.wanted = wanted


def check_transition(current: LetterState, wanted: LetterState) -> None:
    """Raise `TransitionNotAllowed` unless this step exists."""
    if wanted not in NEXT_STATES[current]:
        raise TransitionNotAllowed(current, wanted)


class StepNotAllowed(ValueError):
    """A step that a proposed letter does not have now, or not for this person; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What somebody may do today with one proposed letter, and whether there is anyone to check it."""

    checks: bool = False
    signs: bool = False
    anyone_checks: bool = True
    proposes: bool = False


def first_state(chain: Chain, *, anyone_checks: bool) -> ProposalState:
    """What a proposed letter waits for first: where nobody checks, it goes to the signer at once."""
    if chain is Chain.SECRETARY_HEAD and anyone_checks:
        return ProposalState.PROPOSED
    return ProposalState.CHECKED


def open_steps(state: ProposalState, hands: Hands) -> frozenset[Step]:
    """The steps that somebody may take now.

    The signer does not pass over whoever checks; only when nobody is there to check, or the signer checks as well,
    one step does for both.
    """
    mine = set()
    if state is ProposalState.PROPOSED and hands.checks:
        mine |= {Step.CHECK, Step.RETURN}
    if hands.signs and (
        state is ProposalState.CHECKED
        or (state is ProposalState.PROPOSED and (hands.checks or not hands.anyone_checks))
    ):
        mine = {Step.SIGN, Step.RETURN}
    if hands.proposes:
        mine |= {Step.PROPOSE, Step.WITHDRAW}
    return frozenset(mine & NEXT_STEPS[state].keys())


def check_step(state: ProposalState, step: Step, hands: Hands) -> None:
    """Raise `StepNotAllowed` unless this person may take this step now."""
    if step not in NEXT_STEPS[state]:
        raise StepNotAllowed(
            f"Usulan ini sudah {ENDS.get(state, state.label.lower())}. Buka lagi halamannya."
        )
    if step not in open_steps(state, hands):
        raise StepNotAllowed(NOT_YOURS[step])


ENDS = {ProposalState.SIGNED: "ditandatangani", ProposalState.WITHDRAWN: "ditarik"}
NOT_YOURS = {
    Step.CHECK: "Hari ini bukan Anda yang memaraf surat ini.",
    Step.SIGN: "Hari ini bukan Anda yang menandatangani surat ini.",
    Step.RETURN: "Hari ini surat ini bukan di tangan Anda.",
    Step.PROPOSE: "Anda tidak boleh mengusulkan surat.",
    Step.WITHDRAW: "Anda tidak boleh menarik usulan ini.",
}


def valid_until(issued_on: date, validity: Validity) -> date | None:
    """The last day of validity, or None without end. Three months from 30 November end on 28 or 29 February."""
    if not validity.months and not validity.days:
        return None
    return months_after(issued_on, validity.months) + timedelta(days=validity.days)


def is_expired(valid_until: date | None, today: date) -> bool:
    """The last day still counts."""
    return valid_until is not None and today > valid_until


def verdict_of(state: LetterState, valid_until: date | None, today: date) -> Verdict:
    """What to say of a letter whose signature is right."""
    match state:
        case LetterState.REVOKED | LetterState.VOID:
            return Verdict.REVOKED
        case LetterState.SUPERSEDED:
            return Verdict.SUPERSEDED
        case LetterState.NUMBERED:
            return Verdict.UNKNOWN
        case LetterState.ISSUED:
            return Verdict.EXPIRED if is_expired(valid_until, today) else Verdict.GENUINE


def requirements_of(party: Party) -> tuple[Requires, ...]:
    """What must be true of somebody from the register: to live here, unless the kind says otherwise."""
    if any(each.particular == "standing" for each in party.requires) or party.name != MAIN_PARTY:
        return party.requires
    return (LIVES_HERE, *party.requires)


def first_unmet(party: Party, codes: Mapping[str, int | None]) -> str | None:
    """The sentence of the first requirement that the register contradicts, or None."""
    for each in requirements_of(party):
        if not each.allows(codes.get(each.particular)):
            return each.sentence
    return None


def parties_from_register(definition: KindDefinition) -> tuple[Party, ...]:
    """Parties who can be picked from the register, the main one first."""
    return tuple(party for party in definition.parties if party.source in (Source.REGISTER, Source.EITHER))

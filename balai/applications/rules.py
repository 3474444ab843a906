"""The life of an application: one table of steps, two clocks, and what its codes look like."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from balai.applications.enums import Channel, Proof, Side, State, Step
from balai.core.calendar import WorkingCalendar

CODE_SIGNS: Final = "BCDFGHJKMNPRSTWXYZ"
CODE_LENGTH: Final = 15
"""18¹⁵ is 62 bits, and a code opens nothing without the birth date of its applicant."""
DRAFT_KEPT: Final = timedelta(days=30)
"""How long what was never sent is kept after it was last touched."""
ANSWERED_WITHIN: Final = 14
"""Days in which an applicant may answer what was returned, before the office stops waiting."""
KEPT_FOR: Final = {
    State.WITHDRAWN: timedelta(days=90),
    State.EXPIRED: timedelta(days=90),
    State.REJECTED: timedelta(days=365),
    State.CLOSED: timedelta(days=2 * 365),
}
"""After its end, how long an application keeps whose it was: as long as it may be asked about, and no longer (UU 27/2022
pasal 16 (2) g). The register of what was issued is the civil registry's."""
FETCHED_WITHIN: Final = timedelta(days=90)
"""How long a finished document can be fetched from afar; after that it is given at the office."""
MOST_PAGES: Final = 40
"""Pages that may be handed in with one application."""
MOST_SENT: Final = 400
"""Files an hour from one network: photographs of sixty applications."""
MOST_BEGUN: Final = 60
"""Applications an hour from one network: whole villages share one."""
AT_THE_COUNTER: Final = (Channel.DESK, Channel.PAPER)
"""What officers fill in from the beginning: for somebody who stands there, or from a form on paper."""
CODE_DIGITS: Final = 6
CODE_LASTS: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
"""At one code sent by e-mail: a guess is right once in 200,000 times."""
MOST_CODES: Final = 5
"""Codes an hour for one application."""
CODES_AN_HOUR: Final = 60
"""Codes an hour for one network: whole villages share one."""
HOUR: Final = timedelta(hours=1)
CLOSED_AFTER: Final = timedelta(days=30)
"""After a document was received, how long questions about it are still open."""


class StepNotAllowed(Exception):
    """Somebody else was faster, or the step does not belong here; `str()` is a sentence."""

    def __init__(self, state: State) -> None:
        super().__init__(
            f"Permohonan ini sudah berubah: sekarang {state.label.lower()}. Muat ulang halaman untuk melihatnya."
        )
        self.state = state


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table: who may lead from which states to which."""

    step: Step
    side: Side
    sources: frozenset[State]
    target: State
    needs_reason: bool = False
    civil: bool | None = None
    """Only for what the civil registry issues (True), only for what the village itself does (False), or for both."""


def _move(
    step: Step,
    side: Side,
    sources: Iterable[State],
    target: State,
    *,
    reason: bool = False,
    civil: bool | None = None,
) -> Move:
    return Move(step, side, frozenset(sources), target, reason, civil)


S, A, V, R = State, Side.APPLICANT, Side.VILLAGE, Side.AGENCY
AT_THE_VILLAGE: Final = (S.SUBMITTED, S.CHECKED)
MOVES: Final = (
    _move(Step.SUBMIT, A, (S.DRAFT, S.RETURNED), S.SUBMITTED),
    _move(Step.CHECK, V, (S.SUBMITTED,), S.CHECKED),
    _move(Step.APPROVE, V, AT_THE_VILLAGE, S.APPROVED),
    _move(Step.RETURN, V, (*AT_THE_VILLAGE, S.SENT_BACK), S.RETURNED, reason=True),
    _move(Step.REJECT, V, (*AT_THE_VILLAGE, S.SENT_BACK), S.REJECTED, reason=True),
    _move(Step.RETURN, V, (S.APPROVED,), S.RETURNED, reason=True, civil=False),
    _move(Step.REJECT, V, (S.APPROVED,), S.REJECTED, reason=True, civil=False),
    _move(Step.FORWARD, V, (S.APPROVED, S.SENT_BACK), S.FORWARDED, civil=True),
    _move(Step.ACCEPT, R, (S.FORWARDED,), S.IN_PROCESS, civil=True),
    _move(Step.SEND_BACK, R, (S.FORWARDED, S.IN_PROCESS), S.SENT_BACK, reason=True, civil=True),
    _move(Step.REJECT, R, (S.FORWARDED, S.IN_PROCESS), S.REJECTED, reason=True, civil=True),
    _move(Step.FINISH, R, (S.IN_PROCESS,), S.FINISHED, civil=True),
    _move(Step.FINISH, V, (S.APPROVED,), S.FINISHED, civil=False),
    _move(Step.HAND_OVER, A, (S.FINISHED,), S.RECEIVED),
    _move(Step.HAND_OVER, V, (S.FINISHED,), S.RECEIVED),
    _move(Step.CLOSE, Side.CLOCK, (S.RECEIVED,), S.CLOSED),
    _move(Step.WITHDRAW, A, (S.DRAFT, *AT_THE_VILLAGE, S.RETURNED, S.APPROVED, S.SENT_BACK), S.WITHDRAWN),
    _move(Step.EXPIRE, Side.CLOCK, (S.RETURNED,), S.EXPIRED),
)
"""The whole life; what is not here cannot happen, and the database refuses it too."""

OPEN: Final = frozenset(
    {S.SUBMITTED, S.CHECKED, S.RETURNED, S.APPROVED, S.FORWARDED, S.IN_PROCESS, S.SENT_BACK}
)
"""Sent, and not yet decided."""
ENDED: Final = frozenset({S.CLOSED, S.REJECTED, S.WITHDRAWN, S.EXPIRED})
WAITS_FOR: Final = {
    S.DRAFT: Side.APPLICANT, S.RETURNED: Side.APPLICANT, S.FINISHED: Side.APPLICANT,
    S.SUBMITTED: Side.VILLAGE, S.CHECKED: Side.VILLAGE, S.APPROVED: Side.VILLAGE, S.SENT_BACK: Side.VILLAGE,
    S.FORWARDED: Side.AGENCY, S.IN_PROCESS: Side.AGENCY,
}  # fmt: skip
OVER: Final = (S.RECEIVED, S.CLOSED, S.REJECTED, S.WITHDRAWN, S.EXPIRED)
"""Nobody waits for anything any more."""
DONE: Final = (S.FINISHED, S.RECEIVED, S.CLOSED)
"""What was asked for is there."""
WITH_AGENCY: Final = (S.FORWARDED, S.IN_PROCESS, S.SENT_BACK)
SEEN_BY_AGENCY: Final = (*WITH_AGENCY, *DONE)
"""In which the civil registry has a civil document, or has had it; what a village refused is not its business."""
STEP_DAYS: Final = {
    S.SUBMITTED: 1,
    S.CHECKED: 1,
    S.APPROVED: 1,
    S.SENT_BACK: 1,
    S.FORWARDED: 1,
    S.IN_PROCESS: 1,
}
"""Working days that one step may take, where the service promises no longer whole."""
NEXT_STATES: Final = {
    state: frozenset(move.target for move in MOVES if state in move.sources) for state in State
}


def on_the_desk_of(side: Side) -> list[State]:
    """The states in which that side has something to do; drafts are nobody's but the applicant's own."""
    return [state for state, whose in WAITS_FOR.items() if whose is side and state is not State.DRAFT]


def move_for(step: Step, *, side: Side, state: State, is_civil: bool) -> Move:
    """The line of the table. Raises `StepNotAllowed`."""
    for move in MOVES:
        if (
            move.step is step
            and move.side is side
            and state in move.sources
            and move.civil in {None, is_civil}
        ):
            return move
    raise StepNotAllowed(state)


def steps_open_to(side: Side, *, state: State, is_civil: bool, is_second_pair_set: bool) -> tuple[Step, ...]:
    """What that side may do now, in the order of the table.

    Where a second pair of eyes is set, the first one checks and another one approves.
    """
    kept_for_another = Step.APPROVE if is_second_pair_set else Step.CHECK
    return tuple(
        move.step
        for move in MOVES
        if move.side is side
        and state in move.sources
        and move.civil in {None, is_civil}
        and not (state is State.SUBMITTED and move.step is kept_for_another)
    )


def must_prove_email(channel: str, proof: str) -> bool:
    """Whether a code by e-mail may be asked of somebody: not of whom a PIN or an officer has recognised."""
    return channel == Channel.WEB and proof == Proof.STATED


def new_code() -> str:
    """What leads an applicant back to an application; nobody guesses it."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def spelled(code: str) -> str:
    """'KMTRH-BXWPC-DFGHJ': in groups of five, as people read and type it."""
    return "-".join(code[start : start + 5] for start in range(0, CODE_LENGTH, 5))


def typed_code(text: str) -> str:
    """The code in what somebody typed or scanned; "" when it is none. Case, spaces and dashes don't count."""
    letters = "".join(sign for sign in text.upper() if sign.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(CODE_SIGNS) else ""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The last day of the whole way, and that of the step it is in; None while nobody at an office is late."""

    whole: date | None
    step: date | None


def clocks_at(
    state: State,
    *,
    today: date,
    calendar: WorkingCalendar,
    promised_days: int,
    whole: date | None,
    paused_on: date | None,
) -> Clocks:
    """Both clocks, for an application that comes into `state` today.

    The whole way is promised in working days from the day it was sent; while the applicant has it, the clock of the
    office stands still, and what is left goes on from the day it comes back.
    """
    if state not in STEP_DAYS:
        return Clocks(whole, None)
    if whole is None:
        whole = calendar.add_working_days(today, promised_days)
    elif paused_on is not None:
        left = max(calendar.working_days_left(paused_on, whole), 0)
        whole = calendar.add_working_days(today, left)
    days = min(STEP_DAYS[state], promised_days) if promised_days else 0
    return Clocks(whole, calendar.add_working_days(today, max(days, 1)))

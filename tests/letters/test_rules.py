"""The life of a letter, its validity, and who may have one."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.letters.definitions import Party, Requires, Validity
from balai.letters.enums import Chain, LetterState, ProposalState, Source, Step, Verdict
from balai.letters.rules import (
    NEXT_STATES,
    Hands,
    StepNotAllowed,
    TransitionNotAllowed,
    check_step,
    check_transition,
    first_state,
    first_unmet,
    is_expired,
    open_steps,
    valid_until,
    verdict_of,
)

TODAY = date(2026, 11, 20)
SECRETARY, HEAD, BOTH = Hands(checks=True), Hands(signs=True), Hands(checks=True, signs=True)
ALONE, OPERATOR = Hands(signs=True, anyone_checks=False), Hands(proposes=True)


@pytest.mark.parametrize(
    ("state", "hands", "steps"),
    [
        (ProposalState.PROPOSED, SECRETARY, {Step.CHECK, Step.RETURN}),
        (ProposalState.PROPOSED, HEAD, set()),
        (ProposalState.PROPOSED, BOTH, {Step.SIGN, Step.RETURN}),
        (ProposalState.PROPOSED, ALONE, {Step.SIGN, Step.RETURN}),
        (ProposalState.PROPOSED, OPERATOR, {Step.WITHDRAW}),
        (ProposalState.CHECKED, SECRETARY, set()),
        (ProposalState.CHECKED, HEAD, {Step.SIGN, Step.RETURN}),
        (ProposalState.CHECKED, BOTH, {Step.SIGN, Step.RETURN}),
        (ProposalState.CHECKED, OPERATOR, {Step.WITHDRAW}),
        (ProposalState.RETURNED, BOTH, set()),
        (ProposalState.RETURNED, OPERATOR, {Step.PROPOSE, Step.WITHDRAW}),
        (ProposalState.SIGNED, Hands(True, True, True, True), set()),
        (ProposalState.WITHDRAWN, Hands(True, True, True, True), set()),
    ],
)
def test_who_may_take_which_step(state: ProposalState, hands: Hands, steps: set[Step]) -> None:
    assert open_steps(state, hands) == steps


@pytest.mark.parametrize("state", ProposalState)
@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("hands", [Hands(), SECRETARY, HEAD, BOTH, ALONE, OPERATOR])
def test_a_step_that_is_not_open_is_refused_with_a_sentence(
    state: ProposalState, step: Step, hands: Hands
) -> None:
    if step in open_steps(state, hands):
        check_step(state, step, hands)
        return

    with pytest.raises(StepNotAllowed, match=r"^[A-Z].*\.$"):
        check_step(state, step, hands)


@pytest.mark.parametrize(
    ("chain", "anyone_checks", "state"),
    [
        (Chain.DIRECT, True, ProposalState.CHECKED),
        (Chain.SECRETARY_HEAD, True, ProposalState.PROPOSED),
        (Chain.SECRETARY_HEAD, False, ProposalState.CHECKED),
    ],
)
def test_a_proposal_begins_where_somebody_waits_for_it(
    chain: Chain, anyone_checks: bool, state: ProposalState
) -> None:
    assert first_state(chain, anyone_checks=anyone_checks) == state


RESIDENT = Party("resident", "Warga", Source.REGISTER)


@pytest.mark.parametrize(("current", "wanted"), list(product(LetterState, LetterState)))
def test_only_the_steps_of_the_table_exist(current: LetterState, wanted: LetterState) -> None:
    if wanted in NEXT_STATES[current]:
        check_transition(current, wanted)
        return

    with pytest.raises(TransitionNotAllowed):
        check_transition(current, wanted)


@pytest.mark.parametrize(
    ("validity", "until"),
    [
        (Validity(), None),
        (Validity(months=3), date(2027, 2, 20)),
        (Validity(months=14), date(2028, 1, 20)),
        (Validity(days=14), date(2026, 12, 4)),
        (Validity(months=1, days=1), date(2026, 12, 21)),
    ],
)
def test_validity_counts_from_the_date_of_the_letter(validity: Validity, until: date | None) -> None:
    assert valid_until(TODAY, validity) == until


@given(st.dates(date(1900, 1, 1), date(2900, 1, 1)), st.integers(1, 120))
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(issued: date, months: int) -> None:
    until = valid_until(issued, Validity(months=months))

    assert until is not None
    assert until.day == issued.day or (until.day >= 28 and until.day < issued.day)
    assert (until.year - issued.year) * 12 + until.month - issued.month == months


def test_the_last_day_still_counts() -> None:
    assert [is_expired(until, TODAY) for until in (None, TODAY, date(2026, 11, 19))] == [False, False, True]


@pytest.mark.parametrize(
    ("state", "until", "verdict"),
    [
        (LetterState.ISSUED, None, Verdict.GENUINE),
        (LetterState.ISSUED, date(2026, 11, 19), Verdict.EXPIRED),
        (LetterState.REVOKED, date(2026, 11, 19), Verdict.REVOKED),
        (LetterState.SUPERSEDED, None, Verdict.SUPERSEDED),
        (LetterState.VOID, None, Verdict.REVOKED),
        (LetterState.NUMBERED, None, Verdict.UNKNOWN),
    ],
)
def test_the_verdict_says_the_gravest_thing(state: LetterState, until: date | None, verdict: Verdict) -> None:
    assert verdict_of(state, until, TODAY) is verdict


def test_who_has_left_gets_no_letter_unless_the_kind_is_for_them() -> None:
    dead_too = Party(
        "resident", "Almarhum", Source.REGISTER, (), (Requires("standing", (1, 2), "Sudah pindah."),)
    )

    assert first_unmet(RESIDENT, {"standing": 1}) is None
    assert first_unmet(RESIDENT, {"standing": 3}) is not None
    assert first_unmet(dead_too, {"standing": 2}) is None
    assert first_unmet(dead_too, {"standing": 3}) == "Sudah pindah."


def test_an_unknown_code_does_not_meet_a_requirement() -> None:
    single = Party(
        "resident", "Warga", Source.REGISTER, (), (Requires("marital_status", (1,), "Bukan lajang."),)
    )

    assert first_unmet(single, {"standing": 1, "marital_status": None}) == "Bukan lajang."


def test_an_age_is_required_in_completed_years() -> None:
    below_21 = Party("resident", "Calon", Source.REGISTER, (), (Requires("age", (), "Sudah 21.", below=21),))

    assert first_unmet(below_21, {"standing": 1, "age": 20}) is None
    assert first_unmet(below_21, {"standing": 1, "age": 21}) == "Sudah 21."
    assert first_unmet(below_21, {"standing": 1}) == "Sudah 21."

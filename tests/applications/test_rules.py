"""The table of steps, the two clocks and the codes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.applications import rules
from balai.applications.enums import Action, Side, State, Step
from balai.core.calendar import WorkingCalendar

MONDAY = date(2026, 11, 23)
WEEKS = WorkingCalendar()


def test_every_state_is_reached_and_only_the_ended_lead_nowhere() -> None:
    reached = {move.target for move in rules.MOVES} | {State.DRAFT}

    assert reached == set(State)
    assert {state for state, following in rules.NEXT_STATES.items() if not following} == rules.ENDED


def test_no_two_lines_of_the_table_answer_the_same_question() -> None:
    asked = [
        (move.step, move.side, source, is_civil)
        for move in rules.MOVES
        for source in move.sources
        for is_civil in (True, False)
        if move.civil in {None, is_civil}
    ]

    assert len(asked) == len(set(asked))


def test_every_step_has_its_name_in_the_trail() -> None:
    assert {f"applications.{step.value}" for step in Step} <= set(Action.values)


@pytest.mark.parametrize(
    ("state", "is_civil", "second", "expected"),
    [
        (State.SUBMITTED, True, False, (Step.APPROVE, Step.RETURN, Step.REJECT)),
        (State.SUBMITTED, True, True, (Step.CHECK, Step.RETURN, Step.REJECT)),
        (State.CHECKED, True, True, (Step.APPROVE, Step.RETURN, Step.REJECT)),
        (State.APPROVED, True, False, (Step.FORWARD,)),
        (State.APPROVED, False, False, (Step.RETURN, Step.REJECT, Step.FINISH)),
        (State.SENT_BACK, True, False, (Step.RETURN, Step.REJECT, Step.FORWARD)),
        (State.FORWARDED, True, False, ()),
        (State.FINISHED, True, False, (Step.HAND_OVER,)),
    ],
)
def test_the_village_may(state: State, is_civil: bool, second: bool, expected: tuple[Step, ...]) -> None:
    assert (
        rules.steps_open_to(Side.VILLAGE, state=state, is_civil=is_civil, is_second_pair_set=second)
        == expected
    )


def test_the_civil_registry_never_sees_what_the_village_itself_does() -> None:
    for state in State:
        assert not rules.steps_open_to(Side.AGENCY, state=state, is_civil=False, is_second_pair_set=False)


def test_the_clock_of_the_office_stands_still_while_the_applicant_has_it() -> None:
    sent = rules.clocks_at(
        State.SUBMITTED, today=MONDAY, calendar=WEEKS, promised_days=3, whole=None, paused_on=None
    )
    returned = rules.clocks_at(
        State.RETURNED,
        today=MONDAY + timedelta(days=1),
        calendar=WEEKS,
        promised_days=3,
        whole=sent.whole,
        paused_on=None,
    )
    again = rules.clocks_at(
        State.SUBMITTED, today=MONDAY + timedelta(days=14), calendar=WEEKS, promised_days=3,
        whole=returned.whole, paused_on=MONDAY + timedelta(days=1),
    )  # fmt: skip

    assert (sent.whole, sent.step) == (date(2026, 11, 26), date(2026, 11, 24))
    assert (returned.whole, returned.step) == (sent.whole, None)
    assert again.whole == date(2026, 12, 9)


def test_holidays_move_both_clocks() -> None:
    """Christmas Day is a holiday, the day before is collective leave."""
    clocks = rules.clocks_at(
        State.SUBMITTED, today=date(2026, 12, 23), calendar=WEEKS, promised_days=1, whole=None, paused_on=None
    )

    assert clocks.step == date(2026, 12, 28)


@given(st.text(max_size=40))
def test_a_typed_code_is_a_code_or_nothing(text: str) -> None:
    code = rules.typed_code(text)

    assert code == "" or (len(code) == rules.CODE_LENGTH and set(code) <= set(rules.CODE_SIGNS))


def test_a_code_is_read_as_it_is_spelled() -> None:
    code = rules.new_code()

    assert rules.typed_code(f" {rules.spelled(code).lower()} ") == code
    assert rules.new_code() != code

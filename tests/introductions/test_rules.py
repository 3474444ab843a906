from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from balai.introductions.enums import State
from balai.introductions.rules import ALPHABET, CODE_LENGTH, last_day, spelled, state_of, typed_code

DAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Introduction:
    needs_endorsement: bool = False
    endorsed_at: datetime | None = None
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None
    valid_until: date = DAY


@pytest.mark.parametrize(
    ("introduction", "state"),
    [
        (Introduction(), State.READY),
        (Introduction(needs_endorsement=True), State.WAITING),
        (Introduction(needs_endorsement=True, endorsed_at=MOMENT), State.READY),
        (Introduction(valid_until=date(2026, 11, 19)), State.EXPIRED),
        (Introduction(needs_endorsement=True, valid_until=date(2026, 11, 19)), State.EXPIRED),
        (Introduction(used_at=MOMENT, valid_until=date(2026, 11, 19)), State.USED),
        (Introduction(withdrawn_at=MOMENT, valid_until=date(2026, 11, 19)), State.WITHDRAWN),
    ],
)
def test_an_introduction_stands_by_what_happened_to_it(introduction: Introduction, state: State) -> None:
    assert state_of(introduction, DAY) is state


def test_the_day_of_giving_is_the_first_that_counts() -> None:
    assert last_day(DAY, 1) == DAY
    assert last_day(DAY, 14) == date(2026, 12, 3)


def test_codes_are_not_to_be_guessed() -> None:
    assert len(ALPHABET) ** CODE_LENGTH > 2**40


def test_codes_have_no_letters_that_are_read_as_others() -> None:
    assert not set(ALPHABET) & set("AEIOULQV0123456789")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KMTRH-BXWPC", "KMTRHBXWPC"),
        (" kmtrh bxwpc ", "KMTRHBXWPC"),
        ("KMTRHBXWP", ""),
        ("KMTRH-BXWPA", ""),
        ("3204118899", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_is_typed(text: str, code: str) -> None:
    assert typed_code(text) == code


def test_a_code_is_spelled_in_two_parts() -> None:
    assert spelled("KMTRHBXWPC") == "KMTRH-BXWPC"

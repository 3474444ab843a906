"""How a code is spelled, and how an introduction stands on a day."""

from datetime import date, datetime, timedelta
from typing import Final, Protocol

from balai.introductions.enums import State

# Consonants alone: no words come out by accident, and none looks like a digit or, in handwriting, like another one.
ALPHABET: Final = "BCDFGHJKMNPRSTWXYZ"
CODE_LENGTH: Final = 10
"""18¹⁰ is 41.7 bits: with ten guesses a minute nobody finds one of a thousand valid codes in a hundred years."""
LONGEST_VALID: Final = 90
"""Days. An introduction speaks of how somebody lives now."""
DAYS_VALID: Final = 14
"""What a village begins with."""


class Facts(Protocol):
    """What the rules need to know; `introductions.models.Introduction` has it."""

    @property
    def needs_endorsement(self) -> bool: ...
    @property
    def endorsed_at(self) -> datetime | None: ...
    @property
    def used_at(self) -> datetime | None: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...
    @property
    def valid_until(self) -> date: ...


def state_of(introduction: Facts, today: date) -> State:
    """How it stands on that day; the last day of its validity is still part of it."""
    if introduction.withdrawn_at:
        return State.WITHDRAWN
    if introduction.used_at:
        return State.USED
    if introduction.valid_until < today:
        return State.EXPIRED
    if introduction.needs_endorsement and not introduction.endorsed_at:
        return State.WAITING
    return State.READY


def last_day(given_on: date, days_valid: int) -> date:
    """The last day on which it counts; the day on which it was given is the first of them."""
    return given_on + timedelta(days=days_valid - 1)


def spelled(code: str) -> str:
    """'KMTRH-BXWPC': in two parts, as people read and type it."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def typed_code(text: str) -> str:
    """The code in what somebody typed or a scanner sent; "" when it is none. Case, spaces and dashes don't count."""
    letters = "".join(sign for sign in text.upper() if sign.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(ALPHABET) else ""

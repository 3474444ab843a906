"""What could be reckoned from what was published."""

import pytest

from balai.core.months import Month
from balai.surveys.disclosure import Told, gives_away


def told(first: int, last: int, answers: int) -> Told:
    return Told(frozenset(Month(2026, 1 + number) for number in range(first - 1, last)), answers)


FIRST, SECOND, THIRD = told(1, 3, 10), told(4, 6, 20), told(7, 9, 8)


@pytest.mark.parametrize(
    ("new", "before", "expected"),
    [
        (told(1, 12, 30), [], False),
        (told(1, 6, 30), [FIRST], False),
        (told(1, 6, 13), [FIRST], True),
        (FIRST, [told(1, 6, 11)], True),
        (told(1, 3, 10), [FIRST], False),
        (told(1, 3, 14), [FIRST], True),
        (told(1, 3, 15), [FIRST], False),
        # Neither is close to any of the others; the fourth quarter is what is left of all.
        (told(1, 12, 41), [FIRST, SECOND, THIRD], True),
        (told(1, 12, 38), [FIRST, SECOND, THIRD], False),
        (told(1, 12, 43), [FIRST, SECOND, THIRD], False),
        (THIRD, [told(1, 12, 41), FIRST, SECOND], True),
        # The second semester as of October less its first quarter is October; the last quarter less that is the rest.
        (told(10, 12, 17), [told(7, 10, 23), THIRD], True),
        (told(10, 12, 20), [told(7, 10, 23), THIRD], False),
        # A paper was copied after the year had been published: the quarters together are one more.
        (told(10, 12, 6), [told(1, 12, 43), FIRST, SECOND, THIRD], True),
    ],
)
def test_a_handful_must_not_be_left_by_subtraction(new: Told, before: list[Told], expected: bool) -> None:
    assert gives_away(new, before) is expected


def test_what_was_told_before_keeps_nobody_from_telling_something_else() -> None:
    before = [FIRST, told(1, 6, 12)]

    assert gives_away(THIRD, before) is False

"""What follows from published figures when one is subtracted from another: pure, and exact but for late papers.

The year less its first semester is its second. If only three people answered in that, their answers are published.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from balai.core.months import Month
from balai.surveys.rules import SMALLEST_SAMPLE

MOST_THAT_FOLLOWS: Final = 400
"""A usual year with all its periods makes fifteen. Late papers make more, each of them further from what somebody reckons."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many answers of which months were told together. Without months: those that came in between two tellings."""

    months: frozenset[Month]
    answers: int

    def less(self, part: "Told") -> "Told":
        return Told(self.months - part.months, self.answers - part.answers)

    @property
    def is_a_handful(self) -> bool:
        """Whether it is somebody's answers, but too few people's. Fewer answers to more months are late ones too."""
        return 0 < abs(self.answers) < SMALLEST_SAMPLE


def gives_away(new: Told, before: Iterable[Told]) -> bool:
    """Whether `new`, once published, leaves a handful of answers to whoever subtracts; what did so before does not count.

    `before` in the order of time: what is put together with others is the last that was told of the same months.
    """
    earlier = list(before)
    if any(new.less(each).is_a_handful for each in earlier if each.months == new.months):
        return True
    last = {each.months: each for each in earlier}
    known = _what_follows(last.values())
    return any(each.is_a_handful for each in _what_follows([*last.values(), new]) - known)


def _what_follows(told: Iterable[Told]) -> set[Told]:
    """All that can be had by subtracting parts from wholes, again and again; the shortest ways first."""
    found = set[Told]()
    waiting = deque(told)
    while waiting and len(found) < MOST_THAT_FOLLOWS:
        one = waiting.popleft()
        if one in found:
            continue
        found.add(one)
        for other in [each for each in found if each.months and one.months]:
            for whole, part in ((one, other), (other, one)):
                if part.months <= whole.months and part != whole:
                    waiting.append(whole.less(part))
    return found

"""How long someone waits after guessing wrong, and how many wrong guesses are free.

A stranger must not lock an officer out, so browsers that have signed in before are counted on their own, and only
unknown ones share a count (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits double from `first_wait` to `longest_wait` once `free` attempts are used up; all is forgotten later.

    Where many people count together (`is_shared`) a success takes back its own attempt only, or somebody with an account
    of their own could wipe the count of their guesses at others. Where it never falls silent for `forgets_after`, one
    attempt is forgotten every `drains`.
    """

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forgets_after: timedelta
    is_shared: bool = False
    drains: timedelta | None = None

    def wait_after(self, attempts: int) -> timedelta:
        """The pause after so many attempts without success."""
        over = attempts - self.free
        if over < 0:
            return timedelta(0)
        return min(self.first_wait * (1 << min(over, 20)), self.longest_wait)


KNOWN_BROWSER = Patience(
    free=10,
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(minutes=15),
    forgets_after=timedelta(hours=12),
)
UNKNOWN_BROWSERS = Patience(
    free=5,
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(hours=1),
    forgets_after=timedelta(hours=24),
)
# Whole villages share one address of a mobile network, hence the larger number.
ADDRESS = Patience(
    free=30,
    first_wait=timedelta(minutes=1),
    longest_wait=timedelta(hours=1),
    forgets_after=timedelta(hours=6),
    is_shared=True,
)
LONGEST_MEMORY = timedelta(days=30)
"""No `forgets_after` is longer: what was last counted before that is deleted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Attempts without success under one key."""

    attempts: int
    last_at: datetime
    blocked_until: datetime

    def wait(self, now: datetime) -> timedelta:
        """What is left of the pause; zero when the next attempt may come."""
        return max(self.blocked_until - now, timedelta(0))


def count_one(tally: Tally | None, patience: Patience, now: datetime) -> Tally:
    """The tally with one more attempt, or a new one when the last attempt is forgotten."""
    if tally is None or tally.last_at < now - patience.forgets_after:
        tally = Tally(0, now, now)
    left, since = _drained(tally, patience, now)
    return Tally(left + 1, since, now + patience.wait_after(left + 1))


def _drained(tally: Tally, patience: Patience, now: datetime) -> tuple[int, datetime]:
    """How many attempts are left, and from when on the next is drained: never rounded down, or haste would stop it."""
    if patience.drains is None:
        return tally.attempts, now
    drained = max((now - tally.last_at) // patience.drains, 0)
    if drained >= tally.attempts:
        return 0, now
    return tally.attempts - drained, tally.last_at + drained * patience.drains


def wait_in_words(wait: timedelta) -> str:
    """'30 detik', '2 menit', '1 jam': rounded up, so that coming back in time is never too early."""
    seconds = math.ceil(wait.total_seconds())
    if seconds <= 60:
        return f"{max(seconds, 1)} detik"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} menit" if minutes < 60 else f"{math.ceil(minutes / 60)} jam"

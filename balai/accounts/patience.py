"""How long someone waits after guessing wrong, and how many wrong guesses are free.

A stranger must not lock an officer out, so browsers that have signed in before are counted on their own, and only
unknown ones share a count (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits double from `first_wait` to `longest_wait` once `free` attempts are used up; all is forgotten later."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    forgets_after: timedelta

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
)
LONGEST_MEMORY = max(patience.forgets_after for patience in (KNOWN_BROWSER, UNKNOWN_BROWSERS, ADDRESS))


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
    forgotten = tally is None or tally.last_at < now - patience.forgets_after
    attempts = 1 if tally is None or forgotten else tally.attempts + 1
    return Tally(attempts, now, now + patience.wait_after(attempts))


def wait_in_words(wait: timedelta) -> str:
    """'30 detik', '2 menit', '1 jam': rounded up, so that coming back in time is never too early."""
    seconds = math.ceil(wait.total_seconds())
    if seconds <= 60:
        return f"{max(seconds, 1)} detik"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} menit" if minutes < 60 else f"{math.ceil(minutes / 60)} jam"

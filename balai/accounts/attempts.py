"""Counting attempts in the database: restarts forget nothing, and parallel guesses are counted one by one.

An attempt is counted before it is checked and taken back when it succeeds; otherwise a hundred guesses sent at once
would all be checked before the first is counted.
"""

import ipaddress
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from balai.accounts.models import SignInCounter
from balai.accounts.patience import (
    ADDRESS,
    KNOWN_BROWSER,
    LONGEST_MEMORY,
    UNKNOWN_BROWSERS,
    Patience,
    Tally,
    count_one,
    wait_in_words,
)

TOO_MANY = "too_many_attempts"


class TooManyAttempts(ValidationError):
    """Come back after `wait`. Forms show the sentence, views answer 429."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(
            f"Terlalu banyak percobaan. Tunggu {wait_in_words(wait)}, lalu coba lagi.", code=TOO_MANY
        )


class Countable(Protocol):
    """Somebody tries a secret: under which keys that is counted, and how patiently."""

    @property
    def counters(self) -> Mapping[str, Patience]: ...


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody tries a secret of the account `name`: from which address, and in which known browser, if any."""

    secret: str
    name: str
    address: str
    browser: str = ""

    @property
    def counters(self) -> dict[str, Patience]:
        if self.browser:
            return {key_of(self.secret, "browser", self.name, self.browser): KNOWN_BROWSER}
        return {
            key_of(self.secret, "account", self.name): UNKNOWN_BROWSERS,
            key_of("address", network_of(self.address)): ADDRESS,
        }


def network_of(address: str) -> str:
    """What one subscriber holds: an IPv4 address, or the /64 of an IPv6 one, which has more addresses than guesses."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def network_behind(request: HttpRequest) -> str:
    """The network that a request comes from."""
    return network_of(request.META.get("REMOTE_ADDR", ""))


def key_of(*parts: str) -> str:
    """A keyed hash: the table can't be turned back into names and addresses."""
    return salted_hmac("balai.accounts.attempts", "\0".join(parts), algorithm="sha256").hexdigest()


@dataclass(slots=True)
class Attempt:
    """One counted attempt; whoever checks it sets `succeeded`."""

    succeeded: bool = False


@contextmanager
def counted(guess: Countable) -> Iterator[Attempt]:
    """Count `guess`, and take it back if the block marks it as succeeded.

    Raises `TooManyAttempts` before the block, and then nothing is counted or checked. A transaction around it keeps
    others waiting who count under the same key, and forgets the attempt if it is rolled back.
    """
    if wait := wait_of(
        guess.counters
    ):  # without a lock, so that who goes on trying keeps nobody else waiting
        raise TooManyAttempts(wait)
    _count(guess)
    attempt = Attempt()
    yield attempt
    if attempt.succeeded:
        _forgive(guess)


@transaction.atomic
def _count(guess: Countable) -> None:
    counters = guess.counters
    rows = _locked(counters)
    now = timezone.now()  # after waiting for the locks, or parallel attempts would seem to come from the past
    wait = max(_tally(row).wait(now) for row in rows.values())
    if wait:
        raise TooManyAttempts(wait)
    for key, row in rows.items():
        tally = count_one(_tally(row), counters[key], now)
        row.failures, row.last_at, row.blocked_until = tally.attempts, tally.last_at, tally.blocked_until
    SignInCounter.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["failures", "last_at", "blocked_until"],
    )


def _locked(keys: Iterable[str]) -> dict[str, SignInCounter]:
    """The rows of these keys, made if need be, held until the transaction ends."""
    wanted = sorted(keys)  # in one order, or two would wait for each other
    now = timezone.now()
    while True:
        SignInCounter.objects.bulk_create(
            [SignInCounter(key=key, failures=0, last_at=now, blocked_until=now) for key in wanted],
            ignore_conflicts=True,
        )
        rows = SignInCounter.objects.select_for_update().filter(key__in=wanted).order_by("key")
        held = {row.key: row for row in rows}
        if len(held) == len(wanted):  # else somebody succeeded in between, and cleared the count
            return held


def _tally(row: SignInCounter) -> Tally:
    return Tally(row.failures, row.last_at, row.blocked_until)


@transaction.atomic
def _forgive(guess: Countable) -> None:
    """Success clears the count of the account or browser; where many count together it takes one attempt back."""
    now = timezone.now()
    shared = [key for key, patience in guess.counters.items() if patience.is_shared]
    own = [key for key in guess.counters if key not in shared]
    counts = SignInCounter.objects.filter(key__in=shared, failures__gt=0)
    counts.update(failures=F("failures") - 1, blocked_until=now)
    SignInCounter.objects.filter(Q(key__in=own) | Q(last_at__lt=now - LONGEST_MEMORY)).delete()


def forgive_account(name: str) -> None:
    """Forget what strangers tried on an account, after an administrator gave out a new password."""
    forgive_keys(key_of(secret, "account", name) for secret in ("password", "code"))


def forgive_keys(keys: Iterable[str]) -> None:
    """Forget what was counted under these keys."""
    SignInCounter.objects.filter(key__in=list(keys)).delete()


def wait_of(keys: Iterable[str]) -> timedelta:
    """How long whoever counts under one of these keys must wait now."""
    rows = list(SignInCounter.objects.filter(key__in=list(keys)))
    now = timezone.now()  # after reading, or what others have just counted would seem to lie ahead
    return max((_tally(row).wait(now) for row in rows), default=timedelta())


def spend_code(account: str, code: str, *, lasts: timedelta) -> bool:
    """Use up a one-time code; False when it was used within `lasts`, be it by another process."""
    now = timezone.now()
    row, is_new = SignInCounter.objects.get_or_create(
        key=key_of("spent", account, code), defaults={"last_at": now, "blocked_until": now + lasts}
    )
    if is_new:
        return True
    again = SignInCounter.objects.filter(key=row.key, blocked_until__lte=now)
    return again.update(last_at=now, blocked_until=now + lasts) == 1


@transaction.atomic
def spend_allowance(purpose: str, *, who: str, cost: int, most: int, each: timedelta) -> timedelta:
    """Count something that may be done, but not too often. Returns how long to wait once `most` was spent within `each`.

    No wait, no length: `timedelta()` says go on. `who` is a network (`network_of`) or the id of a token.
    """
    key = key_of(purpose, who)
    row = _locked([key])[key]
    now = timezone.now()
    is_over = row.blocked_until <= now
    spent = cost if is_over else row.failures + cost
    SignInCounter.objects.filter(key=row.key).update(
        failures=min(spent, most + cost),
        last_at=now,
        blocked_until=now + each if is_over else row.blocked_until,
    )
    return timedelta() if spent <= most else row.blocked_until - now

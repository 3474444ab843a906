"""How patiently guesses at codes and birth dates are counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from balai.accounts.attempts import key_of
from balai.accounts.patience import Patience

OF_A_CODE = Patience(
    free=5,
    first_wait=timedelta(seconds=30),
    longest_wait=timedelta(hours=24),
    forgets_after=timedelta(days=30),
)
"""One code: whoever holds a slip that is not theirs guesses at one birth date a day in the end."""
OF_A_NETWORK = Patience(
    free=40,
    first_wait=timedelta(seconds=15),
    longest_wait=timedelta(minutes=10),
    forgets_after=timedelta(hours=1),
    is_shared=True,
    drains=timedelta(minutes=1),
)
"""Everybody behind one address: whole villages share one."""


OF_AN_EMAIL_CODE = Patience(
    free=2,
    first_wait=timedelta(seconds=5),
    longest_wait=timedelta(minutes=10),
    forgets_after=timedelta(hours=1),
)
"""The code sent for one application: of five tries the last ones wait."""


@dataclass(frozen=True, slots=True)
class CodeGuess:
    """One try at the code that was sent by e-mail, from one network."""

    village_id: int
    network: str
    application: str

    @property
    def counters(self) -> Mapping[str, Patience]:
        return {
            key_of("application email code", str(self.village_id), self.application): OF_AN_EMAIL_CODE,
            key_of("application network", str(self.village_id), self.network): OF_A_NETWORK,
        }


@dataclass(frozen=True, slots=True)
class Guess:
    """One try at one code from one network, on the site of one village."""

    village_id: int
    network: str
    code: str = field(repr=False)

    @property
    def counters(self) -> Mapping[str, Patience]:
        return {
            key_of("application code", str(self.village_id), self.code): OF_A_CODE,
            key_of("application network", str(self.village_id), self.network): OF_A_NETWORK,
        }

"""PINs and chip numbers as they are kept: so that a copy of the database opens nothing.

Six digits are guessed in seconds, however slow the hash; therefore a key of this installation goes into it, which
lies in a file outside the database. Losing that key means giving out new PINs, nothing worse.
"""

import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.utils.crypto import salted_hmac

from balai.access.rules import PIN_DIGITS, pin_problem

# OWASP's second choice (Password Storage Cheat Sheet): 19 MiB, two passes; about 30 ms on an office computer.
_MEMORY_KIB, _PASSES, _LANES = 19 * 1024, 2, 1
_SALT_BYTES, _HASH_BYTES = 16, 32


def make_pin() -> str:
    """Six digits that nobody could foresee, and none of those that people try first."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
        if pin_problem(pin) is None:
            return pin


def encode_pin(pin: str) -> str:
    """A PIN as it is kept."""
    argon = Argon2id(
        salt=secrets.token_bytes(_SALT_BYTES),
        length=_HASH_BYTES,
        iterations=_PASSES,
        lanes=_LANES,
        memory_cost=_MEMORY_KIB,
        secret=_key("pin"),
    )
    return argon.derive_phc_encoded(pin.encode())


def is_pin(pin: str, encoded: str) -> bool:
    """Whether `encoded` was made of this PIN. Always does the whole work."""
    try:
        Argon2id.verify_phc_encoded(pin.encode(), encoded, secret=_key("pin"))
    except InvalidKey:
        return False
    return True


@lru_cache(maxsize=1)
def decoy() -> str:
    """What is checked where there is no PIN, so that it takes as long as where there is one."""
    return encode_pin(secrets.token_urlsafe())


def hash_of_tag(uid: str) -> str:
    """The number of a chip as it is kept."""
    return salted_hmac("balai.access.tag", uid, algorithm="sha256").hexdigest()


def _key(purpose: str) -> bytes:
    return salted_hmac("balai.access", purpose, algorithm="sha256").digest()

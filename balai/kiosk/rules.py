"""Codes for pairing and how a device is judged from when it was last heard. Pure."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from balai.kiosk.enums import DeviceState

CODE_SIGNS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""No sign that is mistaken for another on a screen: 26 of them."""
CODE_LENGTH = 8
CODE_LASTS = timedelta(minutes=10)
HEARTBEAT_SECONDS = 12
SILENT_AFTER = timedelta(seconds=45)
IDLE_SECONDS = 30


def new_code() -> str:
    """Eight signs, about 37 bits."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def hash_of(secret: str) -> str:
    """How the token of a device and the key of a visit are kept: enough for 256 random bits."""
    return sha256(secret.encode()).hexdigest()


def read_code(typed: str) -> str:
    """The code in what somebody typed: 'acde-fghj ' is ACDEFGHJ."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def spaced_code(code: str) -> str:
    """'ACDE FGHJ', as it is read out."""
    return f"{code[:4]} {code[4:]}"


def device_state(*, is_locked: bool, last_seen_at: datetime | None, now: datetime) -> DeviceState:
    if is_locked:
        return DeviceState.LOCKED
    heard = last_seen_at is not None and now - last_seen_at < SILENT_AFTER
    return DeviceState.ONLINE if heard else DeviceState.SILENT

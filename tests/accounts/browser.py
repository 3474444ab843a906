"""What tests do as a browser on the sign-in page."""

from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

PASSWORD = "kopi-pagi-di-balai-7"


def sign_in(client: Client, username: str, password: str = PASSWORD, **extra: Any) -> Any:
    """Type a name and a password on the sign-in page of the client's village."""
    return client.post("/masuk/", {"login": username, "password": password}, **extra)


def guess(client: Client, username: str, times: int, **extra: Any) -> list[int]:
    """Guess wrong so often; the statuses of the answers."""
    return [
        sign_in(client, username, f"salah-sekali-{number}", **extra).status_code for number in range(times)
    ]


def current_code(secret: str) -> str:
    """What the authenticator app would show now."""
    counter = next(iter(totp.yield_hotp_counters_from_time())) + 1
    return totp.format_hotp_value(totp.hotp_value(secret, counter))

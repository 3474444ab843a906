"""Which browsers have signed in before: a signed cookie with one random mark for each officer who did.

It opens nothing. It only keeps a stranger's guesses apart from the officer's own.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "balai_browser"
SALT = "balai.accounts.browsers"
LASTS_SECONDS = 400 * 24 * 3600  # the longest that browsers keep a cookie
MOST_OFFICERS = 20  # who share one computer


def known_browser(request: HttpRequest, username: str) -> str:
    """The mark of this browser for an officer who signed in with it before, or ""."""
    return _marks(request).get(_tag(username), "")


def remember_browser(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Mark this browser as one that `username` signs in with."""
    marks = _marks(request)
    mark = marks.pop(_tag(username), "") or get_random_string(22)
    newest = {**marks, _tag(username): mark}
    kept = dict(list(newest.items())[-MOST_OFFICERS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS_SECONDS,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        marks: Any = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return {}
    return dict(marks)


def _tag(username: str) -> str:
    """A short keyed hash: the cookie names nobody."""
    return salted_hmac(SALT, username, algorithm="sha256").hexdigest()[:16]

"""Ends a session that nobody has used for a while: the office computer is shared."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

USED_AT = "balai.used_at"
WRITE_EVERY_SECONDS = 60


class SignOutWhenIdle:
    """Signs out after `BALAI_IDLE_SECONDS` without a request. Must come after AuthenticationMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _check(request)
        return self.get_response(request)


def _check(request: HttpRequest) -> None:
    now = int(time.time())
    used_at: Any = request.session.get(USED_AT)
    if used_at is not None and now - used_at > settings.BALAI_IDLE_SECONDS:
        logout(request)
        request.session["balai.idle"] = True
    elif used_at is None or now - used_at >= WRITE_EVERY_SECONDS:
        request.session[USED_AT] = now

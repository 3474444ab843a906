"""The request as the kiosk's guard leaves it, and the cookies a device keeps."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix

from balai.core.browsers import CAMERA

if TYPE_CHECKING:
    from balai.accounts.actors import Actor
    from balai.kiosk.models import KioskDevice
    from balai.tenancy.models import Village

TOKEN_COOKIE = "balai_anjungan"  # noqa: S105  # its name, not its value
TOKEN_LASTS_SECONDS = 400 * 24 * 3600  # the longest that browsers keep a cookie


class KioskRequest(HttpRequest):
    """A request that comes from a paired device. `actor` is the device: what it does is done in its name."""

    village: "Village"
    device: "KioskDevice"
    actor: "Actor"
    htmx: bool
    stands_at: str
    """The address of the page that answers, where it is not the one that was called."""


def let_camera(response: HttpResponseBase) -> None:
    """Let this page look through the device's camera; all others may not."""
    response.headers["Permissions-Policy"] = CAMERA


def token_of(request: HttpRequest) -> str:
    return request.COOKIES.get(TOKEN_COOKIE, "")


def keep_token(response: HttpResponseBase, token: str) -> None:
    """Give the device its token, or prolong it."""
    set_cookie(response, TOKEN_COOKIE, token, max_age=TOKEN_LASTS_SECONDS)


def set_cookie(response: HttpResponseBase, name: str, value: str, *, max_age: int | None = None) -> None:
    """A cookie that only the kiosk's pages get and no script reads; without `max_age` until the browser closes."""
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path=_path(),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def drop_cookie(response: HttpResponseBase, name: str) -> None:
    response.delete_cookie(name, path=_path(), samesite="Strict")


def _path() -> str:
    return f"{get_script_prefix()}anjungan/"

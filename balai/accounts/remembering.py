"""What a browser is trusted with on the site of one village: a signed cookie, worth nothing on another village's site."""

from datetime import timedelta

from django.core.signing import BadSignature
from django.http import HttpResponse

from balai.accounts.http import PublicRequest


def remembered(request: PublicRequest, name: str, *, lasts: timedelta) -> str:
    """What was remembered under that name within that time; "" for nothing, or for what is not ours."""
    try:
        return request.get_signed_cookie(name, salt=_salt(request, name), max_age=lasts) or ""
    except (KeyError, BadSignature):
        return ""


def remember[R: HttpResponse](
    response: R, request: PublicRequest, name: str, value: str, *, lasts: timedelta
) -> R:
    """Let this browser bring it again until then; no script reads it."""
    response.set_signed_cookie(
        name,
        value,
        salt=_salt(request, name),
        max_age=lasts,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _salt(request: PublicRequest, name: str) -> str:
    return f"remembered.{name}.{request.village.pk}"

"""A resident who has signed in with NIK and PIN on the village's site, for as long as a page is read.

A cookie names the resident, and ends by itself: phones are shared, and people don't sign out.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from balai.accounts.actors import Actor
from balai.accounts.http import PublicRequest
from balai.accounts.remembering import remember, remembered
from balai.residents.models import Resident

COOKIE = "saya"
STAYS = timedelta(minutes=20)
THEMSELF = Actor(officer=None, label="situs: warga sendiri")
"""Whoever does something on the own pages, in the trail."""

type OwnView[**P] = Callable[Concatenate[PublicRequest, Resident, P], HttpResponse]
"""A view of what belongs to the resident who has signed in."""


def who_stays(request: PublicRequest) -> Resident | None:
    """The living resident who signed in here and is still staying. One query at most."""
    text = remembered(request, COOKIE, lasts=STAYS)
    if not text:
        return None
    return Resident.objects.living().with_family().filter(pk=UUID(hex=text)).first()


def by_a_resident[**P](view: OwnView[P]) -> Callable[Concatenate[PublicRequest, P], HttpResponse]:
    """Give the view who has signed in; others are asked to."""

    @wraps(view)
    def asked(request: PublicRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        resident = who_stays(request)
        if resident is None:
            return redirect("portal:sign_in")
        return view(request, resident, *args, **kwargs)

    return asked


def let_stay[R: HttpResponse](response: R, request: PublicRequest, resident: Resident) -> R:
    """Let this browser show the resident's own pages for twenty minutes."""
    return remember(response, request, COOKIE, resident.pk.hex, lasts=STAYS)


def let_go[R: HttpResponse](response: R) -> R:
    """End it at once."""
    response.delete_cookie(COOKIE)
    return response

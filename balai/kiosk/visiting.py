"""A running visit, as the pages of the kiosk see it: its cookie, and the guard that asks for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from balai.kiosk.comfort import forget_comfort
from balai.kiosk.guards import kiosk_page
from balai.kiosk.http import KioskRequest, drop_cookie, set_cookie
from balai.kiosk.matter import Matter, Screen, matter_of
from balai.kiosk.models import Visit
from balai.kiosk.operations.visits import running_visit, touch_visit
from balai.kiosk.opinion import forget_opinion

COOKIE = "balai_kunjungan"


class VisitRequest(KioskRequest):
    """A request within a running visit."""

    visit: Visit


class MatterRequest(VisitRequest):
    """A request about the errand that the visitor is at."""

    matter: Matter


type Guarded = Callable[..., HttpResponseBase]


def visit_of(request: KioskRequest) -> Visit | None:
    """The visit of this browser, unless it is over."""
    return running_visit(request.device, request.COOKIES.get(COOKIE, ""))


def visit_page[**P](view: Callable[Concatenate[VisitRequest, P], HttpResponseBase]) -> Guarded:
    """Let through a running visit; without one, back to the resting screen. Every POST is a sign of life."""

    @kiosk_page
    @wraps(view)
    def guarded(request: KioskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        visit = visit_of(request)
        if visit is None:
            return _back_to_rest(request)
        if request.method == "POST":
            touch_visit(visit=visit)
        let_in = cast(VisitRequest, request)
        let_in.visit = visit
        return view(let_in, *args, **kwargs)

    return guarded


def matter_page(
    *screens: Screen,
) -> Callable[[Callable[Concatenate[MatterRequest, ...], HttpResponseBase]], Guarded]:
    """Let through who has an errand that stands at one of these screens; others are sent to theirs.

    So no page can be opened before the one that comes before it, whatever address is typed.
    """

    def let_through(view: Callable[Concatenate[MatterRequest, ...], HttpResponseBase]) -> Guarded:
        @visit_page
        @wraps(view)
        def guarded(request: VisitRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
            matter = matter_of(request.visit, timezone.localdate())
            if matter is None:
                return redirect("kiosk:choose")
            if matter.screen not in screens:
                return redirect(f"kiosk:{matter.screen}")
            about = cast(MatterRequest, request)
            about.matter = matter
            return view(about, *args, **kwargs)

        return guarded

    return let_through


def _back_to_rest(request: KioskRequest) -> HttpResponse:
    """The visit is over; a request that would only replace a part of the page moves the whole page."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": reverse("kiosk:attract")})
    return redirect("kiosk:attract")


type Page = Callable[[Any, Matter], HttpResponse]

_pages: dict[Screen, Page] = {}


def page_at[Marked: Page](screen: Screen) -> Callable[[Marked], Marked]:
    """Mark what draws the page of a screen."""

    def mark(page: Marked) -> Marked:
        _pages[screen] = page
        return page

    return mark


def onward(request: KioskRequest, matter: Matter) -> HttpResponse:
    """The page where the errand stands now. What was sent is answered by the next page itself, and the browser gives it its
    address (`Content-Location`, RFC 9110 8.7): a visitor waits for one answer, not for two."""
    address = reverse(f"kiosk:{matter.screen}")
    if request.method != "POST":
        return redirect(address)
    request.stands_at = address
    response = _pages[matter.screen](request, matter)
    response.headers["Content-Location"] = address
    return response


def recognised(visit: Visit) -> HttpResponse:
    """To where somebody goes on who is known now and is at no errand: what they apply for, or their letters."""
    return redirect("kiosk:apply" if visit.applies_for else "kiosk:collect")


def keep_visit(response: HttpResponseBase, key: str) -> None:
    """Give the browser the secret of its visit, until it closes."""
    set_cookie(response, COOKIE, key)


def forget_visitor(response: HttpResponseBase) -> None:
    """Take from the browser all that it knows of whoever stood there."""
    drop_cookie(response, COOKIE)
    forget_comfort(response)
    forget_opinion(response)

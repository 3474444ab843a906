"""What residents read about services: the list, and for each a page, a sheet and a voice."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.core.languages import in_indonesian
from balai.core.qr import qr_svg
from balai.core.recordings import RECORDINGS, TooManyRecordings, mark_of, sound
from balai.core.voice import VoiceUnavailable
from balai.services.aloud import aloud
from balai.services.catalogue import by_category, find, life_events, offered, offered_on, suggest
from balai.services.explaining import Explained, explain
from balai.services.sharing import share_text, whatsapp_address
from balai.tenancy.addresses import address_for_others
from balai.tenancy.languages import translated
from balai.tenancy.public_pages import kept

LONGEST_SEARCH = 100  # characters


@require_safe
@public_page
@kept
@translated
def catalogue(request: PublicRequest) -> HttpResponse:
    """All services by category, those of a life event (`peristiwa`), or those that `q` asks for, best first."""
    listed = offered_on(timezone.localdate())
    asked = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    events = life_events(listed)
    event = request.GET.get("peristiwa", "")
    context = {"tab": "services", "asked": asked, "has_services": bool(listed), "events": events}
    if asked:
        found = find(listed, asked)
        context |= {"found": found, "nearest": [] if found else suggest(listed, asked)}
        return render(request, "services/found.html", context)
    if event in events:
        found = [each for each in listed if event in each.standard.life_events]
        context |= {"found": found, "event": event, "event_name": events[event]}
        return render(request, "services/event.html", context)
    return render(request, "services/list.html", {**context, "categories": by_category(listed)})


@require_safe
@public_page
@kept
@translated
def service(request: PublicRequest, slug: str) -> HttpResponse:
    """Everything about one service, and exactly what somebody with these answers needs."""
    page = _explained(request, slug)
    with in_indonesian():  # the voice speaks nothing else, and whoever gets the list reads it
        message = share_text(page, request.village.words.full_name, _address(request, page))
        recording = mark_of(aloud(page))
    context = {"tab": "services", "page": page, "recording": recording, "whatsapp": whatsapp_address(message)}
    return render(request, "services/service.html", context)


@require_safe
@public_page
@kept
@translated
def paper(request: PublicRequest, slug: str) -> HttpResponse:
    """The list on one sheet, to print or to save, with a code that leads back to it."""
    page = _explained(request, slug)
    address = _address(request, page)
    context = {"page": page, "address": address, "code": mark_safe(qr_svg(address))}  # noqa: S308  # drawn here
    return render(request, "services/paper.html", context)


@require_safe
@public_page
def recording(request: PublicRequest, slug: str, version: int, mark: str) -> HttpResponse:
    """The page read aloud. Only what a page says today is recorded: whoever makes up an address hears nothing."""
    if (kept_one := RECORDINGS.get(mark)) is not None:
        return sound(request, kept_one)
    page = _explained(request, slug)
    words = aloud(page)
    if page.listed.version.number != version or mark_of(words) != mark:
        raise Http404("no page says this today")
    try:
        return sound(request, RECORDINGS.of(words))
    except (TooManyRecordings, VoiceUnavailable):
        return HttpResponse(status=503, headers={"Retry-After": "10"})


def _explained(request: PublicRequest, slug: str) -> Explained:
    listed = offered(slug, timezone.localdate())
    if listed is None:
        raise Http404("no such service is offered today")
    return explain(listed, request.GET.dict(), request.village, timezone.now())


def _address(request: PublicRequest, page: Explained) -> str:
    """Where others find the same list."""
    path = reverse("services:service", args=[page.listed.service.slug])
    query = f"?{page.finding.query}#daftar" if page.finding.answers else ""
    return address_for_others(request, request.village, path) + query

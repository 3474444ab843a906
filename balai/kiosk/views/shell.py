"""What every kiosk page needs around it: the resting screen, the switches, the call for an officer, the heartbeat."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from balai.core.voice import VoiceUnavailable, voice
from balai.kiosk.comfort import Comfort, keep_comfort
from balai.kiosk.guards import kiosk_page, kiosk_page_anyhow
from balai.kiosk.http import KioskRequest, keep_token, token_of
from balai.kiosk.notices import shown_notices
from balai.kiosk.operations.devices import call_officer, note_alive
from balai.kiosk.operations.visits import touch_visit
from balai.kiosk.speech import SpeechForged, read_speech
from balai.kiosk.visiting import forget_visitor, visit_of

MOST_NOTICES = 3
SPEECH_KEPT_SECONDS = 7 * 24 * 3600


@require_safe
@kiosk_page
def attract(request: KioskRequest) -> HttpResponse:
    """Nobody is here: what the village has to say, and where to touch. Whoever was here left no trace."""
    context = {"now": timezone.localtime(), "notices": shown_notices(timezone.now(), MOST_NOTICES)}
    response = render(request, "kiosk/attract.html", context)
    forget_visitor(response)
    return response


@require_POST
@kiosk_page_anyhow
def alive(request: KioskRequest) -> HttpResponse:
    """The heartbeat of a page that is shown. Prolongs the device's token; the answer says whether to reload."""
    note_alive(device=request.device, at=timezone.now())
    if "touched" in request.POST and (visit := visit_of(request)):
        touch_visit(visit=visit)
    response = JsonResponse({"locked": request.device.is_locked})
    keep_token(response, token_of(request))
    return response


@require_safe
@kiosk_page
def speech(request: KioskRequest, token: str) -> HttpResponse:
    """A sentence of one of our pages as sound."""
    try:
        text, kept = read_speech(token)
        response = HttpResponse(voice().clip(text), content_type="audio/wav")
    except SpeechForged:
        raise Http404 from None
    except VoiceUnavailable:
        return HttpResponse(status=503)
    if kept:
        response.headers["Cache-Control"] = f"private, max-age={SPEECH_KEPT_SECONDS}, immutable"
    return response


@require_POST
@kiosk_page
def comfort(request: KioskRequest) -> HttpResponse:
    """Switch voice, large text or high contrast, then back to the page. Kept until the visit is over."""
    switched = Comfort.of(request).switched(request.POST.get("switch", ""))
    response = redirect(_back(request))
    keep_comfort(response, switched)
    return response


@require_POST
@kiosk_page
def call(request: KioskRequest) -> HttpResponse:
    """Somebody here wants help from a person."""
    call_officer(device=request.device)
    return render(request, "kiosk/called.html", {"back": _back(request)})


def _back(request: KioskRequest) -> str:
    """The page that was left, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("kiosk:attract")

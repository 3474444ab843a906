"""Checking a letter, by anyone: no account, no script needed, nothing to be found by guessing.

A village has this page, and the regency has it for all its villages. Nothing is written and nobody is signed in here,
so the forms carry no CSRF token: a copy of the page that a phone has kept can still ask.
"""

import json
import uuid
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.attempts import network_behind, spend_allowance
from balai.accounts.guards import public_page
from balai.accounts.http import VerifyRequest
from balai.core.browsers import CAMERA
from balai.core.languages import INDONESIAN
from balai.core.seals import SealUnavailable
from balai.letters.enums import SealUsed
from balai.letters.examination import NotExamined
from balai.letters.forms import VerifyForm
from balai.letters.published import root_point
from balai.letters.verification import NOT_FOUND, Finding, check_facts, check_id, check_pdf
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.models import Regency, Village
from balai.tenancy.scope import acting_for

CHECKS_A_MINUTE = 60
COST_OF_FILE = 6
"""How many checks of a code a file is worth: it takes a process of its own and seconds instead of milliseconds."""
LONGEST_QUESTION = 400  # bytes
# What the page's own module imports, named so that a browser asks for all of them at once.
MODULES = ("judgement", "lists", "message")
# Where the page is and which stylesheet it needs; no cookie.
KEPT_META = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "HTTP_USER_AGENT", "SCRIPT_NAME")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
@opens_own_scopes
def verify(request: VerifyRequest) -> HttpResponse:
    """The page behind the QR code. A browser checks the facts itself; without a script they are sent here."""
    if request.method != "POST":
        return _page(request, VerifyForm())
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    if _is_hasty(request, cost=COST_OF_FILE if form.cleaned_data["file"] else 1):
        return _page(request, form, problem="Terlalu sering. Tunggu sebentar, lalu coba lagi.", status=429)
    try:
        finding = _checked(request, form)
    except (NotExamined, SealUnavailable) as problem:
        return _page(request, form, problem=str(problem), status=503)
    return _page(request, VerifyForm(), finding=finding)


@csrf_exempt
@require_POST
@public_page
@opens_own_scopes
def status(request: VerifyRequest) -> HttpResponse:
    """How a letter stands whose code a browser has checked: asked by the secret id in it and the hash of the code.

    What cannot be read, is not known or belongs to another village gets one and the same answer.
    """
    if _is_hasty(request):
        return JsonResponse({"problem": "Terlalu sering. Tunggu sebentar."}, status=429)
    try:
        asked = json.loads(request.body[:LONGEST_QUESTION])
        finding = check_id(
            str(asked["village"]), uuid.UUID(str(asked["id"])), str(asked["code"]), at=timezone.now()
        )
    except (RawPostDataException, ValueError, KeyError, TypeError):  # the first: a form instead of JSON
        finding = NOT_FOUND
    return JsonResponse({"verdict": finding.verdict, "title": finding.title, "sentence": finding.sentence})


def kept_page(request: VerifyRequest) -> str:
    """The page as a phone keeps it: made from the village alone, whoever asks, so nothing personal can be on it."""
    bare = HttpRequest()
    bare.META = {name: request.META[name] for name in KEPT_META if name in request.META}
    bare.path = reverse("letters:verify")
    bare.path_info = f"/{bare.path.removeprefix(get_script_prefix())}"
    bare.village, bare.language = request.village, INDONESIAN.code  # type: ignore[attr-defined]  # as the middleware does
    with _scope(request.village):
        return render_to_string("letters/verify.html", _context(request, VerifyForm()), bare)


def place_of(request: VerifyRequest) -> Village | Regency:
    """Whose page is asked for. Raises `Http404` while there is no regency."""
    found = request.village or Regency.objects.first()
    if found is None:
        raise Http404("no regency yet")
    return found


def _checked(request: VerifyRequest, form: VerifyForm) -> Finding:
    if form.cleaned_data["file"]:
        return check_pdf(form.cleaned_data["file"].read(), village=request.village, at=timezone.now())
    return check_facts(form.cleaned_data["code"], at=timezone.now())


def _page(
    request: VerifyRequest,
    form: VerifyForm,
    *,
    finding: Finding | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _context(request, form) | {"finding": finding, "problem": problem}
    with _scope(request.village):
        response = render(request, "letters/verify.html", context, status=status)
    response["Permissions-Policy"] = CAMERA
    return response


def _context(request: VerifyRequest, form: VerifyForm) -> dict[str, Any]:
    place = place_of(request)
    try:
        root = root_point()
    except SealUnavailable:  # nothing was ever sealed here
        root = ""
    return {
        "skeleton": "public.html" if request.village else "regency.html",
        "tab": "verify",
        "regency": request.village.regency if request.village else place,
        "place": place.words.full_name,
        "root": root,
        "modules": [static(f"balai/js/verify/{name}.js") for name in MODULES],
        "certified": SealUsed.CERTIFIED.label,
        "hand": SealUsed.HANDWRITTEN.label,
        "form": form,
        "finding": None,
        "problem": "",
        "checked_at": timezone.now(),
    }


def _scope(village: Village | None) -> Any:
    return acting_for(village) if village else nullcontext()


def _is_hasty(request: HttpRequest, *, cost: int = 1) -> bool:
    """Whether this address has checked too often in this minute; whole villages share one, so the bound is wide."""
    network = network_behind(request)
    wait = spend_allowance("verify", who=network, cost=cost, most=CHECKS_A_MINUTE, each=timedelta(minutes=1))
    return bool(wait)

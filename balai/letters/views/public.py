"""Checking a letter, by anyone: no account, no script needed, nothing to be found by guessing."""

import json
import uuid
from datetime import timedelta

from django.http import HttpResponse, JsonResponse, RawPostDataException
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.attempts import spend_allowance
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.core.seals import SealUnavailable
from balai.letters import keys
from balai.letters.examination import NotExamined
from balai.letters.forms import VerifyForm
from balai.letters.verification import Finding, check_facts, check_id, check_pdf
from balai.letters.views.days import today_at
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for

CHECKS_A_MINUTE = 60
COST_OF_FILE = 6
"""How many checks of a code a file is worth: it takes a process of its own and seconds instead of milliseconds."""


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
@opens_own_scopes
def verify(request: PublicRequest) -> HttpResponse:
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


@require_POST
@public_page
def status(request: PublicRequest) -> HttpResponse:
    """How a letter stands whose facts a browser has checked: asked by the secret id that the facts contain."""
    if _is_hasty(request):
        return JsonResponse({"problem": "Terlalu sering. Tunggu sebentar."}, status=429)
    try:
        asked = uuid.UUID(str(json.loads(request.body[:200])["id"]))
    except (RawPostDataException, ValueError, KeyError, TypeError):  # the first: a form instead of JSON
        return JsonResponse({"problem": "Kode tidak lengkap."}, status=400)
    finding = check_id(asked, village=request.village, today=today_at(request.village))
    return JsonResponse({"verdict": finding.verdict, "title": finding.title, "sentence": finding.sentence})


@require_safe
@public_page
def public_keys(request: PublicRequest) -> HttpResponse:
    """The keys that check the facts, as a JSON Web Key Set."""
    try:
        published = keys.published_keys(request.village)
    except SealUnavailable as problem:
        return JsonResponse({"problem": str(problem)}, status=503)
    response = JsonResponse({"keys": published})
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _checked(request: PublicRequest, form: VerifyForm) -> Finding:
    today = today_at(request.village)
    if form.cleaned_data["file"]:
        return check_pdf(form.cleaned_data["file"].read(), village=request.village, today=today)
    with acting_for(request.village):
        return check_facts(form.cleaned_data["code"], village=request.village, today=today)


def _page(
    request: PublicRequest,
    form: VerifyForm,
    *,
    finding: Finding | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "tab": "verify",
        "form": form,
        "finding": finding,
        "problem": problem,
        "checked_at": timezone.now(),
        "time_zone": request.village.time_zone,
    }
    template = "letters/verify.html#finding" if request.htmx and finding else "letters/verify.html"
    with acting_for(request.village):
        return render(request, template, context, status=status)


def _is_hasty(request: PublicRequest, *, cost: int = 1) -> bool:
    """Whether this address has checked too often in this minute; whole villages share one, so the bound is wide."""
    address = request.META.get("REMOTE_ADDR", "")
    return not spend_allowance(
        "verify", address=address, cost=cost, most=CHECKS_A_MINUTE, each=timedelta(minutes=1)
    )

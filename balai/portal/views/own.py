"""A resident's own page (`/saya/`): applications, letters, and who looked at their data."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.access.operations import NotRecognised, recognise
from balai.access.staying import THEMSELF, by_a_resident, let_go, let_stay
from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts, network_behind
from balai.accounts.audit import record
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.applications.holding import hold
from balai.applications.models import Application
from balai.core import files
from balai.core.handing_out import json_response, pdf_response
from balai.letters.enums import Action as LetterAction
from balai.letters.models import Letter
from balai.letters.views.archive import file_name
from balai.portal.forms import SignInForm
from balai.residents.models import Resident
from balai.rights.children import children_of
from balai.rights.enums import Action as RightsAction
from balai.rights.enums import State
from balai.rights.looked import who_looked
from balai.rights.models import DataRequest
from balai.rights.own_data import own_data

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def sign_in(request: PublicRequest) -> HttpResponse:
    """NIK and PIN. Whatever is wrong, the answer and the time it takes are the same."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        network = network_behind(request)
        try:
            known = recognise(
                form.claim, device=f"situs {network}", by=Actor(officer=None, label="situs: warga")
            )
        except NotRecognised:
            form.add_error(
                None, "NIK dan PIN ini belum cocok. Coba sekali lagi, atau minta PIN baru di kantor."
            )
            status = 422
        except TooManyAttempts as many:
            form.add_error(None, many)
            status = 429
        else:
            return let_stay(redirect("portal:own"), request, known.resident)
    return render(request, "portal/sign_in.html", {"tab": "own", "form": form}, status=status)


@require_safe
@never_cache
@public_page
@by_a_resident
def own(request: PublicRequest, resident: Resident) -> HttpResponse:
    """Everything of one's own at a look."""
    context = {
        "tab": "own",
        "resident": resident,
        "applications": Application.objects.filter(resident=resident).ever_sent().for_lists()[:MOST_SHOWN],
        "letters": Letter.objects.of_resident(resident)[:MOST_SHOWN],
        "waiting_requests": DataRequest.objects.seen_by(resident).filter(state=State.OPEN).count(),
        "children": children_of(resident),
        "looked": who_looked(resident, limit=MOST_SHOWN),
    }
    return render(request, "portal/own.html", context)


@require_POST
@never_cache
@public_page
@by_a_resident
def open_application(request: PublicRequest, resident: Resident, application_id: UUID) -> HttpResponse:
    """One's own application, without its code."""
    application = get_object_or_404(Application, pk=application_id, resident=resident)
    return hold(redirect("applications:mine", application.pk), request, application)


@require_POST
@never_cache
@public_page
@by_a_resident
def letter(request: PublicRequest, resident: Resident, letter_id: UUID) -> HttpResponse:
    """One's own letter as it was sealed."""
    found = get_object_or_404(Letter.objects.select_related("kind"), pk=letter_id, resident=resident)
    if not found.pdf_sha256:
        raise Http404("not sealed yet")
    try:
        pdf = files.read(found.pdf_sha256)
    except (files.FileMissing, files.FileDamaged) as problem:
        messages.error(request, str(problem))
        return redirect("portal:own")
    record(LetterAction.OPENED, by=THEMSELF, subject=found)
    return pdf_response(pdf, file_name(found), download=True)


@require_POST
@never_cache
@public_page
@by_a_resident
def download(request: PublicRequest, resident: Resident) -> HttpResponse:
    """Everything about oneself, as a file."""
    return json_response(own_data(resident), "data-saya.json")


@require_POST
@never_cache
@public_page
@by_a_resident
def download_child(request: PublicRequest, resident: Resident, child_id: UUID) -> HttpResponse:
    """Everything about a child, for its father or mother (UU 27/2022 pasal 25); the trail says so."""
    child = next((each for each in children_of(resident) if each.pk == child_id), None)
    if child is None:
        raise Http404
    parent = Actor(officer=None, label="situs: orang tua")
    record(RightsAction.CHILD_COPIED, by=parent, subject=child)
    return json_response(own_data(child), "data-anak.json")


@require_POST
@never_cache
@public_page
def leave(request: PublicRequest) -> HttpResponse:
    """End it."""
    return let_go(redirect("portal:home"))

"""Applying from home: begin, then the pages of `filling`, for a browser that holds the application."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.access.staying import who_stays
from balai.accounts.actors import Actor
from balai.accounts.attempts import network_behind, spend_allowance
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.applications.asking import AskedWith, form_for
from balai.applications.enums import Channel, Proof, State
from balai.applications.form.reading import read_form
from balai.applications.hands import Hands, is_writable
from balai.applications.holding import held_application, held_ids, hold
from balai.applications.models import Application
from balai.applications.operations import begin_application
from balai.applications.rules import HOUR, MOST_BEGUN
from balai.applications.saving import read_key
from balai.applications.typed import ApplicantForm, ConsentForm
from balai.applications.views import filling
from balai.residents.models import Resident
from balai.services.catalogue import Listed, offered
from balai.services.finder import Finding

POSTABLE = ["GET", "HEAD", "POST"]


@require_http_methods(POSTABLE)
@never_cache
@public_page
def start(request: PublicRequest, slug: str) -> HttpResponse:
    """What is asked for, what is needed, what becomes of the data; then begin."""
    listed, asked = _asked_for(slug)
    given = request.POST if request.method == "POST" else request.GET
    finding = Finding.of(listed.standard, given.dict(), timezone.localdate())
    if not finding.is_complete:
        return redirect(f"{reverse('services:service', args=[slug])}?{finding.query}#pencari")
    status = 200
    if request.method == "POST":
        key = read_key(request.POST.get("kunci", ""))
        if key and not _is_hasty(request):
            application = begin_application(
                service=listed.service,
                version=listed.version,
                form=asked.form,
                kind_version=asked.kind_version,
                case_answers=finding.answers,
                channel=Channel.WEB,
                key=key,
                by=Actor.stranger(),
            )
            return hold(redirect("applications:applicant", application.pk), request, application)
        status = 429 if key else 422
    context = {
        "tab": "services",
        "listed": listed,
        "finding": finding,
        "form": read_form(asked.form),
        "key": uuid4(),
        "begun": _begun(request, listed),
        "is_hasty": status == 429,
    }
    return render(request, "applications/apply/start.html", context, status=status)


@require_http_methods(POSTABLE)
@never_cache
@public_page
def applicant(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """Whose application it is."""
    application, hands = _writable(request, application_id), Hands.at_home()
    if not hands.may_name(application):
        raise Http404("only the counter names them")
    signed_in = who_stays(request)
    form = ApplicantForm(
        request.POST if request.method == "POST" else None,
        initial=_said(application, signed_in),
        is_civil=application.is_civil,
    )
    return filling.named(request, application, hands, form, _proof(application, form, signed_in))


@require_http_methods(POSTABLE)
@never_cache
@public_page
def step(request: PublicRequest, application_id: UUID, name: str) -> HttpResponse:
    """One step of the form."""
    return filling.answered(request, _writable(request, application_id), Hands.at_home(), name)


@require_http_methods(POSTABLE)
@never_cache
@public_page
def review(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """Everything once more, then send."""
    form = ConsentForm(request.POST if request.method == "POST" else None)
    return filling.reviewed(request, held_application(request, application_id), Hands.at_home(), form)


def _asked_for(slug: str) -> tuple[Listed, AskedWith]:
    listed = offered(slug, timezone.localdate())
    asked = form_for(listed) if listed else None
    if listed is None or asked is None:
        raise Http404("nobody applies for this from afar")
    return listed, asked


def _writable(request: PublicRequest, application_id: UUID) -> Application:
    application = held_application(request, application_id)
    if not is_writable(application):
        raise Http404("already sent")
    return application


def _begun(request: PublicRequest, listed: Listed) -> Application | None:
    """What this browser began earlier and has not sent."""
    drafts = Application.objects.filter(pk__in=held_ids(request), service=listed.service, state=State.DRAFT)
    return drafts.order_by("-touched_at").first()


def _said(application: Application, signed_in: Resident | None) -> dict[str, Any]:
    """What was typed before; for whoever has signed in and typed nothing yet, what the register knows of them."""
    if signed_in is None or application.applicant_name:
        return filling.said(application)
    return {
        "name": signed_in.full_name,
        "nik": signed_in.nik,
        "kk": signed_in.family.kk if signed_in.family else "",
        "born": signed_in.birth_date,
        "helps": "sendiri",
    }


def _proof(application: Application, form: ApplicantForm, signed_in: Resident | None) -> Proof:
    """How well the applicant is known; who was recognised at the kiosk stays so while it is about the same person."""
    if not form.is_valid():
        return Proof.STATED
    told = (form.cleaned_data["nik"], form.cleaned_data["born"])
    if signed_in is not None and told[0] == signed_in.nik:
        return Proof.PIN
    is_same = told == (application.applicant_nik, application.applicant_born)
    return Proof(application.proof) if is_same and application.channel == Channel.KIOSK else Proof.STATED


def _is_hasty(request: PublicRequest) -> bool:
    network = network_behind(request)
    return bool(spend_allowance("applications.begin", who=network, cost=1, most=MOST_BEGUN, each=HOUR))

"""Applications that an officer takes in: from somebody at the counter, or from a form on paper.

What follows the beginning are the same pages as at home. Any officer of the desk may go on with what another began, and
with what was returned to its applicant, wherever it was begun.
"""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications.asking import form_at_counter, is_taken_in
from balai.applications.enums import Action, Authority, Channel, Proof, State
from balai.applications.hands import Hands, is_writable
from balai.applications.hiding import may_go_on
from balai.applications.models import Application
from balai.applications.operations import begin_application, bring_to_counter
from balai.applications.operations.writing import WRITABLE
from balai.applications.rules import AT_THE_COUNTER
from balai.applications.saving import read_key
from balai.applications.slip import slip_pdf, tracking_address
from balai.applications.typed import (
    BeginAtCounterForm,
    CounterApplicantForm,
    CounterCodeForm,
    CounterConsentForm,
)
from balai.applications.views import filling, handing_in
from balai.applications.views.desk.detail import application_or_404, opened_paper, read
from balai.core.handing_out import pdf_response
from balai.core.paging import BoundedPaginator
from balai.core.qr import qr_svg
from balai.core.typesetting import TypesettingFailed
from balai.documents.operations import UNOPENED
from balai.services.catalogue import by_category, find, offered, offered_on
from balai.services.finder import Finding

_OPEN_HERE = Q(channel__in=AT_THE_COUNTER) | Q(state=State.RETURNED, submitted_at__isnull=False)
POSTABLE = ["GET", "HEAD", "POST"]
ON_A_PAGE = 12
UNKNOWN_CODE = (
    "Kode ini belum cocok. Periksa lagi kodenya. Yang masih diisi warga di rumah tidak bisa dibuka di loket."
)
LONGEST_QUESTION = 80


@require_http_methods(POSTABLE)
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def choose(request: OfficerRequest) -> HttpResponse:
    """For which service, found by everyday words too; and what waits to be gone on with, picked or by its code."""
    code_form = CounterCodeForm(request.POST if request.method == "POST" else None)
    if code_form.is_bound and code_form.is_valid():
        found = bring_to_counter(code=code_form.cleaned_data["code"], by=request.actor)
        if found is not None:
            is_open = is_writable(found)
            return redirect(
                "applications:counter_review" if is_open else "applications:desk_detail", found.pk
            )
        code_form.add_error("code", UNKNOWN_CODE)
    asked = request.GET.get("cari", "")[:LONGEST_QUESTION]
    listed = [each for each in offered_on(timezone.localdate()) if is_taken_in(each)]
    unsent = Application.objects.filter(_OPEN_HERE, state__in=WRITABLE).for_lists()
    page = BoundedPaginator(unsent.order_by("-touched_at", "id"), ON_A_PAGE).get_page(request.GET.get("page"))
    if page.object_list:
        record(Action.LISTED, by=request.actor, facts={"count": len(page.object_list)})
    context = {
        "tab": "applications",
        "asked": asked,
        "groups": [("Yang cocok", find(listed, asked))] if asked else by_category(listed),
        "page": page,
        "code_form": code_form,
    }
    status = 422 if code_form.errors else 200
    return render(request, "applications/desk/counter.html", context, status=status)


@require_http_methods(POSTABLE)
@requires(Permission.WORK_APPLICATIONS)
def start(request: OfficerRequest, slug: str) -> HttpResponse:
    """The questions that decide what is needed, how it came in; then begin."""
    listed = offered(slug, timezone.localdate())
    asked = form_at_counter(listed) if listed else None
    if listed is None or asked is None:
        raise Http404("nobody applies for this")
    given = request.POST if request.method == "POST" else request.GET
    finding = Finding.of(listed.standard, given.dict(), timezone.localdate())
    form = BeginAtCounterForm(request.POST if request.method == "POST" else None)
    key = read_key(request.POST.get("kunci", ""))
    if key and finding.is_complete and form.is_valid():
        application = begin_application(
            service=listed.service,
            version=listed.version,
            form=asked.form,
            kind_version=asked.kind_version,
            case_answers=finding.answers,
            channel=Channel(form.cleaned_data["channel"]),
            key=key,
            by=request.actor,
        )
        return redirect("applications:counter_applicant", application.pk)
    context = {
        "tab": "applications",
        "listed": listed,
        "finding": finding,
        "form": form,
        "key": key or uuid4(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/desk/counter_start.html", context, status=status)


@require_http_methods(POSTABLE)
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def applicant(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Whose application it is, and who came."""
    application = _taken_in(request, application_id)
    form = CounterApplicantForm(
        request.POST if request.method == "POST" else None,
        initial=_said(application, request.user.full_name),
        officer=request.user.full_name,
        is_civil=application.is_civil,
        nik_optional=application.may_lack_nik,
    )
    return filling.named(request, application, _hands(request, application), form, form.proof)


@require_http_methods(POSTABLE)
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def step(request: OfficerRequest, application_id: UUID, name: str) -> HttpResponse:
    """One step of the form."""
    application = _taken_in(request, application_id)
    return filling.answered(request, application, _hands(request, application), name)


@require_http_methods(POSTABLE)
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def papers(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """What is photographed, scanned, or seen in the original."""
    application = _taken_in(request, application_id)
    return handing_in.handed_in(request, application, _hands(request, application))


@require_POST
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def piece(request: OfficerRequest, application_id: UUID, requirement: str, key: UUID) -> HttpResponse:
    """A piece of a photograph on its way."""
    return handing_in.took_piece(request, _taken_in(request, application_id), requirement, key)


@require_safe
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def paper(request: OfficerRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """A page that was photographed here."""
    application = _at_the_counter(request, application_id)
    try:
        return opened_paper(request.actor, application, document_id)
    except UNOPENED as problem:
        messages.error(request, str(problem))
        return redirect("applications:counter_review", application_id)


@require_http_methods(POSTABLE)
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def review(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Everything once more, read to whoever came; then send."""
    application = _at_the_counter(request, application_id, also=Q(submitted_at__isnull=False))
    read(request, application)
    form = CounterConsentForm(request.POST if request.method == "POST" else None)
    return filling.reviewed(request, application, _hands(request, application), form)


@require_safe
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def sent(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """It is with the office; the slip for whoever came."""
    application = application_or_404(application_id)
    read(request, application)
    address = tracking_address(request, application, request.village)
    context = {
        "tab": "applications",
        "application": application,
        "code": mark_safe(qr_svg(address)),  # noqa: S308  # drawn here
    }
    return render(request, "applications/desk/counter_sent.html", context)


@require_safe
@never_cache
@requires(Permission.WORK_APPLICATIONS)
def slip(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """The slip with the tracking code, to be handed over."""
    application = application_or_404(application_id)
    try:
        address = tracking_address(request, application, request.village)
        pdf = slip_pdf(application, address=address, village=request.village, at=timezone.now())
    except TypesettingFailed as problem:
        messages.error(request, str(problem))
        return redirect("applications:counter_sent", application_id)
    record(Action.SLIP_PRINTED, by=request.actor, subject=application)
    return pdf_response(pdf, f"bukti-{application.spelled_code.lower()}.pdf")


def _at_the_counter(request: OfficerRequest, application_id: UUID, *, also: Q | None = None) -> Application:
    """What an officer began, or what was returned. What others fill in at home is nobody's business until it is sent.

    Raises `Http404`, and `PermissionDenied` where others told what not every officer may read.
    """
    taken_in = Application.objects.whole().filter(_OPEN_HERE | also if also else _OPEN_HERE)
    found: Application = get_object_or_404(taken_in, pk=application_id)
    if not may_go_on(found, request.permissions):
        raise PermissionDenied
    return found


def _taken_in(request: OfficerRequest, application_id: UUID) -> Application:
    """The same while it may still be filled in; that its answers were read is written down. Raises `Http404`."""
    application = _at_the_counter(request, application_id)
    if not is_writable(application):
        raise Http404("already sent")
    if request.method != "POST" and application.applicant_name:
        read(request, application)
    return application


def _hands(request: OfficerRequest, application: Application) -> Hands:
    return Hands.at_the_counter(request.actor, application)


def _said(application: Application, officer: str) -> dict[str, object]:
    """What was typed before. Who only writes for somebody is not somebody who came in their place."""
    told = filling.said(application)
    if application.authority == Authority.OFFICIAL:
        told |= {"helps": "sendiri", "helper_name": "", "helper_phone": "", "authority": ""}
    return told | {"seen": application.proof == Proof.SEEN}

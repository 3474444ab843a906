"""Applications on a stick, at the desk of a village without a line: out to the civil registry, and its answers in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications.desk_work import lines
from balai.applications.enums import Action, Side
from balai.applications.hiding import sees_specific
from balai.applications.models import Application, PackageRun
from balai.applications.packages.archive import Purpose, office_code
from balai.applications.packages.forms import StickForm
from balai.applications.packages.offices import forget_office, known_offices
from balai.applications.packages.receiving import opened
from balai.applications.packages.receiving import take_in as taken_in
from balai.applications.packages.refusals import PackageRefused
from balai.applications.packages.runs import is_large, receive_package
from balai.applications.packages.sending import MOST_IN_PACKAGE, send_by_package, to_send, village_office
from balai.applications.refusals import ChangedMeanwhile
from balai.applications.rules import StepNotAllowed
from balai.applications.saving import CONFLICT, read_key
from balai.applications.views.incoming import RUNS_SHOWN, finished_run, told_of
from balai.applications.views.long_work import at_work
from balai.core.durable import StorageFull
from balai.core.handing_out import streamed_response
from balai.core.keystore import KeyMissing
from balai.core.seals import SealUnavailable
from balai.documents.operations import UNOPENED
from balai.tenancy.models import Village
from balai.villages.opening import working_calendar

MOST_SHOWN = 100
FORGOTTEN = "Kantor itu tidak dipercaya lagi. Paket berikutnya menanyakan kodenya."
TAKEN_IN = "applications/desk/taken_in.html"
ZIP = "application/zip"
NOT_PACKED = (
    PackageRefused, SealUnavailable, StepNotAllowed, ChangedMeanwhile, *UNOPENED,
)  # fmt: skip
"""What may stand in the way of making a package; `str()` of each is a sentence."""


def package_name(purpose: Purpose, village: Village) -> str:
    """'paket-permohonan-99.01.01.2001-20261123-0941.zip'"""
    moment = timezone.localtime().strftime("%Y%m%d-%H%M")
    return f"paket-{purpose}-{village.code}-{moment}.zip"


@require_safe
@requires(Permission.WORK_APPLICATIONS)
def packages(request: OfficerRequest) -> HttpResponse:
    """What can go on a stick, and where the answer is taken in."""
    return _page(request)


def _page(request: OfficerRequest, *, status: int = 200, obstacle: str = "", **told: Any) -> HttpResponse:
    today, regency = timezone.localdate(), request.village.regency
    waiting = to_send().for_lists()[:MOST_SHOWN]
    shown = lines(waiting, today=today, calendar=working_calendar(today))
    record(Action.LISTED, by=request.actor, facts={"count": len(shown)})
    context = {
        "tab": "applications",
        "lines": shown,
        "most": MOST_IN_PACKAGE,
        "form": StickForm(),
        "own_code": _own_code(request.village),
        "offices": known_offices(regency.code, f"Disdukcapil {regency}", at=request.village.code),
        "obstacle": obstacle,
        "runs": PackageRun.objects.at_desk(Side.VILLAGE)[:RUNS_SHOWN],
        **told,
    }
    return render(request, "applications/desk/packages.html", context, status=status)


def _own_code(village: Village) -> str:
    try:
        return office_code(village_office(village).certificate)
    except SealUnavailable:
        return ""


@require_POST
@requires(Permission.WORK_APPLICATIONS)
def export(request: OfficerRequest) -> HttpResponseBase:
    """The package of what was ticked; what was approved is sent to the civil registry by this."""
    chosen = _chosen(request.POST.getlist("pilih"))
    if not chosen:
        return _page(request, status=422, obstacle="Centang dulu permohonan yang dibawa.")
    try:
        package = send_by_package(
            applications=chosen,
            village=request.village,
            with_specific=sees_specific(request.permissions),
            by=request.actor,
        )
    except NOT_PACKED as problem:
        return _page(request, status=CONFLICT, obstacle=str(problem))
    return streamed_response(package, package_name(Purpose.REQUESTS, request.village), ZIP)


def _chosen(texts: Sequence[str]) -> Sequence[Application]:
    keys = [read_key(text) for text in texts[:MOST_IN_PACKAGE]]
    return list(to_send().filter(pk__in=[key for key in keys if key]))


@require_POST
@requires(Permission.WORK_APPLICATIONS)
def take_in(request: OfficerRequest) -> HttpResponse:
    """Take in what the civil registry answered; each application by itself, and once. A large package has its own page."""
    form = StickForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, status=422, form=form)
    own = request.village
    try:
        package, _ = opened(
            form.cleaned_data["package"],
            purpose=Purpose.ANSWERS,
            village_of=lambda code: own if code == own.code else None,
            code_told=form.cleaned_data["office_code"],
            by=request.actor,
        )
        if is_large(package):
            run = receive_package(
                package=package, source=form.cleaned_data["package"], desk=Side.VILLAGE, by=request.actor
            )
            return redirect("applications:desk_package_run", run.pk)
    except (PackageRefused, SealUnavailable, StorageFull, KeyMissing) as problem:
        form.add_error("package", str(problem))
        return _page(request, status=422, form=form)
    return render(request, TAKEN_IN, told_of(taken_in(package, by=request.actor)))


@require_safe
@requires(Permission.WORK_APPLICATIONS)
def run(request: OfficerRequest, run_id: UUID) -> HttpResponse:
    """How far a large package has come, and what became of it."""
    found = get_object_or_404(PackageRun.objects.at_desk(Side.VILLAGE), pk=run_id)
    if found.is_at_work:
        return render(
            request, "applications/desk/package_run.html", at_work(request, found, pieces="permohonan")
        )
    record(Action.LISTED, by=request.actor, facts={"count": found.done})
    return finished_run(request, found, TAKEN_IN)


@require_POST
@requires(Permission.WORK_APPLICATIONS)
def forget(request: OfficerRequest) -> HttpResponse:
    """Believe the civil registry's seal no longer in this village, until somebody vouches for it again."""
    own = request.village
    forget_office(area=own.regency.code, code=request.POST.get("kode", ""), at=own.code, by=request.actor)
    messages.success(request, FORGOTTEN)
    return redirect("applications:desk_packages")

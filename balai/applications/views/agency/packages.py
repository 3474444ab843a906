"""Packages at the civil registry's desk: to work with in SIAK, and on sticks from villages without a line."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import IO, Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.audit import reading_all_villages, record
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.seeing import villages_seen_by
from balai.applications.at_once import at_village
from balai.applications.enums import Action, Side, State
from balai.applications.hiding import sees_specific
from balai.applications.models import Application, PackageRun
from balai.applications.packages.archive import Purpose, office_code
from balai.applications.packages.forms import StickForm
from balai.applications.packages.offices import forget_office, known_offices
from balai.applications.packages.receiving import opened
from balai.applications.packages.receiving import take_in as taken_in
from balai.applications.packages.refusals import PackageRefused
from balai.applications.packages.runs import is_large, receive_package
from balai.applications.packages.sending import (
    MOST_IN_PACKAGE,
    agency_office,
    answer_package,
    answered,
    work_package,
)
from balai.applications.saving import CONFLICT
from balai.applications.views.agency.detail import opened as opened_application
from balai.applications.views.agency.detail import shown
from balai.applications.views.desk.packages import FORGOTTEN, NOT_PACKED, ZIP, package_name
from balai.applications.views.incoming import RUNS_SHOWN, finished_run, told_of
from balai.applications.views.long_work import at_work
from balai.core.durable import StorageFull
from balai.core.handing_out import streamed_response
from balai.core.keystore import KeyMissing
from balai.core.seals import SealUnavailable
from balai.tenancy.models import Village

AT_THE_REGISTRY = (State.FORWARDED, State.IN_PROCESS)
TAKEN_IN = "applications/agency/taken_in.html"

type Packing = Callable[..., IO[bytes]]


@require_safe
@regency_requires(Permission.PROCESS_APPLICATIONS)
def packages(request: RegencyRequest) -> HttpResponse:
    """For each village what can be packed, and where a stick is taken in."""
    return _page(request)


def _page(request: RegencyRequest, *, status: int = 200, obstacle: str = "", **told: Any) -> HttpResponse:
    villages = list(villages_seen_by(request.user).select_related("regency"))
    with reading_all_villages(by=request.actor, purpose="Membuat paket permohonan di Disdukcapil"):
        working = _counted(Application.objects.filter(is_civil=True, state__in=AT_THE_REGISTRY))
        done = _counted(answered())
        runs = list(PackageRun.objects.at_desk(Side.AGENCY)[:RUNS_SHOWN])
    rows = [
        {"village": each, "working": working.get(each.pk, 0), "answered": done.get(each.pk, 0)}
        for each in villages
        if each.pk in working or each.pk in done
    ]
    context = {
        "tab": "applications",
        "rows": rows,
        "most": MOST_IN_PACKAGE,
        "form": StickForm(),
        "own_code": _own_code(villages),
        "offices": [
            office
            for each in villages
            for office in known_offices(each.code, each.words.full_name, at=each.regency.code)
        ],
        "obstacle": obstacle,
        "runs": runs,
        **told,
    }
    return render(request, "applications/agency/packages.html", context, status=status)


def _counted(found: Any) -> dict[int, int]:
    counts = found.order_by().values("village_id").annotate(many=Count("pk"))
    return {row["village_id"]: row["many"] for row in counts}


def _own_code(villages: Sequence[Village]) -> str:
    try:
        return office_code(agency_office(villages[0].regency).certificate) if villages else ""
    except SealUnavailable:
        return ""


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def of_village(request: RegencyRequest, slug: str) -> HttpResponseBase:
    """What one village has at the registry, to work with; or what the registry answers it, for its stick."""
    village = villages_seen_by(request.user).filter(slug=slug).select_related("regency").first()
    if village is None:
        raise Http404
    is_answer = request.POST.get("isi") == Purpose.ANSWERS
    purpose = Purpose.ANSWERS if is_answer else Purpose.REQUESTS
    whole = partial(work_package, with_specific=sees_specific(request.permissions))
    make: Packing = answer_package if is_answer else whole
    with at_village(village):
        at_registry = Application.objects.filter(is_civil=True, state__in=AT_THE_REGISTRY)
        wanted = answered() if is_answer else at_registry.most_urgent_first()
        chosen = list(wanted[:MOST_IN_PACKAGE])
        problem = "" if chosen else "Tidak ada yang bisa dipaketkan untuk desa itu."
        try:
            if chosen:
                package = make(applications=chosen, village=village, by=request.actor)
                return streamed_response(package, package_name(purpose, village), ZIP)
        except NOT_PACKED as obstacle:
            problem = str(obstacle)
    return _page(request, status=CONFLICT, obstacle=problem)


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def of_application(request: RegencyRequest, slug: str, application_id: UUID) -> HttpResponseBase:
    """One application, to work with in SIAK."""
    with opened_application(request, slug, application_id) as application:
        try:
            package = work_package(
                applications=[application],
                village=application.village,
                with_specific=sees_specific(request.permissions),
                by=request.actor,
            )
        except NOT_PACKED as obstacle:
            return shown(request, application, status=CONFLICT, obstacle=str(obstacle))
        return streamed_response(package, package_name(Purpose.REQUESTS, application.village), ZIP)


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def take_in(request: RegencyRequest) -> HttpResponse:
    """Take in what a village sent on a stick; each application by itself, and once. A large package has its own page."""
    form = StickForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, status=422, form=form)
    seen = villages_seen_by(request.user).select_related("regency")
    try:
        package, village = opened(
            form.cleaned_data["package"],
            purpose=Purpose.REQUESTS,
            village_of=lambda code: seen.filter(code=code).first(),
            code_told=form.cleaned_data["office_code"],
            by=request.actor,
        )
        if is_large(package):
            with at_village(village):
                run = receive_package(
                    package=package, source=form.cleaned_data["package"], desk=Side.AGENCY, by=request.actor
                )
            return redirect("applications:agency_package_run", village.slug, run.pk)
    except (PackageRefused, SealUnavailable, StorageFull, KeyMissing) as problem:
        form.add_error("package", str(problem))
        return _page(request, status=422, form=form)
    with at_village(village):
        told = told_of(taken_in(package, by=request.actor))
    return render(request, TAKEN_IN, {**told, "village": village})


@require_safe
@regency_requires(Permission.PROCESS_APPLICATIONS)
def run(request: RegencyRequest, slug: str, run_id: UUID) -> HttpResponse:
    """How far a large package has come, and what became of it; the trail of its village tells who looked."""
    village = get_object_or_404(villages_seen_by(request.user), slug=slug)
    with at_village(village):
        found = get_object_or_404(PackageRun.objects.at_desk(Side.AGENCY), pk=run_id)
        if found.is_at_work:
            return render(
                request, "applications/agency/package_run.html", at_work(request, found, pieces="permohonan")
            )
        record(Action.LISTED, by=request.actor, facts={"count": found.done})
        return finished_run(request, found, TAKEN_IN, village=village)


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def forget(request: RegencyRequest) -> HttpResponse:
    """Believe a village's seal no longer at the registry, until somebody vouches for it again."""
    village = get_object_or_404(villages_seen_by(request.user), code=request.POST.get("wilayah", ""))
    registry = village.regency.code
    forget_office(area=village.code, code=request.POST.get("kode", ""), at=registry, by=request.actor)
    messages.success(request, FORGOTTEN)
    return redirect("applications:agency_packages")

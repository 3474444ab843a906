"""One application at the civil registry's desk. It is opened in the scope of its village, whose trail tells so."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.audit import record, record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.seeing import villages_seen_by
from balai.applications.at_once import at_village
from balai.applications.comparing import Comparison
from balai.applications.desk_papers import handed_in
from balai.applications.desk_work import line_of
from balai.applications.enums import Action, Side, State
from balai.applications.hiding import seen_findings, sees_specific
from balai.applications.models import Application, ApplicationQuerySet
from balai.applications.rules import steps_open_to
from balai.applications.views.desk.detail import opened_paper, printed_sheet
from balai.core.calendar import WorkingCalendar
from balai.core.typesetting import TypesettingFailed
from balai.documents.models import Document
from balai.documents.operations import UNOPENED
from balai.tenancy.models import Village

MOST_TWINS = 5


@contextmanager
def opened(request: RegencyRequest, slug: str, application_id: UUID) -> Iterator[Application]:
    """An application that a village has sent to the registry, in its village's scope. Raises `Http404`."""
    village: Village | None = villages_seen_by(request.user).filter(slug=slug).first()
    if village is None:
        raise Http404
    with at_village(village):
        found = _whole().seen_by_agency()
        application: Application = get_object_or_404(found, pk=application_id)
        yield application


def again(application: Application) -> Application:
    """As it is by now, wherever it has gone meanwhile."""
    return _whole().get(pk=application.pk)


def _whole() -> ApplicationQuerySet:
    return Application.objects.whole().select_related("village__regency")


@require_safe
@regency_requires(Permission.PROCESS_APPLICATIONS)
def detail(request: RegencyRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Everything that the registry needs to work on one application."""
    with opened(request, slug, application_id) as application:
        return shown(request, application)


def shown(
    request: RegencyRequest, application: Application, *, status: int = 200, obstacle: str = ""
) -> HttpResponse:
    """The page of an application; reading it leaves a trace at its village."""
    read(request, application)
    today = timezone.localdate()
    with_specific = sees_specific(request.permissions)
    compared = Comparison(application, application.village.words, today=today, with_specific=with_specific)
    steps = steps_open_to(
        Side.AGENCY, state=State(application.state), is_civil=application.is_civil, is_second_pair_set=False
    )
    context: dict[str, Any] = {
        "tab": "applications",
        "application": application,
        "village": application.village,
        "line": line_of(application, today=today, calendar=WorkingCalendar()),
        "steps": [step.value for step in steps],
        "answers": compared.steps(),
        "papers": handed_in(application, compared.filling, lambda document: _address(application, document)),
        "lookalikes": compared.lookalikes(),
        "sheets": compared.sheets(),
        "problems": compared.problems(),
        "results": application.results.all(),
        "events": application.events.all(),
        "findings": seen_findings(application.findings.open(), with_specific=with_specific),
        "twins": Application.objects.like(application).seen_by_agency().for_lists()[:MOST_TWINS],
        "obstacle": obstacle,
    }
    return render(request, "applications/agency/detail.html", context, status=status)


@require_safe
@regency_requires(Permission.PROCESS_APPLICATIONS)
def paper(request: RegencyRequest, slug: str, application_id: UUID, document_id: UUID) -> HttpResponse:
    """A page that was handed in; its village's trail tells who opened it."""
    try:
        with opened(request, slug, application_id) as application:
            return opened_paper(request.actor, application, document_id)
    except UNOPENED as problem:
        messages.error(request, str(problem))
        return redirect("applications:agency_detail", slug, application_id)


@require_safe
@regency_requires(Permission.PROCESS_APPLICATIONS)
def sheet(request: RegencyRequest, slug: str, application_id: UUID, name: str) -> HttpResponse:
    """A statutory sheet, filled in."""
    try:
        with opened(request, slug, application_id) as application:
            return printed_sheet(
                request.actor,
                application,
                name,
                application.village,
                with_specific=sees_specific(request.permissions),
            )
    except TypesettingFailed as problem:
        messages.error(request, str(problem))
        return redirect("applications:agency_detail", slug, application_id)


def _address(application: Application, document: Document) -> str:
    return reverse("applications:agency_paper", args=[application.village.slug, application.pk, document.pk])


def read(request: RegencyRequest, application: Application) -> None:
    """Say in the village's trail that the registry read it, and of whom."""
    record(Action.READ, by=request.actor, subject=application)
    if application.resident is not None:
        purpose = f"Memproses permohonan {application.service.name} di Disdukcapil"
        record_access(by=request.actor, resident=application.resident, purpose=purpose)

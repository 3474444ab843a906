"""One application at the village's desk, and what officers do beside its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.actors import Actor
from balai.accounts.audit import record, record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications.comparing import Comparison
from balai.applications.desk_forms import NoteForm
from balai.applications.desk_papers import handed_in
from balai.applications.desk_sheets import drawn_sheet
from balai.applications.desk_work import line_of, neighbours
from balai.applications.enums import Action, Side, State, Step
from balai.applications.hiding import LETTER_HIDDEN, may_go_on, seen_findings, sees_specific, sees_whole
from balai.applications.models import Application
from balai.applications.operations import take_application, write_note
from balai.applications.operations.moving import is_second_pair_set
from balai.applications.refusals import NamesNobody, TakenByAnother
from balai.applications.rules import DONE, WAITS_FOR, steps_open_to
from balai.applications.saving import CONFLICT
from balai.core.handing_out import pdf_response
from balai.core.typesetting import TypesettingFailed
from balai.documents.models import Document
from balai.documents.operations import UNOPENED
from balai.documents.views import document_response
from balai.tenancy.models import Village
from balai.villages.opening import working_calendar

MOST_TWINS = 5


def application_or_404(application_id: UUID) -> Application:
    """An application that was sent; drafts are nobody's business but the applicant's. Raises `Http404`."""
    found: Application = get_object_or_404(Application.objects.ever_sent().whole(), pk=application_id)
    return found


@require_safe
@requires(Permission.WORK_APPLICATIONS)
def detail(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Everything about one application, and the steps that are open now."""
    return shown(request, application_or_404(application_id))


def shown(
    request: OfficerRequest, application: Application, *, status: int = 200, obstacle: str = "", **more: Any
) -> HttpResponse:
    """The page of an application; reading it leaves a trace."""
    read(request, application)
    today = timezone.localdate()
    state = State(application.state)
    is_second_pair = is_second_pair_set()
    with_specific = sees_specific(request.permissions)
    compared = Comparison(application, request.village.words, today=today, with_specific=with_specific)
    context = {
        "tab": "applications",
        "application": application,
        "line": line_of(application, today=today, calendar=working_calendar(today)),
        "steps": _steps(application, request, is_second_pair=is_second_pair),
        "is_own_check": application.checked_by_id == request.user.pk and state is State.CHECKED,
        "may_go_on": state is State.RETURNED and may_go_on(application, request.permissions),
        "hidden_letter": "" if sees_whole(application, request.permissions) else LETTER_HIDDEN,
        "is_mine": application.assigned_to_id == request.user.pk,
        "findings": seen_findings(
            application.findings.order_by("answered_at", "place", "id"), with_specific=with_specific
        ),
        "results": application.results.all(),
        "events": application.events.all(),
        "notes": application.notes.all(),
        "note_form": NoteForm(),
        "twins": Application.objects.like(application).for_lists()[:MOST_TWINS],
        "around": neighbours(application, Side.VILLAGE) if WAITS_FOR.get(state) is Side.VILLAGE else None,
        "answers": compared.steps(),
        "papers": handed_in(application, compared.filling, lambda document: _address(application, document)),
        "lookalikes": compared.lookalikes(),
        "sheets": compared.sheets(),
        "problems": compared.problems(),
        "may_change_register": application.is_civil
        and state in DONE
        and Permission.EDIT_RESIDENTS in request.permissions,
        "obstacle": obstacle,
        **more,
    }
    return render(request, "applications/desk/detail.html", context, status=status)


def read(request: OfficerRequest, application: Application) -> None:
    """Say in the trail that this officer read it, and of whom."""
    record(Action.READ, by=request.actor, subject=application)
    if application.resident is not None:
        purpose = f"Memeriksa permohonan {application.service.name}"
        record_access(by=request.actor, resident=application.resident, purpose=purpose)


def _steps(application: Application, request: OfficerRequest, *, is_second_pair: bool) -> list[str]:
    """What this officer may do now; whoever looked first does not approve."""
    state = State(application.state)
    open_now = steps_open_to(
        Side.VILLAGE, state=state, is_civil=application.is_civil, is_second_pair_set=is_second_pair
    )
    looked_first = application.checked_by_id == request.user.pk
    return [step.value for step in open_now if not (step is Step.APPROVE and looked_first)]


@require_safe
@requires(Permission.WORK_APPLICATIONS)
def paper(request: OfficerRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """A page that was handed in."""
    application = application_or_404(application_id)
    try:
        return opened_paper(request.actor, application, document_id)
    except UNOPENED as problem:
        messages.error(request, str(problem))
        return redirect("applications:desk_detail", application_id)


@require_safe
@requires(Permission.WORK_APPLICATIONS)
def result(request: OfficerRequest, application_id: UUID, result_id: UUID) -> HttpResponse:
    """A finished document, to be printed for whoever comes for it."""
    application = application_or_404(application_id)
    if application.letter is not None and not sees_whole(application, request.permissions):
        return shown(request, application, status=CONFLICT, obstacle=LETTER_HIDDEN)
    found = get_object_or_404(application.results.select_related("document"), pk=result_id)
    try:
        response = document_response(found.document, "dokumen")
    except UNOPENED as problem:
        messages.error(request, str(problem))
        return redirect("applications:desk_detail", application_id)
    record(Action.RESULT_READ, by=request.actor, subject=application, facts={"result": str(result_id)})
    return response


@require_safe
@requires(Permission.WORK_APPLICATIONS)
def sheet(request: OfficerRequest, application_id: UUID, name: str) -> HttpResponse:
    """A statutory sheet, filled in."""
    try:
        application = application_or_404(application_id)
        return printed_sheet(
            request.actor,
            application,
            name,
            request.village,
            with_specific=sees_specific(request.permissions),
        )
    except TypesettingFailed as problem:
        messages.error(request, str(problem))
        return redirect("applications:desk_detail", application_id)


def printed_sheet(
    by: Actor, application: Application, name: str, village: Village, *, with_specific: bool
) -> HttpResponse:
    """The sheet as PDF, with a line in the trail. Raises `Http404`, `TypesettingFailed`."""
    today = timezone.localdate()
    compared = Comparison(application, village.words, today=today, with_specific=with_specific)
    content = drawn_sheet(compared, name, village=village, at=timezone.now())
    if content is None:
        raise Http404
    record(Action.SHEET_PRINTED, by=by, subject=application, facts={"sheet": name})
    return pdf_response(content, f"{name}.pdf")


def opened_paper(by: Actor, application: Application, document_id: UUID) -> HttpResponse:
    """The page, with a line in the trail. Raises `Http404`, and `UNOPENED` where it cannot be read."""
    pages = application.attachments.select_related("document")
    found = get_object_or_404(pages, document=document_id)
    response = document_response(found.document, "berkas")
    record(Action.DOCUMENT_READ, by=by, subject=application, facts={"document": str(document_id)})
    return response


def _address(application: Application, document: Document) -> str:
    return reverse("applications:desk_paper", args=[application.pk, document.pk])


@require_POST
@requires(Permission.WORK_APPLICATIONS)
def take(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Say that I work on it; take it over from a colleague only on purpose."""
    application = application_or_404(application_id)
    try:
        take_application(
            application=application, by=request.actor, from_another=request.POST.get("ambil") == "alih"
        )
    except TakenByAnother as obstacle:
        fresh = application_or_404(application_id)
        return shown(request, fresh, status=CONFLICT, obstacle=str(obstacle))
    messages.success(request, "Permohonan ini sekarang Anda kerjakan.")
    return redirect("applications:desk_detail", application_id)


@require_POST
@requires(Permission.WORK_APPLICATIONS)
def note(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Tell the other officers something."""
    application = application_or_404(application_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return shown(request, application, status=422, note_form=form)
    try:
        write_note(application=application, text=form.cleaned_data["text"], by=request.actor)
    except NamesNobody as obstacle:
        return shown(request, application, status=CONFLICT, obstacle=str(obstacle))
    return redirect("applications:desk_detail", application_id)

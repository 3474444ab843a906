"""The issued document of one application at the civil registry's desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.applications.enums import Action, Side, State
from balai.applications.issued.forms import IssuedForm
from balai.applications.issued.signatures import signature_of
from balai.applications.models import Application
from balai.applications.operations import add_result, finish_application
from balai.applications.operations.results import MAY_BE_ADDED
from balai.applications.refusals import ChangedMeanwhile
from balai.applications.rules import StepNotAllowed
from balai.applications.saving import CONFLICT, read_revision
from balai.applications.views.agency.detail import again, opened, read
from balai.core.durable import StorageFull
from balai.core.handing_out import pdf_response
from balai.core.keystore import KeyMissing
from balai.documents.operations import UNOPENED, open_document
from balai.documents.refusals import FileRefused, NotExamined

POSTABLE = ["GET", "HEAD", "POST"]


@require_http_methods(POSTABLE)
@regency_requires(Permission.PROCESS_APPLICATIONS)
def results(request: RegencyRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Keep the issued document of one application byte for byte, show what its signature says, and finish."""
    with opened(request, slug, application_id) as application:
        form = IssuedForm.of(application, request.POST or None, request.FILES or None)
        if request.method != "POST":
            return _results(request, application, form)
        if not form.is_valid():
            return _results(request, application, form, status=422)
        told, revision = form.cleaned_data, read_revision(request.POST)
        try:
            add_result(
                application=application,
                content=told["file"],
                title=told["title"],
                number=told["number"],
                by=request.actor,
            )
            if told["finish"] and application.state == State.IN_PROCESS:
                finish_application(
                    application=application, revision=revision, side=Side.AGENCY, by=request.actor
                )
        except (FileRefused, NotExamined, StorageFull, KeyMissing) as problem:
            form.add_error("file", str(problem))
            return _results(request, application, form, status=422)
        except (StepNotAllowed, ChangedMeanwhile) as obstacle:
            return _results(request, again(application), form, status=CONFLICT, obstacle=str(obstacle))
    messages.success(request, "Dokumen jadi disimpan persis seperti aslinya.")
    return redirect("applications:agency_results", slug, application_id)


def _results(
    request: RegencyRequest,
    application: Application,
    form: IssuedForm,
    *,
    status: int = 200,
    obstacle: str = "",
) -> HttpResponse:
    read(request, application)
    kept = []
    for result in application.results.select_related("document"):
        try:
            kept.append((result, signature_of(result)))
        except UNOPENED as problem:
            obstacle = str(problem)
    context = {
        "tab": "applications",
        "application": application,
        "village": application.village,
        "results": kept,
        "may_add": application.state in MAY_BE_ADDED,
        "form": form,
        "obstacle": obstacle,
    }
    return render(request, "applications/agency/results.html", context, status=status)


@require_safe
@regency_requires(Permission.PROCESS_APPLICATIONS)
def file(request: RegencyRequest, slug: str, application_id: UUID, result_id: UUID) -> HttpResponse:
    """A kept document as it was issued; its village's trail tells who opened it."""
    try:
        with opened(request, slug, application_id) as application:
            found = get_object_or_404(application.results.select_related("document"), pk=result_id)
            content = open_document(found.document)
            record(Action.RESULT_READ, by=request.actor, subject=application, facts={"result": str(found.pk)})
            return pdf_response(content, f"{application.code}.pdf")
    except UNOPENED as problem:
        messages.error(request, str(problem))
        return redirect("applications:agency_results", slug, application_id)

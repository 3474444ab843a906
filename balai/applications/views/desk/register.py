"""What a finished application changes in the register: shown with its differences, confirmed once."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.audit import record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications.hiding import sees_specific
from balai.applications.models import Application
from balai.applications.register.forms import ConfirmForm, basis_of
from balai.applications.register.proposing import Proposal, proposed
from balai.applications.register.recording import confirm_change
from balai.applications.rules import DONE, StepNotAllowed
from balai.applications.views.desk.detail import application_or_404, read
from balai.residents.operations import ChangeNotAllowed

POSTABLE = ["GET", "HEAD", "POST"]
PURPOSE = "Mencatat peristiwa dari permohonan"


@require_http_methods(POSTABLE)
@requires(Permission.WORK_APPLICATIONS)
def register(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """The events that follow; the one that was confirmed changes the register. Asks for the right to edit it too."""
    if Permission.EDIT_RESIDENTS not in request.permissions:
        raise PermissionDenied
    application = application_or_404(application_id)
    if application.state not in DONE:
        raise Http404
    today = timezone.localdate()
    proposals = proposed(application, today=today, with_specific=sees_specific(request.permissions))
    if request.method != "POST":
        return _page(request, application, proposals)
    chosen = next((each for each in proposals if str(each.number) == request.POST.get("peristiwa")), None)
    if chosen is None:
        raise Http404
    form = ConfirmForm(chosen, basis_of(application), request.POST)
    if form.is_valid():
        try:
            confirm_change(
                application=application, proposal=chosen, told=form.told(), today=today, by=request.actor
            )
        except ChangeNotAllowed as refusal:
            form.refuse(refusal)
        except StepNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Data warga sudah diperbarui.")
            return redirect("applications:desk_register", application_id)
    return _page(request, application, proposals, filled=(chosen, form), status=422)


def _page(
    request: OfficerRequest,
    application: Application,
    proposals: list[Proposal],
    *,
    filled: tuple[Proposal, ConfirmForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    read(request, application)
    shown = {resident for proposal in proposals for resident in proposal.shown}
    for resident in shown - {application.resident}:
        record_access(by=request.actor, resident=resident, purpose=PURPOSE)
    basis = basis_of(application)
    rows = [
        (each, filled[1] if filled and filled[0] is each else ConfirmForm(each, basis)) for each in proposals
    ]
    context = {"tab": "applications", "application": application, "rows": rows}
    return render(request, "applications/desk/register.html", context, status=status)

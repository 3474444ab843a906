"""The steps that officers of the village take with one application.

What stands in the way is told on the page it came from, with 409 and everything that was typed.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.applications import operations
from balai.applications.at_once import StepTaken, took
from balai.applications.comparing import Comparison, places_of
from balai.applications.desk_forms import PICKED, HandOverForm, RejectForm, ReturnForm
from balai.applications.enums import Handing, Side, TextUse
from balai.applications.hiding import sees_specific
from balai.applications.models import Application
from balai.applications.ready.picking import picked, sentence_lists
from balai.applications.ready.placeholders import facts_of
from balai.applications.ready.texts import ready_texts
from balai.applications.saving import CONFLICT, read_revision
from balai.applications.views.desk.detail import application_or_404, read, shown

POSTABLE = ["GET", "HEAD", "POST"]


@require_POST
@requires(Permission.WORK_APPLICATIONS)
def approve(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Agree: as the only pair of eyes, the first, or the second."""
    return _stepped(request, application_id, operations.agree_to_application, "Permohonan disetujui.")


@require_POST
@requires(Permission.WORK_APPLICATIONS)
def forward(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Hand it to the civil registry."""
    told = "Permohonan dikirim ke Disdukcapil."
    return _stepped(request, application_id, operations.forward_application, told)


def _stepped(request: OfficerRequest, application_id: UUID, step: StepTaken, done: str) -> HttpResponse:
    application = application_or_404(application_id)
    if obstacle := took(step, application, read_revision(request.POST), by=request.actor):
        return shown(request, application_or_404(application_id), status=CONFLICT, obstacle=obstacle)
    messages.success(request, f"{done} {application.service.name}: {application.applicant_name}.")
    return redirect("applications:desk")


@require_http_methods(POSTABLE)
@requires(Permission.WORK_APPLICATIONS)
def give_back(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Return it to the applicant, with a sentence for each place that must be mended."""
    application = application_or_404(application_id)
    compared = Comparison(
        application,
        request.village.words,
        today=timezone.localdate(),
        with_specific=sees_specific(request.permissions),
    )
    places = places_of(compared.steps(), compared.filling.papers)
    facts = facts_of(application, today=timezone.localdate())
    ready = ready_texts(TextUse.MESSAGE, facts)
    told: dict[str, Any] = {"lists": sentence_lists(places, facts), "ready": ready}
    if chosen := picked(ready, request.POST.get(PICKED, "")):
        typed = {place.name: request.POST.get(place.name, "") for place in places}
        form = ReturnForm(None, places=places, initial={**typed, "reason": chosen.text})
        return _page(request, application, "return", form=form, **told)
    form = ReturnForm(request.POST if request.method == "POST" else None, places=places)

    def take(**told: Any) -> Application:
        reason = form.cleaned_data["reason"]
        return operations.return_application(findings=form.findings(), reason=reason, **told)

    done = "Permohonan dikembalikan. Pemohon membaca catatan Anda."
    return _decided(request, application, "return", take, done, form=form, **told)


@require_http_methods(POSTABLE)
@requires(Permission.WORK_APPLICATIONS)
def reject(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Refuse it, with the reason and what can be done instead. A ready answer is picked first, then changed."""
    application = application_or_404(application_id)
    ready = ready_texts(TextUse.REJECTION, facts_of(application, today=timezone.localdate()))
    if chosen := picked(ready, request.POST.get(PICKED, "")):
        form = RejectForm(initial={"reason": chosen.text, "remedy": chosen.remedy})
        return _page(request, application, "reject", form=form, ready=ready)
    form = RejectForm(request.POST if request.method == "POST" else None)

    def take(**told: Any) -> Application:
        return operations.reject_application(**form.cleaned_data, **told)

    done = "Permohonan ditolak. Pemohon membaca alasan Anda."
    return _decided(request, application, "reject", take, done, form=form, ready=ready)


@require_http_methods(POSTABLE)
@requires(Permission.WORK_APPLICATIONS)
def hand_over(request: OfficerRequest, application_id: UUID) -> HttpResponse:
    """Give a finished document to whoever came for it."""
    application = application_or_404(application_id)
    form = HandOverForm.of(application, request.POST if request.method == "POST" else None)

    def take(*, application: Application, by: Any, **_: Any) -> Application:
        return operations.hand_over(
            application=application, side=Side.VILLAGE, how=Handing.COLLECTED, collector=form.told(), by=by
        )

    return _decided(request, application, "hand_over", take, "Sudah diserahkan.", form=form)


def _decided(
    request: OfficerRequest,
    application: Application,
    name: str,
    step: StepTaken,
    done: str,
    **told: Any,
) -> HttpResponse:
    """The page that asks for what a step needs; the step itself once that is there."""
    form: Form = told["form"]
    if request.method != "POST" or not form.is_valid():
        return _page(request, application, name, status=422 if form.errors else 200, **told)
    if obstacle := took(step, application, read_revision(request.POST), by=request.actor):
        fresh = application_or_404(application.pk)
        return _page(request, fresh, name, status=CONFLICT, obstacle=obstacle, **told)
    messages.success(request, done)
    return redirect("applications:desk")


def _page(
    request: OfficerRequest,
    application: Application,
    name: str,
    *,
    status: int = 200,
    obstacle: str = "",
    **told: Any,
) -> HttpResponse:
    read(request, application)
    context = {"tab": "applications", "application": application, "obstacle": obstacle, **told}
    return render(request, f"applications/desk/{name}.html", context, status=status)

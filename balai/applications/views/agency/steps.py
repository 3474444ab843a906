"""The steps that the civil registry takes, each in the scope of the application's village.

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
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.seeing import villages_seen_by
from balai.applications import operations
from balai.applications.at_once import StepTaken, chosen, each_in_turn, took
from balai.applications.comparing import Comparison, places_of
from balai.applications.desk_forms import PICKED, SENTENCES_LIST, RejectForm, SendBackForm
from balai.applications.enums import Side, TextUse
from balai.applications.hiding import sees_specific
from balai.applications.models import Application
from balai.applications.ready.picking import picked
from balai.applications.ready.placeholders import facts_of
from balai.applications.ready.texts import shipped_texts
from balai.applications.saving import CONFLICT, read_revision
from balai.applications.views.agency.detail import again, opened, read, shown

POSTABLE = ["GET", "HEAD", "POST"]


def _finished(**told: Any) -> Application:
    return operations.finish_application(side=Side.AGENCY, **told)


STEPS: dict[str, tuple[StepTaken, str]] = {
    "terima": (operations.accept_application, "diterima"),
    "selesai": (_finished, "diselesaikan"),
}


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def accept(request: RegencyRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Take it on."""
    step = operations.accept_application
    return _stepped(request, slug, application_id, step, "Permohonan diterima untuk diproses.")


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def finish(request: RegencyRequest, slug: str, application_id: UUID) -> HttpResponse:
    """The document is there."""
    return _stepped(request, slug, application_id, _finished, "Selesai. Pemohon dan desa melihatnya.")


def _stepped(
    request: RegencyRequest, slug: str, application_id: UUID, step: StepTaken, done: str
) -> HttpResponse:
    with opened(request, slug, application_id) as application:
        if obstacle := took(step, application, read_revision(request.POST), by=request.actor):
            return shown(request, again(application), status=CONFLICT, obstacle=obstacle)
    messages.success(request, done)
    return redirect("applications:agency_detail", slug, application_id)


@require_http_methods(POSTABLE)
@regency_requires(Permission.PROCESS_APPLICATIONS)
def send_back(request: RegencyRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Give it back to the village, with the reason and a sentence for each place that must be mended."""
    with opened(request, slug, application_id) as application:
        compared = Comparison(
            application,
            application.village.words,
            today=timezone.localdate(),
            with_specific=sees_specific(request.permissions),
        )
        places = places_of(compared.steps(), compared.filling.papers)
        form = SendBackForm(request.POST if request.method == "POST" else None, places=places)

        def give_back(**told: Any) -> Application:
            reason = form.cleaned_data["reason"]
            return operations.send_back_application(findings=form.findings(), reason=reason, **told)

        sentences = [each.text for each in shipped_texts(TextUse.SEND_BACK)]
        told = {"form": form, "lists": [(SENTENCES_LIST, sentences)]}
        return _decided(request, application, "send_back", give_back, "Dikembalikan ke kantor desa.", **told)


@require_http_methods(POSTABLE)
@regency_requires(Permission.PROCESS_APPLICATIONS)
def reject(request: RegencyRequest, slug: str, application_id: UUID) -> HttpResponse:
    """Refuse it, with the reason and what can be done instead."""
    with opened(request, slug, application_id) as application:
        facts = facts_of(application, today=timezone.localdate())
        ready = [each.filled_in(facts) for each in shipped_texts(TextUse.REJECTION)]
        if chosen_text := picked(ready, request.POST.get(PICKED, "")):
            form = RejectForm(initial={"reason": chosen_text.text, "remedy": chosen_text.remedy})
            return _page(request, application, "reject", form=form, ready=ready)
        form = RejectForm(request.POST if request.method == "POST" else None)

        def refuse(**told: Any) -> Application:
            return operations.reject_application(side=Side.AGENCY, **form.cleaned_data, **told)

        done = "Permohonan ditolak. Pemohon membaca alasan Anda."
        return _decided(request, application, "reject", refuse, done, form=form, ready=ready)


def _decided(
    request: RegencyRequest, application: Application, name: str, step: StepTaken, done: str, **told: Any
) -> HttpResponse:
    """The page that asks for what a step needs; the step itself once that is there."""
    form: Form = told["form"]
    if request.method != "POST" or not form.is_valid():
        return _page(request, application, name, status=422 if form.errors else 200, **told)
    if obstacle := took(step, application, read_revision(request.POST), by=request.actor):
        return _page(request, again(application), name, status=CONFLICT, obstacle=obstacle, **told)
    messages.success(request, done)
    return redirect("applications:agency")


def _page(
    request: RegencyRequest,
    application: Application,
    name: str,
    *,
    status: int = 200,
    obstacle: str = "",
    **told: Any,
) -> HttpResponse:
    read(request, application)
    context = {
        "tab": "applications",
        "application": application,
        "village": application.village,
        "obstacle": obstacle,
        **told,
    }
    return render(request, f"applications/agency/{name}.html", context, status=status)


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def many(request: RegencyRequest) -> HttpResponse:
    """Accept or finish what was ticked, and say for each what came of it."""
    villages = {village.slug: village for village in villages_seen_by(request.user)}
    step, done_words = STEPS.get(request.POST.get("langkah", ""), (None, ""))
    ticked = list(chosen(request.POST.getlist("pilih"), villages.get))
    if step is None or not ticked:
        messages.info(request, "Centang dulu permohonannya.")
        return redirect("applications:agency")
    results = list(each_in_turn(ticked, step, among=Application.objects.seen_by_agency, by=request.actor))
    context = {
        "tab": "applications",
        "results": results,
        "done": sum(not each.problem for each in results),
        "done_words": done_words,
    }
    return render(request, "applications/agency/many.html", context)

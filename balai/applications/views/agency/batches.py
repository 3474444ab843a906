"""Many issued documents at the civil registry's desk: uploaded, matched by a job, confirmed in a table, kept by a job."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import reading_all_villages
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.seeing import villages_seen_by
from balai.applications.enums import BatchState
from balai.applications.issued.batches import NothingTicked, confirm_batch, names_in, receive_batch
from balai.applications.issued.forms import ManyIssuedForm
from balai.applications.models import Application, IssuedBatch
from balai.applications.views.long_work import as_a_whole, at_work
from balai.core.durable import StorageFull
from balai.core.keystore import KeyMissing
from balai.documents.keeping import ContentUnreadable

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A file, the application it was matched with, how or why not; `problem` is None before it was tried to be kept."""

    place: int
    name: str
    words: str
    application: Application | None
    problem: str | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@regency_requires(Permission.PROCESS_APPLICATIONS)
def batches(request: RegencyRequest) -> HttpResponse:
    """Where many are uploaded, and what one uploaded of late."""
    form = ManyIssuedForm(request.POST, request.FILES) if request.method == "POST" else ManyIssuedForm()
    if form.is_valid():
        try:
            received = receive_batch(files=form.cleaned_data["documents"], by=request.actor)
            return redirect("applications:agency_batch", received.pk)
        except (StorageFull, KeyMissing) as problem:
            form.add_error("documents", str(problem))
    context = {
        "tab": "applications",
        "form": form,
        "batches": IssuedBatch.objects.of(request.user)[:SHOWN],
    }
    status = 422 if form.errors else 200
    return render(request, "applications/agency/batches.html", context, status=status)


@require_safe
@regency_requires(Permission.PROCESS_APPLICATIONS)
def batch(request: RegencyRequest, batch_id: UUID) -> HttpResponse:
    """How far an upload is; then the table to confirm, and in the end what became of each file."""
    found = get_object_or_404(IssuedBatch.objects.of(request.user), pk=batch_id)
    if found.is_at_work:
        return render(
            request, "applications/agency/batch_at_work.html", at_work(request, found, pieces="berkas")
        )
    lines = _lines(request, found)
    chosen = [lines[place] for place in found.chosen]
    context = {
        "tab": "applications",
        "batch": found,
        "is_open": found.state == BatchState.MATCHED,
        "lines": lines if found.state == BatchState.MATCHED else chosen,
        "matched": sum(line.application is not None for line in lines),
        "kept": sum(line.problem == "" for line in chosen),
    }
    return as_a_whole(request, render(request, "applications/agency/batch.html", context))


def _lines(request: RegencyRequest, found: IssuedBatch) -> list[Line]:
    keys = [each["application"] for each in found.outcomes if each["application"]]
    with reading_all_villages(by=request.actor, purpose="Memastikan dokumen jadi di Disdukcapil"):
        seen = Application.objects.seen_by_agency().filter(village__in=villages_seen_by(request.user))
        matched = seen.filter(pk__in=keys).for_lists().select_related("village__regency")
        known = {str(each.pk): each for each in matched}
    names = _names(found)
    return [
        Line(place, names[place], told["words"], known.get(told["application"]), told.get("kept"))
        for place, told in enumerate(found.outcomes)
    ]


def _names(found: IssuedBatch) -> list[str]:
    """What the files are called; by their number where a lost key hides that."""
    try:
        return names_in(found)
    except (ContentUnreadable, KeyMissing):
        return [f"Berkas {number}" for number in range(1, found.total + 1)]


@require_POST
@regency_requires(Permission.PROCESS_APPLICATIONS)
def confirm(request: RegencyRequest, batch_id: UUID) -> HttpResponse:
    """Have the ticked files kept, each with its application."""
    found = get_object_or_404(IssuedBatch.objects.of(request.user), pk=batch_id)
    places = [int(text) for text in request.POST.getlist("pilih") if text.isdecimal() and len(text) < 4]
    finish = request.POST.get("selesai") == "ya"
    try:
        confirm_batch(batch=found, places=places, finish=finish, by=request.actor)
    except NothingTicked as problem:
        messages.info(request, str(problem))
    return redirect("applications:agency_batch", batch_id)

"""Reports of what is wrong, at the desk."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.audit import record_access
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.paging import BoundedPaginator
from balai.publications.enums import Outcome
from balai.publications.forms.corrections import AnswerForm
from balai.publications.models import Correction
from balai.publications.operations.corrections import answer_correction
from balai.publications.rules import Clock
from balai.publications.views.answers import MANAGERS, POSTABLE, leave, show
from balai.villages.opening import working_calendar

MOST_WAITING = 100
ON_A_PAGE = 30


@require_safe
@requires(MANAGERS)
def correction_list(request: OfficerRequest) -> HttpResponse:
    """What waits, with its clock, and what was answered."""
    today = timezone.localdate()
    calendar = working_calendar(today)
    waiting = [
        (each, Clock.at(today, each.due_on, calendar)) for each in Correction.objects.waiting()[:MOST_WAITING]
    ]
    page = BoundedPaginator(Correction.objects.answered(), ON_A_PAGE).get_page(request.GET.get("page"))
    late = sum(clock.left < 0 for _, clock in waiting)
    return show(request, "publications/desk/corrections.html", waiting=waiting, page=page, late=late)


@require_http_methods(POSTABLE)
@requires(MANAGERS)
def correction(request: OfficerRequest, correction_id: UUID) -> HttpResponse:
    """One report; answer it."""
    found: Correction = get_object_or_404(Correction, pk=correction_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        is_first = answer_correction(
            correction=found, outcome=Outcome(said["outcome"]), answer=said["answer"], by=request.actor
        )
        if is_first:
            return leave(
                request,
                "Jawaban dikirim. Pelapor membacanya dengan kodenya.",
                "publications:desk_corrections",
            )
        found.refresh_from_db()
        form.add_error(None, "Petugas lain sudah menjawab laporan ini.")
    if found.contact:
        record_access(by=request.actor, resident=found, purpose="Membaca kontak pelapor isi yang keliru")
    today = timezone.localdate()
    clock = Clock.at(today, found.due_on, working_calendar(today))
    return show(request, "publications/desk/correction.html", form, correction=found, clock=clock)

"""The print ledger: every print of a month, and one print with its story."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.accounts.trail import page_of
from balai.core.confirming import confirm
from balai.core.live import live_address
from balai.core.months import Month
from balai.core.paging import BoundedPaginator
from balai.printing.browser import pdf_for_frame
from balai.printing.contents import GONE
from balai.printing.enums import Action, JobState, PrinterKind
from balai.printing.forms import ReasonForm, SpoiledForm
from balai.printing.ledger import topic_of_job
from balai.printing.models import NEEDING_SOMEBODY, Printer, PrintJob, PrintJobQuerySet, SpoiledSheets
from balai.printing.operations import (
    PrintRefused,
    hand_over,
    print_again,
    request_cancel,
    settle,
    spoiled,
)
from balai.printing.progress import describe

POSTABLE = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50
MONTHS_BACK = 24


@require_safe
@requires(Permission.READ_LETTERS)
def ledger(request: OfficerRequest) -> HttpResponse:
    """The prints of a month, of one printer or one state if wished, with how much paper they took."""
    months = Month.latest(timezone.localdate(), MONTHS_BACK)
    month = next((each for each in months if each.slug == request.GET.get("bulan")), months[0])
    printers = list(Printer.objects.in_order())
    printer = next((each for each in printers if str(each.pk) == request.GET.get("pencetak")), None)
    state = request.GET.get("keadaan", "")
    jobs = _jobs_of(month, printer, state if state in JobState.values else "")
    page = BoundedPaginator(jobs.for_list(), ON_A_PAGE).get_page(request.GET.get("page"))
    ruined = SpoiledSheets.objects.filter(job__in=jobs.counted()).aggregate(sheets=Sum("sheets"))
    context = {
        "tab": "letters", "months": months, "month": month, "printers": printers, "printer": printer,
        "states": JobState.choices, "state": state, "page": page,
        "sheets": jobs.counted().aggregate(sheets=Sum("sheets"))["sheets"] or 0, "spoiled": ruined["sheets"] or 0,
    }  # fmt: skip
    return render(request, "printing/ledger.html", context)


def _jobs_of(month: Month, printer: Printer | None, state: str) -> PrintJobQuerySet:
    first, until = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (month.first, month.following.first)
    )
    jobs = PrintJob.objects.between(first, until)
    if printer:
        jobs = jobs.filter(printer=printer)
    return jobs.filter(state=state) if state else jobs


@require_safe
@requires(Permission.READ_LETTERS)
def job_detail(request: OfficerRequest, job_id: UUID) -> HttpResponse:
    """One print: where it stands, its story, and what can be done about it."""
    job = get_object_or_404(PrintJob.objects.select_related("printer", "reprint_of"), pk=job_id)
    context = {
        "tab": "letters",
        "job": job,
        "view": describe(job),
        "events": job.events.all(),
        "printed": page_of(job.subject_type, job.subject_id),
        "spoiled": job.spoiled.order_by("at"),
        "reprints": job.reprints.newest_first(),
        "may_act": Permission.ISSUE_LETTERS in request.permissions,
        "waits_for_browser": job.state == JobState.QUEUED and job.printer.kind == PrinterKind.BROWSER,
        "needs_eyes": job.state in NEEDING_SOMEBODY,
        "live": live_address(request, topic_of_job(job)),
    }
    template = "printing/job.html#now" if request.htmx else "printing/job.html"
    return render(request, template, context)


@require_safe
@requires(Permission.ISSUE_LETTERS)
def document(request: OfficerRequest, job_id: UUID) -> HttpResponse:
    """What a browser is to print; the trail says who opened it."""
    job = get_object_or_404(PrintJob.objects.for_browser(), pk=job_id)
    try:
        response = pdf_for_frame(request, job)
    except GONE as lost:
        messages.error(request, str(lost))
        return redirect("printing:job", job.pk)
    record(Action.DOCUMENT_OPENED, by=request.actor, subject=job)
    return response


@require_POST
@requires(Permission.ISSUE_LETTERS)
def take(request: OfficerRequest, job_id: UUID) -> HttpResponse:
    """This browser prints it itself. A browser without scripts goes on to the document."""
    job = get_object_or_404(PrintJob.objects.for_browser(), pk=job_id)
    hand_over(job=job, by=request.actor)
    return redirect("printing:document" if request.POST.get("then") == "document" else "printing:job", job.pk)


@require_http_methods(POSTABLE)
@requires(Permission.ISSUE_LETTERS)
def again(request: OfficerRequest, job_id: UUID) -> HttpResponse:
    """Print the same document once more, with a reason."""
    job = get_object_or_404(PrintJob, pk=job_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            newer = print_again(job=job, reason=form.cleaned_data["reason"], by=request.actor)
        except PrintRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("printing:job", newer.pk)
    return _ask(
        request,
        form,
        job,
        question="Cetak lagi?",
        consequence="Nomor surat tetap sama. Cetakan ini tercatat sendiri.",
        action="Cetak lagi",
    )


@require_http_methods(POSTABLE)
@requires(Permission.ISSUE_LETTERS)
def cancel(request: OfficerRequest, job_id: UUID) -> HttpResponse:
    """Ask for a print to be dropped, with a reason."""
    job = get_object_or_404(PrintJob, pk=job_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        request_cancel(job=job, reason=form.cleaned_data["reason"], by=request.actor)
        return redirect("printing:job", job.pk)
    return _ask(
        request,
        form,
        job,
        question="Batalkan cetakan?",
        consequence="Kertas yang sudah keluar tidak bisa ditarik.",
        action="Batalkan cetakan",
    )


@require_http_methods(POSTABLE)
@requires(Permission.ISSUE_LETTERS)
def spoil(request: OfficerRequest, job_id: UUID) -> HttpResponse:
    """Write down paper that came out and cannot be used."""
    job = get_object_or_404(PrintJob, pk=job_id)
    form = SpoiledForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            spoiled(job=job, **form.cleaned_data, by=request.actor)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Kertas rusak dicatat.")
            return redirect("printing:job", job.pk)
    return _ask(
        request,
        form,
        job,
        question="Catat kertas rusak",
        consequence="Kertas rusak dihitung dalam catatan cetak.",
        action="Catat",
    )


def _ask(
    request: OfficerRequest, form: ReasonForm, job: PrintJob, *, question: str, consequence: str, action: str
) -> HttpResponse:
    return confirm(
        request,
        tab="letters",
        question=question,
        consequence=consequence,
        action=action,
        back=reverse("printing:job", args=[job.pk]),
        form=form,
    )


@require_POST
@requires(Permission.ISSUE_LETTERS)
def settle_job(request: OfficerRequest, job_id: UUID) -> HttpResponse:
    """Somebody looked: the paper is there, or it is not."""
    job = get_object_or_404(PrintJob, pk=job_id)
    settle(job=job, came_out=request.POST.get("keluar") == "ya", by=request.actor)
    return redirect("printing:job", job.pk)

"""The village's side of letters that the head of the district signs too."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core import files
from balai.core.confirming import confirm
from balai.core.files import FileDamaged, FileMissing
from balai.core.handing_out import pdf_response
from balai.letters.district_errands import errands_at
from balai.letters.enums import Action, ReviewState
from balai.letters.forms import NoteForm
from balai.letters.models import DistrictReview, Letter
from balai.letters.operations.district import ReviewNotAllowed, send_to_district
from balai.letters.views.archive import file_name
from balai.letters.views.days import today_at


@require_safe
@requires(Permission.READ_LETTERS)
def errands(request: OfficerRequest) -> HttpResponse:
    """Letters that wait to be sent to the district, those it has returned, and those it has."""
    found = errands_at(request.village, today_at(request.village))
    listed = (found.unsent, found.returned, found.waiting)
    record(Action.LISTED, by=request.actor, facts={"count": sum(map(len, listed))})
    return render(request, "letters/district.html", {"tab": "letters", "errands": found})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ISSUE_LETTERS)
def send(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """Send an issued letter to the district, with a note."""
    letter = get_object_or_404(Letter.objects.select_related("version", "kind"), pk=letter_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    head = request.village.words.district_head
    if request.method == "POST" and form.is_valid():
        try:
            send_to_district(letter=letter, note=form.cleaned_data["note"], by=request.actor)
            messages.success(request, f"Surat dikirim ke {head}.")
        except ReviewNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("letters:detail", letter.pk)
    return confirm(
        request,
        tab="letters",
        question=f"Kirim surat {letter.number} ke {head}?",
        consequence=f"{head.capitalize()} membuka surat ini, lalu menandatangani, mengembalikan, atau menolak.",
        action="Kirim",
        back=reverse("letters:detail", args=[letter.pk]),
        form=form,
    )


@require_safe
@requires(Permission.READ_LETTERS)
def cosigned_pdf(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """The file with both signatures; each opening is recorded."""
    signed = DistrictReview.objects.filter(state=ReviewState.COSIGNED)
    review = get_object_or_404(signed.select_related("letter__kind"), letter=letter_id)
    try:
        pdf = files.read(review.pdf_sha256)
    except (FileMissing, FileDamaged) as problem:
        messages.error(request, str(problem))
        return redirect("letters:detail", letter_id)
    record(Action.OPENED, by=request.actor, subject=review.letter)
    return pdf_response(pdf, f"camat-{file_name(review.letter)}", download="unduh" in request.GET)

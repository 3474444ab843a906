"""The desk of the head of the district (*camat*): letters of his villages that he signs too.

The list reads all villages in the regency's scope, and only rows of letters that a village has sent. One letter is
opened and answered in the scope of its village, which reads that in its own trail.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import reading_all_villages, record
from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.models import RegencyAssignment
from balai.core import files
from balai.core.files import FileDamaged, FileMissing, StorageFull
from balai.core.handing_out import pdf_response
from balai.core.seals import SealUnavailable
from balai.core.typesetting import TypesettingFailed
from balai.letters.enums import Action, ReviewState
from balai.letters.forms import ReasonForm
from balai.letters.models import DistrictReview
from balai.letters.models.letters import HEAVY
from balai.letters.operations.district import (
    ReviewNotAllowed,
    cosign_letter,
    refuse_review,
    return_review,
)
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

LATEST = 20
OBSTACLES = (
    FileDamaged,
    FileMissing,
    ReviewNotAllowed,
    SealUnavailable,
    StorageFull,
    TypesettingFailed,
)


@require_safe
@regency_requires(Permission.COSIGN_LETTERS)
def reviews(request: RegencyRequest) -> HttpResponse:
    """What waits for the head of the district, the oldest first, and what was answered last."""
    with reading_all_villages(by=request.actor, purpose="Melihat surat yang menunggu camat"):
        found = DistrictReview.objects.of_districts(_districts(request)).with_letter()
        found = found.defer(*(f"letter__{name}" for name in HEAVY))
        context = {
            "tab": "reviews",
            "waiting": list(found.waiting()[:200]),
            "answered": list(found.exclude(state=ReviewState.SENT).order_by("-decided_at", "-id")[:LATEST]),
        }
        return render(request, "letters/reviews.html", context)


@require_safe
@regency_requires(Permission.COSIGN_LETTERS)
def review(request: RegencyRequest, slug: str, review_id: UUID) -> HttpResponse:
    """One letter, and what may be answered."""
    village = _village(request, slug)
    with acting_for(village):
        found = _review(review_id)
        record(Action.DISTRICT_OPENED, by=request.actor, subject=found.letter)
        context = {"tab": "reviews", "review": found, "letter": found.letter, "village": village}
        return render(request, "letters/review.html", context)


@require_safe
@regency_requires(Permission.COSIGN_LETTERS)
def review_pdf(request: RegencyRequest, slug: str, review_id: UUID) -> HttpResponse:
    """The letter as the village signed it, or with both signatures."""
    village = _village(request, slug)
    with acting_for(village):
        found = _review(review_id)
        try:
            pdf = files.read(found.pdf_sha256 or found.letter.pdf_sha256)
        except (FileMissing, FileDamaged) as problem:
            messages.error(request, str(problem))
            return redirect("letters:review", slug, review_id)
        record(Action.DISTRICT_OPENED, by=request.actor, subject=found.letter)
    return pdf_response(pdf, "surat.pdf")


@require_POST
@regency_requires(Permission.COSIGN_LETTERS)
def cosign(request: RegencyRequest, slug: str, review_id: UUID) -> HttpResponse:
    """Sign beside the village."""
    village = _village(request, slug)
    try:
        with acting_for(village):
            cosign_letter(review=_review(review_id), by=request.actor, at=timezone.now())
        messages.success(request, "Surat sudah Anda tanda tangani. Tanda tangan desa tetap berlaku.")
    except OBSTACLES as obstacle:
        messages.error(request, str(obstacle))
    return redirect("letters:review", slug, review_id)


@require_http_methods(["GET", "HEAD", "POST"])
@regency_requires(Permission.COSIGN_LETTERS)
def give_back(request: RegencyRequest, slug: str, review_id: UUID) -> HttpResponse:
    """Return the letter to the village with a reason."""
    words = {
        "question": "Kembalikan surat ini ke desa?",
        "consequence": "Desa membaca alasan Anda, lalu bisa mengirim lagi.",
        "action": "Kembalikan",
    }
    return _answered(request, slug, review_id, return_review, words)


@require_http_methods(["GET", "HEAD", "POST"])
@regency_requires(Permission.COSIGN_LETTERS)
def refuse(request: RegencyRequest, slug: str, review_id: UUID) -> HttpResponse:
    """Refuse to sign, for good."""
    words = {
        "question": "Tolak menandatangani surat ini?",
        "consequence": "Surat ini tidak bisa dikirim lagi kepada Anda. Ini tidak bisa dibatalkan.",
        "action": "Tolak",
    }
    return _answered(request, slug, review_id, refuse_review, words)


def _answered(
    request: RegencyRequest,
    slug: str,
    review_id: UUID,
    answer: Callable[..., DistrictReview],
    words: dict[str, Any],
) -> HttpResponse:
    village = _village(request, slug)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with acting_for(village):
                answer(review=_review(review_id), reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, "Jawaban Anda sudah sampai di desa.")
        except OBSTACLES as obstacle:
            messages.error(request, str(obstacle))
        return redirect("letters:reviews")
    back = reverse("letters:review", args=[slug, review_id])
    context = {"tab": "reviews", "form": form, "back": back, **words}
    return render(request, "accounts/regency_confirm.html", context, status=422 if form.errors else 200)


def _districts(request: RegencyRequest) -> list[str]:
    return RegencyAssignment.objects.of(request.user).serving(timezone.localdate()).districts()


def _village(request: RegencyRequest, slug: str) -> Village:
    """A village of this officer's district; any other is not there."""
    village: Village | None = Village.objects.select_related("regency").filter(slug=slug).first()
    if village is None or village.district_code not in _districts(request):
        raise Http404
    return village


def _review(review_id: UUID) -> DistrictReview:
    found = DistrictReview.objects.with_letter().filter(pk=review_id).first()
    if found is None:
        raise Http404
    return found

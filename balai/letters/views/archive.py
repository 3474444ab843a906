"""The archive: finding letters, one letter, its file, taking it out of force."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import record, record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core import files
from balai.core.confirming import confirm
from balai.core.files import FileDamaged, FileMissing
from balai.core.handing_out import pdf_response
from balai.core.paging import BoundedPaginator
from balai.core.private_questions import opened_question, shown_at, take_question
from balai.core.typesetting import TypesettingFailed
from balai.letters.enums import Action, DistrictRole, LetterState, ReviewState
from balai.letters.forms import ArchiveForm, ReasonForm
from balai.letters.models import DistrictReview, Letter
from balai.letters.models.letters import LetterQuerySet
from balai.letters.operations import print_letter_form, revoke_letter
from balai.letters.rules import TransitionNotAllowed
from balai.letters.views.days import today_at
from balai.letters.words import asked_words
from balai.residents.models import Resident

ON_A_PAGE = 25
MOST_OF_A_RESIDENT = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.READ_LETTERS)
def letter_list(request: OfficerRequest) -> HttpResponse:
    """What was issued, the newest first. A search comes by POST, because it names people."""
    if request.method == "POST":
        address = take_question(request, "q")
        if not request.htmx:
            return redirect(address)
    today = today_at(request.village)
    form = ArchiveForm(opened_question(request, "q"), today=today)
    letters = matching(form)
    page = BoundedPaginator(letters.for_list(), ON_A_PAGE).get_page(request.GET.get("page"))
    record(Action.LISTED, by=request.actor, facts={"count": len(page.object_list)})
    template = "letters/list.html#rows" if request.htmx else "letters/list.html"
    context = {"tab": "letters", "form": form, "page": page, "today": today, "filtered": _is_filtered(form)}
    return shown_at(request, render(request, template, context))


def matching(form: ArchiveForm) -> LetterQuerySet:
    """The letters that the form asks for; all of them where it asks for nothing."""
    letters: LetterQuerySet = Letter.objects.all()
    if not form.is_valid():
        return letters
    chosen = form.cleaned_data
    for word in asked_words(chosen["q"]):
        letters = letters.with_word(word)
    if chosen["kind"]:
        letters = letters.filter(kind=chosen["kind"])
    if chosen["state"]:
        letters = letters.filter(state=chosen["state"])
    if chosen["month"]:
        year, month = map(int, chosen["month"].split("-"))
        after = date(year + month // 12, month % 12 + 1, 1)
        letters = letters.of_month(date(year, month, 1), after)
    return letters


def _is_filtered(form: ArchiveForm) -> bool:
    return form.is_valid() and any(form.cleaned_data.values())


@require_safe
@requires(Permission.READ_LETTERS)
def detail(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    letters = Letter.objects.select_related("kind", "version", "resident", "supersedes")
    letter = get_object_or_404(letters, pk=letter_id)
    record_access(by=request.actor, resident=letter.resident, purpose="Melihat surat")
    context = {
        "tab": "letters",
        "letter": letter,
        "events": letter.events.all(),
        "reprints": letter.reprints.all(),
        "dispatches": letter.dispatches.order_by("sent_on", "id"),
        "successor": Letter.objects.filter(supersedes=letter).for_list().first(),
        "is_expired": letter.is_expired(today_at(request.village)),
        "just_issued": "terbit" in request.GET,
        "district": _at_the_district(letter),
    }
    return render(request, "letters/detail.html", context)


def _at_the_district(letter: Letter) -> dict[str, Any] | None:
    """What the head of the district made of the letter, and whether it may be sent; None where he does not sign."""
    if letter.version.definition.district is not DistrictRole.COSIGN:
        return None
    review = DistrictReview.objects.filter(letter=letter).order_by("-sent_at", "-id").first()
    sendable = review is None or review.state == ReviewState.RETURNED
    return {"review": review, "may_send": sendable and letter.state == LetterState.ISSUED}


@require_safe
@requires(Permission.READ_LETTERS)
def letter_pdf(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """The file as it was issued; each opening is recorded."""
    letter = get_object_or_404(Letter, pk=letter_id)
    try:
        pdf = files.read(letter.pdf_sha256) if letter.pdf_sha256 else b""
    except (FileMissing, FileDamaged) as problem:
        messages.error(request, str(problem))
        return redirect("letters:detail", letter.pk)
    if not pdf:
        messages.error(request, "Surat ini belum bersegel, jadi belum ada berkasnya.")
        return redirect("letters:detail", letter.pk)
    record(Action.OPENED, by=request.actor, subject=letter)
    return pdf_response(pdf, file_name(letter), download="unduh" in request.GET)


@require_POST
@requires(Permission.READ_LETTERS)
def letter_form(request: OfficerRequest, letter_id: UUID, name: str) -> HttpResponse:
    """A form filled with the letter; each printing is recorded."""
    letter = get_object_or_404(Letter, pk=letter_id)
    try:
        pdf = print_letter_form(letter=letter, name=name, by=request.actor)
    except KeyError:
        raise Http404 from None
    except TypesettingFailed as problem:
        messages.error(request, str(problem))
        return redirect("letters:detail", letter.pk)
    return pdf_response(pdf, f"{name}.pdf")


def file_name(letter: Letter) -> str:
    """'SKD-400.12.2.1-0147-SKJ-XI-2026.pdf': no personal data in the download list."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", f"{letter.kind.short_code}-{letter.number}") + ".pdf"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVOKE_LETTERS)
def revoke(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    letter = get_object_or_404(Letter, pk=letter_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_letter(
                letter=letter, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
            messages.success(
                request, f"Surat {letter.number} dicabut. Halaman periksa sudah memberitahukannya."
            )
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("letters:detail", letter.pk)
    return confirm(
        request,
        tab="letters",
        question=f"Cabut surat {letter.number}?",
        consequence="Siapa pun yang memeriksa surat ini akan melihat bahwa surat sudah dicabut. Ini tidak bisa dibatalkan.",
        action="Cabut surat",
        danger=True,
        back=reverse("letters:detail", args=[letter.pk]),
        form=form,
    )


@require_safe
@requires(Permission.READ_LETTERS)
def of_resident(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """The newest letters of a resident: a piece of the resident's page, or a page of its own without htmx."""
    resident = get_object_or_404(Resident, pk=resident_id)
    record_access(by=request.actor, resident=resident, purpose="Melihat daftar surat")
    letters = Letter.objects.of_resident(resident)
    template = "letters/of_resident.html#piece" if request.htmx else "letters/of_resident.html"
    context = {
        "tab": "residents",
        "resident": resident,
        "letters": letters[:MOST_OF_A_RESIDENT],
        "count": letters.count(),
        "most": MOST_OF_A_RESIDENT,
        "today": today_at(request.village),
    }
    return render(request, template, context)

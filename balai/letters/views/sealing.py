"""The seal of the village, and letters that wait for theirs: signed by hand on paper, or given up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.confirming import confirm
from balai.core.files import StorageFull
from balai.core.handing_out import pdf_response
from balai.core.seals import SealUnavailable
from balai.core.typesetting import TypesettingFailed
from balai.letters.enums import Action, LetterState, SealService, SealUsed
from balai.letters.forms import ReasonForm, ScanForm, SealForm
from balai.letters.models import Letter
from balai.letters.operations import (
    choose_bsre,
    choose_own_seal,
    file_scan,
    sign_otherwise,
    void_letter,
)
from balai.letters.operations.making import paper_of
from balai.letters.operations.sealing import SealingNotAllowed, seal_choice
from balai.letters.rules import TransitionNotAllowed
from balai.letters.scans import UnusableScan, scanned

POSTABLE = ["GET", "HEAD", "POST"]


@sensitive_post_parameters("password")
@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def choose_seal(request: OfficerRequest) -> HttpResponse:
    """The village's own seal, or certified signatures by BSrE. The password of the service is never shown again."""
    choice = seal_choice()
    initial = {"service": choice.service, "address": choice.address, "user": choice.user}
    form = SealForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        service = SealService(form.cleaned_data.pop("service"))
        try:
            if service is SealService.OWN:
                choose_own_seal(by=request.actor)
            else:
                choose_bsre(service=service, by=request.actor, **form.cleaned_data)
        except (SealUnavailable, StorageFull) as problem:
            form.add_error("password", str(problem))
        else:
            messages.success(request, "Disimpan. Berlaku mulai surat berikutnya.")
            return redirect("letters:seal_settings")
    context = {"tab": "letters", "form": form, "choice": choice}
    return render(request, "letters/seal.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.ISSUE_LETTERS)
def by_hand(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """Sign a waiting letter by hand instead, or by BSrE after all."""
    letter = get_object_or_404(Letter, pk=letter_id)
    seal = SealUsed.CERTIFIED if request.POST.get("cara") == SealUsed.CERTIFIED else SealUsed.HANDWRITTEN
    try:
        sign_otherwise(letter=letter, seal=seal, by=request.actor)
    except SealingNotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("letters:detail", letter.pk)


@require_safe
@requires(Permission.ISSUE_LETTERS)
def paper_to_sign(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """The numbered letter with its code and room for a pen; each opening is recorded."""
    waiting = Letter.objects.filter(state=LetterState.NUMBERED, seal_used=SealUsed.HANDWRITTEN)
    letter = get_object_or_404(waiting, pk=letter_id)
    try:
        pdf = paper_of(letter, request.village, at=timezone.now())
    except TypesettingFailed as problem:
        messages.error(request, str(problem))
        return redirect("letters:detail", letter.pk)
    record(Action.OPENED, by=request.actor, subject=letter)
    return pdf_response(pdf, "untuk-ditandatangani.pdf")


@require_http_methods(POSTABLE)
@requires(Permission.ISSUE_LETTERS)
def upload_scan(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """The signed paper as a picture: with it the letter is issued."""
    waiting = Letter.objects.filter(state=LetterState.NUMBERED, seal_used=SealUsed.HANDWRITTEN)
    letter = get_object_or_404(waiting, pk=letter_id)
    posted = request.method == "POST"
    form = ScanForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        try:
            file_scan(letter=letter, scan=scanned(letter, form.cleaned_data["scan"]), by=request.actor)
        except (UnusableScan, SealingNotAllowed, StorageFull, TypesettingFailed) as problem:
            form.add_error("scan", str(problem))
        else:
            messages.success(request, f"Surat {letter.number} terbit dengan tanda tangan tangan.")
            return redirect("letters:detail", letter.pk)
    context = {"tab": "letters", "letter": letter, "form": form}
    return render(request, "letters/scan.html", context, status=422 if form.errors else 200)


@require_http_methods(POSTABLE)
@requires(Permission.REVOKE_LETTERS)
def void(request: OfficerRequest, letter_id: UUID) -> HttpResponse:
    """Give up a letter that waits for its seal; its number stays used."""
    letter = get_object_or_404(Letter, pk=letter_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            void_letter(letter=letter, reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, f"Nomor {letter.number} dibatalkan dan tidak dipakai lagi.")
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        return redirect("letters:detail", letter.pk)
    return confirm(
        request,
        tab="letters",
        question=f"Batalkan nomor {letter.number}?",
        consequence="Nomornya tetap tercatat di agenda sebagai batal, dan tidak dipakai surat lain.",
        action="Batalkan nomor",
        danger=True,
        back=reverse("letters:detail", args=[letter.pk]),
        form=form,
    )

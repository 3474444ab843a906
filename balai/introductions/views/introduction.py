"""One introduction: its code, its paper, and what its head or the office does with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.confirming import confirm
from balai.core.handing_out import pdf_response
from balai.core.qr import qr_svg
from balai.core.seals import SealUnavailable
from balai.introductions.enums import Action, State
from balai.introductions.facts import sign_introduction
from balai.introductions.forms import WithdrawForm
from balai.introductions.models import Introduction
from balai.introductions.operations import endorse_introduction, record_endorsement, withdraw_introduction
from balai.introductions.paper import introduction_pdf
from balai.introductions.refusals import IntroductionRefused
from balai.introductions.views.sight import reach_here, seen
from balai.villages.enums import AreaLevel

OPEN = (State.WAITING, State.READY)


@require_safe
@requires(Permission.READ_AREA_RESIDENTS, Permission.ISSUE_LETTERS)
def detail(request: OfficerRequest, introduction_id: UUID) -> HttpResponse:
    """The page that the head shows: a large code, and how it is used."""
    introduction = seen(request, introduction_id)
    audit.record_access(by=request.actor, resident=introduction.resident, purpose="Melihat pengantar")
    state = introduction.state
    office = Permission.ISSUE_LETTERS in request.permissions
    context = {
        "tab": "letters" if office else "introductions",
        "introduction": introduction,
        "state": state,
        "is_open": state in OPEN,
        "qr": _qr(request, introduction) if state in OPEN else "",
        "may_endorse": state is State.WAITING and _heads_rw_of(request, introduction),
        "may_record_endorsement": state is State.WAITING and office,
        "may_withdraw": state in OPEN and _may_withdraw(request),
        "is_office": office,
    }
    return render(request, "introductions/detail.html", context)


@require_safe
@requires(Permission.READ_AREA_RESIDENTS, Permission.ISSUE_LETTERS)
def paper(request: OfficerRequest, introduction_id: UUID) -> HttpResponse:
    """The same on a small sheet, for people without a phone."""
    introduction = seen(request, introduction_id)
    if introduction.state not in OPEN:
        return redirect("introductions:detail", introduction.pk)
    audit.record_access(by=request.actor, resident=introduction.resident, purpose="Mencetak pengantar")
    audit.record(Action.PRINTED, by=request.actor, subject=introduction)
    try:
        pdf = introduction_pdf(introduction, village=request.village)
    except SealUnavailable as problem:
        messages.error(request, str(problem))
        return redirect("introductions:detail", introduction.pk)
    return pdf_response(pdf, "pengantar.pdf")


@require_POST
@requires(Permission.ENDORSE_INTRODUCTIONS)
def endorse(request: OfficerRequest, introduction_id: UUID) -> HttpResponse:
    """The head of the RW says yes."""
    introduction = seen(request, introduction_id)
    try:
        endorse_introduction(introduction=introduction, on=timezone.localdate(), by=request.actor)
        messages.success(request, f"Pengantar {introduction.resident.full_name} sudah disetujui.")
    except IntroductionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("introductions:home")


@require_POST
@requires(Permission.ISSUE_LETTERS)
def endorsed_on_paper(request: OfficerRequest, introduction_id: UUID) -> HttpResponse:
    """An officer has the signature of the head of the RW before his eyes."""
    introduction = seen(request, introduction_id)
    try:
        record_endorsement(introduction=introduction, on=timezone.localdate(), by=request.actor)
        messages.success(request, "Tanda tangan sudah dicatat. Pengantar bisa dipakai.")
    except IntroductionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("introductions:detail", introduction.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.GIVE_INTRODUCTIONS, Permission.ISSUE_LETTERS)
def withdraw(request: OfficerRequest, introduction_id: UUID) -> HttpResponse:
    """Take an introduction back."""
    introduction = seen(request, introduction_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_introduction(
                introduction=introduction, reason=form.cleaned_data["reason"], by=request.actor
            )
            messages.success(request, "Pengantar sudah dicabut.")
        except IntroductionRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("introductions:detail", introduction.pk)
    return confirm(
        request,
        tab="introductions",
        form=form,
        question=f"Cabut pengantar {introduction.resident.full_name}?",
        consequence="Kodenya tidak bisa dipakai lagi. Untuk keperluan yang sama, beri pengantar baru.",
        action="Cabut pengantar",
        danger=True,
        back=reverse("introductions:detail", args=[introduction.pk]),
    )


def _qr(request: OfficerRequest, introduction: Introduction) -> str:
    """The drawing of the code; "" where the village has no key yet, and only the letters are shown."""
    try:
        text = sign_introduction(
            introduction.pk, village=request.village, valid_until=introduction.valid_until
        )
    except SealUnavailable:
        return ""
    return mark_safe(qr_svg(text))  # noqa: S308  # drawn here, of digits


def _heads_rw_of(request: OfficerRequest, introduction: Introduction) -> bool:
    if Permission.ENDORSE_INTRODUCTIONS not in request.permissions:
        return False
    return reach_here(request).headship_over(introduction.area, levels=[AreaLevel.RW]) is not None


def _may_withdraw(request: OfficerRequest) -> bool:
    return not request.permissions.isdisjoint({Permission.GIVE_INTRODUCTIONS, Permission.ISSUE_LETTERS})

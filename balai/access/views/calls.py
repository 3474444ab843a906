"""Calls from kiosks: an officer compares face and KTP, and says who it is."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from balai.access import operations
from balai.access.forms import FindForm, ReasonForm
from balai.access.models import HelpRequest
from balai.access.views.asking import sent
from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.confirming import confirm
from balai.core.live import live_address
from balai.core.private_questions import opened_question, take_question
from balai.residents import search
from balai.residents.enums import Standing
from balai.residents.models import Resident

FOUND_AT_MOST = 10


@require_safe
@requires(Permission.READ_RESIDENTS)
def call_list(request: OfficerRequest) -> HttpResponse:
    """Who waits for an officer at a kiosk; the piece asks again by itself."""
    template = "access/calls.html#piece" if request.htmx else "access/calls.html"
    live = live_address(request, operations.topic_of_calls())
    context = {"tab": "today", "calls": operations.waiting_calls(), "live": live}
    return render(request, template, context)


@require_safe
@requires(Permission.READ_RESIDENTS)
def strip(request: OfficerRequest) -> HttpResponse:
    """The lines above the officer's work list: a piece of the desk's first page."""
    return render(request, "access/strip.html", {"calls": operations.waiting_calls()})


@require_http_methods(["GET", "POST"])
@requires(Permission.READ_RESIDENTS)
def call_detail(request: OfficerRequest, call_id: UUID) -> HttpResponse:
    """One call: who probably stands there, found by the NIK that was typed or by what the officer reads on the KTP."""
    call = _waiting(call_id)
    if call is None:
        return _too_late(request)
    if request.method == "POST":
        return redirect(take_question(request, "q"))
    form = FindForm(opened_question(request, "q"))
    question = (form.cleaned_data["q"] if form.is_valid() else "") or call.nik
    found = _living(question) if question else []
    for resident in found:
        audit.record_access(by=request.actor, resident=resident, purpose="Mengenali warga di anjungan")
    context = {
        "tab": "today",
        "call": call,
        "form": form,
        "question": question,
        "is_typed": question == call.nik,
        "found": found,
    }
    return render(request, "access/call.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.READ_RESIDENTS)
def recognise(request: OfficerRequest, call_id: UUID, resident_id: UUID) -> HttpResponse:
    """Look once more, then say: it is this person."""
    call, resident = (
        _waiting(call_id),
        get_object_or_404(Resident.objects.living().with_family(), pk=resident_id),
    )
    if call is None:
        return _too_late(request)
    if request.method == "POST":
        return _answered(request, lambda: operations.confirm_help(call=call, resident=resident, by=request.actor),
                         f"{call.device} terbuka untuk {resident.full_name}.")  # fmt: skip
    audit.record_access(by=request.actor, resident=resident, purpose="Mengenali warga di anjungan")
    return render(request, "access/confirm.html", {"tab": "today", "call": call, "resident": resident})


@require_http_methods(["GET", "POST"])
@requires(Permission.READ_RESIDENTS)
def refuse(request: OfficerRequest, call_id: UUID) -> HttpResponse:
    """The officer can't say who it is."""
    call = _waiting(call_id)
    if call is None:
        return _too_late(request)
    form = ReasonForm(sent(request), example="wajah tidak sesuai KTP")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _answered(request, lambda: operations.refuse_help(call=call, reason=reason, by=request.actor),
                         f"{call.device} tetap tertutup.")  # fmt: skip
    return confirm(
        request,
        form=form,
        tab="today",
        question=f"Tolak permintaan dari {call.device}?",
        consequence="Layar anjungan meminta warga datang ke meja layanan.",
        action="Tolak",
        danger=True,
        back=reverse("access:call", args=[call.pk]),
    )


def _waiting(call_id: UUID) -> HelpRequest | None:
    return next((call for call in operations.waiting_calls() if call.pk == call_id), None)


def _living(question: str) -> list[Resident]:
    return search.search(question, limit=FOUND_AT_MOST, only=Q(standing=Standing.LIVING)).residents


def _answered(request: OfficerRequest, answer: Callable[[], None], said: str) -> HttpResponse:
    try:
        answer()
    except operations.AlreadyAnswered:
        return _too_late(request)
    messages.success(request, said)
    return redirect("access:calls")


def _too_late(request: OfficerRequest) -> HttpResponse:
    messages.warning(request, str(operations.AlreadyAnswered()))
    return redirect("access:calls")

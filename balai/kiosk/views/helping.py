"""Somebody forgot the PIN or has no card: an officer comes, compares face and KTP, and says who it is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.access.enums import HelpState
from balai.access.operations import NotRecognised, ask_for_help, help_state, withdraw_help
from balai.access.operations.helping import WAITS
from balai.kiosk.matter import matter_of
from balai.kiosk.operations.visits import wait_for_nobody, wait_for_somebody, welcome
from balai.kiosk.visiting import VisitRequest, visit_page


@require_POST
@visit_page
def ask(request: VisitRequest) -> HttpResponse:
    """Call an officer to recognise the person here."""
    applies = bool(request.visit.applies_for)
    matter = None if applies else matter_of(request.visit, timezone.localdate())
    usual = "Mengajukan permohonan" if applies else "Mengambil dokumen"
    wanted = matter.errand.title if matter else usual
    typed = "".join(sign for sign in request.POST.get("nik", "") if sign.isdigit())
    ask_for_help(device=request.device.label, visit=request.visit.pk, wanted=wanted, nik=typed)
    wait_for_somebody(visit=request.visit, lasts=WAITS)
    return redirect("kiosk:helped")


@require_safe
@visit_page
def helped(request: VisitRequest) -> HttpResponse:
    """Waiting, recognised, or not."""
    answer = help_state(visit=request.visit.pk)
    template = "kiosk/visit/help.html#answer" if request.htmx else "kiosk/visit/help.html"
    context = {
        "waits": answer.state == HelpState.WAITING,
        "recognised": answer.recognised,
        "refused": answer.state == HelpState.REFUSED,
    }
    return render(request, template, context)


@require_POST
@visit_page
def accept(request: VisitRequest) -> HttpResponse:
    """Go on as the person whom the officer named."""
    recognised = help_state(visit=request.visit.pk).recognised
    target = "kiosk:helped"
    if recognised is not None:
        try:
            welcome(visit=request.visit, resident=recognised.resident, way=recognised.way, by=request.actor)
            target = "kiosk:onward"
        except NotRecognised:
            target = "kiosk:identify"
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": reverse(target)})
    return redirect(target)


@require_POST
@visit_page
def withdraw(request: VisitRequest) -> HttpResponse:
    """The resident found another way."""
    withdraw_help(visit=request.visit.pk)
    wait_for_nobody(visit=request.visit)
    return redirect("kiosk:identify")

"""The end of a visit, and the letter for the phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.accounts.guards import public_page
from balai.core import files
from balai.core.handing_out import pdf_response
from balai.kiosk.enums import Action, Ending
from balai.kiosk.guards import kiosk_page
from balai.kiosk.http import KioskRequest
from balai.kiosk.matter import matter_of
from balai.kiosk.operations.opinions import count_survey
from balai.kiosk.operations.visits import end_visit
from balai.kiosk.opinion import Opinion
from balai.kiosk.taking_along import LinkOver, letter_behind
from balai.kiosk.visiting import VisitRequest, forget_visitor, onward, recognised, visit_of, visit_page
from balai.letters.models import Letter


@require_safe
@visit_page
def onward_from_here(request: VisitRequest) -> HttpResponse:
    """To where the visit stands: what a page opens again after the line was cut."""
    matter = None if request.visit.applies_for else matter_of(request.visit, timezone.localdate())
    if matter:
        return onward(request, matter)
    return recognised(request.visit) if request.visit.resident_id else redirect("kiosk:identify")


@require_POST
@kiosk_page
def finish(request: KioskRequest) -> HttpResponse:
    """*Selesai*, or the time ran out: back to the resting screen, and nothing of this person stays."""
    visit = visit_of(request)
    if visit is not None:
        opinion = Opinion.of(request, visit)
        if opinion.has_all_elements:
            count_survey(visit=visit, opinion=opinion, at=timezone.now())
        end_visit(visit=visit, ending=Ending.IDLE if request.POST.get("diam") else Ending.DONE)
    response = redirect("kiosk:attract")
    forget_visitor(response)
    return response


@require_safe
@public_page
def along(request: HttpRequest, token: str) -> HttpResponse:
    """The letter for the phone of whoever scanned the code from the screen. Each download is written down."""
    try:
        in_force = Letter.objects.issued().exclude(pdf_sha256="")
        letter = get_object_or_404(in_force, pk=letter_behind(token))
    except LinkOver:
        return render(request, "kiosk/visit/link_over.html", status=410)
    record(Action.TAKEN_ALONG, by=Actor.from_request(request), subject=letter)
    return pdf_response(files.read(letter.pdf_sha256), "surat.pdf")

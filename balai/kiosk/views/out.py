"""*Cetak*: the letter is made and comes out, or the visitor hears why not and what happens now."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.core.live import live_address
from balai.core.qr import qr_svg
from balai.introductions.refusals import IntroductionRefused
from balai.kiosk.guards import kiosk_page
from balai.kiosk.http import KioskRequest
from balai.kiosk.matter import Matter, Screen, matter_of
from balai.kiosk.models import Errand, Visit
from balai.kiosk.operations.errands import (
    ErrandOver,
    finish_training,
    forms_of,
    make_paper,
    print_once_more,
)
from balai.kiosk.operations.visits import visit_now
from balai.kiosk.paper import NO_PRINTER, ask_printer, hand_out_code, note_answer, paper_view, prints_here
from balai.kiosk.taking_along import address_of
from balai.kiosk.training import training_pdf
from balai.kiosk.views.checking import shown_for_check
from balai.kiosk.visiting import MatterRequest, matter_page, onward, page_at, visit_of
from balai.letters.obstacles import OBSTACLES
from balai.printing.browser import pdf_for_frame
from balai.printing.contents import GONE
from balai.printing.enums import JobState
from balai.printing.ledger import topic_of_job
from balai.printing.models import PrintJob
from balai.printing.operations import NoSuchPrinter, PrintRefused, hand_over, settle
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for
from balai.villages.opening import next_day_of


@require_POST
@opens_own_scopes
@kiosk_page
def make(request: KioskRequest) -> HttpResponse:
    """Ask the printer, outside of any transaction; then number, seal and queue the letter in one."""
    with acting_for(request.village):
        matter = _matter(visit_of(request))
        if matter is None or matter.screen is not Screen.CHECK:
            return redirect("kiosk:onward")
        printer = request.device.printer
        medium = None if matter.is_only_proposed else matter.errand.medium
    answer = ask_printer(printer, medium) if medium else None
    with acting_for(request.village):
        if answer is not None:
            note_answer(request.device, answer)
        if answer is not None and answer.problem:
            return _unprinted(request, matter, answer.problem)
        try:
            errand = _made(request, matter)
        except ErrandOver:
            return redirect("kiosk:onward")
        except (*OBSTACLES, IntroductionRefused) as obstacle:
            return shown_for_check(request, matter, problem=str(obstacle), status=422)
        except NoSuchPrinter:
            return shown_for_check(request, matter, problem=NO_PRINTER, status=409)
    if errand.pickup_code:
        hand_out_code(device=request.device, errand=errand, by=request.actor)
    with acting_for(request.village):
        return onward(request, Matter(matter.visit, errand, matter.today))


def _unprinted(request: KioskRequest, matter: Matter, problem: str) -> HttpResponse:
    """The page again with what the printer said; read anew, for it may have taken its time."""
    now = _matter(visit_now(matter.visit))
    if now is None or now.screen is not Screen.CHECK:
        return redirect("kiosk:onward")
    return shown_for_check(request, now, problem=problem, status=409)


def _made(request: KioskRequest, matter: Matter) -> Errand:
    printer = request.device.printer
    if matter.visit.is_training:
        pdf = training_pdf(matter, at=timezone.now())
        return finish_training(errand=matter.errand, pdf=pdf, printer=printer, by=request.actor)
    return make_paper(
        errand=matter.errand, wish=matter.wish, policy=matter.policy, printer=printer, by=request.actor
    )


@require_safe
@matter_page(Screen.OUT)
def out(request: MatterRequest) -> HttpResponse:
    """How far the paper is. Once it lies there: rate the visit, take the letter along, go on, or finish."""
    return _shown(request, request.matter)


@page_at(Screen.OUT)
def _shown(request: KioskRequest, matter: Matter) -> HttpResponse:
    errand = matter.errand
    context: dict[str, object] = {"matter": matter, "errand": errand}
    if errand.print_job:
        context["job"] = paper_view(errand.print_job)
        context["live"] = live_address(request, topic_of_job(errand.print_job))
        context["prints_here"] = prints_here(errand.print_job)
    if errand.letter and errand.print_job and errand.print_job.is_over:
        link = address_of(errand.letter, request.village)
        context["along"] = qr_svg(link) if link else ""
        context["forms"] = forms_of(errand)
    if errand.proposal:
        context["ready_when"] = next_day_of(request.village, timezone.now())
    if errand.made_at:
        context["seconds"] = round((errand.made_at - matter.visit.started_at).total_seconds())
    template = "kiosk/visit/out.html#state" if request.htmx else "kiosk/visit/out.html"
    return render(request, template, context)


@require_POST
@opens_own_scopes
@kiosk_page
def again(request: KioskRequest) -> HttpResponse:
    """The paper did not come out: once more, with the same number, as soon as the printer can."""
    with acting_for(request.village):
        matter = _matter(visit_of(request))
        if matter is None or matter.errand.print_job is None:
            return redirect("kiosk:onward")
        printer, medium = request.device.printer, matter.errand.medium
    answer = ask_printer(printer, medium)
    with acting_for(request.village):
        note_answer(request.device, answer)
        if not answer.problem:
            with suppress(PrintRefused, ErrandOver):
                print_once_more(errand=matter.errand, by=request.actor)
    return redirect("kiosk:out")


def _for_browser(errand: Errand) -> PrintJob | None:
    """The print, while a browser may still take it."""
    job = errand.print_job
    return PrintJob.objects.for_browser().filter(pk=job.pk).first() if job else None


@require_safe
@matter_page(Screen.OUT)
def document(request: MatterRequest) -> HttpResponse:
    """The paper for the frame in which this browser prints it, where no printer is reached by the office's server."""
    job = _for_browser(request.matter.errand)
    if job is None:
        return redirect("kiosk:out")
    try:
        return pdf_for_frame(request, job)
    except GONE:
        return redirect("kiosk:out")


@require_POST
@matter_page(Screen.OUT)
def handed_over(request: MatterRequest) -> HttpResponse:
    """This browser has taken the paper to print it; the ledger says just that."""
    job = _for_browser(request.matter.errand)
    if job is not None:
        hand_over(job=job, by=request.actor)
    return redirect("kiosk:document" if request.POST.get("then") else "kiosk:out")


@require_POST
@matter_page(Screen.OUT)
def settle_print(request: MatterRequest) -> HttpResponse:
    """The printer forgot what became of the paper; the visitor stands before it and says."""
    job = request.matter.errand.print_job
    if job is not None and job.state == JobState.UNSURE:
        settle(job=job, came_out="keluar" in request.POST, by=request.actor)
    return redirect("kiosk:out")


def _matter(visit: Visit | None) -> Matter | None:
    return matter_of(visit, timezone.localdate()) if visit is not None else None

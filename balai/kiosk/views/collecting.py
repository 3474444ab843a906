"""*Ambil dokumen*: letters that somebody signed after the visit, or whose paper was lost, and finished documents."""

import base64
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.attempts import TooManyAttempts, spend_allowance
from balai.accounts.audit import record
from balai.applications.enums import Action
from balai.applications.models import Result
from balai.applications.refusals import NotAvailable
from balai.documents.operations import UNOPENED, glimpse
from balai.documents.refusals import FileRefused, NotExamined
from balai.introductions.rules import ALPHABET
from balai.kiosk.collectable import Collectable, may_collect, tracking_code_in
from balai.kiosk.forms.visit import PickupForm
from balai.kiosk.guards import kiosk_page
from balai.kiosk.http import KioskRequest
from balai.kiosk.models import Errand, Visit
from balai.kiosk.models.visits import PICKUP_SIGNS
from balai.kiosk.operations.collecting import collect_document, collect_letter
from balai.kiosk.operations.errands import ErrandOver, put_errands_away
from balai.kiosk.operations.visits import start_visit, visit_now
from balai.kiosk.paper import NO_PRINTER, ask_printer, note_answer, sign_of
from balai.kiosk.visiting import VisitRequest, keep_visit, visit_of, visit_page
from balai.letters.models import Letter
from balai.printing.enums import Medium
from balai.printing.models import Printer
from balai.printing.operations import NoSuchPrinter
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for

CODES_A_MINUTE = 10
SMALL = 300
"""Pixels on the longer side of the picture of a document."""


@require_POST
@kiosk_page
def begin(request: KioskRequest) -> HttpResponse:
    """Somebody comes for a paper that is ready; first they say who they are."""
    return _begun(request)


def _begun(request: KioskRequest) -> HttpResponse:
    visit, key = visit_of(request), ""
    if visit is None:
        visit, key = start_visit(device=request.device)
    put_errands_away(visit=visit)
    response = redirect("kiosk:collect")
    if key:
        keep_visit(response, key)
    return response


@require_safe
@visit_page
def collect(request: VisitRequest) -> HttpResponse:
    """The visitor's papers, those of their children, what lies at the counter, and what is on its way."""
    if not may_collect(request.visit):
        return redirect("kiosk:identify")
    return _shown(request, request.visit)


@require_safe
@visit_page
def document(request: VisitRequest, result_id: UUID) -> HttpResponse:
    """One finished document before it is printed."""
    if not may_collect(request.visit):
        return redirect("kiosk:identify")
    result = Collectable(request.visit).document(result_id)
    if result is None:
        return redirect("kiosk:collect")
    return _looked_at(request, request.visit, result)


@require_POST
@opens_own_scopes
@kiosk_page
def fetch(request: KioskRequest) -> HttpResponse:
    """Print one of them, once the printer says that it can."""
    with acting_for(request.village):
        visit = visit_of(request)
        if visit is None or not may_collect(visit):
            return redirect("kiosk:onward")
        wanted = _wanted(request, visit)
        if wanted is None:
            return redirect("kiosk:collect")
        printer = request.device.printer
        medium = Medium(wanted.version.definition.paper) if isinstance(wanted, Letter) else Medium.A4
    answer = ask_printer(printer, medium)
    with acting_for(request.village):
        note_answer(request.device, answer)
        visit = visit_now(visit)  # read again: the printer may have taken its time
        if visit is None or not may_collect(visit):
            return redirect("kiosk:onward")
        try:
            problem = answer.problem or _collected(request, visit, wanted, printer)
        except ErrandOver:
            return redirect("kiosk:onward")
        if problem:
            return _refused(request, visit, wanted, problem)
    return redirect("kiosk:out")


def _wanted(request: KioskRequest, visit: Visit) -> Letter | Result | None:
    found = Collectable(visit)
    return found.document(request.POST.get("dokumen", "")) or found.letter(request.POST.get("surat", ""))


def _collected(request: KioskRequest, visit: Visit, wanted: Letter | Result, printer: Printer | None) -> str:
    """Print it; "" when it is on its way to paper, else why it isn't. Raises `ErrandOver`."""
    if printer is None:
        return NO_PRINTER
    try:
        if isinstance(wanted, Letter):
            collect_letter(visit=visit, letter=wanted, printer=printer, by=request.actor)
        else:
            collect_document(visit=visit, result=wanted, printer=printer, by=request.actor)
    except NoSuchPrinter:
        return NO_PRINTER
    except (NotAvailable, *UNOPENED):
        return "Dokumen ini hanya bisa diambil di loket. Sentuh Panggil petugas."
    return ""


def _refused(request: KioskRequest, visit: Visit, wanted: Letter | Result, problem: str) -> HttpResponse:
    """The page again; what was erased while the printer was asked is not seen once more."""
    result = None if isinstance(wanted, Letter) else Collectable(visit).document(wanted.pk)
    if result is None:
        return _shown(request, visit, problem=problem, status=409)
    return _looked_at(request, visit, result, problem=problem, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@kiosk_page
def state_of_code(request: KioskRequest) -> HttpResponse:
    """Whether the letter behind a code is ready. It says nothing about anybody; a tracking code leads to who one is."""
    form = PickupForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "kiosk/visit/code.html", {"form": form})
    if tracking_code_in(request.POST.get("code", "")):
        return _begun(request)
    wait = spend_allowance(
        "kiosk.pickup", who=str(request.device.pk), cost=1, most=CODES_A_MINUTE, each=timedelta(minutes=1)
    )
    if wait:
        form.add_error("code", TooManyAttempts(wait))
        return render(request, "kiosk/visit/code.html", {"form": form}, status=429)
    code = "".join(sign for sign in request.POST.get("code", "").upper() if sign in ALPHABET)
    errand = Errand.objects.whole().filter(pickup_code=code).first() if len(code) == PICKUP_SIGNS else None
    if errand is None or errand.proposal is None:
        form.add_error("code", "Kode ini belum dikenal. Periksa lagi, atau panggil petugas.")
        return render(request, "kiosk/visit/code.html", {"form": form}, status=422)
    return render(request, "kiosk/visit/code.html", {"form": form, "errand": errand})


def _shown(request: KioskRequest, visit: Visit, *, problem: str = "", status: int = 200) -> HttpResponse:
    context = {"visit": visit, "found": Collectable(visit), "problem": problem}
    return render(request, "kiosk/visit/collect.html", context, status=status)


def _looked_at(
    request: KioskRequest, visit: Visit, result: Result, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "result": result,
        "is_own": result.application.resident_id == visit.resident_id,
        "picture": _picture(result),
        "problem": problem,
        "printer": sign_of(request.device.printer),
    }
    record(Action.RESULT_READ, by=request.actor, subject=result.application, facts={"result": str(result.pk)})
    return render(request, "kiosk/visit/document.html", context, status=status)


def _picture(result: Result) -> str:
    """Its first page, for the page itself: to be known, and not read from behind; "" where it can't be drawn now."""
    try:
        drawn = glimpse(document=result.document, long_side=SMALL)
    except (FileRefused, NotExamined, *UNOPENED):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(drawn).decode()}"

"""*Ajukan dokumen*: what the kiosk can't print at once is begun here and goes on at home."""

from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.applications.models import Application
from balai.applications.slip import tracking_address
from balai.core.qr import qr_svg
from balai.core.slips import Slip, SlipFailed
from balai.kiosk.applying import Wanted, begun_in, offered_services
from balai.kiosk.guards import kiosk_page
from balai.kiosk.http import KioskRequest
from balai.kiosk.ladder import STRONG
from balai.kiosk.models import Visit
from balai.kiosk.operations.applying import NotNamed, begin_for_visitor, want_application
from balai.kiosk.operations.visits import start_visit, touch_visit
from balai.kiosk.visiting import VisitRequest, keep_visit, visit_of, visit_page
from balai.printing.operations import NoSuchPrinter
from balai.printing.slips import print_slip_now
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for


@require_safe
@kiosk_page
def choose(request: KioskRequest) -> HttpResponse:
    """What is applied for."""
    context = {"tiles": offered_services(timezone.localdate())}
    return render(request, "kiosk/visit/services.html", context)


@require_safe
@kiosk_page
def service(request: KioskRequest, slug: str) -> HttpResponse:
    """One question after the other; then what is needed. Nothing of this is about anybody, and nothing is kept."""
    wanted = Wanted.of(slug, request.GET.dict(), timezone.localdate())
    if wanted is None:
        return redirect("kiosk:services")
    context = {
        "wanted": wanted,
        "standard": wanted.listed.standard,
        "open": next((each for each in wanted.finding.questions if each.chosen is None), None),
    }
    return render(request, "kiosk/visit/service.html", context)


@require_POST
@kiosk_page
def begin(request: KioskRequest) -> HttpResponse:
    """It is this: now who stands there."""
    wanted = Wanted.of(request.POST.get("layanan", ""), request.POST.dict(), timezone.localdate())
    if wanted is None or not wanted.finding.is_complete or request.device.is_training:
        return redirect("kiosk:services")
    visit, key = visit_of(request), ""
    if visit is None:
        visit, key = start_visit(device=request.device)
    else:
        touch_visit(visit=visit)
    want_application(visit=visit, wanted=wanted)
    response = redirect("kiosk:apply")
    if key:
        keep_visit(response, key)
    return response


@require_safe
@visit_page
def apply(request: VisitRequest) -> HttpResponse:
    """What happens now; once it has, the code that leads there."""
    visit = request.visit
    wanted = Wanted.in_visit(visit, timezone.localdate())
    if wanted is None:
        return redirect("kiosk:services")
    if not _is_known(visit):
        return redirect("kiosk:identify")
    return _shown(request, visit, wanted)


@require_POST
@opens_own_scopes
@kiosk_page
def hand_over(request: KioskRequest) -> HttpResponse:
    """Begin it in the visitor's name, and give them the code: on the screen, and on a slip where there is a printer."""
    with acting_for(request.village):
        visit = visit_of(request)
        wanted = Wanted.in_visit(visit, timezone.localdate()) if visit else None
        if visit is None or wanted is None or not _is_known(visit):
            return redirect("kiosk:onward")
        try:
            application, is_new = begin_for_visitor(visit=visit, wanted=wanted, by=request.actor)
        except NotNamed as problem:
            return _shown(request, visit, wanted, problem=str(problem), status=409)
        slip, printer = _slip(request, application), request.device.slip_printer
    if is_new and printer is not None:
        # The code stands on the screen too, so nothing is lost when no slip comes out.
        with suppress(SlipFailed, NoSuchPrinter):
            print_slip_now(
                printer=printer,
                slip=slip,
                title="Kode permohonan",
                device=request.device.label,
                by=request.actor,
            )
    return redirect("kiosk:apply")


def _is_known(visit: Visit) -> bool:
    """Somebody else's name opens nothing here, but it would stand on an application: only strong ways will do."""
    return visit.resident_id is not None and visit.way in STRONG


def _shown(
    request: KioskRequest, visit: Visit, wanted: Wanted, *, problem: str = "", status: int = 200
) -> HttpResponse:
    application = begun_in(visit)
    address = tracking_address(request, application, request.village) if application else ""
    context = {
        "visit": visit,
        "standard": wanted.listed.standard,
        "application": application,
        "code": qr_svg(address) if address else "",
        "problem": problem,
    }
    return render(request, "kiosk/visit/apply.html", context, status=status)


def _slip(request: KioskRequest, application: Application) -> Slip:
    return Slip(
        title="Lanjut di ponsel",
        lines=(
            application.service.name,
            application.spelled_code,
            "Pindai, lalu isi tanggal lahir Anda.",
            "Berlaku 30 hari.",
        ),
        qr=tracking_address(request, application, request.village),
    )

"""What a kiosk shows while the office's server can't be reached or can't work, and the service worker that keeps it ready."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from balai.core.workers import as_script, linked_files, versioned
from balai.kiosk.guards import FORGETFUL, kiosk_page_anyhow
from balai.kiosk.http import KioskRequest

WORKER_KEPT_SECONDS = 3600
"""Browsers ask for a newer worker at each page that is opened; once an hour is enough."""


@require_safe
@kiosk_page_anyhow
def without_line(request: KioskRequest) -> HttpResponse:
    """Says that nothing is lost, and goes on by itself. It names nobody: the browser keeps it."""
    return render(request, "kiosk/without_line.html", {"onward": reverse("kiosk:onward")})


@require_safe
@kiosk_page_anyhow
def worker(request: KioskRequest) -> HttpResponse:
    """The service worker: it answers with that page when a page of the kiosk can't be fetched."""
    page = render_to_string("kiosk/without_line.html", {"onward": reverse("kiosk:onward")}, request=request)
    plan = versioned(
        page,
        {
            "page": reverse("kiosk:without_line"),
            "files": sorted({*linked_files(page), static("balai/js/kiosk/voice.js")}),
        },
    )
    context = {"plan_json": as_script(plan)}
    response = render(request, "kiosk/worker.js", context, content_type="text/javascript")
    response.headers["Cache-Control"] = f"private, max-age={WORKER_KEPT_SECONDS}"
    return response


def onward_of(request: HttpRequest) -> str:
    """Where the visit of a kiosk goes on, by the address alone: who asks the database may not hear. "" for other pages."""
    before, is_kiosk, _ = request.path.partition("/anjungan/")
    return f"{before}/anjungan/lanjut/" if is_kiosk and before.count("/") <= 1 and before != "/meja" else ""


def without_server(request: HttpRequest, onward: str) -> HttpResponse:
    """The database is away, or a page is broken. Says so, and goes on by itself; a part of a page moves the whole page."""
    if "HX-Request" in request.headers:
        response = HttpResponse(status=500, headers={"HX-Redirect": onward})
    else:
        # Without the request's own context: that would ask who is signed in.
        page = render_to_string("kiosk/without_server.html", {"request": request, "onward": onward})
        response = HttpResponse(page, status=500)
    response.headers["Cache-Control"] = FORGETFUL
    return response

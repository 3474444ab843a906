"""The second way to paper: a browser prints, on the printer of its own machine.

Chromium started with `--kiosk-printing` asks nobody. No browser says whether paper came out, so the ledger never does either.
"""

from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from balai.core.handing_out import pdf_response
from balai.printing.contents import content_of
from balai.printing.models import PrintJob


@xframe_options_sameorigin
@csp_override({"default-src": [CSP.SELF], "object-src": [CSP.SELF], "frame-ancestors": [CSP.SELF]})
def pdf_for_frame(request: HttpRequest, job: PrintJob) -> HttpResponse:
    """The document of a print for a frame of our own pages, which `js/print-frame.js` prints; kept by no browser.

    Who may have it is the caller's to check. Raises what is in `contents.GONE`.
    """
    return pdf_response(content_of(job), "cetakan.pdf")

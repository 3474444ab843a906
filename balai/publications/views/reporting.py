"""*Ada yang keliru?*, for everybody."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.actors import Actor
from balai.accounts.attempts import network_behind, spend_allowance
from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.publications.forms.corrections import CodeForm, CorrectionForm
from balai.publications.models import Correction
from balai.publications.operations.corrections import report_correction
from balai.publications.pages import PublicPage, page_at
from balai.publications.rules import ANSWERED_WITHIN, read_code
from balai.tenancy.public_pages import kept

MOST_REPORTS = 10
"""An hour from one network: whole villages share one."""
MOST_LISTED = 100
WHOLE_SITE = PublicPage("/", "Situs ini")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def report(request: PublicRequest) -> HttpResponse:
    """Say what is wrong on a page (`halaman`), or look up the answer to an earlier report."""
    page = page_at(request.GET.get("halaman", "")) or WHOLE_SITE
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if not _is_hasty(request):
                said = form.cleaned_data
                told = report_correction(
                    page=page, text=said["text"], contact=said["contact"], by=Actor.stranger()
                )
                return redirect("publications:reported", told.code)
            form.add_error(None, "Terlalu banyak laporan dari jaringan ini. Coba lagi satu jam lagi.")
            status = 429
    return _form(request, page, form, CodeForm(), status)


@require_POST
@never_cache
@public_page
def find(request: PublicRequest) -> HttpResponse:
    """From a code that somebody copied to its page."""
    codes = CodeForm(request.POST)
    if codes.is_valid():
        code = read_code(codes.cleaned_data["code"])
        if not _is_hasty(request) and Correction.objects.filter(code=code).exists():
            return redirect("publications:reported", code)
        codes.add_error("code", "Kode ini belum ketemu. Periksa lagi hurufnya.")
    return _form(request, WHOLE_SITE, CorrectionForm(), codes, 422)


def _form(
    request: PublicRequest, page: PublicPage, form: CorrectionForm, codes: CodeForm, status: int
) -> HttpResponse:
    context = {"tab": "", "page": page, "form": form, "codes": codes, "days": ANSWERED_WITHIN}
    return render(request, "publications/report.html", context, status=status)


@require_safe
@never_cache
@public_page
def reported(request: PublicRequest, code: str) -> HttpResponse:
    """How a report stands; whoever knows the code may read it."""
    correction = Correction.objects.filter(code=code).first()
    if correction is None:
        raise Http404
    response = render(request, "publications/reported.html", {"tab": "", "correction": correction})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@public_page
@kept
def corrected(request: PublicRequest) -> HttpResponse:
    """What was corrected in the last 90 days, without who said so."""
    corrections = Correction.objects.corrected(timezone.now())[:MOST_LISTED]
    return render(request, "publications/corrected.html", {"tab": "", "corrections": corrections})


def _is_hasty(request: PublicRequest) -> bool:
    network = network_behind(request)
    wait = spend_allowance(
        "publications.report", who=network, cost=1, most=MOST_REPORTS, each=timedelta(hours=1)
    )
    return bool(wait)

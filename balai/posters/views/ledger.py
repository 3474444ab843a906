"""What has been printed: where it hangs, whether it is still right, print again, taken down."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.handing_out import pdf_response
from balai.posters.ledger import Hall, hanging
from balai.posters.models import PrintedPaper
from balai.posters.operations import print_paper_again, take_down
from balai.posters.permissions import MAKES_PAPERS
from balai.posters.setting import NoPublicAddress

OUTDATED = "Datanya sudah berganti sejak dicatat. Tekan Cetak lagi untuk berkas yang baru."


@require_safe
@requires(MAKES_PAPERS)
def ledger(request: OfficerRequest) -> HttpResponse:
    """Everything that hangs, what is out of date first."""
    papers = hanging(_hall(request))
    context = {
        "tab": "services",
        "outdated": [each for each in papers if each.reasons],
        "right": [each for each in papers if not each.reasons],
    }
    return render(request, "posters/ledger.html", context)


@require_safe
@requires(MAKES_PAPERS)
def detail(request: OfficerRequest, paper_id: UUID) -> HttpResponse:
    """One print: its file, where it hangs, whether it is still right."""
    printed = _printed(paper_id)
    hall = _hall(request)
    context = {
        "tab": "services",
        "printed": printed,
        "reasons": [] if printed.taken_down_at else hall.why_outdated(printed),
        "is_offered": hall.reprint(printed) is not None,
    }
    return render(request, "posters/printed.html", context)


@require_safe
@requires(MAKES_PAPERS)
def document(request: OfficerRequest, paper_id: UUID) -> HttpResponse:
    """The file for the printer, as long as it would still be the same."""
    printed = _printed(paper_id)
    hall = _hall(request)
    wanted = hall.reprint(printed)
    if wanted is None or hall.why_outdated(printed):
        messages.warning(request, OUTDATED)
        return redirect("posters:printed", printed.pk)
    try:
        pdf = wanted.as_pdf(timezone.now())
    except NoPublicAddress as problem:
        messages.error(request, str(problem))
        return redirect("posters:printed", printed.pk)
    about = printed.service.slug if printed.service else request.village.slug
    return pdf_response(pdf, f"{printed.paper}-{about}-{printed.size}.pdf", download=True)


@require_POST
@requires(MAKES_PAPERS)
def again(request: OfficerRequest, paper_id: UUID) -> HttpResponse:
    """Print it with what is true now; the old one counts as taken down."""
    printed = _printed(paper_id)
    wanted = _hall(request).reprint(printed)
    if wanted is None:
        messages.warning(request, "Layanan ini tidak ditawarkan lagi. Lepas saja cetakannya.")
        return redirect("posters:printed", printed.pk)
    try:
        successor = print_paper_again(printed=printed, wanted=wanted, by=request.actor)
    except NoPublicAddress as problem:
        messages.error(request, str(problem))
        return redirect("posters:printed", printed.pk)
    messages.success(request, "Siap. Unduh berkasnya, lalu ganti yang lama.")
    return redirect("posters:printed", successor.pk)


@require_POST
@requires(MAKES_PAPERS)
def down(request: OfficerRequest, paper_id: UUID) -> HttpResponse:
    """It does not hang any more."""
    take_down(printed=_printed(paper_id), by=request.actor)
    messages.success(request, "Dicatat: sudah dilepas.")
    return redirect(reverse("posters:ledger"))


def _printed(paper_id: UUID) -> PrintedPaper:
    return get_object_or_404(PrintedPaper.objects.select_related("service"), pk=paper_id)


def _hall(request: OfficerRequest) -> Hall:
    return Hall.of(request.village, timezone.localdate())

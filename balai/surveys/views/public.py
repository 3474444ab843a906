"""What the village has published, for everybody (Permen PANRB 14/2017 pasal 4)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.core.handing_out import pdf_response
from balai.surveys.models import Publication
from balai.surveys.periods import Period
from balai.surveys.poster import METHOD, Announcement, poster_pdf
from balai.surveys.rules import GRADES


@require_safe
@vary_on_headers("User-Agent")
@public_page
def published(request: PublicRequest) -> HttpResponse:
    """The last index, or that of the period that is asked for; and which others there are."""
    publications = list(Publication.objects.standing())
    asked = request.GET.get("masa", "")
    chosen = next((each for each in publications if each.period.address == asked), None)
    shown = chosen or (publications[0] if publications else None)
    context = {
        "tab": "",
        "publications": publications,
        "shown": shown,
        "announcement": Announcement.of(shown, request.village) if shown else None,
        "method": METHOD,
        "grades": GRADES[:-1],
    }
    return render(request, "surveys/published.html", context)


@require_safe
@public_page
def published_poster(request: PublicRequest, address: str) -> HttpResponse:
    """The sheet of a published period as PDF."""
    period = Period.read(address)
    publication = Publication.objects.of(period).first() if period else None
    if publication is None:
        raise Http404
    pdf = poster_pdf(Announcement.of(publication, request.village))
    return pdf_response(pdf, f"ikm-{request.village.slug}-{address}.pdf")

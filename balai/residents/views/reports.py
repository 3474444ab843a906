"""Statistics at the desk: counts of today, as a page, on paper and as a workbook."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.handing_out import pdf_response, workbook_response
from balai.residents.freshness import register_freshness
from balai.residents.reports.places import Places, heading
from balai.residents.reports.statistics import SEXES, Statistics, count_register
from balai.residents.reports.statistics_files import Occasion, statistics_pdf, statistics_workbook


@require_safe
@requires(Permission.READ_STATISTICS)
def statistics(request: OfficerRequest) -> HttpResponse:
    """Everything that is counted, with charts; of the village or of one of its parts."""
    places = Places.of_village(request.village.words)
    counted, occasion = _counted(request, places)
    context = {
        "tab": "reports",
        "statistics": counted,
        "occasion": occasion,
        "places": places.names,
        "place_heading": heading(request.village.words),
        "sexes": SEXES,
    }
    return render(request, "residents/reports/statistics.html", context)


@require_safe
@requires(Permission.READ_STATISTICS)
def statistics_paper(request: OfficerRequest) -> HttpResponse:
    """The same figures as PDF."""
    counted, occasion = _counted(request, Places.of_village(request.village.words))
    return pdf_response(statistics_pdf(counted, occasion), _file_name(occasion, "pdf"))


@require_safe
@requires(Permission.READ_STATISTICS)
def statistics_sheets(request: OfficerRequest) -> HttpResponse:
    """The same figures as a workbook."""
    counted, occasion = _counted(request, Places.of_village(request.village.words))
    return workbook_response(statistics_workbook(counted, occasion), _file_name(occasion, "xlsx"))


def _counted(request: OfficerRequest, places: Places) -> tuple[Statistics, Occasion]:
    """A part of the village that doesn't exist means the whole village."""
    today = timezone.localdate()
    place = request.GET.get("wilayah", "")
    occasion = Occasion(
        village=request.village,
        place=place if place in places.names else "",
        counted_at=timezone.now(),
        as_of=register_freshness(request.village, today).as_of,
    )
    counted = count_register(
        today=today, words=request.village.words, places=places, place=occasion.place, permissions=request.permissions
    )  # fmt: skip
    return counted, occasion


def _file_name(occasion: Occasion, ending: str) -> str:
    return f"statistik-{occasion.village.slug}-{timezone.localdate():%Y-%m-%d}.{ending}"

"""The village in numbers, for everybody and without persons."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.residents.reports.models import PublicCount
from balai.residents.reports.public_figures import PublicFigures
from balai.residents.reports.statistics import SEXES
from balai.tenancy.languages import translated
from balai.tenancy.public_pages import kept


@require_safe
@public_page
@kept
@translated
def figures(request: PublicRequest) -> HttpResponse:
    """What was counted last. One question to the database, however many people live here."""
    count = PublicCount.objects.newest()
    context = {
        "tab": "",
        "count": count,
        "figures": PublicFigures.read(count.figures) if count else None,
        "sexes": SEXES,
    }
    return render(request, "residents/public_figures.html", context)

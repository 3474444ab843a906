"""The regency's front page: which village do you need?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from balai.accounts.guards import public_page
from balai.portal.directory import find_villages
from balai.tenancy.models import Regency
from balai.villages.models import Agency


@require_safe
@vary_on_headers("User-Agent")
@public_page
def regency(request: HttpRequest) -> HttpResponse:
    """All villages under their districts, or those that `q` asks for; below them the agencies of the regency."""
    found = Regency.objects.first()
    if found is None:
        raise Http404("no regency yet")
    asked = request.GET.get("q", "").strip()
    context = {"regency": found, "asked": asked, "entries": find_villages(asked)}
    context["agencies"] = [] if asked else list(Agency.objects.filter(regency=found).serving().in_order())
    return render(request, "portal/regency.html", context)

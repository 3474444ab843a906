"""The village's front page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.portal.catalogue import current_offers, find_offers
from balai.portal.office import office_sign


@require_safe
@vary_on_headers("User-Agent")
@public_page
def home(request: PublicRequest) -> HttpResponse:
    """Find a service by everyday words, see what to bring and when the office is open, check a letter."""
    now = timezone.localtime()
    asked = request.GET.get("q", "").strip()[:100]
    offers = current_offers(now.date())
    context = {
        "tab": "home",
        "asked": asked,
        "has_offers": bool(offers),
        "offers": find_offers(offers, asked),
        "sign": office_sign(request.village, now),
    }
    return render(request, "portal/home.html", context)

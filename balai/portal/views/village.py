"""The village's front page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.portal.office import office_sign


@require_safe
@vary_on_headers("User-Agent")
@public_page
def home(request: PublicRequest) -> HttpResponse:
    """Find a service, see whether the office is open, check a letter."""
    sign = office_sign(timezone.localtime())
    return render(request, "portal/home.html", {"tab": "home", "sign": sign})

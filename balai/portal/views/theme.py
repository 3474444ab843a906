"""The village's two colours as a stylesheet: strict rules for inline styles leave no other place."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.tenancy.middleware import opens_own_scopes

YEAR = 365 * 24 * 3600  # seconds; the address changes with the colours


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
@public_page
@opens_own_scopes
def theme(request: PublicRequest) -> HttpResponse:
    """Only the two given tones: `balai.css` derives every other and keeps contrast."""
    village = request.village
    css = f":root{{--village-1:{village.colour_main};--village-2:{village.colour_accent}}}"
    return HttpResponse(css, content_type="text/css; charset=utf-8")

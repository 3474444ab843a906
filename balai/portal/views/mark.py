"""The mark where browsers look for it unasked: beside a PDF, or before they know pictures of lines."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.tenancy.middleware import opens_own_scopes

DAY = 24 * 3600  # seconds


@require_safe
@cache_control(public=True, max_age=DAY)
@public_page
@opens_own_scopes
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead on to the file, whose address changes with the picture."""
    return HttpResponseRedirect(static("balai/mark.ico"))

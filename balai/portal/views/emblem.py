"""The village's logo beside its name."""

from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.portal.emblem import small_emblem
from balai.villages.models import Identity

YEAR = 365 * 24 * 3600  # seconds; the address changes with the picture


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
@public_page
def emblem(request: PublicRequest, version: str) -> HttpResponse:
    """The logo in use, small; only under the address of its own version."""
    sha256 = Identity.objects.current().logo
    if not sha256 or not sha256.startswith(version):
        raise Http404
    return HttpResponse(small_emblem(sha256), content_type="image/png")

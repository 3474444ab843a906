"""What everybody may see of a village's identity."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.core import files
from balai.villages.models import Identity

YEAR = 365 * 24 * 3600  # seconds; the address changes with the picture
VERSION_LENGTH = 16


@require_safe
@public_page
def logo(request: PublicRequest, version: str) -> HttpResponse:
    """The logo in use under an address of its own version; an older address leads to the present one."""
    sha256 = Identity.objects.current().logo
    if not sha256:
        raise Http404
    if version != sha256[:VERSION_LENGTH]:
        return HttpResponseRedirect(reverse("villages:logo", args=[sha256[:VERSION_LENGTH]]))
    response = HttpResponse(files.read(sha256), content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response

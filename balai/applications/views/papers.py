"""Documents of an application that a browser at home holds."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.applications.hands import Hands
from balai.applications.holding import held_application
from balai.applications.views import handing_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public_page
def papers(request: PublicRequest, application_id: UUID) -> HttpResponse:
    """What must be handed in, and what is there."""
    return handing_in.handed_in(request, held_application(request, application_id), Hands.at_home())


@require_POST
@never_cache
@public_page
def piece(request: PublicRequest, application_id: UUID, requirement: str, key: UUID) -> HttpResponse:
    """A piece of a photograph on its way."""
    return handing_in.took_piece(request, held_application(request, application_id), requirement, key)


@require_safe
@never_cache
@public_page
def show(request: PublicRequest, application_id: UUID, document_id: UUID) -> HttpResponse:
    """One's own page again."""
    return handing_in.shown_paper(held_application(request, application_id), document_id)

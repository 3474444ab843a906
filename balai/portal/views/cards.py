"""Pictures for shared addresses."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.portal.cards import service_card, village_card
from balai.services.catalogue import offered
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for

DAY = 24 * 3600  # seconds: chats keep their own copy anyway


@require_safe
@cache_control(public=True, max_age=DAY)
@public_page
@opens_own_scopes
def card(request: PublicRequest) -> HttpResponse:
    """The village's own."""
    return HttpResponse(village_card(request.village), content_type="image/png")


@require_safe
@cache_control(public=True, max_age=DAY)
@public_page
@opens_own_scopes
def of_service(request: PublicRequest, slug: str) -> HttpResponse:
    """One of a service that is offered."""
    with acting_for(request.village):
        listed = offered(slug, timezone.localdate())
    if listed is None:
        raise Http404("no such service is offered today")
    return HttpResponse(service_card(request.village, listed), content_type="image/png")

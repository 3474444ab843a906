"""Which applications this browser holds: begun here, or opened with code and birth date.

A cookie names them; it says nothing about anybody.
"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from balai.accounts.http import PublicRequest
from balai.accounts.remembering import remember, remembered
from balai.applications.models import Application
from balai.applications.rules import DRAFT_KEPT

COOKIE = "permohonan"
MOST_HELD = 12


def held_ids(request: PublicRequest) -> list[UUID]:
    """The newest first."""
    return [UUID(hex=each) for each in remembered(request, COOKIE, lasts=DRAFT_KEPT).split(".") if each]


def held_application(request: PublicRequest, application_id: UUID) -> Application:
    """The application, for a browser that holds it; for any other it doesn't exist. Raises `Http404`."""
    if application_id not in held_ids(request):
        raise Http404("not held here")
    application: Application = get_object_or_404(Application.objects.with_progress(), pk=application_id)
    return application


def hold[R: HttpResponse](response: R, request: PublicRequest, application: Application) -> R:
    """Let this browser come back to it."""
    others = [each for each in held_ids(request) if each != application.pk]
    told = ".".join(each.hex for each in [application.pk, *others][:MOST_HELD])
    return remember(response, request, COOKIE, told, lasts=DRAFT_KEPT)


def release[R: HttpResponse](response: R) -> R:
    """Forget all of them: somebody leaves a shared phone."""
    response.delete_cookie(COOKIE)
    return response

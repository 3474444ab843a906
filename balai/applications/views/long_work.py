"""The page of long work, the same for all of it: how far it is, until it is over."""

from typing import Any

from django.http import HttpResponse

from balai.accounts.http import OfficerRequest, RegencyRequest
from balai.applications.models import IssuedBatch, PackageRun
from balai.core.live import live_address

type DeskRequest = OfficerRequest | RegencyRequest


def at_work(request: DeskRequest, work: PackageRun | IssuedBatch, *, pieces: str) -> dict[str, Any]:
    """What the page shows while the job is at it; `pieces` says what is counted."""
    return {
        "tab": "applications",
        "work": work,
        "label": f"{work.get_state_display()}: {work.done} dari {work.steps} {pieces}",
        "live": live_address(request, work.topic),
        "here": request.get_full_path(),
    }


def as_a_whole(request: DeskRequest, response: HttpResponse) -> HttpResponse:
    """The answer to a page that waited: it comes anew, for more than its progress has changed."""
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response

"""What pages of the services' desk have in common."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from balai.accounts.enums import Role
from balai.accounts.http import OfficerRequest
from balai.accounts.rules import VILLAGE_ROLES, role_name
from balai.services.telling import Names

POSTABLE = ["GET", "HEAD", "POST"]
PREVIEW, PUBLISH = "lihat", "berlakukan"
"""What the buttons of an editor's page ask for; anything else moves its rows."""


def number_sent(text: str) -> int:
    """The number of a version as a page sent it back; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def show(request: OfficerRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """A page of the tab *Layanan*."""
    return render(request, template, {"tab": "services", **context}, status=status)


def leave(request: OfficerRequest, told: str, to: str, *args: object) -> HttpResponse:
    """Back to the page where the change is seen."""
    messages.success(request, told)
    return redirect(to, *args)


def posts(request: OfficerRequest) -> Names:
    """What the posts of this village are called."""
    words = request.village.words
    return {role.value: role_name(role, words) for role in Role if role in VILLAGE_ROLES}

"""The link page: one address for everything the village wants to be found at."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.accounts.guards import public_page
from balai.accounts.http import PublicRequest
from balai.publications.enums import LinkSection
from balai.publications.models import Link
from balai.publications.operations.links import count_click
from balai.publications.rules import is_followed_by_a_person
from balai.tenancy.languages import translated
from balai.tenancy.public_pages import kept

_PURPOSES = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


@require_safe
@public_page
@kept
@translated
def links(request: PublicRequest) -> HttpResponse:
    """Everything that is switched on, section by section."""
    shown = list(Link.objects.on().in_order())
    sections = [(section, [link for link in shown if link.section == section]) for section in LinkSection]
    context = {"tab": "", "sections": [pair for pair in sections if pair[1]]}
    return render(request, "publications/links.html", context)


@require_safe
@never_cache
@public_page
@translated
def follow(request: PublicRequest, link_id: UUID) -> HttpResponse:
    """Lead on to where a link goes, and count it without knowing who it was: no cookie, no address, no moment."""
    link = Link.objects.on().select_related("service").filter(pk=link_id).first()
    if link is None:
        raise Http404
    purpose = " ".join(request.headers.get(name, "") for name in _PURPOSES)
    agent = request.headers.get("User-Agent", "")
    if is_followed_by_a_person(str(request.method), user_agent=agent, purpose=purpose):
        count_click(link=link, on=timezone.localdate())
    response = HttpResponseRedirect(link.address)
    response.headers["X-Robots-Tag"] = "noindex"
    return response

"""Roles that another village offers: they count once the officer says yes."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from balai.accounts import operations
from balai.accounts.adapters import home_of
from balai.accounts.enums import Role
from balai.accounts.guards import signed_in
from balai.accounts.http import AccountRequest
from balai.accounts.models import Assignment, Officer
from balai.accounts.rules import role_name
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency

ACCEPT = "terima"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def offers(request: AccountRequest) -> HttpResponse:
    """What is offered to whoever has signed in, each to be accepted or declined."""
    waiting = offers_to(request.user)
    if request.method == "POST":
        chosen = _chosen(waiting, request.POST.get("tawaran", ""))
        answer = operations.accept_assignment if ACCEPT in request.POST else operations.decline_assignment
        with acting_for(chosen.village_id):
            answer(assignment=chosen, by=request.actor)
        done = "diterima" if ACCEPT in request.POST else "ditolak"
        messages.success(request, f"Tugas {done}.")
        return redirect("accounts:offers" if len(waiting) > 1 else home_of(request))
    villages = {village.pk: village for village in Village.objects.select_related("regency")
                .filter(pk__in=[offer.village_id for offer in waiting])}  # fmt: skip
    shown = [
        (offer, _role(offer, villages[offer.village_id]), villages[offer.village_id].words.full_name)
        for offer in waiting
    ]
    return render(request, "accounts/offers.html", {"offers": shown, "home": home_of(request)})


def offers_to(officer: Officer) -> list[Assignment]:
    """What villages offer to an officer, wherever that is."""
    with acting_for_regency("Mencari tugas yang ditawarkan kepada petugas"):
        return list(Assignment.objects.of(officer).offered(timezone.localdate()).with_officer())


def _role(offer: Assignment, village: Village) -> str:
    return role_name(Role(offer.role), village.words) or str(offer.get_role_display())


def _chosen(waiting: list[Assignment], text: str) -> Assignment:
    """Raises `Http404` for what is not offered to this officer."""
    try:
        wanted = uuid.UUID(text)
    except ValueError:
        raise Http404 from None
    for offer in waiting:
        if offer.pk == wanted:
            return offer
    raise Http404

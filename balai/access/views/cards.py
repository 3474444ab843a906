"""Service cards at the desk: given, printed one by one or on sheets, ended."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from balai.access import operations
from balai.access.forms import CardEndForm, CardsForm
from balai.access.models import ServiceCard
from balai.access.printing import ON_A_SHEET
from balai.access.views.asking import sent
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.confirming import confirm
from balai.core.handing_out import pdf_response
from balai.core.seals import SealUnavailable
from balai.core.typesetting import TypesettingFailed
from balai.residents.models import Resident

MOST_AT_ONCE = 10 * ON_A_SHEET


@require_POST
@requires(Permission.GIVE_ACCESS)
def give(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """Give a card; it is printed from the resident's page, or with others."""
    resident = get_object_or_404(Resident, pk=resident_id)
    try:
        card = operations.give_card(resident=resident, by=request.actor)
    except operations.NotLivingHere as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Kartu {card.serial} siap dicetak.")
    return redirect("access:resident", resident.pk)


@require_POST
@requires(Permission.GIVE_ACCESS)
def print_one(request: OfficerRequest, resident_id: UUID, card_id: UUID) -> HttpResponse:
    """One card at its own size."""
    cards = ServiceCard.objects.in_use().select_related("resident")
    card = get_object_or_404(cards, pk=card_id, resident_id=resident_id)
    return _printed(request, [card], back=reverse("access:resident", args=[resident_id]))


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVE_ACCESS)
def end(request: OfficerRequest, resident_id: UUID, card_id: UUID) -> HttpResponse:
    """The card was lost, or is taken back."""
    cards = ServiceCard.objects.in_use().select_related("resident")
    card = get_object_or_404(cards, pk=card_id, resident_id=resident_id)
    form = CardEndForm(sent(request))
    back = reverse("access:resident", args=[resident_id])
    if form.is_valid():
        operations.end_card(
            card=card, state=form.chosen, reason=form.cleaned_data["reason"], by=request.actor
        )
        messages.success(request, f"Kartu {card.serial} tidak berlaku lagi.")
        return redirect(back)
    return confirm(
        request,
        tab="residents",
        form=form,
        question=f"Akhiri kartu {card.serial} milik {card.resident.full_name}?",
        consequence="Kartu itu tidak lagi membuka anjungan. Warga bisa diberi kartu baru.",
        action="Akhiri kartu",
        danger=True,
        back=back,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVE_ACCESS)
def to_print(request: OfficerRequest) -> HttpResponse:
    """Cards that were given and never printed, ten on a sheet."""
    form = CardsForm(sent(request))
    if form.is_valid():
        return _printed(
            request, list(form.cleaned_data["cards"][:MOST_AT_ONCE]), back=reverse("access:cards")
        )
    context = {
        "tab": "residents",
        "form": form,
        "cards": ServiceCard.objects.to_print()[:MOST_AT_ONCE],
        "on_a_sheet": ON_A_SHEET,
    }
    return render(request, "access/cards.html", context, status=422 if form.errors else 200)


def _printed(request: OfficerRequest, cards: Sequence[ServiceCard], *, back: str) -> HttpResponse:
    try:
        pdf = operations.print_cards(cards=cards, village=request.village, by=request.actor)
    except (SealUnavailable, TypesettingFailed) as problem:
        messages.error(request, str(problem))
        return redirect(back)
    return pdf_response(pdf, "kartu-layanan.pdf")

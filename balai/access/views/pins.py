"""Giving, printing and blocking PINs at the desk."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from balai.access import operations
from balai.access.enums import PinKind
from balai.access.forms import PinForm, ReasonForm
from balai.access.models import Pin
from balai.access.views.asking import sent
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.calendar import long_moment
from balai.core.confirming import confirm
from balai.core.handing_out import pdf_response
from balai.residents.models import Resident

SLIP = "balai.access.pin-slip"
SLIP_SERVES = timedelta(minutes=10)
"""The page with a new PIN can print it for so long; after that only a new PIN helps."""


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVE_ACCESS)
def give(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """Give a PIN, and show it this once."""
    resident = get_object_or_404(Resident, pk=resident_id)
    form = PinForm(sent(request))
    back = reverse("access:resident", args=[resident.pk])
    if form.is_valid():
        try:
            pin = _given(request, resident, form.hours)
        except operations.NotLivingHere as refused:
            form.add_error(None, str(refused))
        else:
            return _shown(request, resident, pin)
    context = {
        "tab": "residents",
        "resident": resident,
        "form": form,
        "back": back,
        "has_pin": Pin.objects.filter(resident=resident).exists(),
    }
    return render(request, "access/give_pin.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.GIVE_ACCESS)
def slip(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """The slip of a PIN that was given a moment ago, from what its page sends back."""
    resident = get_object_or_404(Resident, pk=resident_id)
    sealed = request.POST.get("lembar", "")
    try:
        kept = signing.loads(sealed, salt=SLIP, max_age=SLIP_SERVES)
    except signing.BadSignature:
        kept = {}
    if kept.get("resident") != str(resident.pk):
        messages.warning(request, "Lembar PIN hanya bisa dicetak sesaat sesudah diberikan. Beri PIN baru.")
        return redirect("access:resident", resident.pk)
    pdf = operations.print_pin_slip(
        pin=kept["pin"], resident=resident, village=request.village, until=kept["until"], by=request.actor
    )
    return pdf_response(pdf, "lembar-pin.pdf")


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVE_ACCESS)
def block(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """Make a PIN worthless."""
    resident = get_object_or_404(Resident, pk=resident_id)
    form = ReasonForm(sent(request), example="PIN diketahui orang lain")
    back = reverse("access:resident", args=[resident.pk])
    if form.is_valid():
        operations.block_pin(resident=resident, by=request.actor, **form.cleaned_data)
        messages.success(request, "PIN sudah diblokir.")
        return redirect(back)
    return confirm(
        request,
        tab="residents",
        form=form,
        question=f"Blokir PIN {resident.full_name}?",
        consequence="PIN itu tidak lagi membuka apa pun. Warga bisa diberi PIN baru kapan saja.",
        action="Blokir PIN",
        danger=True,
        back=back,
    )


@require_POST
@requires(Permission.GIVE_ACCESS)
def end_wait(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """The resident stands at the desk and is known: the wait after wrong PINs ends."""
    resident = get_object_or_404(Resident, pk=resident_id)
    operations.forgive(resident=resident, by=request.actor)
    messages.success(request, "Warga ini boleh mencoba lagi sekarang.")
    return redirect("access:resident", resident.pk)


def _given(request: OfficerRequest, resident: Resident, hours: int | None) -> str:
    if hours is None:
        return operations.give_pin(resident=resident, by=request.actor)
    return operations.give_one_time_pin(resident=resident, lasts=timedelta(hours=hours), by=request.actor)


def _shown(request: OfficerRequest, resident: Resident, pin: str) -> HttpResponse:
    """The PIN, and what its page sends back to print it: signed, because the PIN itself is kept nowhere."""
    given = Pin.objects.get(resident=resident)
    if given.kind == PinKind.ONE_TIME and given.expires_at:
        until = f"Untuk satu kunjungan, sampai {long_moment(given.expires_at, request.village.time_zone)}."
    else:
        until = "Berlaku sampai diganti."
    kept = {"resident": str(resident.pk), "pin": pin, "until": until}
    context = {
        "tab": "residents",
        "resident": resident,
        "pin": pin,
        "until": until,
        "sealed": signing.dumps(kept, salt=SLIP),
        "back": reverse("access:resident", args=[resident.pk]),
    }
    return render(request, "access/new_pin.html", context)

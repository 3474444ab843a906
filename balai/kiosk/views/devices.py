"""The desk's pages about devices: pairing, changing, locking, revoking."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from balai.accounts.attempts import spend_allowance
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.confirming import confirm
from balai.kiosk.forms.devices import DeviceForm, LockForm, PairForm
from balai.kiosk.models import KioskDevice
from balai.kiosk.operations.devices import (
    answer_call,
    change_device,
    lock_device,
    revoke_device,
    unlock_device,
)
from balai.kiosk.operations.pairing import CodeUnknown, pair

POSTABLE = ["GET", "HEAD", "POST"]
MOST_GUESSES = 60
"""Codes that one officer may type in an hour."""
WATCHERS = (Permission.ISSUE_LETTERS, Permission.MANAGE_VILLAGE)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def add(request: OfficerRequest) -> HttpResponse:
    """Type the code that a new device shows."""
    form, status = PairForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        who = str(request.actor.officer.pk if request.actor.officer else "")
        if spend_allowance("kiosk-pair", who=who, cost=1, most=MOST_GUESSES, each=timedelta(hours=1)):
            form.add_error(None, "Terlalu sering mencoba. Tunggu satu jam, lalu minta kode baru.")
            status = 429
        elif form.is_valid():
            try:
                device = pair(**form.cleaned_data, by=request.actor)
            except CodeUnknown as unknown:
                form.add_error("code", str(unknown))
            else:
                messages.success(request, f"{device.name} terpasang. Layarnya terbuka sendiri.")
                return redirect("kiosk:monitor")
    address = request.build_absolute_uri(reverse("kiosk:pairing"))
    context = {"tab": "village", "form": form, "address": address}
    return render(request, "kiosk/desk/pair.html", context, status=status)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def change(request: OfficerRequest, device_id: UUID) -> HttpResponse:
    """Name, place, voice and training mode."""
    device = _device(device_id)
    form = DeviceForm(
        request.POST if request.method == "POST" else None,
        device=device,
        initial={
            "name": device.name, "place": device.place, "printer": device.printer_id,
            "slip_printer": device.slip_printer_id, "speaks": device.speaks, "is_training": device.is_training,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        change_device(device=device, **form.cleaned_data, by=request.actor)
        messages.success(request, f"{form.cleaned_data['name']} diubah.")
        return redirect("kiosk:monitor")
    context = {"tab": "village", "form": form, "device": device}
    return render(request, "kiosk/desk/device.html", context, status=422 if form.is_bound else 200)


@require_http_methods(POSTABLE)
@requires(*WATCHERS)
def lock(request: OfficerRequest, device_id: UUID) -> HttpResponse:
    """Ask why, then lock."""
    device = _device(device_id)
    form = LockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        lock_device(device=device, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, f"{device.name} dikunci.")
        return redirect("kiosk:monitor")
    return confirm(
        request,
        tab="village",
        form=form,
        question=f"Kunci {device.name}?",
        consequence="Layarnya langsung tertutup untuk warga. Kunjungan yang sedang berjalan terhenti.",
        action="Kunci",
        danger=True,
        back=reverse("kiosk:monitor"),
    )


@require_POST
@requires(*WATCHERS)
def unlock(request: OfficerRequest, device_id: UUID) -> HttpResponse:
    device = unlock_device(device=_device(device_id), by=request.actor)
    messages.success(request, f"{device.name} dibuka lagi.")
    return redirect("kiosk:monitor")


@require_POST
@requires(*WATCHERS)
def answer(request: OfficerRequest, device_id: UUID) -> HttpResponse:
    """An officer goes to the device that called."""
    answer_call(device=_device(device_id), by=request.actor)
    return redirect("kiosk:monitor")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def revoke(request: OfficerRequest, device_id: UUID) -> HttpResponse:
    """Ask once, then revoke."""
    device = _device(device_id)
    if request.method == "POST":
        revoke_device(device=device, by=request.actor)
        messages.success(request, f"{device.name} dicabut. Layarnya tidak membuka apa pun lagi.")
        return redirect("kiosk:monitor")
    return confirm(
        request,
        tab="village",
        question=f"Cabut {device.name}?",
        consequence="Layarnya langsung tertutup. Untuk memakainya lagi, pasang dengan kode baru.",
        action="Cabut anjungan",
        danger=True,
        back=reverse("kiosk:monitor"),
    )


def _device(device_id: UUID) -> KioskDevice:
    return get_object_or_404(KioskDevice.objects.paired(), pk=device_id)

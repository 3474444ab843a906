"""Kiosk pages open on paired devices only, whoever may have signed in elsewhere on them."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any, Concatenate, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from balai.accounts.actors import Actor
from balai.accounts.guards import Guard
from balai.kiosk.http import KioskRequest, token_of
from balai.kiosk.models import KioskDevice
from balai.kiosk.operations.pairing import paired_device
from balai.tenancy.scope import acting_for, current_village_id

type KioskView[**P] = Callable[Concatenate[KioskRequest, P], HttpResponseBase]
type Guarded[**P] = Callable[Concatenate[Any, P], HttpResponseBase]

FORGETFUL = "no-store"


def kiosk_page[**P](view: KioskView[P]) -> Guarded[P]:
    """Let through devices that are paired with this village and not locked; leaves `device` and `actor`.

    Others get a page that says what to do, without any data. Nothing of the answer may be kept by the browser, unless the
    view says so itself.
    """
    return _guarded(view, also_locked=False)


def kiosk_page_anyhow[**P](view: KioskView[P]) -> Guarded[P]:
    """The same, also for a locked device: what tells the desk that it is alive."""
    return _guarded(view, also_locked=True)


def _guarded[**P](view: KioskView[P], *, also_locked: bool) -> Guarded[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        device = _device_of(request)
        response: HttpResponseBase
        if device is None:
            response = _turned_away(request)
        elif device.is_locked and not also_locked:
            response = _locked(request, device)
        else:
            response = view(_let_in(request, device), *args, **kwargs)
        response.headers.setdefault("Cache-Control", FORGETFUL)
        return response

    guarded.balai_guard = Guard("kiosk")  # type: ignore[attr-defined]  # read by guard_of and the architecture test
    guarded.login_required = False  # type: ignore[attr-defined]  # the device stands for the sign-in
    return guarded


def _device_of(request: HttpRequest) -> KioskDevice | None:
    # A view that opens its own scopes has none yet.
    village = cast(KioskRequest, request).village
    with nullcontext() if current_village_id() is not None else acting_for(village):
        return paired_device(token_of(request))


def _let_in(request: HttpRequest, device: KioskDevice) -> KioskRequest:
    let_in = cast(KioskRequest, request)
    let_in.device = device
    let_in.actor = Actor(
        officer=None, label=f"anjungan: {device.name}", address=request.META.get("REMOTE_ADDR", "")
    )
    return let_in


def _turned_away(request: HttpRequest) -> HttpResponse:
    return render(request, "kiosk/not_paired.html", status=403)


def _locked(request: HttpRequest, device: KioskDevice) -> HttpResponse:
    return render(request, "kiosk/locked.html", {"device": device}, status=423)

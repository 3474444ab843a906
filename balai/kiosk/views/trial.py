"""Trying a device out before residents do: touch, keys, scanner and camera, voice."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from balai.kiosk.forms.trial import CodeForm, DigitsForm, LettersForm
from balai.kiosk.guards import kiosk_page
from balai.kiosk.http import KioskRequest, let_camera

PARTS: dict[str, tuple[str, type[forms.Form]]] = {
    "angka": ("Tombol angka", DigitsForm),
    "huruf": ("Papan ketik", LettersForm),
    "kode": ("Pemindai dan kamera", CodeForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
@kiosk_page
def trial(request: KioskRequest, part: str = "angka") -> HttpResponse:
    """One part of the device; what was typed or read is shown and forgotten."""
    if part not in PARTS:
        raise Http404
    title, form_class = PARTS[part]
    names = list(PARTS)
    form = form_class(request.POST if request.method == "POST" else None)
    read = form.cleaned_data["entry"] if form.is_bound and form.is_valid() else ""
    context = {
        "form": form_class() if read else form, "part": part, "title": title, "read": read, "parts": PARTS,
        "next": names[(names.index(part) + 1) % len(names)],
    }  # fmt: skip
    response = render(request, "kiosk/trial.html", context, status=422 if form.errors else 200)
    if part == "kode":
        let_camera(response)
    return response

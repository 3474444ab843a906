"""The regency's desk: its agencies, as everybody sees them on the regency's front page."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import regency_requires
from balai.accounts.http import RegencyRequest
from balai.accounts.views.answers import render_form
from balai.tenancy.models import Regency
from balai.villages import operations
from balai.villages.forms_regency import AgencyForm, RetireForm
from balai.villages.models import Agency
from balai.villages.views.answers import POSTABLE

TAB = "agencies"


@require_safe
@regency_requires(Permission.MANAGE_REGENCY)
def agency_list(request: RegencyRequest) -> HttpResponse:
    """All agencies on the public list."""
    agencies = Agency.objects.serving().in_order()
    return render(request, "villages/agencies.html", {"tab": TAB, "agencies": agencies})


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def add_agency(request: RegencyRequest) -> HttpResponse:
    """One more agency."""
    regency = Regency.objects.first()
    if regency is None:
        raise Http404("no regency yet")
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_agency(regency=regency, facts=form.facts, by=request.actor)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return _leave(request, "Instansi sudah ditambahkan.")
    return _show(request, form, "Tambah instansi")


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def change_agency(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """Another head, address, number."""
    agency = get_object_or_404(Agency.objects.serving(), pk=id)
    name = agency.name
    form = AgencyForm(request.POST or None, instance=agency)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_agency(agency=agency, facts=form.facts, by=request.actor)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            return _leave(request, "Data instansi sudah disimpan.")
    return _show(request, form, f"Ubah {name}")


@require_http_methods(POSTABLE)
@regency_requires(Permission.MANAGE_REGENCY)
def retire_agency(request: RegencyRequest, id: uuid.UUID) -> HttpResponse:
    """Off the public list."""
    agency = get_object_or_404(Agency.objects.serving(), pk=id)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        today, reason = timezone.localdate(), form.cleaned_data["reason"]
        operations.retire_agency(agency=agency, on=today, reason=reason, by=request.actor)
        return _leave(request, f"{agency.name} tidak ditampilkan lagi.")
    return render_form(
        request, "accounts/regency_confirm.html", form, tab=TAB, question=f"Hapus {agency.name} dari daftar?",
        consequence="Warga tidak melihatnya lagi. Catatannya tetap ada di jejak kegiatan.",
        action="Hapus dari daftar", back=reverse("villages:agencies"),
    )  # fmt: skip


def _leave(request: RegencyRequest, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("villages:agencies")


def _show(request: RegencyRequest, form: AgencyForm, title: str) -> HttpResponse:
    return render_form(request, "villages/agency.html", form, tab=TAB, title=title)

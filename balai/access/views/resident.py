"""What a resident holds for the kiosk: a piece of the resident's page, and a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.access import operations
from balai.access.forms import ReasonForm, TagForm
from balai.access.models import KtpTag, Pin, ServiceCard
from balai.access.views.asking import sent
from balai.accounts import audit, trail
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.accounts.models import AuditEntry
from balai.core.confirming import confirm
from balai.residents.models import Resident

LAST_LINES = 30


@require_safe
@requires(Permission.READ_RESIDENTS)
def access(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """PIN, cards and chip of a resident, and what happened to them."""
    resident = get_object_or_404(Resident.objects.with_family(), pk=resident_id)
    now = timezone.now()
    pin = Pin.objects.filter(resident=resident).first()
    context = {
        "tab": "residents",
        "resident": resident,
        "pin": pin,
        "pin_serves": pin is not None and pin.is_usable(now),
        "card": ServiceCard.objects.in_use().filter(resident=resident).first(),
        "tag": KtpTag.objects.filter(resident=resident).first(),
    }
    if request.htmx:
        return render(request, "access/resident.html#piece", context)
    audit.record_access(by=request.actor, resident=resident, purpose="Melihat akses anjungan")
    wait = operations.wait_for(resident)
    lines = AuditEntry.objects.about(resident).filter(action__startswith="access.").newest_first()
    context |= {
        "waits_until": now + wait if wait else None,
        "former_cards": ServiceCard.objects.filter(resident=resident).ended(),
        "lines": [trail.in_words(entry) for entry in lines[:LAST_LINES]],
    }
    return render(request, "access/resident.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVE_ACCESS)
def register_tag(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """Hold the KTP-el to the reader."""
    resident = get_object_or_404(Resident, pk=resident_id)
    form = TagForm(sent(request))
    back = reverse("access:resident", args=[resident.pk])
    if form.is_valid():
        try:
            operations.register_tag(resident=resident, by=request.actor, **form.cleaned_data)
        except (operations.NotATag, operations.TagTaken, operations.NotLivingHere) as refused:
            form.add_error("scanned", str(refused))
        else:
            messages.success(request, "KTP-el sudah terdaftar.")
            return redirect(back)
    context = {"tab": "residents", "resident": resident, "form": form, "back": back}
    return render(request, "access/tag.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.GIVE_ACCESS)
def remove_tag(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """Forget the chip."""
    resident = get_object_or_404(Resident, pk=resident_id)
    form = ReasonForm(sent(request), example="KTP diganti baru")
    back = reverse("access:resident", args=[resident.pk])
    if form.is_valid():
        operations.remove_tag(resident=resident, by=request.actor, **form.cleaned_data)
        messages.success(request, "Pendaftaran KTP-el sudah dihapus.")
        return redirect(back)
    return confirm(
        request,
        tab="residents",
        form=form,
        question=f"Hapus pendaftaran KTP-el {resident.full_name}?",
        consequence="KTP itu tidak lagi membuka anjungan. KTP-nya sendiri tidak berubah.",
        action="Hapus pendaftaran",
        danger=True,
        back=back,
    )

"""Officials and their terms of office."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.confirming import confirm
from balai.villages import operations
from balai.villages.forms import AbsenceForm, EndForm, OfficialForm
from balai.villages.models import Absence, Official
from balai.villages.rules import is_serving, post_title, signature_titles, signing_order
from balai.villages.views.answers import FORM, POSTABLE, done, leave, show

HOW = "Plh. ikut menandatangani selama kepala berhalangan. Yang lama diakhiri dulu, baru yang baru dicatat."

AWAY = "Selama berhalangan, wakilnya menandatangani a.n. atau u.b. Surat yang sudah terbit tidak berubah."


@require_safe
@requires(Permission.MANAGE_VILLAGE)
def official_list(request: OfficerRequest) -> HttpResponse:
    """Who is in office, under which title each signs, and on request who was."""
    with_former = request.GET.get("dulu") == "1"
    today, words = timezone.localdate(), request.village.words
    terms = list(Official.objects.in_order())
    absences = list(Absence.objects.filter(until__gte=today).select_related("official").order_by("since"))
    away = {absence.official_id for absence in absences if absence.since <= today}
    signers = signing_order([term for term in terms if term.pk not in away], today)
    shown = [term for term in terms if with_former or term.until is None or term.until >= today]
    rows = [
        {
            "official": term,
            "title": post_title(term, words),
            "signature": signature_titles(term, words) if term in signers else (),
            "serves": is_serving(term, today),
            "begins_later": term.since > today,
            "away": term.pk in away,
        }
        for term in shown
    ]
    signer = signers[0] if signers else None
    return show(
        request,
        "villages/officials.html",
        rows=rows,
        signer=signer,
        signer_titles=signature_titles(signer, words) if signer else (),
        with_former=with_former,
        absences=absences,
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def appoint(request: OfficerRequest) -> HttpResponse:
    """A new term of office."""
    form = OfficialForm(request.POST or None, words=request.village.words)
    if done(request, form, lambda data: operations.appoint_official(**data, by=request.actor)):
        return leave(request, "Pejabat sudah dicatat.", "villages:officials")
    return show(request, FORM, form, title="Catat pejabat", note=HOW, back=reverse("villages:officials"))


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def correct(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """Repair a name, a number, a date."""
    official = get_object_or_404(Official, pk=id)
    name = official.name
    form = OfficialForm(request.POST or None, instance=official, words=request.village.words)
    if done(
        request, form, lambda data: operations.correct_official(official=official, **data, by=request.actor)
    ):
        return leave(request, "Data pejabat sudah dibetulkan.", "villages:officials")
    note = "Surat yang sudah terbit tidak berubah. Untuk masa jabatan baru, catat pejabat baru."
    return show(
        request, FORM, form, title=f"Betulkan data {name}", note=note, back=reverse("villages:officials")
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def end(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """The last day in office."""
    official = get_object_or_404(Official, pk=id)
    form = EndForm(request.POST or None, initial={"until": official.until or timezone.localdate()})
    if done(request, form, lambda data: operations.end_term(official=official, **data, by=request.actor)):
        return leave(request, "Masa jabatan sudah diakhiri.", "villages:officials")
    return confirm(
        request,
        tab="village",
        form=form,
        question=f"Akhiri masa jabatan {official.name}?",
        consequence="Sesudah hari terakhir, namanya tidak dipakai lagi di surat baru.",
        action="Akhiri masa jabatan",
        back=reverse("villages:officials"),
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def record_absence(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """From when to when an official is away."""
    official = get_object_or_404(Official, pk=id)
    form = AbsenceForm(request.POST or None, initial={"since": timezone.localdate()})
    if done(
        request, form, lambda data: operations.record_absence(official=official, **data, by=request.actor)
    ):
        return leave(request, "Sudah dicatat. Surat ditandatangani wakilnya.", "villages:officials")
    title = f"{official.name} berhalangan"
    return show(request, FORM, form, title=title, note=AWAY, back=reverse("villages:officials"))


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def remove_absence(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """An absence that was a mistake, or ended early."""
    absence = get_object_or_404(Absence.objects.select_related("official"), pk=id)
    if request.method == "POST":
        operations.remove_absence(absence=absence, by=request.actor)
        return leave(request, "Catatan berhalangan dihapus.", "villages:officials")
    return confirm(
        request,
        tab="village",
        question=f"Hapus catatan berhalangan {absence.official.name}?",
        consequence="Mulai sekarang surat kembali ditandatangani pejabat ini.",
        action="Hapus catatan",
        back=reverse("villages:officials"),
    )

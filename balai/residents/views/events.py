"""The forms of life events: each is one page, shows what would change, and records it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from balai.accounts.audit import record_access
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.residents import operations, wording
from balai.residents.forms import events as forms
from balai.residents.forms.occasion import OccasionForm
from balai.residents.forms.people import BirthForm
from balai.residents.models import Family, LifeEvent, Resident
from balai.residents.operations import ChangeNotAllowed

type Record = Callable[..., LifeEvent]

PURPOSE = "Mencatat peristiwa"

REHEARSE = "periksa"
"""The name of the button that only shows what would change."""


@dataclass(frozen=True, slots=True)
class EventPage:
    """How a form reads: its heading, one sentence about it, the button, and where it came from."""

    title: str
    lead: str
    button: str
    back: str
    back_label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an event would change for one person."""

    name: str
    lines: list[wording.Line]


def answer(
    request: OfficerRequest,
    form: OccasionForm,
    page: EventPage,
    record: Callable[[], LifeEvent],
    *,
    template: str = "residents/event.html",
    **context: Any,
) -> HttpResponse:
    """Show the form, what it would change, or its errors (422); record the event and go on to whom it was about."""
    foreseen: list[Foreseen] = []
    if request.method == "POST" and _was_recorded(request):
        messages.success(request, "Peristiwa ini sudah dicatat.")
        return redirect(page.back)
    if request.method == "POST" and form.is_valid() and context.get("others_are_valid", True):
        try:
            if REHEARSE in request.POST:
                foreseen = rehearse(record, with_secrets=Permission.READ_DISABILITY in request.permissions)
            else:
                event = record()
                messages.success(request, f"{event.get_kind_display()} sudah dicatat.")
                return redirect(page.back)
        except ChangeNotAllowed as refusal:
            form.refuse(refusal)
    wrong = form.errors or not context.get("others_are_valid", True)
    shown = {"tab": "residents", "form": form, "event_page": page, "foreseen": foreseen, **context}
    return render(request, template, shown, status=422 if wrong else 200)


def rehearse(record: Callable[[], LifeEvent], *, with_secrets: bool) -> list[Foreseen]:
    """What the register would look like afterwards: the event is recorded in earnest, read, and taken back."""
    with transaction.atomic():
        event = record()
        changes = list(event.changes.select_related("resident").order_by("id"))
        areas = wording.area_labels(each.changes for each in changes)
        foreseen = [
            Foreseen(change.resident.full_name, wording.lines(change, areas, with_secrets=with_secrets))
            for change in changes
        ]
        transaction.set_rollback(True)
    return foreseen


def _was_recorded(request: OfficerRequest) -> bool:
    """A second click on the same form: what the first one wrote would now make the form look wrong."""
    try:
        key = UUID(request.POST.get("request_key", ""))
    except ValueError:
        return False
    return LifeEvent.objects.filter(request_key=key).exists()


def _person_event(
    request: OfficerRequest,
    resident_id: UUID,
    form_class: type[OccasionForm],
    record: Record,
    words: tuple[str, str, str],
) -> HttpResponse:
    resident = get_object_or_404(Resident.objects.with_family(), pk=resident_id)
    record_access(by=request.actor, resident=resident, purpose=PURPOSE)
    form = form_class(request.POST or None, resident=resident, today=timezone.localdate())
    page = _page(words, resident.full_name, reverse("residents:detail", args=[resident.pk]))
    return answer(
        request,
        form,
        page,
        lambda: record(resident=resident, by=request.actor, **form.said()),
        resident=resident,
    )


def _family_event(
    request: OfficerRequest, family_id: UUID, form_class: type[forms.FamilyEventForm], record: Record,
    words: tuple[str, str, str],
) -> HttpResponse:  # fmt: skip
    family = get_object_or_404(Family.objects.with_area(), pk=family_id)
    record_access(by=request.actor, resident=family, purpose=PURPOSE)
    form = form_class(request.POST or None, family=family, today=timezone.localdate())
    head = family.members.living().heads().first()
    name = f"keluarga {head.full_name}" if head else f"KK {family.kk}"
    page = _page(words, name, reverse("residents:family", args=[family.pk]))
    about_family = {} if issubclass(form_class, forms.SomeMembersForm) else {"family": family}
    return answer(
        request, form, page, lambda: record(by=request.actor, **about_family, **form.said()), family=family
    )


def _page(words: tuple[str, str, str], name: str, back: str) -> EventPage:
    title, lead, button = words
    return EventPage(f"{title}: {name}", lead, button, back, name[:1].upper() + name[1:])


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def death(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    words = ("Kematian", "Data tetap tersimpan. Statusnya menjadi meninggal.", "Catat kematian")
    return _person_event(request, resident_id, forms.DeathForm, operations.record_death, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def missing(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    words = ("Hilang", "Orang ini tidak dihitung sebagai warga sampai ditemukan.", "Catat hilang")
    return _person_event(request, resident_id, forms.MissingForm, operations.record_missing, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def away(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    words = ("Pergi sementara", "Orang ini pergi tanpa pindah. Ia dapat dicatat kembali.", "Catat pergi")
    return _person_event(request, resident_id, forms.AwayForm, operations.record_away, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def annul(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    words = (
        "Data tidak valid",
        "Untuk data ganda atau orang yang tidak pernah ada. Tidak ada yang dihapus.",
        "Catat",
    )
    return _person_event(request, resident_id, forms.AnnulForm, operations.annul, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def return_home(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    words = ("Kembali", "Untuk orang yang kembali, atau catatan yang keliru.", "Catat kembali")
    return _person_event(request, resident_id, forms.ReturnForm, operations.record_return, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def relation(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    words = ("Hubungan dalam keluarga", "Kepala keluarga diganti di halaman keluarga.", "Simpan hubungan")
    return _person_event(request, resident_id, forms.RelationForm, operations.correct_relation, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def birth(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    words = ("Kelahiran", "Anak masuk ke KK ini.", "Catat kelahiran")
    return _family_event(request, family_id, BirthForm, operations.record_birth, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def departure(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    words = ("Pindah keluar", "Satu orang, sebagian, atau seluruh keluarga.", "Catat pindah")
    return _family_event(request, family_id, forms.DepartureForm, operations.record_departure, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def address(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    words = ("Pindah alamat", "Seluruh keluarga tetap di sini, alamatnya berganti.", "Simpan alamat")
    return _family_event(request, family_id, forms.AddressForm, operations.move_within, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def split(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    words = ("Pisah KK", "Sebagian anggota mendapat KK baru.", "Catat pisah KK")
    return _family_event(request, family_id, forms.SplitForm, operations.split_family, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def join(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    words = ("Gabung KK", "Anggota masuk ke KK lain yang sudah ada.", "Catat gabung KK")
    return _family_event(request, family_id, forms.JoinForm, operations.join_family, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def head(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    words = (
        "Ganti kepala keluarga",
        "Hubungan semua anggota dihitung terhadap kepala yang baru.",
        "Ganti kepala",
    )
    return _family_event(request, family_id, forms.HeadForm, operations.change_head, words)


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def reissue(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    words = ("Nomor KK baru", "Isi nomor pada KK yang baru dicetak.", "Simpan nomor")
    return _family_event(request, family_id, forms.ReissueForm, operations.reissue_kk, words)

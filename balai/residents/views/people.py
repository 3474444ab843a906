"""Forms about the elements of people: a correction, an arrival."""

from typing import Any
from uuid import UUID

from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.residents import crosscheck, operations
from balai.residents.forms.people import (
    MOST_ARRIVALS,
    ArrivalForm,
    CorrectionForm,
    CorrectionOccasionForm,
    NewcomerForm,
    Newcomers,
    NewFamilyArrivalForm,
)
from balai.residents.models import Family, Resident
from balai.residents.operations import NewPerson
from balai.residents.views.events import EventPage, answer

ONE_MORE = "tambah"
ONE_LESS = "kurang"
ELSEWHERE_IS_KNOWN = "surat-pindah-diperiksa"


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def correct(request: OfficerRequest, resident_id: UUID) -> HttpResponse:
    """Correct the elements of a person by a document."""
    resident = get_object_or_404(Resident.objects.with_family(), pk=resident_id)
    if request.method == "GET":
        audit.record_access(by=request.actor, resident=resident, purpose="Membetulkan data")
    name, back = resident.full_name, reverse("residents:detail", args=[resident.pk])
    today = timezone.localdate()
    secrets = Permission.READ_DISABILITY in request.permissions
    form = CorrectionOccasionForm(request.POST or None, today=today)
    person = CorrectionForm(request.POST or None, instance=resident, today=today, with_secrets=secrets)
    page = EventPage(
        f"Betulkan data: {name}", "Ubah yang salah saja. Data lama tetap tersimpan.", "Simpan", back, name
    )
    return answer(
        request,
        form,
        page,
        lambda: operations.correct_data(
            resident=resident,
            elements=person.changed_elements(),
            seen=person.seen_change,
            by=request.actor,
            **form.said(),
        ),
        template="residents/correct.html",
        person=person,
        others_are_valid=request.method == "GET" or person.is_valid(),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def arrival(request: OfficerRequest) -> HttpResponse:
    """People who moved in with a KK that is new here."""
    form = NewFamilyArrivalForm(request.POST or None, today=timezone.localdate())
    page = EventPage(
        "Pindah datang", "Satu orang atau satu keluarga, dengan KK yang baru di sini.", "Catat pindah datang",
        reverse("residents:list"), "Warga",
    )  # fmt: skip
    return _arrival(request, form, page, {})


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RESIDENTS)
def arrival_in_family(request: OfficerRequest, family_id: UUID) -> HttpResponse:
    """People who moved in to a family that lives here."""
    family = get_object_or_404(Family.objects.active(), pk=family_id)
    form = ArrivalForm(request.POST or None, today=timezone.localdate())
    page = EventPage(
        f"Pindah datang: KK {family.kk}", "Orang yang masuk ke KK ini dari tempat lain.", "Catat pindah datang",
        reverse("residents:family", args=[family.pk]), f"KK {family.kk}",
    )  # fmt: skip
    return _arrival(request, form, page, {"family": family})


@require_safe
@requires(Permission.EDIT_RESIDENTS)
def choose_event(request: OfficerRequest) -> HttpResponse:
    """Where every event begins: what happened?"""
    return render(request, "residents/choose_event.html", {"tab": "residents"})


def _arrival(
    request: OfficerRequest, form: ArrivalForm, page: EventPage, home: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and not {ONE_MORE, ONE_LESS}.isdisjoint(request.POST):
        return _other_number(request, form, page)
    people = _newcomers(request)
    are_valid = request.method == "GET" or people.is_valid()
    elsewhere = _alive_elsewhere(request, people) if request.method == "POST" and are_valid else set()
    return answer(
        request,
        form,
        page,
        lambda: operations.record_arrival(people=_said(people), by=request.actor, **home, **form.said()),
        template="residents/arrival.html",
        people=people,
        elsewhere=elsewhere,
        others_are_valid=are_valid and not elsewhere,
        most=MOST_ARRIVALS,
    )


def _newcomers(request: OfficerRequest) -> BaseFormSet[NewcomerForm]:
    kwargs = {"today": timezone.localdate()}
    return Newcomers(request.POST or None, prefix="orang", form_kwargs=kwargs)


def _said(people: BaseFormSet[NewcomerForm]) -> list[NewPerson]:
    return [form.newcomer() for form in people]


def _alive_elsewhere(request: OfficerRequest, people: BaseFormSet[NewcomerForm]) -> set[str]:
    """NIKs that live in another village of the regency, unless the officer has seen the letter that says they left."""
    niks = [str(form.cleaned_data.get("nik", "")) for form in people]
    if ELSEWHERE_IS_KNOWN in request.POST:
        return set()
    return crosscheck.alive_elsewhere(niks, by=request.actor)


def _other_number(request: OfficerRequest, form: ArrivalForm, page: EventPage) -> HttpResponse:
    """The same page with one person more or less; what was typed stays, nothing is checked yet."""
    shown = request.POST.get("orang-TOTAL_FORMS", "")
    count = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 4 else 1
    count = min(max(count + (1 if ONE_MORE in request.POST else -1), 1), MOST_ARRIVALS)
    data = request.POST.copy()
    kwargs = {"today": timezone.localdate()}
    initial = [_typed(data, f"orang-{number}-") for number in range(count)]
    people = Newcomers(prefix="orang", initial=initial, form_kwargs=kwargs)
    people.min_num, people.extra = count, 0
    unchecked = type(form)(initial=_typed(data, ""), today=timezone.localdate())
    context = {
        "tab": "residents",
        "form": unchecked,
        "event_page": page,
        "people": people,
        "most": MOST_ARRIVALS,
    }
    return render(request, "residents/arrival.html", context)


def _typed(data: Any, prefix: str) -> dict[str, str]:
    """What was typed under a prefix, without empty answers, so that suggestions stay."""
    return {
        name.removeprefix(prefix): value
        for name, value in data.items()
        if name.startswith(prefix) and value and (prefix or "-" not in name)
    }

"""Opening hours, closures and the choice about collective leave."""

import uuid
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.calendar import collective_leave, public_holiday
from balai.villages import operations
from balai.villages.forms_hours import ClosureForm, CollectiveLeaveForm, SpecialHoursForm, WeekForm
from balai.villages.models import Closure, Identity, OfficeHours
from balai.villages.opening import status_of
from balai.villages.views.answers import FORM, POSTABLE, done, leave, show

HOLIDAYS_SHOWN = 6


@require_safe
@requires(Permission.MANAGE_VILLAGE)
def hours(request: OfficerRequest) -> HttpResponse:
    """The week, special periods, closures, and the national holidays to come."""
    today = timezone.localdate()
    closed = Identity.objects.current().closed_on_collective_leave
    return show(
        request,
        "villages/hours.html",
        CollectiveLeaveForm(initial={"closed": int(closed)}),
        office=status_of(request.village, timezone.now()),
        week=OfficeHours.objects.ordinary(),
        special=OfficeHours.objects.special().filter(last_day__gte=today),
        closures=Closure.objects.filter(last_day__gte=today).in_order(),
        holidays=coming_holidays(today, with_leave=closed),
    )


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def week(request: OfficerRequest) -> HttpResponse:
    """The ordinary week, all days at once."""
    form = WeekForm(
        request.POST or None, initial=WeekForm.initial_of(OfficeHours.objects.ordinary().openings())
    )
    if done(request, form, lambda data: operations.set_week(**data, by=request.actor)):
        return leave(request, "Jam buka sudah disimpan.", "villages:hours")
    return show(request, "villages/week.html", form)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def add_special(request: OfficerRequest) -> HttpResponse:
    """Other hours for a time."""
    form = SpecialHoursForm(request.POST or None)
    if done(request, form, lambda data: operations.add_special_hours(**data, by=request.actor)):
        return leave(request, "Jam khusus sudah disimpan.", "villages:hours")
    note = "Selama masa ini, jam biasa tidak berlaku. Hari yang tidak dipilih dianggap tutup."
    return show(request, FORM, form, title="Tambah jam khusus", note=note, back=reverse("villages:hours"))


@require_POST
@requires(Permission.MANAGE_VILLAGE)
def remove_special(request: OfficerRequest, first: str, last: str) -> HttpResponse:
    """The ordinary hours hold again."""
    try:
        period = {"first_day": date.fromisoformat(first), "last_day": date.fromisoformat(last)}
    except ValueError as problem:
        raise Http404 from problem
    operations.remove_special_hours(**period, by=request.actor)
    return leave(request, "Jam khusus sudah dihapus.", "villages:hours")


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def add_closure(request: OfficerRequest) -> HttpResponse:
    """Days on which the office is closed; deadlines move along."""
    form = ClosureForm(request.POST or None)
    if done(request, form, lambda data: operations.add_closure(**data, by=request.actor)):
        return leave(request, "Hari tutup sudah dicatat.", "villages:hours")
    note = "Hari libur nasional sudah ada sendiri. Batas waktu layanan ikut bergeser."
    return show(request, FORM, form, title="Tambah hari tutup", note=note, back=reverse("villages:hours"))


@require_POST
@requires(Permission.MANAGE_VILLAGE)
def remove_closure(request: OfficerRequest, id: uuid.UUID) -> HttpResponse:
    """The office is open after all."""
    operations.remove_closure(closure=get_object_or_404(Closure, pk=id), by=request.actor)
    return leave(request, "Hari tutup sudah dihapus.", "villages:hours")


@require_POST
@requires(Permission.MANAGE_VILLAGE)
def set_leave(request: OfficerRequest) -> HttpResponse:
    """Whether collective leave closes the office."""
    form = CollectiveLeaveForm(request.POST)
    if done(request, form, lambda data: operations.set_collective_leave(**data, by=request.actor)):
        return leave(request, "Pilihan cuti bersama sudah disimpan.", "villages:hours")
    return show(request, FORM, form, title="Cuti bersama", back=reverse("villages:hours"))


def coming_holidays(today: date, *, with_leave: bool) -> list[tuple[date, str]]:
    """The next national holidays; collective leave only where it closes the office."""
    found: list[tuple[date, str]] = []
    for day in (today + timedelta(days=offset) for offset in range(366)):
        name = public_holiday(day) or (collective_leave(day) if with_leave else None)
        if name:
            found.append((day, name))
        if len(found) == HOLIDAYS_SHOWN:
            break
    return found

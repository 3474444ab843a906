"""The audit trail of a village, for those who may read it."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.accounts.models import Assignment, AuditEntry, AuditQuerySet, Officer
from balai.accounts.trail import action_names, in_words
from balai.core.dates import LongDateField

PAGE = 25


# Of whom the trail may be asked: the parameter, and the model, which an app above this one keeps.
SUBJECTS = {"warga": "residents.resident", "keluarga": "residents.family"}


class TrailFilter(forms.Form):
    """What a reader of the trail looks for; everything may stay empty.

    `warga` and `keluarga` come with a link from the page of a person: who looked at them, and at their family.
    """

    warga = forms.UUIDField(required=False, widget=forms.HiddenInput)
    keluarga = forms.UUIDField(required=False, widget=forms.HiddenInput)
    dari = LongDateField(label="Dari", required=False)
    sampai = LongDateField(label="Sampai", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Assignment.objects.filter(officer=OuterRef("pk"))
        self.fields["petugas"] = forms.ModelChoiceField(
            Officer.objects.filter(Exists(here)), label="Petugas", required=False, empty_label="Semua petugas"
        )
        self.fields["kegiatan"] = forms.ChoiceField(
            choices=[("", "Semua kegiatan"), *action_names()], label="Kegiatan", required=False
        )
        self.order_fields(["petugas", "kegiatan", "dari", "sampai"])

    def narrow(self, entries: AuditQuerySet) -> AuditQuerySet:
        """The entries that match what was filled in right."""
        asked = getattr(self, "cleaned_data", {})
        if asked.get("petugas"):
            entries = entries.by_officer(asked["petugas"])
        if asked.get("kegiatan"):
            entries = entries.filter(action=asked["kegiatan"])
        if asked.get("dari"):
            entries = entries.filter(at__gte=_midnight(asked["dari"]))
        if asked.get("sampai"):
            entries = entries.filter(at__lt=_midnight(asked["sampai"] + timedelta(days=1)))
        subjects = {model: asked[name] for name, model in SUBJECTS.items() if asked.get(name)}
        return entries.about_any(subjects) if subjects else entries

    @property
    def person(self) -> UUID | None:
        """The resident whose page led here."""
        return getattr(self, "cleaned_data", {}).get("warga")


@require_safe
@requires(Permission.READ_AUDIT)
def trail(request: OfficerRequest) -> HttpResponse:
    """Who did what, when, why and from where: newest first."""
    form = TrailFilter(request.GET)
    form.is_valid()
    entries = form.narrow(AuditEntry.objects.newest_first())
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {"tab": "village", "form": form, "page": page, "lines": [in_words(entry) for entry in page]}
    context["person_url"] = _person_address(form.person)
    return render(request, "accounts/trail.html", context)


def _person_address(person: UUID | None) -> str:
    """Back to the page of the resident who is asked about; residents are an app above this one."""
    try:
        return reverse("residents:detail", args=[person]) if person else ""
    except NoReverseMatch:
        return ""


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

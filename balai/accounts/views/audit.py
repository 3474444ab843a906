"""The audit trail of a village, for those who may read it."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.accounts.models import Assignment, AuditEntry, AuditQuerySet, Officer
from balai.accounts.trail import action_names, in_words
from balai.core.dates import LongDateField

PAGE = 25


class TrailFilter(forms.Form):
    """What a reader of the trail looks for; everything may stay empty."""

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
        return entries


@require_safe
@requires(Permission.READ_AUDIT)
def trail(request: OfficerRequest) -> HttpResponse:
    """Who did what, when, why and from where: newest first."""
    form = TrailFilter(request.GET)
    form.is_valid()
    entries = form.narrow(AuditEntry.objects.newest_first())
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {"tab": "village", "form": form, "page": page, "lines": [in_words(entry) for entry in page]}
    return render(request, "accounts/trail.html", context)


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

"""What the civil registry's desk shows: applications of all villages by what is done with them next."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from balai.applications.desk_work import PlaceTab, counted
from balai.applications.enums import State
from balai.applications.form.shipped import shipped_slugs
from balai.applications.models import ApplicationQuerySet
from balai.applications.rules import DONE
from balai.services.models import Service
from balai.tenancy.models import Village

LATE = "lewat"
AGES = {"3": "Lebih dari 3 hari", "7": "Lebih dari 1 minggu", "30": "Lebih dari 1 bulan"}


class Pile(StrEnum):
    """What is done next; the tabs of the civil registry's desk."""

    NEW = "baru"
    IN_PROCESS = "proses"
    SENT_BACK = "kembali"
    DONE = "selesai"


PILE_WORDS = {
    Pile.NEW: "Perlu diterima",
    Pile.IN_PROCESS: "Sedang diproses",
    Pile.SENT_BACK: "Dikembalikan ke desa",
    Pile.DONE: "Selesai",
}
STATE_OF = {
    Pile.NEW: State.FORWARDED,
    Pile.IN_PROCESS: State.IN_PROCESS,
    Pile.SENT_BACK: State.SENT_BACK,
}


def on_pile(found: ApplicationQuerySet, pile: Pile) -> ApplicationQuerySet:
    """Those that lie there: the most urgent first, what is done the newest first."""
    if pile is Pile.DONE:
        done = found.filter(is_civil=True, state__in=DONE)
        return done.order_by("-submitted_at", "-id")
    return found.filter(state=STATE_OF[pile]).most_urgent_first()


def pile_tabs(found: ApplicationQuerySet, here: Pile) -> Sequence[PlaceTab]:
    """The tabs with how many lie behind each. One query for each pile that is worked through."""
    return [
        PlaceTab(
            pile, PILE_WORDS[pile], counted(on_pile(found, pile)) if pile in STATE_OF else "", pile is here
        )
        for pile in Pile
    ]


class AgencyForm(forms.Form):
    """Which applications the list shows: by service, village and age. Nothing chosen shows all of them."""

    use_required_attribute = False

    q = forms.CharField(label="Cari kode lacak, nama, atau NIK", required=False, max_length=100)
    layanan = forms.ChoiceField(label="Layanan", required=False)
    desa = forms.ChoiceField(label="Desa", required=False)
    umur = forms.ChoiceField(
        label="Umur", required=False, choices=[("", "Semua"), (LATE, "Lewat batas"), *AGES.items()]
    )

    def __init__(self, data: QueryDict, *, villages: Iterable[Village]) -> None:
        super().__init__(data)
        civil = Service.objects.filter(slug__in=shipped_slugs()).order_by("slug", "id").distinct("slug")
        names = sorted(civil.values_list("slug", "name"), key=lambda each: each[1])
        cast(forms.ChoiceField, self.fields["layanan"]).choices = [("", "Semua layanan"), *names]
        cast(forms.ChoiceField, self.fields["desa"]).choices = [
            ("", "Semua desa"), *((each.slug, each.words.full_name) for each in villages),
        ]  # fmt: skip

    @property
    def is_narrowing(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    @property
    def is_searching(self) -> bool:
        """Who searches looks at every pile at once."""
        return self.is_valid() and bool(self.cleaned_data["q"])

    def narrowed(self, found: ApplicationQuerySet, now: datetime) -> ApplicationQuerySet:
        """Those that were asked for; all of them where the form is not understood."""
        if not self.is_valid():
            return found
        told = self.cleaned_data
        if told["q"]:
            found = found.found_by(told["q"])
        if told["layanan"]:
            found = found.filter(service__slug=told["layanan"])
        if told["desa"]:
            found = found.filter(village__slug=told["desa"])
        if told["umur"] == LATE:
            found = found.late(timezone.localdate(now))
        elif told["umur"]:
            found = found.filter(submitted_at__lt=now - timedelta(days=int(told["umur"])))
        return found

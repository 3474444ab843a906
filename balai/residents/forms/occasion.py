"""The part of every form that says when something happened and by which document."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from balai.core.dates import LongDateField
from balai.residents.enums import Relation
from balai.residents.forms.codes import CodeField
from balai.residents.forms.refusable import RefusableForm, relation_name
from balai.residents.forms.succession import SuccessionForm
from balai.residents.models import Family, Resident
from balai.residents.operations import Occasion
from balai.tenancy.fields import uuid7
from balai.villages.models import Area

OCCASION_FIELDS = ("occurred_on", "reported_on", "document", "note", "request_key")


class OccasionForm(RefusableForm):
    """Dates, document and note; every event form is one of these."""

    occurred_label = "Tanggal peristiwa"
    document_hint = "Nomor dan tanggal surat yang Anda lihat."
    fields_first: Sequence[str] = ()

    occurred_on = LongDateField(label=occurred_label)
    reported_on = LongDateField(label="Tanggal lapor")
    document = forms.CharField(label="Dasar", max_length=200)
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea(attrs={"rows": "2"}))
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("reported_on", today)
        self.initial.setdefault("request_key", uuid7())
        self.fields["occurred_on"].label = self.occurred_label
        self.fields["document"].help_text = self.document_hint

    def __iter__(self) -> Iterator[BoundField]:
        """What the event is about comes first, its dates and its document last."""
        own = [name for name in self.fields if name not in OCCASION_FIELDS]
        first = [name for each in self.fields_first for name in self._beside(each)]
        for name in (*first, *(name for name in own if name not in first), *OCCASION_FIELDS):
            yield self[name]

    def _beside(self, name: str) -> list[str]:
        """A field with what it leads to."""
        return [name] if name in self.fields else []

    def clean_occurred_on(self) -> date:
        return self._not_in_the_future("occurred_on")

    def clean_reported_on(self) -> date:
        return self._not_in_the_future("reported_on")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        occurred_on, reported_on = cleaned.get("occurred_on"), cleaned.get("reported_on")
        if occurred_on and reported_on and reported_on < occurred_on:
            self.add_error("reported_on", "Tanggal lapor tidak boleh sebelum tanggal peristiwa.")
        return cleaned

    def occasion(self) -> Occasion:
        """What the operations ask for."""
        return Occasion(**{name: self.cleaned_data[name] for name in OCCASION_FIELDS})

    def said(self) -> dict[str, Any]:
        """The arguments of the operation, `by` and what the page already knows left out."""
        return {"occasion": self.occasion()}

    def _not_in_the_future(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError("Tanggal ini belum terjadi. Periksa tahunnya.")
        return day


class SuccessionEventForm(SuccessionForm, OccasionForm):
    """An event after which a family may have another head."""

    def _beside(self, name: str) -> list[str]:
        more = self.stays_names if name == self.next_head_field else []
        return super()._beside(name) + more


class PersonChoiceField(forms.ModelChoiceField[Resident]):
    """Chooses among people of a family, told apart by their relation."""

    def label_from_instance(self, obj: Any) -> str:
        relation = obj.get_relation_display()
        return f"{obj.full_name} ({relation.lower()})" if relation else str(obj.full_name)


class PeopleChoiceField(forms.ModelMultipleChoiceField[Resident]):
    """Chooses several people of a family."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        relation = obj.get_relation_display()
        return f"{obj.full_name} ({relation.lower()})" if relation else str(obj.full_name)


class NextHeadField(PersonChoiceField):
    """Who becomes head when the head goes."""

    def __init__(self, people: QuerySet[Resident]) -> None:
        super().__init__(
            queryset=people,
            required=False,
            label="Kepala keluarga berikutnya",
            help_text="Pilih bila kepala keluarga tidak lagi ada di KK ini.",
            empty_label="Tidak berganti",
        )


class AreaField(forms.ModelChoiceField[Area]):
    """Chooses an RT, or the smallest area there is."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Wilayah")
        kwargs.setdefault("empty_label", "Belum diketahui")
        super().__init__(queryset=Area.objects.none(), required=False, **kwargs)

    def fill(self) -> None:
        """Ask for the areas of the village that is served now."""
        self.queryset = Area.objects.with_words().in_order()


def others_of(family: Family | None, *leaving: Resident) -> QuerySet[Resident]:
    """The living members of a family but these."""
    if family is None:
        return Resident.objects.none()
    return (
        Resident.objects.living()
        .filter(family=family)
        .exclude(pk__in=[person.pk for person in leaving])
        .in_kk_order()
    )


def relation_fields(people: Iterable[Resident]) -> dict[str, CodeField]:
    """One field per person that asks what they are in the family; named by `relation_name`."""
    return {
        relation_name(person.pk): CodeField(
            Relation, label=f"Hubungan {person.full_name}", initial=person.relation
        )
        for person in people
    }

"""The elements of a person: corrected, newborn, arriving."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.forms import BoundField, formset_factory

from balai.core.dates import LongDateField
from balai.core.digits import KkField
from balai.core.identity import nik_problem
from balai.residents import rules, wording
from balai.residents.enums import (
    BirthAttendant,
    BirthKind,
    BirthPlaceKind,
    Citizenship,
    Education,
    MaritalStatus,
    MoveReason,
    Occupation,
    Relation,
    Residency,
    Sex,
)
from balai.residents.forms.codes import CodeField
from balai.residents.forms.events import FamilyEventForm, fill_areas
from balai.residents.forms.occasion import AreaField, OccasionForm
from balai.residents.models import Family, Resident
from balai.residents.operations import NewFamily, NewPerson, last_change

DATE_FIELDS = {name: LongDateField for name in rules.RESIDENT_FIELDS if name.endswith(("_date", "_on"))}
NIK_FIELDS = ("nik", "father_nik", "mother_nik")
MOST_ARRIVALS = 15
NEWBORN_RELATIONS = {Relation.CHILD, Relation.GRANDCHILD, Relation.OTHER_RELATIVE}
NOT_TOLD = "Tidak dicatat"


class ElementsForm(forms.ModelForm[Resident]):
    """Statutory elements of one person, with the checks of each."""

    class Meta:
        model = Resident
        fields: Sequence[str] = rules.CORRECTABLE_FIELDS
        field_classes = DATE_FIELDS
        widgets = {  # Django's own way to say it
            name: forms.TextInput(attrs={"class": "input-nik", "inputmode": "numeric", "autocomplete": "off"})
            for name in NIK_FIELDS
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in set(NIK_FIELDS) & set(self.fields):
            self.fields[name].help_text = "16 angka, ada di KTP atau KK."
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                listed = cast(Iterable[tuple[int | str, str]], field.choices)
                field.choices = [
                    ("", "Belum diisi"),
                    *((code, label) for code, label in listed if code != ""),
                ]

    def clean_nik(self) -> str:
        return self._checked_nik("nik")

    def clean_father_nik(self) -> str:
        return self._checked_nik("father_nik")

    def clean_mother_nik(self) -> str:
        return self._checked_nik("mother_nik")

    def clean_birth_date(self) -> date:
        day: date = self.cleaned_data["birth_date"]
        if day > self.today:
            raise forms.ValidationError("Tanggal lahir belum terjadi. Periksa tahunnya.")
        return day

    def clean_full_name(self) -> str:
        return " ".join(str(self.cleaned_data["full_name"]).split())

    def elements(self) -> dict[str, Any]:
        """Everything the form holds, by field name."""
        return {name: self.cleaned_data[name] for name in self.fields if name in rules.CORRECTABLE_FIELDS}

    def _checked_nik(self, name: str) -> str:
        text = str(self.cleaned_data[name]).translate(str.maketrans("", "", " .-"))
        if text and (problem := nik_problem(text)):
            raise forms.ValidationError(problem)
        return text


class CorrectionForm(ElementsForm):
    """All elements of a person; only what the officer changed is written."""

    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, with_secrets: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = last_change(self.instance)
        if not with_secrets:
            for name in wording.SECRET_FIELDS:
                del self.fields[name]

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields in the groups of the person's page."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in wording.SECTIONS
        ]

    @property
    def seen_change(self) -> UUID | None:
        """The last change the officer saw."""
        seen: UUID | None = self.cleaned_data["seen"]
        return seen

    def changed_elements(self) -> dict[str, Any]:
        """What differs from what the page showed."""
        return {
            name: self.cleaned_data[name] for name in self.changed_data if name in rules.CORRECTABLE_FIELDS
        }


class CorrectionOccasionForm(OccasionForm):
    occurred_label = "Berlaku sejak"
    document_hint = "Dokumen yang memuat data yang benar, misalnya akta kelahiran."


class BirthForm(FamilyEventForm):
    """A newborn of a family; the day of the event is the birth date."""

    occurred_label = "Tanggal lahir"
    document_hint = "Surat keterangan kelahiran atau nomor akta."

    full_name = forms.CharField(label="Nama lengkap", max_length=100, help_text="Paling sedikit dua kata.")
    sex = forms.TypedChoiceField(
        label="Jenis kelamin",
        choices=Sex.choices,
        coerce=lambda code: Sex(int(code)),
        widget=forms.RadioSelect(attrs={"class": "choices-small"}),
    )
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        help_text="Isi bila sudah terbit.",
        widget=forms.TextInput(attrs={"class": "input-nik", "inputmode": "numeric", "autocomplete": "off"}),
    )
    birth_place = forms.CharField(label="Tempat lahir", max_length=100)
    relation = CodeField(
        Relation,
        leave_out=set(Relation) - NEWBORN_RELATIONS,
        label="Hubungan dalam keluarga",
        initial=Relation.CHILD,
    )
    father_name = forms.CharField(label="Nama ayah", max_length=100, required=False)
    mother_name = forms.CharField(label="Nama ibu", max_length=100, required=False)
    place_kind = CodeField(BirthPlaceKind, nothing=NOT_TOLD, label="Lahir di", required=False)
    birth_kind = CodeField(BirthKind, nothing=NOT_TOLD, label="Jenis kelahiran", required=False)
    attendant = CodeField(BirthAttendant, nothing=NOT_TOLD, label="Penolong", required=False)
    order = forms.IntegerField(label="Anak ke", min_value=1, max_value=25, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.father, self.mother = self._parents()
        self.initial.setdefault("father_name", self.father.full_name if self.father else "")
        self.initial.setdefault("mother_name", self.mother.full_name if self.mother else "")

    def clean_nik(self) -> str:
        text = str(self.cleaned_data["nik"]).translate(str.maketrans("", "", " .-"))
        if text and (problem := nik_problem(text)):
            raise forms.ValidationError(problem)
        return text

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        details = {
            name: int(cleaned[name])
            for name in ("place_kind", "birth_kind", "attendant", "order")
            if cleaned[name]
        }
        return super().said() | {"child": self._child(), "relation": cleaned["relation"], "details": details}

    def _child(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        named = ("full_name", "sex", "nik", "birth_place", "father_name", "mother_name")
        guardian = self.mother or self.father
        return {name: cleaned[name] for name in named} | {
            "father_nik": self._nik_of(self.father, cleaned["father_name"]),
            "mother_nik": self._nik_of(self.mother, cleaned["mother_name"]),
            "religion": guardian.religion if guardian else None,
            "citizenship": guardian.citizenship if guardian else Citizenship.INDONESIAN,
            "marital_status": MaritalStatus.SINGLE,
            "education": Education.NONE,
            "occupation": Occupation.NOT_WORKING,
        }

    def _parents(self) -> tuple[Resident | None, Resident | None]:
        """Head and spouse, as far as the KK shows; grandchildren's parents are typed by hand."""
        couple = [person for person in self.members if person.relation in rules.SPOUSES]
        father = next((person for person in couple if person.sex == Sex.MALE), None)
        return father, next((person for person in couple if person.sex == Sex.FEMALE), None)

    @staticmethod
    def _nik_of(parent: Resident | None, name: str) -> str:
        return parent.nik if parent and parent.full_name == name else ""


class NewcomerForm(ElementsForm):
    """One person of an arrival."""

    relation = CodeField(Relation, label="Hubungan dalam keluarga")

    class Meta(ElementsForm.Meta):
        fields = (
            "full_name", "nik", "sex", "birth_place", "birth_date", "religion", "marital_status", "education",
            "occupation", "citizenship", "father_name", "mother_name", "residency",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("religion", "marital_status", "citizenship", "nik", "birth_place"):
            self.fields[name].required = True
        self.initial.setdefault("citizenship", Citizenship.INDONESIAN)
        self.initial.setdefault("residency", Residency.PERMANENT)
        self.order_fields(["full_name", "nik", "relation"])

    def newcomer(self) -> NewPerson:
        """The person, ready for the operation."""
        return NewPerson(self.elements(), self.cleaned_data["relation"])


Newcomers = formset_factory(
    NewcomerForm, extra=0, min_num=1, validate_min=True, max_num=MOST_ARRIVALS, validate_max=True,
    absolute_max=MOST_ARRIVALS + 1,  # a thousand more, as Django allows, would keep the server busy for a minute
)  # fmt: skip
"""The people of one arrival."""


class ArrivalForm(OccasionForm):
    """How somebody came: the family is new here."""

    occurred_label = "Tanggal datang"
    document_hint = "Nomor surat keterangan pindah (SKPWNI) atau KK baru."

    origin = forms.CharField(label="Datang dari", max_length=200)
    reason = CodeField(MoveReason, label="Alasan")
    purpose = forms.CharField(
        label="Maksud dan tujuan", max_length=200, required=False, help_text="Untuk penduduk sementara."
    )
    host = forms.CharField(
        label="Orang yang didatangi",
        max_length=200,
        required=False,
        help_text="Nama dan alamat, untuk penduduk sementara.",
    )

    def said(self) -> dict[str, Any]:
        names = ("origin", "reason", "purpose", "host")
        return super().said() | {name: self.cleaned_data[name] for name in names}


class NewFamilyArrivalForm(ArrivalForm):
    """An arrival with a KK that the register does not know."""

    fields_first = ("kk", "address", "area")

    kk = KkField()
    address = forms.CharField(label="Alamat", max_length=200, required=False)
    area = AreaField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_areas(self)

    def clean_kk(self) -> str:
        kk: str = self.cleaned_data["kk"]
        if Family.objects.active().filter(kk=kk).exists():
            raise forms.ValidationError(
                "Nomor KK ini sudah ada. Buka keluarganya, lalu catat pindah datang di sana."
            )
        return kk

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        family = NewFamily(
            cleaned["kk"], cleaned["address"], cleaned["area"], registered_on=cleaned["occurred_on"]
        )
        return super().said() | {"family": family}

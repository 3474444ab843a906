"""One form for each event of people who are in the register."""

from collections.abc import Sequence
from typing import Any

from django import forms

from balai.core.digits import KkField
from balai.residents.enums import MoveClass, MoveReason, Relation, Standing
from balai.residents.forms.codes import CodeField
from balai.residents.forms.occasion import (
    AreaField,
    NextHeadField,
    OccasionForm,
    PeopleChoiceField,
    PersonChoiceField,
    SuccessionEventForm,
    others_of,
    relation_fields,
)
from balai.residents.forms.refusable import relation_name
from balai.residents.models import Family, Resident
from balai.residents.operations import NewFamily
from balai.residents.rules import SPOUSES


class PersonEventForm(SuccessionEventForm):
    """An event of one person. Asks for the next head when the person is one and others stay."""

    fields_first: Sequence[str] = ("next_head",)

    def __init__(self, *args: Any, resident: Resident, **kwargs: Any) -> None:
        self.resident = resident
        super().__init__(*args, **kwargs)
        self.others = others_of(resident.family, resident)
        if resident.is_living and resident.is_head and self.others:
            field = NextHeadField(self.others)
            field.required = True
            field.empty_label = "Pilih satu orang"
            field.help_text = f"{resident.full_name} adalah kepala keluarga."
            self.fields["next_head"] = field
            self.ask_relations(list(self.others), leaving=[resident])

    def said(self) -> dict[str, Any]:
        return super().said() | {"succession": self.succession()}


class DeathForm(PersonEventForm):
    fields_first = ("next_head", "widowed")
    occurred_label = "Tanggal meninggal"
    document_hint = "Surat keterangan kematian, misalnya dari RT, Puskesmas, atau rumah sakit."

    place = forms.CharField(label="Meninggal di", max_length=100, required=False)
    reporter = forms.CharField(label="Nama pelapor", max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spouse = self._spouse()
        if self.spouse:
            self.fields["widowed"] = forms.BooleanField(
                label=f"{self.spouse.full_name} menjadi cerai mati", required=False, initial=True
            )

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        widowed = self.spouse if cleaned.get("widowed") else None
        return super().said() | {
            "place": cleaned["place"],
            "reporter": cleaned["reporter"],
            "widowed": widowed,
        }

    def _spouse(self) -> Resident | None:
        """The one with whom the person leads the family; a child's spouse can't be told from a KK."""
        if self.resident.relation not in SPOUSES:
            return None
        wanted = SPOUSES - {self.resident.relation} if self.resident.is_head else {Relation.HEAD}
        return next((other for other in self.others if other.relation in wanted), None)


class AbsenceForm(PersonEventForm):
    document_hint = "Misalnya laporan keluarga atau surat dari kepolisian."


class AwayForm(AbsenceForm):
    occurred_label = "Pergi sejak"


class MissingForm(AbsenceForm):
    occurred_label = "Hilang sejak"


class AnnulForm(PersonEventForm):
    occurred_label = "Berlaku sejak"
    document_hint = "Misalnya hasil pemeriksaan data ganda."


class ReturnForm(OccasionForm):
    """Somebody is back, or was never gone."""

    occurred_label = "Berlaku sejak"
    document_hint = "Misalnya laporan keluarga, atau surat yang membatalkan catatan lama."

    kk = KkField(label="Masuk ke KK")
    relation = CodeField(Relation, label="Hubungan dalam keluarga")

    def __init__(self, *args: Any, resident: Resident, **kwargs: Any) -> None:
        self.resident = resident
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kk", resident.family.kk if resident.family else "")
        self.initial.setdefault("relation", resident.relation)

    def clean_kk(self) -> Family:
        kk = self.cleaned_data["kk"]
        own: Family | None = self.resident.family
        if own and own.kk == kk:
            return own
        return known_family(kk)

    def said(self) -> dict[str, Any]:
        return super().said() | {"family": self.cleaned_data["kk"], "relation": self.cleaned_data["relation"]}


class RelationForm(OccasionForm):
    """What somebody is to the head of the family."""

    occurred_label = "Berlaku sejak"
    relation = CodeField(Relation, leave_out=[Relation.HEAD], label="Hubungan dalam keluarga")

    def __init__(self, *args: Any, resident: Resident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("relation", resident.relation)

    def said(self) -> dict[str, Any]:
        return super().said() | {"relation": self.cleaned_data["relation"]}


class FamilyEventForm(OccasionForm):
    """An event of a family or of some of its members."""

    def __init__(self, *args: Any, family: Family, **kwargs: Any) -> None:
        self.family = family
        super().__init__(*args, **kwargs)
        self.members = others_of(family)


class SomeMembersForm(SuccessionEventForm, FamilyEventForm):
    """An event of some members, with the next head when the head is among them and others stay."""

    people_label = "Siapa"
    fields_first = ("people", "next_head")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = PeopleChoiceField(queryset=self.members, label=self.people_label)
        self.fields["next_head"] = NextHeadField(self.members)
        going = self["people"].value() or ()
        leaving = [person for person in self.members if str(person.pk) in going]
        if any(person.is_head for person in leaving):
            self.ask_relations([each for each in self.members if each not in leaving], leaving=leaving)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        going = set(cleaned.get("people") or ())
        if cleaned.get("next_head") in going:
            self.add_error("next_head", "Orang ini ikut pergi dari KK. Pilih yang tinggal.")
        return cleaned

    def said(self) -> dict[str, Any]:
        people = list(self.cleaned_data["people"])
        return super().said() | {"people": people, "succession": self.succession()}


class DepartureForm(SomeMembersForm):
    people_label = "Siapa yang pindah"
    occurred_label = "Tanggal pindah"
    document_hint = "Nomor surat keterangan pindah (SKPWNI)."

    destination = forms.CharField(label="Pindah ke", max_length=200)
    move_class = CodeField(MoveClass, leave_out=[MoveClass.SAME_VILLAGE], label="Jarak pindah")
    reason = CodeField(MoveReason, label="Alasan")

    def said(self) -> dict[str, Any]:
        names = ("destination", "move_class", "reason")
        return super().said() | {name: self.cleaned_data[name] for name in names}


class RegroupForm(SomeMembersForm):
    """Some members go to another KK; says what each of them will be there."""

    people_label = "Siapa yang keluar dari KK ini"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= relation_fields(self.members)
        for person in self.members:
            self.fields[relation_name(person.pk)].help_text = "Di KK yang baru, bila ikut keluar."

    def said(self) -> dict[str, Any]:
        people = self.cleaned_data["people"]
        relations = {person.pk: self.cleaned_data[relation_name(person.pk)] for person in people}
        return super().said() | {"relations": relations}


class SplitForm(RegroupForm):
    occurred_label = "Tanggal pisah"
    document_hint = "Nomor dan tanggal KK baru."

    kk = KkField(label="Nomor KK baru")
    address = forms.CharField(label="Alamat", max_length=200, required=False)
    area = AreaField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("address", self.family.address)
        self.initial.setdefault("area", self.family.area_id)
        fill_areas(self)

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        new = NewFamily(
            cleaned["kk"], cleaned["address"], cleaned["area"], registered_on=cleaned["occurred_on"]
        )
        return super().said() | {"new_family": new}


class JoinForm(RegroupForm):
    occurred_label = "Tanggal gabung"
    document_hint = "Nomor dan tanggal KK yang baru dicetak."

    kk = KkField(label="Masuk ke KK")

    def clean_kk(self) -> Family:
        family = known_family(self.cleaned_data["kk"])
        if family == self.family:
            raise forms.ValidationError("Ini nomor KK yang sama. Isi nomor KK tujuan.")
        return family

    def said(self) -> dict[str, Any]:
        return super().said() | {"family": self.cleaned_data["kk"]}


class HeadForm(SuccessionEventForm, FamilyEventForm):
    fields_first = ("head",)
    next_head_field = "head"
    occurred_label = "Berlaku sejak"
    document_hint = "Nomor dan tanggal KK baru, atau surat permohonan keluarga."

    kk = KkField(
        label="Nomor KK baru",
        required=False,
        help_text="Nomor KK berganti bila kepala keluarga berganti. Isi bila sudah terbit.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        candidates = self.members.exclude(relation=Relation.HEAD)
        self.fields["head"] = PersonChoiceField(
            queryset=candidates, label="Kepala keluarga baru", empty_label="Pilih satu orang"
        )
        self.ask_relations(list(self.members))

    def said(self) -> dict[str, Any]:
        return super().said() | {"succession": self.succession(), "kk": self.cleaned_data["kk"]}


class AddressForm(FamilyEventForm):
    occurred_label = "Pindah sejak"
    document_hint = "Misalnya surat pengantar RT."

    address = forms.CharField(label="Alamat baru", max_length=200, required=False)
    area = AreaField(label="Wilayah baru")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("address", self.family.address)
        self.initial.setdefault("area", self.family.area_id)
        fill_areas(self)

    def said(self) -> dict[str, Any]:
        return super().said() | {"address": self.cleaned_data["address"], "area": self.cleaned_data["area"]}


class ReissueForm(FamilyEventForm):
    occurred_label = "Tanggal KK baru"
    document_hint = "Nomor dan tanggal KK baru."

    kk = KkField(label="Nomor KK baru")

    def said(self) -> dict[str, Any]:
        return super().said() | {"kk": self.cleaned_data["kk"]}


def known_family(kk: str) -> Family:
    """The active family of a KK number, or an error for the field."""
    family = Family.objects.active().filter(kk=kk).first()
    if family is None:
        raise forms.ValidationError("Nomor KK ini belum ada di data warga. Periksa angkanya.")
    return family


def fill_areas(form: forms.Form) -> None:
    """Offer the areas of this village in every area field."""
    for field in form.fields.values():
        if isinstance(field, AreaField):
            field.fill()


ABSENCES: dict[Standing, type[PersonEventForm]] = {
    Standing.MISSING: MissingForm,
    Standing.AWAY: AwayForm,
    Standing.INVALID: AnnulForm,
}
"""The form of each way not to be here."""

"""What an officer adds when confirming a change of the register: what only the issued document tells."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from balai.applications.form.events import ProposedPerson
from balai.applications.models import Application
from balai.applications.register.proposing import LEAVES_AS, Proposal, Told
from balai.core.dates import LongDateField
from balai.core.digits import KkField, NikField
from balai.residents.enums import EventKind, Relation
from balai.residents.forms.codes import CodeField
from balai.residents.forms.people import NEWBORN_RELATIONS
from balai.residents.forms.refusable import stays_name
from balai.residents.forms.succession import SuccessionForm, formerly

NIK = "nik-"
PLACE = "place-"
UNSAID = "Tidak disebut di permohonan."
FROM_DOCUMENT = "16 angka, ada di dokumen yang terbit."


class ConfirmForm(SuccessionForm):
    """One event; asks only for what the application doesn't tell."""

    use_required_attribute = False

    document = forms.CharField(
        label="Dasar", max_length=200, help_text="Nomor dokumen yang terbit.",
        error_messages={"required": "Isi nomor dokumennya."},
    )  # fmt: skip
    occurred_on = LongDateField(label="Tanggal peristiwa")
    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, proposal: Proposal, basis: str, data: Any = None) -> None:
        today = timezone.localdate()
        self.proposal, stated = proposal, proposal.stated
        initial = {
            "document": basis,
            "occurred_on": min(proposal.event.occurred_on or today, today),
            "seen": proposal.last_change,
            "next_head": stated.head.pk if stated else "",
        }
        super().__init__(data, initial=initial, prefix=f"peristiwa-{proposal.number}")
        if proposal.kind is not EventKind.CORRECTION:
            del self.fields["seen"]  # only a correction writes over what stood there
        for person in proposal.nameless:
            self.fields[f"{NIK}{person.name}"] = NikField(
                label=f"NIK {person.full_name}", required=False, help_text=FROM_DOCUMENT
            )
        self.fields |= _place_fields(proposal)
        if proposal.heirs:
            self.fields["next_head"] = _head_field(proposal)
            self.ask_relations(proposal.heirs, leaving=proposal.residents, stated=stated)
        if proposal.needs_kk or proposal.may_change_kk:
            label = "Nomor KK bagi yang tinggal" if proposal.kind in LEAVES_AS else "Nomor KK baru"
            self.fields["kk"] = KkField(label=label, required=proposal.needs_kk, help_text=FROM_DOCUMENT)

    def clean_occurred_on(self) -> date:
        day: date = self.cleaned_data["occurred_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Tanggal ini belum terjadi. Periksa tahunnya.")
        return day

    def told(self) -> Told:
        """What was typed."""
        typed = self.cleaned_data
        return Told(
            document=typed["document"],
            occurred_on=typed["occurred_on"],
            niks={name.removeprefix(NIK): typed[name] for name in typed if name.startswith(NIK)},
            kk=typed.get("kk", ""),
            places={name.removeprefix(PLACE): typed[name] for name in typed if name.startswith(PLACE)},
            unnamed={each.pk: typed[stays_name(each.pk)] for each in self.proposal.unnamed},
            succession=self.succession(),
            seen=typed.get("seen"),
        )


def basis_of(application: Application) -> str:
    """By which document the register changes: the one that was issued last."""
    result = application.results.order_by("-added_at").first()
    return f"{result.title} {result.number}".strip() if result else application.service.name


def _place_fields(proposal: Proposal) -> dict[str, CodeField]:
    """What somebody is in the family, where the application leaves it open or says what makes no family."""
    is_birth = proposal.kind is EventKind.BIRTH
    unplaced = {
        f"{PLACE}{each.name}": _newborn_field(each) if is_birth else _unplaced_field(each)
        for each in proposal.unplaced
    }
    became = proposal.unnamed_become
    unnamed = {
        stays_name(each.pk): _place_field(
            each.full_name,
            f"{UNSAID} {formerly(each)}",
            leave_out=[Relation.HEAD],
            initial=became.get(each.pk),
        )
        for each in proposal.unnamed
    }
    return unplaced | unnamed


def _newborn_field(person: ProposedPerson) -> CodeField:
    """The form of a birth says whose child it is, not what it is to the head, in whose family three generations may live."""
    return _place_field(
        person.full_name,
        "Pilih cucu bila ibunya anak atau menantu kepala keluarga.",
        leave_out=set(Relation) - NEWBORN_RELATIONS,
        initial=Relation.CHILD,
    )


def _unplaced_field(person: ProposedPerson) -> CodeField:
    told = f"Di permohonan: {Relation(person.relation).label.lower()}." if person.relation else UNSAID
    return _place_field(person.full_name, told, initial=person.relation)


def _place_field(full_name: str, help_text: str, **more: Any) -> CodeField:
    return CodeField(
        Relation,
        label=f"Hubungan {full_name} dengan kepala keluarga",
        help_text=help_text,
        error_messages={"required": "Pilih hubungannya."},
        **more,
    )


def _head_field(proposal: Proposal) -> forms.TypedChoiceField:
    names = [(str(each.pk), each.full_name) for each in proposal.heirs]
    return forms.TypedChoiceField(
        label="Kepala keluarga bagi yang tinggal",
        choices=[("", "Pilih"), *names],
        coerce=UUID,
        error_messages={"required": "Pilih siapa yang menjadi kepala keluarga."},
    )

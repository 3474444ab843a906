"""What residents ask and officers answer."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from balai.core.calendar import long_date
from balai.core.dates import LongDateField
from balai.residents.forms.people import CorrectionForm, CorrectionOccasionForm, ElementsForm
from balai.residents.models import Resident
from balai.rights.elements import as_text
from balai.rights.enums import Asker, Ground, Kind
from balai.rights.operations import Wish
from balai.rights.rules import ASKABLE_FIELDS, GROUNDS, LATEST_TOLD


class ForWhomForm(forms.Form):
    """For whom a parent asks; without children in the family there is nothing to choose."""

    use_required_attribute = False

    untuk = forms.ChoiceField(
        label="Untuk siapa?", widget=forms.RadioSelect, error_messages={"required": "Pilih untuk siapa."}
    )

    def __init__(self, resident: Resident, children: Iterable[Resident], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(each.pk): each for each in (resident, *children)}
        self.resident = resident
        field = self.fields["untuk"]
        if len(self._people) == 1:
            del self.fields["untuk"]
        elif isinstance(field, forms.ChoiceField):
            field.choices = [
                (key, "Saya sendiri" if each.pk == resident.pk else f"Anak saya, {each.full_name}")
                for key, each in self._people.items()
            ]
            field.initial = str(resident.pk)

    @property
    def whose(self) -> Resident:
        """Whose data the request is about."""
        return self._people[self.cleaned_data.get("untuk", str(self.resident.pk))]


class WordsForm(ForWhomForm):
    """A request in words."""

    words = forms.CharField(
        label="Penjelasan", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, kind: Kind, must_explain: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["words"].help_text = WORDS_HINTS[kind]
        if must_explain:
            self.fields["words"].required = True
            self.fields["words"].error_messages["required"] = "Tulis apa yang keliru dan yang benar."

    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(self.kind, self.cleaned_data["words"])


class ErasureForm(WordsForm):
    """What may be deleted is."""

    with_access = forms.BooleanField(
        label="Hentikan juga PIN, kartu layanan, dan KTP-el yang didaftarkan",
        required=False,
        help_text="Setelah itu halaman Saya dan anjungan tidak bisa dibuka dengan PIN, sampai Anda minta yang baru.",
    )

    def wish(self) -> Wish:
        return Wish(self.kind, self.cleaned_data["words"], with_access=self.cleaned_data["with_access"])


WORDS_HINTS = {
    Kind.ACCESS: "Misalnya: minta di kertas, atau hanya data tentang surat tertentu.",
    Kind.CORRECTION: "Sebut dokumen yang menunjukkannya, misalnya nomor akta kelahiran.",
    Kind.ERASURE: "Misalnya: permohonan mana yang Anda maksud.",
}


class WantedForm(ElementsForm):
    """One element of a resident as it should be. Its checks are those of the register's own forms."""

    words = forms.CharField(
        label="Penjelasan",
        max_length=1000,
        required=False,
        help_text=WORDS_HINTS[Kind.CORRECTION],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta(ElementsForm.Meta):
        fields = ASKABLE_FIELDS

    def __init__(self, *args: Any, element: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.element = element
        for name in ASKABLE_FIELDS:
            if name != element:
                del self.fields[name]
        self.fields[element].required = True
        self.fields[element].label = "Yang benar"
        self.fields[element].error_messages["required"] = "Isi yang benar."
        self.initial.pop(element, None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.element in cleaned and as_text(cleaned[self.element]) == self._before:
            self.add_error(self.element, "Ini sama dengan yang tercatat sekarang.")
        return cleaned

    @property
    def _before(self) -> str:
        kept = Resident.objects.values_list(self.element, flat=True).get(pk=self.instance.pk)
        return as_text(kept)

    def wish(self) -> Wish:
        """What is asked for."""
        said = self.cleaned_data
        return Wish(Kind.CORRECTION, said["words"], self.element, as_text(said[self.element])[:200])


class CounterForm(forms.Form):
    """A request that somebody made at the counter, by telephone or on paper."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="Apa yang diminta?", choices=Kind, widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang diminta."},
    )  # fmt: skip
    words = forms.CharField(
        label="Kata-katanya", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Untuk pembetulan: data yang mana, dan yang benar.",
    )  # fmt: skip
    asker = forms.ChoiceField(
        label="Siapa yang meminta?", choices=Asker, initial=Asker.SELF, widget=forms.RadioSelect
    )
    asker_name = forms.CharField(
        label="Nama peminta", max_length=100, required=False, help_text="Diisi kalau bukan warga itu sendiri."
    )
    received_on = LongDateField(label="Tanggal diterima")
    received_time = forms.TimeField(
        label="Jam diterima", input_formats=["%H:%M", "%H.%M"], help_text="Misalnya 09.30. Batas 3 × 24 jam mulai dari sini.",
        widget=forms.TextInput(attrs={"class": "input-short", "autocomplete": "off"}),
        error_messages={"invalid": "Tulis jam seperti 09.30."},
    )  # fmt: skip
    with_access = forms.BooleanField(
        label="Untuk penghapusan: hentikan juga PIN, kartu layanan, dan KTP-el yang didaftarkan",
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        here = timezone.localtime(now)
        self.initial.setdefault("received_on", here.date())
        self.initial.setdefault("received_time", f"{here:%H.%M}")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == Kind.CORRECTION and not said.get("words"):
            self.add_error("words", "Tulis data yang mana, dan yang benar.")
        if said.get("asker") not in {Asker.SELF, None} and not said.get("asker_name"):
            self.add_error("asker_name", "Isi nama peminta.")
        if "received_on" in said and "received_time" in said:
            self._check_when(said["received_on"], said["received_time"])
        return said

    def _check_when(self, day: Any, clock: time) -> None:
        at = timezone.make_aware(datetime.combine(day, clock))
        if at > self.now:
            self.add_error("received_on", "Waktu ini belum terjadi. Periksa tanggal dan jamnya.")
        elif at < self.now - LATEST_TOLD:
            self.add_error(
                "received_on", f"Paling awal {long_date(timezone.localdate(self.now - LATEST_TOLD))}."
            )
        self.cleaned_data["received_at"] = at


class AnswerForm(forms.Form):
    """What the resident reads as the answer."""

    use_required_attribute = False

    answer = forms.CharField(
        label="Jawaban untuk warga", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis jawabannya. Warga membacanya."},
    )  # fmt: skip


class RefusalForm(AnswerForm):
    """Why the law doesn't let it be done."""

    ground = forms.ChoiceField(
        label="Alasan hukumnya",
        widget=forms.RadioSelect({"class": "choices-one"}),
        error_messages={"required": "Pilih alasan hukumnya."},
    )
    field_order = ("ground", "answer")

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(ground.value, ground.label) for ground in GROUNDS[kind]]
        self.fields["answer"].help_text = "Sebut juga apa yang bisa dilakukan warga."

    @property
    def chosen(self) -> Ground:
        return Ground(self.cleaned_data["ground"])


class OneElementForm(CorrectionForm):
    """The element that a request is about: the register's own form with one field, and what was asked for already in it."""

    def __init__(self, *args: Any, element: str, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, with_secrets=True, **kwargs)
        for name in set(self.fields) - {element, "seen"}:
            del self.fields[name]
        if not self.is_bound:  # what a bound form calls changed is told from the register
            self.initial[element] = self.fields[element].clean(wanted)


class AnsweredOccasionForm(CorrectionOccasionForm):
    """By which document the register is corrected, and the answer."""

    answer = forms.CharField(
        label="Jawaban untuk warga", max_length=1000, initial="Data Anda sudah dibetulkan.",
        widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": "Tulis jawabannya."},
    )  # fmt: skip

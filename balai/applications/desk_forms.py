"""What officers type at the desks of applications."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from balai.accounts.models import Assignment, Officer
from balai.applications.models import Application, ApplicationQuerySet, ApplicationRules
from balai.applications.models.history import DOCUMENT
from balai.core.mailing import can_mail
from balai.services.models import Service

ASKED = "q"
MINE, NOBODY = "saya", "belum"
LONGEST_SENTENCE = 300
LONGEST_REASON = 500
LONGEST_NOTE = 1000
PICKED = "pakai"
"""The button of a ready text; its value is the name of the text."""
SENTENCES_LIST = "kalimat-siap"


class InboxForm(forms.Form):
    """Which applications a list shows. Nothing chosen shows all of them."""

    use_required_attribute = False

    q = forms.CharField(label="Cari kode lacak, nama, atau NIK", required=False, max_length=100)
    layanan = forms.ChoiceField(label="Layanan", required=False)
    petugas = forms.ChoiceField(label="Dikerjakan", required=False)
    lewat = forms.BooleanField(label="Hanya yang lewat batas", required=False)

    def __init__(self, data: QueryDict, *, officer: Officer) -> None:
        self.officer = officer
        super().__init__(data)
        services = Service.objects.order_by("name").values_list("slug", "name")
        self._choices("layanan").choices = [("", "Semua layanan"), *services]
        others = [each for each in officers_here() if each.pk != officer.pk]
        self._choices("petugas").choices = [
            ("", "Siapa saja"),
            (MINE, "Saya"),
            (NOBODY, "Belum ada"),
            *((str(each.pk), each.full_name) for each in others),
        ]

    def _choices(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(name)
        return field

    @property
    def is_narrowing(self) -> bool:
        return self.is_valid() and any(self.cleaned_data.values())

    @property
    def is_searching(self) -> bool:
        """Who searches looks at every place at once."""
        return self.is_valid() and bool(self.cleaned_data["q"])

    def narrowed(self, found: ApplicationQuerySet) -> ApplicationQuerySet:
        """Those that were asked for; all of them where the form is not understood."""
        if not self.is_valid():
            return found
        chosen = self.cleaned_data
        if chosen["q"]:
            found = found.found_by(chosen["q"])
        if chosen["layanan"]:
            found = found.filter(service__slug=chosen["layanan"])
        if chosen["petugas"] == MINE:
            found = found.filter(assigned_to=self.officer)
        elif chosen["petugas"] == NOBODY:
            found = found.filter(assigned_to=None)
        elif chosen["petugas"]:
            found = found.filter(assigned_to=chosen["petugas"])
        return found.late(timezone.localdate()) if chosen["lewat"] else found


def officers_here() -> Iterable[Officer]:
    """Everybody who serves in the village of the scope today. One query."""
    serving = Assignment.objects.serving(timezone.localdate())
    return Officer.objects.filter(pk__in=serving.values("officer")).order_by("full_name", "pk")


@dataclass(frozen=True, slots=True)
class Place:
    """An answer or a document that may be returned; `name` is that of a `Finding`, `part` what it belongs to."""

    name: str
    part: str
    label: str
    told: str

    @property
    def is_document(self) -> bool:
        return self.name.startswith(f"{DOCUMENT}:")

    @property
    def sentences_list(self) -> str:
        """The id of the list of ready sentences for it: answers share one, each document has its own."""
        return f"{SENTENCES_LIST}-{self.name.partition(':')[2]}" if self.is_document else SENTENCES_LIST


class ReturnForm(forms.Form):
    """A sentence for each answer or document that must be mended, or one for the whole."""

    knows_documents = True
    """Whether each document has ready sentences of its own, which name it."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Pesan untuk pemohon", required=False, max_length=LONGEST_REASON,
        help_text="Kalau catatan di bawah belum cukup.", widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None, *, places: Iterable[Place], initial: Mapping[str, str] | None = None
    ) -> None:
        self.places = tuple(places)
        super().__init__(data, initial=dict(initial or {}))
        for place in self.places:
            self.fields[place.name] = forms.CharField(
                label=place.label,
                required=False,
                max_length=LONGEST_SENTENCE,
                help_text=place.told,
                widget=forms.TextInput({"list": self._list_of(place), "autocomplete": "off"}),
            )

    def _list_of(self, place: Place) -> str:
        return place.sentences_list if self.knows_documents else SENTENCES_LIST

    def parts(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields of the places, part by part."""
        for part, places in groupby(self.places, lambda place: place.part):
            yield part, [self[place.name] for place in places]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.values()) and not self.errors:
            raise forms.ValidationError(
                "Tulis dulu apa yang harus diperbaiki, pada satu isian atau berkas, atau sebagai pesan."
            )
        return cleaned

    def findings(self) -> Mapping[str, str]:
        """The sentences by the name of their place."""
        return {
            place.name: self.cleaned_data[place.name]
            for place in self.places
            if self.cleaned_data.get(place.name)
        }


class RejectForm(forms.Form):
    """Why it is refused, and what can be done instead."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Alasan", max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2}),
        help_text="Dibaca pemohon. Contoh: Pemohon tidak terdaftar sebagai warga di sini.",
        error_messages={"required": "Tulis alasannya."},
    )  # fmt: skip
    remedy = forms.CharField(
        label="Apa yang bisa dilakukan pemohon", max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2}),
        help_text="Contoh: Ajukan di kantor tempat KK Anda terdaftar.",
        error_messages={"required": "Tulis apa yang bisa dilakukan pemohon."},
    )  # fmt: skip


class SendBackForm(ReturnForm):
    """Why the civil registry gives it back, and at which places."""

    knows_documents = False

    reason = forms.CharField(
        label="Alasan untuk kantor desa", max_length=LONGEST_REASON,
        widget=forms.TextInput({"list": SENTENCES_LIST, "autocomplete": "off"}),
        error_messages={"required": "Tulis alasannya."},
    )  # fmt: skip


class HandOverForm(forms.Form):
    """Who came for a finished document, and how the office knows them."""

    use_required_attribute = False

    collector = forms.CharField(
        label="Siapa yang mengambil?", max_length=120, help_text="Nama seperti di KTP-nya.",
        error_messages={"required": "Isi nama yang mengambil."},
    )  # fmt: skip
    relation = forms.ChoiceField(
        label="Siapanya pemohon?",
        choices=[("pemohon", "Pemohon sendiri"), ("keluarga", "Anggota satu KK"), ("kuasa", "Membawa surat kuasa")],
        widget=forms.RadioSelect({"class": "choices-one"}),
        error_messages={"required": "Pilih siapanya pemohon."},
    )  # fmt: skip
    seen = forms.BooleanField(
        label="Saya sudah melihat KTP atau KK-nya.",
        error_messages={"required": "Lihat dulu KTP atau KK-nya, lalu centang."},
    )

    def told(self) -> str:
        """For the history: 'Sari Dewi (pemohon sendiri), KTP atau KK dilihat'."""
        relation = dict(self.fields["relation"].choices)[self.cleaned_data["relation"]]  # type: ignore[attr-defined]
        return f"{self.cleaned_data['collector']} ({relation.lower()}), KTP atau KK dilihat"

    @classmethod
    def of(cls, application: Application, data: QueryDict | None) -> "HandOverForm":
        """Filled in for whoever applied."""
        return cls(data, initial={"collector": application.applicant_name, "relation": "pemohon"})


class NoteForm(forms.Form):
    """What the other officers should know."""

    use_required_attribute = False

    text = forms.CharField(
        label="Catatan untuk petugas lain", max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3}),
        help_text="Pemohon tidak melihatnya. Catatan tidak bisa diubah lagi.",
        error_messages={"required": "Tulis catatannya."},
    )  # fmt: skip


class RulesForm(forms.Form):
    """What the village decides about applications."""

    use_required_attribute = False

    second_pair = forms.BooleanField(
        label="Dua petugas memeriksa tiap permohonan",
        required=False,
        help_text="Petugas pertama memeriksa. Petugas lain yang menyetujui.",
    )
    asks_code = forms.BooleanField(
        label="Pemohon membuktikan surelnya sebelum mengirim",
        required=False,
        help_text="Dari rumah tanpa PIN: kode enam angka dikirim ke surel yang diisi. Yang masuk dengan PIN, dari anjungan, "
        "atau di loket tidak perlu.",
    )

    def clean_asks_code(self) -> bool:
        asks: bool = self.cleaned_data["asks_code"]
        if asks and not can_mail():
            raise forms.ValidationError(
                "Balai belum bisa mengirim surel. Minta pengelola Balai mengisi BALAI_MAIL dulu."
            )
        return asks

    @classmethod
    def current(cls, data: QueryDict | None) -> "RulesForm":
        """As the village has decided so far."""
        decided = ApplicationRules.objects.first() or ApplicationRules()
        return cls(data, initial={"second_pair": decided.second_pair, "asks_code": decided.asks_code})

"""Reading what officers type about their village. Constraints that need the village are checked by the operations."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from balai.accounts.models import Assignment, Officer
from balai.core.dates import LongDateField
from balai.core.identity import nik_problem
from balai.core.languages import REGIONAL
from balai.tenancy.models import Village
from balai.tenancy.rules import RegionalWords
from balai.villages.enums import AreaLevel, Position, SigningForm
from balai.villages.logo import LARGEST_FILE
from balai.villages.models import AreaHead, Identity, Official
from balai.villages.models.areas import digits
from balai.villages.models.terms import ENDS_BEFORE_IT_BEGINS

PHONE = {"inputmode": "tel", "autocomplete": "off", "class": "input-short"}
SHORT = {"class": "input-short"}
NO_END = "Kosongkan bila belum ada akhirnya."


class ContactForm(forms.ModelForm[Identity]):
    """Where the office is and how it is reached."""

    class Meta:
        model = Identity
        fields = ["address", "postcode", "phone", "whatsapp", "email", "website"]
        widgets = {
            "postcode": forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
            "phone": forms.TextInput(attrs=PHONE),
            "whatsapp": forms.TextInput(attrs=PHONE),
        }
        help_texts = {
            "address": "Tampil di kop surat. Contoh: Jl. Balai Desa No. 1, Krajan.",
            "phone": "Contoh: 0274 555 0101.",
            "website": "Contoh: https://desa.example.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].required = True


class LogoForm(forms.Form):
    """A picture; whether it can be used is found out by drawing it anew."""

    picture = forms.FileField(
        label="Gambar lambang",
        help_text="PNG, JPEG, atau WebP, paling besar 5 MB. Latar bening paling bagus.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        error_messages={"required": "Pilih dulu berkas gambarnya."},
    )

    def clean_picture(self) -> bytes:
        upload = self.cleaned_data["picture"]
        # One byte too many is enough to know; the rest of a huge file is never read into memory.
        return bytes(upload.read(LARGEST_FILE + 1))


class ColourInput(forms.ColorInput):
    """A picker that is never empty: its attributes say neither how long its value is nor that it is needed (HTML 4.10.5.1.14)."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attrs = super().build_attrs(*args, **kwargs)
        return {name: value for name, value in attrs.items() if name not in {"maxlength", "required"}}


class ColoursForm(forms.ModelForm[Village]):
    """The two colours of the village."""

    class Meta:
        model = Village
        fields = ["colour_main", "colour_accent"]
        widgets = {"colour_main": ColourInput(), "colour_accent": ColourInput()}
        help_texts = {
            "colour_main": "Untuk kepala halaman, tombol, dan tautan.",
            "colour_accent": "Untuk tanda kecil, seperti garis atap.",
        }


SUGGESTIONS = {
    "word_village": ("desa", "kelurahan", "kalurahan", "negeri", "nagari", "gampong", "kampung", "pekon", "lembang"),
    "word_head": (
        "kepala desa", "lurah", "raja", "wali nagari", "keuchik", "kepala kampung", "peratin", "perbekel", "kuwu",
        "hukum tua", "pambakal", "kepala lembang",
    ),
    "word_secretary": ("sekretaris desa", "sekretaris kelurahan", "sekretaris negeri", "carik", "kerani", "juru tulis"),
    "word_council": ("BPD", "Bamuskal", "saniri negeri", "tuha peut", "Bamus nagari", "LPM"),
    "word_subarea": ("dusun", "padukuhan", "lingkungan", "jorong", "banjar", "soa", "kampung", "korong", "huta"),
    "word_subarea_head": (
        "kepala dusun", "dukuh", "kepala lingkungan", "wali jorong", "kelian banjar", "kepala soa", "bayan",
    ),
    "word_rw": ("RW", "RK"),
    "word_rt": ("RT",),
    "word_district": ("kecamatan", "distrik", "kapanewon", "kemantren"),
    "word_district_head": ("camat", "kepala distrik", "panewu", "mantri pamong praja"),
}  # fmt: skip
MAY_BE_ABSENT = {
    "word_council": "Kosongkan bila tidak ada.",
    "word_subarea": "Kosongkan bila tidak ada tingkat ini.",
    "word_subarea_head": "Kosongkan bila tidak ada.",
    "word_rw": "Kosongkan bila tidak ada RW.",
    "word_rt": "Kosongkan bila tidak ada RT.",
}


class WordsForm(forms.ModelForm[Village]):
    """What offices and levels are called here; every field suggests words from other regions."""

    class Meta:
        model = Village
        fields = list(SUGGESTIONS)
        help_texts = MAY_BE_ABSENT
        widgets = {
            name: forms.TextInput(
                attrs={"list": f"saran-{name}", "autocomplete": "off", "class": "input-short"}
            )
            for name in SUGGESTIONS
        }

    def suggestions(self) -> list[tuple[str, tuple[str, ...]]]:
        """The id of each list of suggestions, and its words."""
        return [(f"saran-{name}", words) for name, words in SUGGESTIONS.items()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return {
            name: " ".join(word.split()) if isinstance(word, str) else word for name, word in cleaned.items()
        }


class ClockForm(forms.ModelForm[Village]):
    """Time zone, and how often the register should be renewed."""

    class Meta:
        model = Village
        fields = ["time_zone", "register_update_days"]
        widgets = {"time_zone": forms.RadioSelect(attrs={"class": "choices-small"})}
        help_texts = {"register_update_days": "Petugas diingatkan setelah sekian hari. Biasanya 90."}

    def clean_register_update_days(self) -> int:
        days = int(self.cleaned_data["register_update_days"])
        if not 1 <= days <= 366:
            raise ValidationError("Isi antara 1 dan 366 hari.")
        return days


class LanguagesForm(forms.Form):
    """The regional languages in which the public pages can be read."""

    languages = forms.MultipleChoiceField(
        label="Selain bahasa Indonesia",
        required=False,
        choices=[(each.code, f"{each.name} ({each.own_name})") for each in REGIONAL.values()],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-one"}),
        help_text="Warga memilihnya di atas halaman.",
    )


class AreaForm(forms.Form):
    """A new area below `parent`, or at the top of the tree."""

    level = forms.TypedChoiceField(
        label="Tingkat",
        choices=(),
        coerce=lambda value: AreaLevel(int(value)),
        widget=forms.RadioSelect(attrs={"class": "choices-small"}),
        error_messages={"required": "Pilih tingkatnya.", "invalid_choice": "Pilih tingkatnya."},
    )
    name = forms.CharField(
        label="Nama atau nomor",
        max_length=60,
        help_text="Nama untuk yang bernama. Nomor dengan tiga angka, misalnya 003.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input-short"}),
        error_messages={"required": "Isi nama atau nomornya."},
    )

    def __init__(self, *args: Any, levels: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = levels  # type: ignore[attr-defined]  # of a choice field
        if len(levels) == 1:
            self.fields["level"].initial = levels[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        level, name = cleaned.get("level"), " ".join(cleaned.get("name", "").split())
        if level in {AreaLevel.RW, AreaLevel.RT} and name:
            name = name.zfill(3) if name.isdigit() else name
            try:
                digits(name)
            except ValidationError as problem:
                self.add_error("name", problem)
        return {**cleaned, "name": name}


class NameForm(forms.Form):
    """A new name for an area."""

    name = forms.CharField(
        label="Nama baru", max_length=60, error_messages={"required": "Isi nama barunya."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class AreaHeadForm(forms.ModelForm[AreaHead]):
    """Who heads an area, and since when. An account is needed only for the desk on the phone."""

    since = LongDateField(label="Mulai")
    until = LongDateField(label="Sampai", required=False, help_text=NO_END)
    officer = forms.ModelChoiceField(
        label="Akun petugas", queryset=Officer.objects.none(), required=False,
        empty_label="Tidak punya akun", help_text="Supaya bisa memberi pengantar dari ponsel.",
    )  # fmt: skip

    class Meta:
        model = AreaHead
        fields = ["name", "phone", "since", "until", "officer"]
        widgets = {"phone": forms.TextInput(attrs=PHONE)}

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]  # of a choice field


class HeadAccountForm(forms.Form):
    """With which account the head of an area signs in."""

    officer = forms.ModelChoiceField(
        label="Akun petugas", queryset=Officer.objects.none(), required=False,
        empty_label="Tidak punya akun",
        help_text="Buat dulu akunnya di menu Petugas. Ketua hanya melihat warga wilayahnya.",
    )  # fmt: skip

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]  # of a choice field


class ConfirmForm(forms.Form):
    """Nothing to fill in: the press of the button is the answer."""


class EndForm(forms.Form):
    """The last day of a term."""

    until = LongDateField(label="Hari terakhir", help_text="Hari ini masih termasuk masa tugas.")


class OfficialForm(forms.ModelForm[Official]):
    """One term of one person in one post."""

    since = LongDateField(label="Mulai menjabat")
    until = LongDateField(label="Sampai", required=False, help_text=NO_END)

    class Meta:
        model = Official
        fields = [
            "name",
            "nip",
            "position",
            "post",
            "signing_form",
            "officer",
            "nik",
            "decree",
            "since",
            "until",
        ]
        widgets = {
            "nik": forms.TextInput(
                attrs={"inputmode": "numeric", "class": "input-nik", "autocomplete": "off"}
            ),
            "nip": forms.TextInput(
                attrs={"inputmode": "numeric", "class": "input-nik", "autocomplete": "off"}
            ),
        }
        help_texts = {
            "nip": "Untuk pegawai negeri. 18 angka.",
            "post": "Untuk kasi dan kaur. Contoh: Kasi Pelayanan.",
            "signing_form": "Menentukan tulisan di atas tanda tangan surat.",
            "officer": "Dengan akun ini pejabat memeriksa dan menandatangani surat.",
            "nik": "Hanya bila surat ditandatangani lewat BSrE.",
        }

    def __init__(self, *args: Any, words: RegionalWords, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {Position.HEAD: words.head, Position.SECRETARY: words.secretary}
        self.fields["position"].choices = [  # type: ignore[attr-defined]  # of a choice field
            (position.value, named.get(position, position.label).capitalize()) for position in Position
        ]
        self.fields["signing_form"].choices = [(form.value, form.label) for form in SigningForm]  # type: ignore[attr-defined]
        serving = Assignment.objects.not_ended(timezone.localdate()).values("officer")
        self.fields["officer"].queryset = Officer.objects.filter(pk__in=serving)  # type: ignore[attr-defined]
        self.fields["officer"].empty_label = "Belum punya akun"  # type: ignore[attr-defined]  # of a choice of rows

    def clean_nik(self) -> str:
        nik = "".join(self.cleaned_data["nik"].split())
        if nik and (problem := nik_problem(nik)):
            raise ValidationError(problem)
        return nik

    def clean_nip(self) -> str:
        return "".join(self.cleaned_data["nip"].split())


class AbsenceForm(forms.Form):
    """When an official is away and why."""

    since = LongDateField(label="Mulai")
    until = LongDateField(label="Sampai", help_text="Hari terakhir ikut dihitung.")
    reason = forms.CharField(
        label="Alasan",
        max_length=100,
        help_text="Contoh: cuti, dinas luar. Jangan tulis nama penyakit.",
        error_messages={"required": "Tulis alasannya dulu."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        # The database would refuse to make a range of it before it could say so in a sentence.
        if since and until and until < since:
            self.add_error("until", ENDS_BEFORE_IT_BEGINS)
        return cleaned

"""What applicants and officers type beside the questions of a form."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from balai.applications.children import children_in, is_child, probable_kinship
from balai.applications.enums import Authority, Channel, Kinship, Proof
from balai.applications.filling import Filling
from balai.applications.operations import Applicant, Helper, Parent
from balai.applications.rules import typed_code
from balai.core.dates import LongDateField
from balai.core.digits import DigitsField, KkField, NikField
from balai.core.question_forms import PhoneAnswer


class ApplicantForm(forms.Form):
    """Whose application it is, where the finished document goes, and who helps."""

    use_required_attribute = False

    name = forms.CharField(
        label="Nama lengkap pemohon", max_length=100, help_text="Seperti di KTP.",
        error_messages={"required": "Isi nama pemohon."},
    )  # fmt: skip
    nik = NikField(
        label="NIK pemohon",
        help_text="16 angka di KTP atau KK.",
        error_messages={"required": "Isi NIK pemohon."},
    )
    kk = KkField(
        help_text="16 angka di bagian atas Kartu Keluarga.", error_messages={"required": "Isi nomor KK."}
    )
    born = LongDateField(
        label="Tanggal lahir pemohon", help_text="Contoh: 5 Juli 1992",
        error_messages={"required": "Isi tanggal lahir pemohon."},
    )  # fmt: skip
    phone = PhoneAnswer(
        label="Nomor HP", max_length=25, help_text="Kantor menghubungi nomor ini kalau ada yang kurang. Contoh: 0812 3456 7890.",
        widget=forms.TextInput({"class": "input-date", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": "Isi nomor HP."},
    )  # fmt: skip
    email = forms.EmailField(
        label="Surel (email)", required=False, max_length=120,
        help_text="Kalau punya. Kantor bisa menghubungi Anda di sini.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip
    helps = forms.ChoiceField(
        label="Siapa yang mengisi?", choices=[("sendiri", "Pemohon sendiri"), ("bantu", "Saya membantu orang lain")],
        initial="sendiri", widget=forms.RadioSelect({"class": "choices-small"}),
    )  # fmt: skip
    helper_name = forms.CharField(label="Nama Anda yang membantu", required=False, max_length=100)
    helper_phone = PhoneAnswer(
        label="Nomor HP Anda",
        required=False,
        max_length=25,
        widget=forms.TextInput({"class": "input-date", "inputmode": "tel"}),
    )
    authority = forms.ChoiceField(
        label="Anda siapanya pemohon?", required=False, choices=[("", "Pilih"), *Authority.choices]
    )

    def __init__(self, *args: Any, is_civil: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_civil:
            self.fields["email"].help_text = "Disdukcapil mengirim dokumen jadi dan kodenya ke sini."

    def clean_born(self) -> date:
        born: date = self.cleaned_data["born"]
        if born > timezone.localdate():
            raise forms.ValidationError("Tanggal ini belum terjadi. Periksa lagi.")
        return born

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("helps") == "bantu":
            if not cleaned.get("helper_name"):
                self.add_error("helper_name", "Isi nama Anda.")
            if not cleaned.get("authority"):
                self.add_error("authority", "Pilih hubungan Anda dengan pemohon.")
        return cleaned

    def applicant(self, proof: Proof) -> Applicant:
        told = self.cleaned_data
        return Applicant(
            told["name"], told["nik"], told["kk"], told["born"], told["email"], told["phone"], proof
        )

    def helper(self) -> Helper | None:
        told = self.cleaned_data
        if told["helps"] != "bantu":
            return None
        return Helper(told["helper_name"], Authority(told["authority"]), told["helper_phone"])


class CounterApplicantForm(ApplicantForm):
    """The same as an officer fills it in: who came to the counter, and whether their KTP was looked at."""

    helps = forms.ChoiceField(
        label="Siapa yang datang?", choices=[("sendiri", "Pemohon sendiri"), ("bantu", "Orang lain yang mewakilinya")],
        initial="sendiri", widget=forms.RadioSelect({"class": "choices-small"}),
    )  # fmt: skip
    helper_name = forms.CharField(label="Nama yang mewakili", required=False, max_length=100)
    helper_phone = PhoneAnswer(
        label="Nomor HP yang mewakili",
        required=False,
        max_length=25,
        widget=forms.TextInput({"class": "input-date", "inputmode": "tel"}),
    )
    authority = forms.ChoiceField(
        label="Siapanya pemohon?", required=False,
        choices=[("", "Pilih"), *(each for each in Authority.choices if each[0] != Authority.OFFICIAL)],
    )  # fmt: skip
    phone = PhoneAnswer(
        label="Nomor HP", required=False, max_length=25,
        help_text="Untuk dihubungi kalau ada yang kurang. Tidak punya? Kosongkan.",
        widget=forms.TextInput({"class": "input-date", "inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    seen = forms.BooleanField(
        label="Saya sudah melihat KTP atau KK aslinya.",
        required=False,
        help_text="Kosongkan kalau permohonan dititipkan tanpa KTP.",
    )

    def __init__(self, *args: Any, officer: str, nik_optional: bool, **kwargs: Any) -> None:
        self.officer = officer
        super().__init__(*args, **kwargs)
        if nik_optional:
            self.fields["nik"].required = self.fields["kk"].required = False
            self.fields["name"].help_text = "Seperti di dokumen aslinya."
            self.fields["nik"].help_text = self.fields["kk"].help_text = "Belum punya? Kosongkan."
            self.fields["seen"].label = "Saya sudah melihat semua dokumen asli yang ia punya."
            self.fields["seen"].help_text = "Tidak punya satu pun? Ia menandatangani F-1.04 di depan Anda."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned["nik"] and not cleaned["seen"]:
            self.add_error(
                "seen",
                "Tanpa NIK, hanya dokumen asli yang membuktikan siapa orangnya. Lihat dulu, lalu centang.",
            )
        return cleaned

    @property
    def proof(self) -> Proof:
        return Proof.SEEN if self.is_valid() and self.cleaned_data["seen"] else Proof.STATED

    def helper(self) -> Helper:
        """Whoever came for the applicant; else the officer, who writes for them."""
        return super().helper() or Helper(self.officer[:100], Authority.OFFICIAL)


class BeginAtCounterForm(forms.Form):
    """How an application reached the counter."""

    use_required_attribute = False

    channel = forms.ChoiceField(
        label="Bagaimana permohonan ini sampai?",
        choices=[(Channel.DESK, "Orangnya di depan loket"), (Channel.PAPER, "Formulir kertas yang sudah diisi")],
        initial=Channel.DESK,
        widget=forms.RadioSelect({"class": "choices-small"}),
        error_messages={"required": "Pilih salah satu."},
    )  # fmt: skip


class ConsentForm(forms.Form):
    """What an applicant agrees to before sending (UU 27/2022 pasal 20 and 22); for children a parent does (pasal 25).

    `ask_a_parent` says whether there are any, before the form is looked at.
    """

    use_required_attribute = False

    truth = forms.BooleanField(
        label="Semua yang saya isi benar.",
        error_messages={"required": "Centang dulu kalau isiannya sudah benar."},
    )
    consent = forms.BooleanField(
        label="Saya setuju data ini dipakai untuk mengurus permohonan ini.",
        error_messages={"required": "Tanpa persetujuan ini kantor tidak boleh memakai data Anda."},
    )
    _child = ""

    parent_name = forms.CharField(
        label="Nama orang tua atau wali yang menyetujui", max_length=100,
        error_messages={"required": "Isi nama orang tua atau wali."},
    )  # fmt: skip
    kinship = forms.ChoiceField(
        label="Hubungannya dengan anak", choices=Kinship, widget=forms.RadioSelect({"class": "choices-small"}),
        error_messages={"required": "Pilih hubungannya dengan anak."},
    )  # fmt: skip

    def ask_a_parent(self, filling: Filling) -> list[str]:
        """Ask who agrees for the children that are told of, and give their names; without children nobody is asked."""
        children = children_in(filling)
        if not children:
            del self.fields["parent_name"], self.fields["kinship"]
            return []
        told = filling.application
        self._child = told.applicant_name if is_child(told, filling.today) else ""
        if not self._child:
            guessed = {"parent_name": told.applicant_name, "kinship": probable_kinship(filling)}
            self.initial = {**self.initial, **guessed}
        consent = self.fields["consent"]
        consent.label = str(consent.label).replace(" dipakai", ", termasuk data anak, dipakai", 1)
        return children

    def clean_parent_name(self) -> str:
        name = " ".join(str(self.cleaned_data["parent_name"]).split())
        if self._child and name.casefold() == self._child.casefold():
            raise forms.ValidationError("Pemohon belum 18 tahun. Isi nama ayah, ibu, atau walinya.")
        return name

    @property
    def parent(self) -> Parent | None:
        """Who agrees for the children; None where there are none."""
        told = self.cleaned_data
        return Parent(told["parent_name"], Kinship(told["kinship"])) if "kinship" in told else None


class CounterConsentForm(ConsentForm):
    """The same, as whoever stands at the counter says it, or has signed it on paper."""

    truth = forms.BooleanField(
        label="Pemohon menyatakan semua isian ini benar.",
        error_messages={"required": "Bacakan isiannya kepada pemohon, lalu centang."},
    )
    consent = forms.BooleanField(
        label="Pemohon setuju datanya dipakai untuk mengurus permohonan ini.",
        error_messages={"required": "Tanpa persetujuan pemohon, kantor tidak boleh memakai datanya."},
    )


class EmailCodeForm(forms.Form):
    """The six digits that were sent by e-mail."""

    use_required_attribute = False

    code = DigitsField(
        label="Kode dari surel", help_text="6 angka. Lihat juga kotak spam.",
        error_messages={"required": "Isi kode dari surel."},
    )  # fmt: skip


class CounterCodeForm(forms.Form):
    """The code of an application that is gone on with at the counter."""

    use_required_attribute = False

    code = forms.CharField(
        label="Kode lacak", max_length=40, help_text="Dari anjungan, bukti kirim, atau ponsel pemohon.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Isi kode lacaknya."},
    )  # fmt: skip

    def clean_code(self) -> str:
        return typed_code(self.cleaned_data["code"])


class TrackForm(forms.Form):
    """From a code and a birth date to an application."""

    use_required_attribute = False

    code = forms.CharField(
        label="Kode lacak", max_length=40, help_text="Contoh: KMTRH-BXWPC-DFGHJ. Ada di bukti kirim.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Isi kode lacaknya."},
    )  # fmt: skip
    born = LongDateField(
        label="Tanggal lahir pemohon", help_text="Contoh: 5 Juli 1992",
        error_messages={"required": "Isi tanggal lahir pemohon."},
    )  # fmt: skip

    def clean_code(self) -> str:
        return typed_code(self.cleaned_data["code"])


class ProofForm(forms.Form):
    """What only the applicant and who helps them know, before a finished document is handed out."""

    use_required_attribute = False

    nik = DigitsField(
        label="NIK pemohon", help_text="16 angka. Untuk memastikan dokumen ini sampai ke orangnya.",
        error_messages={"required": "Isi NIK pemohon."},
    )  # fmt: skip

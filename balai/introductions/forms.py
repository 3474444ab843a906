"""Reading what heads and officers say about introductions."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError

from balai.core import files
from balai.core.dates import LongDateField
from balai.core.pictures import PictureTooWide, PictureUnreadable, as_jpeg, redrawn
from balai.introductions.enums import State
from balai.introductions.models import IntroductionRules
from balai.introductions.operations.giving import Paper
from balai.introductions.rules import LONGEST_VALID, last_day
from balai.services.models import Service

OTHER = "lain"
SHORT = {"class": "input-short", "autocomplete": "off"}
LARGEST_PHOTO = 10 * 1024 * 1024
WIDEST = 10_000  # pixels, as uploaded
LONG_SIDE = 1600  # pixels, as kept: enough to read a sheet
REASONS = (
    ("Salah orang", "Salah orang"),
    ("Keperluan salah", "Keperluan salah"),
    ("Kertas atau kode hilang", "Kertas atau kode hilang"),
    ("Tidak jadi dipakai", "Tidak jadi dipakai"),
)


class PurposeForm(forms.Form):
    """What for: one of the services that are offered, or in own words."""

    service = forms.ChoiceField(
        label="Untuk apa?",
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keperluannya.", "invalid_choice": "Pilih salah satu."},
    )
    purpose = forms.CharField(
        label="Keperluan lain",
        required=False,
        max_length=150,
        help_text="Isi bila tidak ada di daftar. Contoh: mengambil bantuan di kantor pos.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {str(service.pk): service for service in services}
        choices = [(key, service.name) for key, service in self.services.items()]
        self.fields["service"].choices = [*choices, (OTHER, "Keperluan lain")]  # type: ignore[attr-defined]
        if not choices:
            self.fields["service"].initial = OTHER

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        purpose = " ".join(cleaned.get("purpose", "").split())
        if cleaned.get("service") == OTHER and not purpose:
            self.add_error("purpose", "Tulis keperluannya.")
        return {**cleaned, "purpose": purpose}

    def said(self) -> dict[str, Any]:
        """What the operations take. Words beside a service make it plainer."""
        service = self.services.get(self.cleaned_data["service"])
        purpose = self.cleaned_data["purpose"]
        if service and purpose:
            purpose = f"{service.name}: {purpose}"[:150]
        key: UUID = self.cleaned_data["request_key"]
        return {"service": service, "purpose": purpose or str(service), "request_key": key}


class PhotoField(forms.FileField):
    """A photograph of a paper: cleans to a JPEG of our own making, so that nothing hides in it; b"" without one."""

    def __init__(self, **kwargs: Any) -> None:
        camera = forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"})
        super().__init__(label="Foto kertasnya", widget=camera, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> bytes:
        upload = super().clean(data, initial)
        if not upload:
            return b""
        # One byte too many is enough to know; the rest of a huge file is never read into memory.
        content = bytes(upload.read(LARGEST_PHOTO + 1))
        if len(content) > LARGEST_PHOTO:
            raise ValidationError("Foto ini terlalu besar. Paling besar 10 MB.")
        try:
            return as_jpeg(
                redrawn(content, formats=("JPEG", "PNG"), widest=WIDEST, longest_side=LONG_SIDE, mode="RGB")
            )
        except (PictureUnreadable, PictureTooWide):
            raise ValidationError("Foto ini tidak terbaca. Pakai JPG atau PNG dari kamera.") from None


class PaperForm(PurposeForm):
    """What stands on an introduction on paper that lies on the desk."""

    head = forms.CharField(
        label="Ditandatangani",
        max_length=200,
        help_text="Nama dan jabatan yang tertulis di kertas.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Tulis siapa yang menandatangani."},
    )
    written_on = LongDateField(label="Tanggal di kertas")
    number = forms.CharField(
        label="Nomor di kertas", required=False, max_length=60, widget=forms.TextInput(SHORT)
    )
    is_endorsed = forms.BooleanField(label="", required=False)
    photo = PhotoField(
        required=False, help_text="JPG atau PNG, paling besar 10 MB. Dari ponsel bisa langsung difoto."
    )
    field_order = ["head", "written_on", "number", "is_endorsed", "service", "purpose", "photo"]

    def __init__(self, *args: Any, rw: str, today: date, days_valid: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.days_valid = today, days_valid
        self.fields["is_endorsed"].label = f"Ketua {rw} sudah tanda tangan"
        if not rw:
            del self.fields["is_endorsed"]

    def clean_written_on(self) -> date:
        day: date = self.cleaned_data["written_on"]
        if day > self.today:
            raise ValidationError("Tanggal ini belum tiba. Lihat lagi kertasnya.")
        if last_day(day, self.days_valid) < self.today:
            raise ValidationError(
                f"Pengantar ini sudah lewat {self.days_valid} hari. Minta warga membawa yang baru."
            )
        return day

    def paper(self) -> Paper:
        """What the operation takes. The photo is stored here, before anything is written that names it."""
        said = self.cleaned_data
        return Paper(
            head=" ".join(said["head"].split()),
            written_on=said["written_on"],
            number=said["number"],
            is_endorsed=said.get("is_endorsed", False),
            scan_sha256=files.store(said["photo"]) if said["photo"] else "",
        )


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.ChoiceField(
        label="Mengapa?",
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih alasannya.", "invalid_choice": "Pilih alasannya."},
    )


class RulesForm(forms.ModelForm[IntroductionRules]):
    """What the village decides."""

    class Meta:
        model = IntroductionRules
        fields = ["days_valid", "rw_endorses", "takes_photos"]
        labels = {
            "days_valid": "Berlaku berapa hari",
            "takes_photos": "Kertas tanpa kode cukup difoto di anjungan",
        }
        widgets = {"days_valid": forms.NumberInput(attrs={"class": "input-short", "inputmode": "numeric"})}
        help_texts = {
            "days_valid": "Hari pemberian ikut dihitung. Biasanya 14.",
            "rw_endorses": "Bila dicentang, pengantar baru bisa dipakai setelah disetujui.",
            "takes_photos": "Bila tidak dicentang, petugas melihat dan mencatat kertasnya dulu.",
        }

    def __init__(self, *args: Any, rw: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rw_endorses"].label = f"Ketua {rw} harus ikut menyetujui"
        if not rw:
            del self.fields["rw_endorses"]

    def clean_days_valid(self) -> int:
        days = int(self.cleaned_data["days_valid"])
        if not 1 <= days <= LONGEST_VALID:
            raise ValidationError(f"Isi antara 1 dan {LONGEST_VALID} hari.")
        return days


class ListForm(forms.Form):
    """The question and the filter of the desk's list."""

    q = forms.CharField(required=False, max_length=100, label="Nama, NIK, atau kode pengantar")
    state = forms.TypedChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Semua"), *State.choices],
        coerce=State,
        empty_value=None,
    )

"""Forms of the desk and of the verify page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from balai.core.calendar import month_name
from balai.core.dates import LongDateField
from balai.letters.classification import LARGEST_FILE
from balai.letters.enums import Chain, LetterState, NumberingScope, SealService
from balai.letters.examination import LARGEST_UPLOAD
from balai.letters.models import Kind
from balai.letters.numbering import PatternProblem, read_pattern
from balai.letters.scans import LARGEST_SCAN
from balai.services.operations import EffectiveInThePast

MONTHS_BACK = 24


class ReasonForm(forms.Form):
    """Why a letter is taken out of force."""

    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Tersimpan dalam riwayat surat. Contoh: nama ibu salah tulis.",
        error_messages={"required": "Tulis alasannya dulu."},
        widget=forms.Textarea({"rows": 2}),
    )


class NoteForm(forms.Form):
    """A note that goes along."""

    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=300,
        help_text="Contoh: berkas pendukung dibawa warga.",
        widget=forms.Textarea({"rows": 2}),
    )


class PublishForm(forms.Form):
    """From which day a changed kind counts."""

    effective_from = LongDateField(
        label="Berlaku mulai",
        help_text="Hari ini atau sesudahnya. Contoh: 1 Januari 2027.",
        error_messages={"required": "Isi tanggal mulai berlaku."},
    )

    def clean_effective_from(self) -> date:
        day: date = self.cleaned_data["effective_from"]
        if day < timezone.localdate():
            raise forms.ValidationError(str(EffectiveInThePast()))
        return day


class SealForm(forms.Form):
    """What seals the letters of the village, and how Balai signs in at the service."""

    service = forms.ChoiceField(
        label="Surat disegel dengan",
        choices=SealService.choices,
        widget=forms.RadioSelect({"class": "choices-small"}),
        error_messages={"required": "Pilih salah satu."},
    )
    address = forms.URLField(
        label="Alamat layanan BSrE",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Dari Dinas Kominfo kabupaten. Contoh: https://esign.kabupaten.example.",
    )
    user = forms.CharField(label="Nama pengguna layanan", required=False, max_length=100)
    password = forms.CharField(
        label="Kata sandi layanan",
        required=False,
        max_length=200,
        help_text="Tersimpan tersandi dan tidak ditampilkan lagi. Kosongkan bila tidak berubah.",
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("service") != SealService.OWN:
            for name, problem in (("address", "Isi alamat layanan."), ("user", "Isi nama pengguna layanan.")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, problem)
        return cleaned


class ScanForm(forms.Form):
    """A letter that was signed by hand."""

    scan = forms.FileField(
        label="Hasil pindai",
        help_text="PDF, JPG, atau PNG, paling besar 10 MB. Seluruh halaman harus terlihat, juga kode QR-nya.",
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"required": "Pilih dulu berkasnya."},
    )

    def clean_scan(self) -> bytes:
        # One byte too many is enough to know; the rest of a huge file is never read into memory.
        return bytes(self.cleaned_data["scan"].read(LARGEST_SCAN + 1))


class ChainForm(forms.Form):
    """For each kind of this village, whose hands its letters go through."""

    def __init__(self, *args: Any, kinds: Sequence[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[kind.slug] = forms.ChoiceField(
                label=kind.title,
                choices=Chain.choices,
                initial=kind.chain,
                widget=forms.RadioSelect({"class": "choices-small"}),
                error_messages={"required": "Pilih salah satu."},
            )


class ArchiveForm(forms.Form):
    """What to show of the archive."""

    q = forms.CharField(label="Cari nomor atau nama", required=False, max_length=100)
    kind = forms.ModelChoiceField(
        Kind.objects.none(),
        label="Jenis surat",
        required=False,
        empty_label="Semua jenis",
        to_field_name="slug",
    )
    month = forms.ChoiceField(label="Bulan", required=False)
    state = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua keadaan"), *LetterState.choices]
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = Kind.objects.in_order()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["month"].choices = [("", "Semua bulan"), *_months(today)]  # type: ignore[attr-defined]


def _months(today: date) -> list[tuple[str, str]]:
    """The current month and those before it: ('2026-11', 'November 2026')."""
    found = []
    year, month = today.year, today.month
    for _ in range(MONTHS_BACK):
        found.append((f"{year}-{month:02}", f"{month_name(month)} {year}"))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return found


class NumberingForm(forms.Form):
    """How numbers are written."""

    pattern = forms.CharField(
        label="Pola nomor",
        max_length=120,
        help_text="Kode dalam kurung diganti isinya saat surat terbit. Daftar kodenya ada di halaman ini.",
        error_messages={"required": "Isi pola nomor."},
    )
    scope = forms.ChoiceField(
        label="Nomor urut dihitung untuk",
        choices=NumberingScope.choices,
        widget=forms.RadioSelect({"class": "choices-small"}),
        error_messages={"required": "Pilih salah satu."},
    )
    village_code = forms.CharField(
        label="Kode pada nomor",
        max_length=20,
        help_text="Mengisi {kode_desa} pada pola, misalnya Ds.Sukamaju.",
        error_messages={"required": "Isi kode."},
        widget=forms.TextInput({"class": "input-date"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("pattern") and cleaned.get("scope"):
            try:
                read_pattern(cleaned["pattern"], NumberingScope(cleaned["scope"]))
            except PatternProblem as problem:
                self.add_error("pattern", str(problem))
        return cleaned


class NextSerialForm(forms.Form):
    """Going on at a number in the middle of a year that began on paper."""

    key = forms.ChoiceField(label="Hitungan", required=False)
    serial = forms.IntegerField(
        label="Nomor urut berikutnya",
        min_value=1,
        max_value=999_999,
        error_messages={"required": "Isi nomor urut.", "invalid": "Tulis angka saja."},
        widget=forms.TextInput({"class": "input-short", "inputmode": "numeric"}),
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Contoh: nomor 1 sampai 146 sudah dipakai di buku agenda.",
        error_messages={"required": "Tulis alasannya."},
    )

    def __init__(self, *args: Any, keys: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = keys  # type: ignore[attr-defined]  # a ChoiceField
        if len(keys) == 1:
            self.fields["key"].widget = forms.HiddenInput()
            self.initial["key"] = keys[0][0]


class CodesForm(forms.Form):
    """A table of classification codes."""

    file = forms.FileField(
        label="Berkas kode klasifikasi",
        help_text="Excel, OpenDocument, atau CSV dengan kolom kode, nama, uraian. Paling besar 5 MB.",
        error_messages={"required": "Pilih dulu berkasnya."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("Berkas lebih dari 5 MB. Simpan tabel kodenya saja.")
        return file


class VerifyForm(forms.Form):
    """A letter to check: its file, or what its QR code says."""

    file = forms.FileField(label="Berkas PDF surat", required=False, help_text="Paling besar 5 MB.")
    code = forms.CharField(
        label="Tautan dari kode QR",
        required=False,
        max_length=4096,
        help_text="Salin alamat yang muncul saat kode dipindai.",
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_UPLOAD:
            raise forms.ValidationError("Berkas lebih dari 5 MB. Surat kami tidak sebesar itu.")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("code"):
            raise forms.ValidationError("Pilih berkas PDF, atau tempel tautan dari kode QR.")
        return cleaned


class IncomingForm(forms.Form):
    """A letter that came in, as the agenda book asks."""

    entered_on = LongDateField(label="Tanggal diterima", help_text="Contoh: 20 November 2026")
    letter_number = forms.CharField(
        label="Nomor surat",
        max_length=100,
        error_messages={"required": "Isi nomor suratnya. Tanpa nomor? Tulis -."},
    )
    letter_date = LongDateField(label="Tanggal surat", help_text="Yang tertulis di suratnya.")
    correspondent = forms.CharField(
        label="Pengirim", max_length=150, error_messages={"required": "Isi siapa pengirimnya."}
    )
    subject = forms.CharField(
        label="Isi singkat",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Tulis isinya dengan singkat."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        entered, written = cleaned.get("entered_on"), cleaned.get("letter_date")
        if entered and entered > self._today:
            self.add_error("entered_on", "Tanggal ini belum tiba.")
        elif entered and written and written > entered:
            self.add_error("letter_date", "Surat tidak mungkin ditulis sesudah diterima. Periksa tanggalnya.")
        return cleaned


class DispatchForm(forms.Form):
    """That a letter was sent, as the expedition book asks."""

    sent_on = LongDateField(label="Tanggal kirim", help_text="Contoh: 20 November 2026")
    recipient = forms.CharField(
        label="Ditujukan kepada", max_length=150, error_messages={"required": "Isi siapa penerimanya."}
    )
    note = forms.CharField(
        label="Keterangan",
        max_length=200,
        required=False,
        help_text="Misalnya: diterima Bu Rini, diantar Pak Joko.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_sent_on(self) -> date:
        sent: date = self.cleaned_data["sent_on"]
        if sent > self._today:
            raise forms.ValidationError("Tanggal ini belum tiba.")
        return sent


class ReprintForm(forms.Form):
    """Why a letter is printed once more."""

    reason = forms.CharField(
        label="Alasan dicetak ulang",
        max_length=200,
        help_text="Contoh: lembar pertama sobek.",
        error_messages={"required": "Tulis alasannya dulu."},
    )

"""Issued documents, one or many at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from balai.applications.issued.batches import MOST_FILES, MOST_MEGABYTES
from balai.applications.models import Application
from balai.documents.forms import SeveralFiles
from balai.documents.refusals import refused
from balai.documents.rules import LARGEST_FILE, MEGABYTE

ACCEPTED = "application/pdf,.pdf"


def _content(upload: Any) -> bytes:
    """One byte too many is enough to know; the rest of a huge file is never read into memory."""
    content = bytes(upload.read(LARGEST_FILE + 1))
    if len(content) > LARGEST_FILE:
        raise ValidationError(str(refused("too_large")), code="too_large")
    return content


class IssuedForm(forms.Form):
    """The document that was issued for one application."""

    use_required_attribute = False

    file = forms.FileField(
        label="PDF dari SIAK",
        help_text="Disimpan persis seperti aslinya, jadi tanda tangan elektroniknya tetap sah.",
        widget=forms.FileInput({"accept": ACCEPTED}),
        error_messages={"required": "Pilih dulu PDF-nya."},
    )
    title = forms.CharField(
        label="Nama dokumen", max_length=120, error_messages={"required": "Isi nama dokumennya."}
    )
    number = forms.CharField(label="Nomor dokumen", max_length=60, required=False)
    finish = forms.BooleanField(
        label="Permohonan selesai", required=False, initial=True,
        help_text="Pemohon melihatnya di halaman lacak, dan bisa mengunduhnya.",
    )  # fmt: skip

    @classmethod
    def of(cls, application: Application, data: Any, files: Any) -> "IssuedForm":
        """Filled in for what was asked for."""
        return cls(data, files, initial={"title": application.service.name, "finish": True})

    def clean_file(self) -> bytes:
        return _content(self.cleaned_data["file"])


class IssuedFilesField(forms.FileField):
    """Several PDFs; cleans to the uploads, for all of them together are too large for the memory."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > MOST_FILES:
            raise ValidationError(f"Paling banyak {MOST_FILES} berkas sekali unggah.", code="many")
        large = [upload.name for upload in uploads if upload.size > LARGEST_FILE]
        if large:
            raise ValidationError(f"{refused('too_large')} ({', '.join(large)})", code="too_large")
        if sum(upload.size for upload in uploads) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(
                f"Semuanya lebih dari {MOST_MEGABYTES} MB. Unggah dalam beberapa bagian.", code="too_large"
            )
        return list(uploads)


class ManyIssuedForm(forms.Form):
    """Issued documents of several applications."""

    use_required_attribute = False

    documents = IssuedFilesField(
        label="PDF dari SIAK",
        help_text=f"Paling banyak {MOST_FILES} berkas, semuanya bersama paling besar {MOST_MEGABYTES} MB. Dicocokkan lewat kode lacak, NIK, atau nomor KK pada nama atau isinya.",
        widget=SeveralFiles({"accept": ACCEPTED}),
        error_messages={"required": "Pilih dulu PDF-nya."},
    )

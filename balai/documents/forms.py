"""Files in a plain form, for browsers without scripts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from balai.documents import rules
from balai.documents.refusals import refused

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"
MOST_FILES = 6
"""Of one field at a time: photographs as a phone takes them fill a request soon."""


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PapersField(forms.FileField):
    """Photographs or PDFs; cleans to the content of each, not yet looked into: give each to `receive_whole`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", SeveralFiles(attrs={"accept": ACCEPTED}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > MOST_FILES:
            raise ValidationError(f"Kirim paling banyak {MOST_FILES} berkas sekali kirim.", code="many")
        return [self._content(upload) for upload in uploads]

    def _content(self, upload: Any) -> bytes:
        # One byte too many is enough to know; the rest of a huge file is never read into memory.
        content = bytes(upload.read(rules.LARGEST_FILE + 1))
        if len(content) > rules.LARGEST_FILE:
            raise ValidationError(str(refused("too_large")), code="too_large")
        if not content:
            raise ValidationError(str(refused("empty")), code="empty")
        return content

"""Documents that were handed in with an application, and those that came out of it."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from balai.applications import rules
from balai.applications.models.applications import Application
from balai.documents.models import Document
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class Attachment(VillageOwned):
    """A document handed in with an application, as a page of one of the things that are required."""

    application = VillageForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    requirement = models.CharField("syarat", max_length=140)
    """The stable name of `form.documents.RequiredDocument`."""
    document = VillageForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name="berkas")
    added_at = models.DateTimeField("ditambahkan", default=timezone.now)

    class Meta:
        verbose_name = "berkas permohonan"
        verbose_name_plural = "berkas permohonan"
        ordering: ClassVar = ["requirement", "added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "document"], name="document_attached_once",
                violation_error_message="Berkas ini sudah dilampirkan.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.requirement


class Sighting(VillageOwned):
    """An officer saw the original of something that is required (*asli diperlihatkan*), so that no picture is needed."""

    application = VillageForeignKey(Application, on_delete=models.CASCADE, related_name="sightings")
    requirement = models.CharField("syarat", max_length=140)
    """The stable name of `form.documents.RequiredDocument`."""
    seen_at = models.DateTimeField("dilihat", default=timezone.now)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    label = models.CharField("oleh", max_length=150)

    class Meta:
        verbose_name = "dokumen asli yang dilihat"
        verbose_name_plural = "dokumen asli yang dilihat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "application", "requirement"], name="original_seen_once",
                violation_error_message="Dokumen asli ini sudah dicatat.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.requirement}, {self.label}"


class Result(VillageOwned):
    """A finished document as its office issued it, byte for byte, and how often it was fetched."""

    application = VillageForeignKey(Application, on_delete=models.PROTECT, related_name="results")
    document = VillageForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name="berkas")
    title = models.CharField("nama dokumen", max_length=120)
    number = models.CharField("nomor dokumen", max_length=60, blank=True, default="")
    added_at = models.DateTimeField("disimpan", default=timezone.now)
    added_label = models.CharField("oleh", max_length=150)
    fetched = models.PositiveIntegerField("kali diambil", default=0)
    fetched_at = models.DateTimeField("terakhir diambil", null=True)

    class Meta:
        verbose_name = "dokumen jadi"
        verbose_name_plural = "dokumen jadi"
        ordering: ClassVar = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "document"], name="result_is_one_document",
                violation_error_message="Dokumen ini sudah disimpan.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def is_available(self, now: datetime) -> bool:
        """Links end: what lies about for long is read by others."""
        return now < self.added_at + rules.FETCHED_WITHIN

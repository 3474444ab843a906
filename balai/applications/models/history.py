"""What happened to an application, what is wrong with it, and what the office says among itself."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from balai.applications.enums import Side, State, Step
from balai.applications.models.applications import Application
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

ANSWER, DOCUMENT = "answer", "document"
"""How a `Finding.place` begins."""


class Event(VillageOwned):
    """One step of one application, as it was taken. The history of an application is all of them."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    application = VillageForeignKey(
        Application, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    number = models.PositiveIntegerField("urutan")
    step = models.CharField("langkah", max_length=10, choices=Step)
    side = models.CharField("oleh pihak", max_length=9, choices=Side)
    source = models.CharField("dari", max_length=10, choices=State)
    target = models.CharField("ke", max_length=10, choices=State)
    at = models.DateTimeField("waktu")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField("nama", max_length=150)
    reason = models.CharField("alasan", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "langkah permohonan"
        verbose_name_plural = "langkah permohonan"
        ordering: ClassVar = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "application", "number"], name="application_event_numbered_once",
                violation_error_message="Langkah ini sudah tercatat.",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["village", "at"],
                condition=Q(target=State.FINISHED),
                name="applications_finished_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.label}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def open(self) -> Self:
        return self.filter(answered_at=None).order_by("place", "id")


class Finding(VillageOwned):
    """Something in an application that is wrong or missing (*catatan perbaikan*): which answer or document, and why."""

    application = VillageForeignKey(Application, on_delete=models.CASCADE, related_name="findings")
    place = models.CharField("bagian", max_length=140)
    """`answer:<question>` or `document:<name of the requirement>`."""
    sentence = models.CharField("yang perlu diperbaiki", max_length=300)
    found_at = models.DateTimeField("ditemukan", default=timezone.now)
    found_by = models.CharField("oleh", max_length=150)
    answered_at = models.DateTimeField("dijawab", null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan perbaikan"
        verbose_name_plural = "catatan perbaikan"

    def __str__(self) -> str:
        return self.sentence


class Note(VillageOwned):
    """What an officer tells the others about an application; its applicant never sees it."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    application = VillageForeignKey(Application, on_delete=models.PROTECT, related_name="notes")
    text = models.CharField("catatan", max_length=1000)
    at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField("waktu", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField("nama", max_length=150)

    class Meta:
        verbose_name = "catatan permohonan"
        verbose_name_plural = "catatan permohonan"
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return self.text[:60]

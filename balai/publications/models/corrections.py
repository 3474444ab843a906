"""What readers report as wrong, and what the office answers."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from balai.publications.enums import Outcome
from balai.tenancy.models import VillageOwned

TOLD_FOR = timedelta(days=90)
"""How long everybody sees what was corrected, and how long the reporter's contact is kept after the answer."""


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Reports of the village in scope."""

    def waiting(self) -> Self:
        """Those that nobody has answered, the most urgent first."""
        return self.filter(outcome="").order_by("due_on", "id")

    def late(self, today: date) -> Self:
        return self.waiting().filter(due_on__lt=today)

    def answered(self) -> Self:
        return self.exclude(outcome="").order_by("-answered_at")

    def corrected(self, now: datetime) -> Self:
        """What everybody may see, the newest first."""
        return self.filter(outcome=Outcome.CORRECTED, answered_at__gte=now - TOLD_FOR).order_by(
            "-answered_at"
        )

    def with_needless_contact(self, now: datetime) -> Self:
        return self.exclude(contact="").filter(answered_at__lt=now - TOLD_FOR)


class Correction(VillageOwned):
    """A *laporan keliru*: somebody says that a page is wrong. Ends in a correction or in an answer with its reason."""

    code = models.CharField("kode", max_length=20)
    path = models.CharField("halaman", max_length=200)
    page_title = models.CharField("judul halaman", max_length=160)
    service_slug = models.CharField("layanan", max_length=60, blank=True, default="")
    text = models.CharField("yang keliru", max_length=1000)
    contact = models.CharField("kontak pelapor", max_length=100, blank=True, default="")
    received_at = models.DateTimeField("diterima", default=timezone.now)
    due_on = models.DateField("paling lambat dijawab")
    outcome = models.CharField("hasil", max_length=9, choices=Outcome, blank=True, default="")
    answer = models.CharField("jawaban", max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField("dijawab", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="oleh"
    )
    answered_label = models.CharField("nama petugas", max_length=200, blank=True, default="")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan keliru"
        verbose_name_plural = "laporan keliru"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "code"], name="correction_code_used_once",
                violation_error_message="Kode ini sudah dipakai.",
            ),
            models.CheckConstraint(
                name="correction_ends_with_an_answer",
                condition=Q(outcome="", answer="", answered_at=None)
                | Q(outcome__in=Outcome.values, answered_at__isnull=False) & ~Q(answer=""),
                violation_error_message="Tulis jawabannya.",
            ),
            models.CheckConstraint(
                name="correction_says_what_is_wrong", condition=~Q(text=""),
                violation_error_message="Tulis apa yang keliru.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["village", "due_on"], condition=Q(outcome=""), name="correction_waiting"),
            models.Index(fields=["village", "answered_at"], name="correction_by_answer"),
        ]

    def __str__(self) -> str:
        return f"laporan {self.page_title}"

    @property
    def is_answered(self) -> bool:
        return self.outcome != ""

"""What an applicant has proved about themselves before sending."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from balai.applications import rules
from balai.applications.models.applications import Application
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class EmailProof(VillageOwned):
    """A *bukti surel*: that the applicant reads what is sent to the address they gave.

    Of the code only a keyed hash is kept, and only until it is used or over.
    """

    application = VillageForeignKey(
        Application, on_delete=models.CASCADE, related_name="email_proofs", db_index=False
    )
    email = models.EmailField("surel", max_length=120)
    code_hash = models.CharField("sidik kode", max_length=64, blank=True, default="")
    tries = models.PositiveSmallIntegerField("kali ditebak", default=0)
    asked_at = models.DateTimeField("diminta")
    sent_at = models.DateTimeField("dikirim", null=True)
    proved_at = models.DateTimeField("terbukti", null=True)

    class Meta:
        verbose_name = "bukti surel"
        verbose_name_plural = "bukti surel"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "application"], name="email_proved_once",
                violation_error_message="Surel permohonan ini sudah punya bukti.",
            ),
            models.CheckConstraint(
                name="used_code_is_forgotten", condition=Q(proved_at=None) | Q(code_hash=""),
                violation_error_message="Kode yang sudah dipakai tidak disimpan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.application_id)

    def is_open(self, now: datetime) -> bool:
        """Whether the code that was sent may still be typed."""
        if self.sent_at is None or not self.code_hash:
            return False
        return self.tries < rules.MOST_TRIES and now < self.sent_at + rules.CODE_LASTS

    def is_on_its_way(self, now: datetime) -> bool:
        """Whether it was asked for just now and not sent yet."""
        waits = self.sent_at is None or self.sent_at < self.asked_at
        return waits and self.proved_at is None and now < self.asked_at + rules.CODE_LASTS

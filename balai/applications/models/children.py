"""Who agreed for a child."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from balai.applications.enums import Kinship
from balai.applications.models.applications import Application
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class ParentalConsent(VillageOwned):
    """A *persetujuan orang tua atau wali*: who agreed that a child's data is used, and what they are to the child.

    An application that has one tells of somebody under eighteen (UU 27/2022 pasal 25).
    """

    application = VillageForeignKey(
        Application, on_delete=models.CASCADE, related_name="parental_consents", db_index=False
    )
    name = models.CharField("nama yang menyetujui", max_length=100)
    kinship = models.CharField("hubungan dengan anak", max_length=8, choices=Kinship)
    given_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField("waktu", default=timezone.now)

    class Meta:
        verbose_name = "persetujuan orang tua"
        verbose_name_plural = "persetujuan orang tua"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "application"], name="parental_consent_once",
                violation_error_message="Persetujuan orang tua sudah dicatat.",
            ),
            models.CheckConstraint(
                name="parental_consent_says_who", condition=~models.Q(name=""),
                violation_error_message="Isi nama orang tua atau wali.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}, {self.get_kinship_display().lower()}"

"""What a village decides about applications."""

from django.db import models

from balai.tenancy.models import VillageOwned


class ApplicationRules(VillageOwned):
    """What the village decides about applications: one row, or none while nothing was changed."""

    second_pair = models.BooleanField("dua petugas memeriksa", default=False)
    asks_code = models.BooleanField("kode ke surel sebelum mengirim", default=False)

    class Meta:
        verbose_name = "aturan permohonan"
        verbose_name_plural = "aturan permohonan"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], name="application_rules_once",
                violation_error_message="Aturan permohonan sudah ada.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return "dua petugas" if self.second_pair else "satu petugas"

"""What seals the letters of a village."""

from django.db import models
from django.db.models import Q

from balai.letters.enums import SealService, SealUsed
from balai.tenancy.models import VillageOwned


class SealChoice(VillageOwned):
    """The village's choice (*segel yang dipakai*): its own seal, or certified signatures by BSrE.

    The password of the service is no column: it lies encrypted in the key store. `down_since` is when the service
    stopped answering; a job watches it and takes this back.
    """

    service = models.CharField("segel", max_length=8, choices=SealService, default=SealService.OWN)
    address = models.URLField("alamat layanan", max_length=200, blank=True, default="")
    user = models.CharField("nama pengguna layanan", max_length=100, blank=True, default="")
    down_since = models.DateTimeField("tidak menjawab sejak", null=True)

    class Meta:
        verbose_name = "pilihan segel"
        verbose_name_plural = "pilihan segel"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], name="one_seal_choice_a_village",
                violation_error_message="Desa ini sudah memilih segel.",
            ),
            models.CheckConstraint(
                name="seal_service_has_address_and_user",
                condition=Q(service=SealService.OWN) | ~Q(address="") & ~Q(user=""),
                violation_error_message="Isi alamat dan nama pengguna layanan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_service_display()

    @property
    def is_certified(self) -> bool:
        return self.service != SealService.OWN

    @property
    def seal(self) -> SealUsed:
        """Which seal a letter gets that is signed now."""
        return SealUsed.CERTIFIED if self.is_certified else SealUsed.VILLAGE

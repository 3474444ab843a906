"""What the village tells everybody about itself in numbers."""

from typing import ClassVar

from django.db import models

from balai.tenancy.enums import Isolation
from balai.tenancy.models import VillageOwned


class PublicCountQuerySet(models.QuerySet["PublicCount"]):
    def newest(self) -> "PublicCount | None":
        """What stands on the public page."""
        return self.order_by("-counted_at", "-id").first()


class PublicCount(VillageOwned):
    """The *angka warga* of a day as everybody may know them (`residents.disclosure`); nothing finer is kept here.

    They stay for a while, so that nobody can look before and after one person.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    counted_at = models.DateTimeField("dihitung")
    figures = models.JSONField("angka")

    objects = PublicCountQuerySet.as_manager()

    class Meta:
        verbose_name = "angka warga"
        verbose_name_plural = "angka warga"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["village", "-counted_at", "-id"], name="public_count_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.counted_at:%d-%m-%Y}"

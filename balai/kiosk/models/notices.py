"""What the village has to say on the resting screen."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from balai.tenancy.models import VillageOwned


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by the day."""

    def shown(self, on: date) -> Self:
        """Those that are not over yet, the newest first."""
        return self.filter(Q(until=None) | Q(until__gte=on)).order_by("-id")


class Notice(VillageOwned):
    """A *pengumuman* on the kiosk's resting screen, until the end of a day."""

    title = models.CharField("judul", max_length=60)
    text = models.CharField("isi", max_length=200, blank=True, default="")
    until = models.DateField("tampil sampai", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "pengumuman anjungan"
        verbose_name_plural = "pengumuman anjungan"
        constraints = [
            models.CheckConstraint(
                name="notice_has_a_title", condition=~Q(title=""), violation_error_message="Isi judulnya."
            ),
        ]

    def __str__(self) -> str:
        return self.title

"""Packages that are too large to be taken in while somebody waits."""

from typing import Self

from django.db import models
from django.db.models import Q

from balai.applications.enums import PackageState, Side
from balai.applications.models.work import LongWork
from balai.tenancy.models import VillageOwned


class PackageRunQuerySet(models.QuerySet["PackageRun"]):
    """Packages as the desks list them."""

    def at_desk(self, desk: Side) -> Self:
        """What that side takes in, the newest first, with what the name of its village needs."""
        return self.filter(desk=desk).select_related("village__regency").order_by("-received_at", "-id")

    def at_work(self) -> Self:
        return self.filter(state__in=PackageRun.at_work_in)


class PackageRun(LongWork, VillageOwned):
    """A *paket masuk*: a package on its way in, application by application, each named by its tracking code."""

    at_work_in = (PackageState.WAITING, PackageState.WORKING)

    desk = models.CharField("meja", max_length=9, choices=Side)
    size = models.PositiveBigIntegerField("besar berkas")
    total = models.PositiveIntegerField("permohonan di dalamnya")
    state = models.CharField("keadaan", max_length=7, choices=PackageState, default=PackageState.WAITING)

    objects = PackageRunQuerySet.as_manager()

    class Meta:
        verbose_name = "paket masuk"
        verbose_name_plural = "paket masuk"
        constraints = [
            models.CheckConstraint(
                name="package_run_state_is_known", condition=Q(state__in=PackageState.values),
                violation_error_message="Keadaan paket tidak dikenal.",
            ),
            models.CheckConstraint(
                name="package_run_belongs_to_a_desk", condition=Q(desk__in=[Side.VILLAGE, Side.AGENCY]),
                violation_error_message="Paket masuk di meja desa atau meja Disdukcapil.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["village", "desk", "-received_at"], name="package_runs_latest_first"),
        ]

    def __str__(self) -> str:
        return f"Paket {self.received_at:%Y-%m-%d}"

    @property
    def done(self) -> int:
        return len(self.outcomes)

    @property
    def steps(self) -> int:
        return self.total

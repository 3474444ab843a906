"""Devices on which kiosk pages open, and codes of devices that ask to become one."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import FilteredRelation, Q

from balai.kiosk.enums import DeviceState
from balai.kiosk.rules import device_state, spaced_code
from balai.printing.models import Printer
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

if TYPE_CHECKING:
    from balai.kiosk.models.visits import Visit


class KioskDeviceQuerySet(models.QuerySet["KioskDevice"]):
    """Devices by whether they still open anything."""

    def paired(self) -> Self:
        """Those not revoked; locked ones are still paired."""
        return self.filter(revoked_at=None)

    def with_visit(self) -> Self:
        """With the visit that runs there as `running`, in the same query: there is one at most."""
        running = FilteredRelation("visits", condition=Q(visits__ended_at=None))
        return self.annotate(running=running).select_related("running")

    def calling(self) -> Self:
        """Those where somebody waits for an officer."""
        return self.paired().exclude(called_at=None).order_by("called_at")


class KioskDevice(VillageOwned):
    """An *anjungan*: one screen in one place. It keeps a random token; only the SHA-256 of it is kept here."""

    name = models.CharField("nama", max_length=60)
    place = models.CharField("tempat", max_length=100, blank=True, default="")
    token_hash = models.CharField(max_length=64)
    paired_at = models.DateTimeField("dipasang")
    paired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField("dicabut", null=True)
    locked_at = models.DateTimeField("dikunci", null=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    locked_reason = models.CharField("alasan dikunci", max_length=200, blank=True, default="")
    last_seen_at = models.DateTimeField("terakhir terdengar", null=True)
    called_at = models.DateTimeField("memanggil petugas", null=True)
    speaks = models.BooleanField("suara hidup sejak awal", default=True)
    is_training = models.BooleanField("mode latihan", default=False)
    printer = VillageForeignKey(
        Printer, on_delete=models.PROTECT, null=True, related_name="kiosks", verbose_name="pencetak"
    )
    slip_printer = VillageForeignKey(
        Printer, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="pencetak struk"
    )

    running: "Visit | None" = None
    """The visit of whoever stands there, where it was asked for."""
    objects = KioskDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = "anjungan"
        verbose_name_plural = "anjungan"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "token_hash"], name="kiosk_token_used_once",
                violation_error_message="Perangkat ini sudah dipasang.",
            ),
            models.UniqueConstraint(
                fields=["village", "name"], condition=Q(revoked_at=None), name="kiosk_name_used_once",
                violation_error_message="Nama ini sudah dipakai anjungan lain.",
            ),
            models.CheckConstraint(
                name="kiosk_lock_has_time_and_reason",
                condition=Q(locked_at=None, locked_by=None, locked_reason="")
                | Q(locked_at__isnull=False) & ~Q(locked_reason=""),
                violation_error_message="Tulis alasan mengunci.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def label(self) -> str:
        """'Anjungan 1, ruang tunggu'."""
        return f"{self.name}, {self.place}" if self.place else self.name

    def state(self, now: datetime) -> DeviceState:
        return device_state(is_locked=self.is_locked, last_seen_at=self.last_seen_at, now=now)


class PairingRequest(VillageOwned):
    """A *kode pasang*: a device shows it for ten minutes; whoever manages the village types it at the desk."""

    code = models.CharField("kode", max_length=8)
    token_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField("diminta")
    expires_at = models.DateTimeField("berlaku sampai")

    class Meta:
        verbose_name = "kode pasang anjungan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "code"], name="pairing_code_used_once",
                violation_error_message="Kode ini sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["village", "token_hash"], name="pairing_token_used_once",
                violation_error_message="Perangkat ini sudah meminta kode.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.spaced

    @property
    def spaced(self) -> str:
        return spaced_code(self.code)

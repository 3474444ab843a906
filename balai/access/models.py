"""What a resident proves with at a kiosk, and calls for an officer's help there.

Nothing here can be turned back into a PIN or the number of a chip.
"""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.access.enums import CardState, HelpState, PinKind
from balai.residents.models import Resident
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


def _of_resident(related_name: str) -> VillageForeignKey:
    return VillageForeignKey(
        Resident, on_delete=models.PROTECT, related_name=related_name, verbose_name="warga", db_index=False
    )


def _given_by() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="petugas",
    )


class PinQuerySet(models.QuerySet["Pin"]):
    def usable(self, at: datetime) -> Self:
        """Those that open something at that moment."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at), blocked_at=None, used_at=None)


class Pin(VillageOwned):
    """The *PIN* of a resident: six digits, kept as Argon2id (RFC 9106) with a secret that is not in the database.

    One for each resident; a new one replaces it. A one-time PIN serves for some hours and one visit.
    """

    resident = _of_resident("pins")
    kind = models.CharField("jenis", max_length=8, choices=PinKind, default=PinKind.LASTING)
    encoded = models.CharField("sidik PIN", max_length=120, editable=False)
    given_by = _given_by()
    given_at = models.DateTimeField("diberikan")
    chosen_at = models.DateTimeField("dipilih sendiri", null=True, blank=True)
    """When the resident put one of their own in the place of the one from the desk."""
    expires_at = models.DateTimeField("berlaku sampai", null=True, blank=True)
    used_at = models.DateTimeField("dipakai", null=True, blank=True)
    blocked_at = models.DateTimeField("diblokir", null=True, blank=True)

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = "PIN"
        verbose_name_plural = "PIN"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "resident"],
                name="one_pin_per_resident",
                violation_error_message="Warga ini sudah punya PIN.",
            ),
            models.CheckConstraint(
                name="only_a_one_time_pin_ends_by_itself",
                condition=Q(kind=PinKind.ONE_TIME, expires_at__gt=F("given_at"), chosen_at=None)
                | Q(kind=PinKind.LASTING, expires_at=None, used_at=None),
                violation_error_message="Hanya PIN sekali pakai yang punya batas waktu.",
            ),
            models.CheckConstraint(
                name="pin_is_kept_as_argon2id",
                condition=Q(encoded__startswith="$argon2id$"),
                violation_error_message="PIN hanya disimpan sebagai sidik.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def is_usable(self, at: datetime) -> bool:
        """Whether it opens something at that moment."""
        in_time = self.expires_at is None or self.expires_at > at
        return in_time and self.blocked_at is None and self.used_at is None


class ServiceCardQuerySet(models.QuerySet["ServiceCard"]):
    def in_use(self) -> Self:
        return self.filter(state=CardState.IN_USE)

    def ended(self) -> Self:
        """Those that open nothing any more, the last one first."""
        return self.exclude(state=CardState.IN_USE).order_by("-ended_at", "-id")

    def to_print(self) -> Self:
        """Given and never printed, in the order in which they were given."""
        return self.in_use().filter(printed_at=None).select_related("resident").order_by("given_at", "id")


class ServiceCard(VillageOwned):
    """A *kartu layanan*: its QR code names this row, signed by the village; it says nothing about its holder."""

    resident = _of_resident("service_cards")
    serial = models.CharField("nomor kartu", max_length=9, db_collation="C")
    """Short signs for people, such as "k7mq-w3zn"; opens nothing."""
    state = models.CharField("keadaan", max_length=9, choices=CardState, default=CardState.IN_USE)
    given_by = _given_by()
    given_at = models.DateTimeField("diberikan")
    ended_at = models.DateTimeField("berakhir", null=True, blank=True)
    printed_at = models.DateTimeField("dicetak", null=True, blank=True)

    objects = ServiceCardQuerySet.as_manager()

    class Meta:
        verbose_name = "kartu layanan"
        verbose_name_plural = "kartu layanan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "serial"],
                name="card_serial_used_once",
                violation_error_message="Nomor kartu ini sudah dipakai.",
            ),
            models.UniqueConstraint(
                fields=["village", "resident"],
                condition=Q(state=CardState.IN_USE),
                name="one_card_in_use_per_resident",
                violation_error_message="Warga ini sudah punya kartu yang dipakai.",
            ),
            models.CheckConstraint(
                name="a_card_ends_with_its_state",
                condition=Q(state=CardState.IN_USE, ended_at=None)
                | ~Q(state=CardState.IN_USE) & Q(state__in=CardState.values, ended_at__isnull=False),
                violation_error_message="Kartu yang berakhir butuh waktu berakhirnya.",
            ),
        ]
        indexes = [models.Index(fields=["village", "resident", "-given_at"], name="cards_of_resident")]

    def __str__(self) -> str:
        return f"Kartu {self.serial}"


class KtpTag(VillageOwned):
    """The chip of a resident's *KTP-el*, registered at the desk: a keyed hash of its number, never the number."""

    resident = _of_resident("ktp_tags")
    uid_hash = models.CharField("sidik chip", max_length=64, db_collation="C", editable=False)
    registered_by = _given_by()
    registered_at = models.DateTimeField("didaftarkan")

    class Meta:
        verbose_name = "KTP-el terdaftar"
        verbose_name_plural = "KTP-el terdaftar"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "resident"],
                name="one_tag_per_resident",
                violation_error_message="Warga ini sudah punya KTP-el yang terdaftar.",
            ),
            models.UniqueConstraint(
                fields=["village", "uid_hash"],
                name="tag_registered_once",
                violation_error_message="KTP-el ini sudah terdaftar atas nama warga lain.",
            ),
        ]

    def __str__(self) -> str:
        return f"KTP-el, didaftarkan {self.registered_at:%d-%m-%Y}"


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def waiting(self, since: datetime) -> Self:
        """Calls that nobody answered yet and that are not too old, the longest waiting first."""
        return self.filter(state=HelpState.WAITING, asked_at__gte=since).order_by("asked_at", "id")


class HelpRequest(VillageOwned):
    """A *permintaan bantuan*: somebody at a kiosk asks an officer to come, compare face and KTP, and say who it is.

    `nik` is what was typed there, kept only until somebody answers.
    """

    device = models.CharField("anjungan", max_length=80)
    visit = models.UUIDField("kunjungan")
    wanted = models.CharField("keperluan", max_length=120, blank=True, default="")
    nik = models.CharField("NIK yang diketik", max_length=16, blank=True, default="")
    state = models.CharField("keadaan", max_length=9, choices=HelpState, default=HelpState.WAITING)
    asked_at = models.DateTimeField("diminta")
    ended_at = models.DateTimeField("selesai", null=True, blank=True)
    answered_by = _given_by()
    resident = VillageForeignKey(
        Resident,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="warga",
        db_index=False,
    )

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan bantuan"
        verbose_name_plural = "permintaan bantuan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "visit"],
                condition=Q(state=HelpState.WAITING),
                name="one_call_waits_per_visit",
                violation_error_message="Kunjungan ini sudah meminta bantuan.",
            ),
            models.CheckConstraint(
                name="who_is_confirmed_is_known",
                condition=Q(state=HelpState.CONFIRMED, resident__isnull=False)
                | ~Q(state=HelpState.CONFIRMED) & Q(state__in=HelpState.values, resident=None),
                violation_error_message="Pilih warga yang dikenali.",
            ),
            models.CheckConstraint(
                name="answered_call_forgets_the_nik",
                condition=Q(state=HelpState.WAITING, ended_at=None)
                | ~Q(state=HelpState.WAITING) & Q(nik="", ended_at__isnull=False),
                violation_error_message="NIK yang diketik dihapus sesudah dijawab.",
            ),
        ]
        indexes = [models.Index(fields=["village", "state", "asked_at"], name="help_found_by_state")]

    def __str__(self) -> str:
        return f"{self.device}: {self.get_state_display()}"

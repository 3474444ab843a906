"""The village's letterhead, opening hours and closures."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from balai.core.calendar import DayRange
from balai.tenancy.models import VillageOwned
from balai.villages.enums import Weekday
from balai.villages.models.terms import ENDS_BEFORE_IT_BEGINS, phone_number
from balai.villages.ranges import days, minutes
from balai.villages.rules import Opening

postcode = RegexValidator(r"^\d{5}$", "Kode pos terdiri dari lima angka.")


class IdentityQuerySet(models.QuerySet["Identity"]):
    """The one row of the village; pages work before it is there."""

    def current(self) -> "Identity":
        """The village's identity, or an empty one that is not stored."""
        return self.first() or Identity()

    def locked(self) -> "Identity":
        """The row to write to, made on first use. Only inside a transaction."""
        # Two desks may make it at once: the unique constraint lets one through, the other reads it.
        self.bulk_create([Identity()], ignore_conflicts=True)
        return self.select_for_update().get()


class Identity(VillageOwned):
    """The village's letterhead and contact: one row. Its colours are on `Village`: every page reads them."""

    logo = models.CharField("lambang", max_length=64, blank=True, default="", editable=False)
    address = models.CharField("alamat kantor", max_length=200, blank=True, default="")
    postcode = models.CharField("kode pos", max_length=5, blank=True, default="", validators=[postcode])
    phone = models.CharField(
        "nomor telepon", max_length=20, blank=True, default="", validators=[phone_number]
    )
    whatsapp = models.CharField(
        "nomor WhatsApp", max_length=20, blank=True, default="", validators=[phone_number]
    )
    email = models.EmailField("alamat surel", blank=True, default="")
    website = models.URLField("alamat situs", blank=True, default="")
    closed_on_collective_leave = models.BooleanField("tutup saat cuti bersama", default=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name = "identitas desa"
        verbose_name_plural = "identitas desa"
        constraints = [
            models.UniqueConstraint(
                fields=["village"],
                name="one_identity_a_village",
                violation_error_message="Desa ini sudah punya identitas.",
            ),
            models.CheckConstraint(
                name="logo_is_a_sha256",
                condition=Q(logo="") | Q(logo__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Lambang harus berkas yang sudah tersimpan.",
            ),
        ]

    def __str__(self) -> str:
        return f"identitas {self.village}"


class OfficeHoursQuerySet(models.QuerySet["OfficeHours"]):
    """Opening hours of the ordinary week, and those of special periods."""

    def ordinary(self) -> Self:
        return self.filter(first_day=None).order_by("weekday", "opens")

    def special(self) -> Self:
        return self.filter(first_day__isnull=False).order_by("first_day", "last_day", "weekday", "opens")

    def openings(self) -> list[Opening]:
        return [row.opening for row in self]


class OfficeHours(VillageOwned):
    """*Jam buka* on a weekday; two rows for a day with a break. With days it replaces the week (Ramadan)."""

    weekday = models.PositiveSmallIntegerField("hari", choices=Weekday)
    opens = models.TimeField("buka")
    closes = models.TimeField("tutup")
    first_day = models.DateField("berlaku mulai", null=True, blank=True)
    last_day = models.DateField("berlaku sampai", null=True, blank=True)

    objects = OfficeHoursQuerySet.as_manager()

    class Meta:
        verbose_name = "jam buka"
        verbose_name_plural = "jam buka"
        ordering = ["first_day", "weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="office_opens_before_it_closes",
                condition=Q(opens__lt=F("closes")),
                violation_error_message="Jam tutup harus sesudah jam buka.",
            ),
            models.CheckConstraint(
                name="weekday_exists",
                condition=Q(weekday__lte=6),
                violation_error_message="Hari ini tidak ada.",
            ),
            models.CheckConstraint(
                name="special_hours_have_both_days",
                condition=Q(first_day=None, last_day=None)
                | Q(first_day__isnull=False, last_day__isnull=False, first_day__lte=F("last_day")),
                violation_error_message="Isi tanggal mulai dan tanggal selesai, atau kosongkan keduanya.",
            ),
            ExclusionConstraint(
                name="special_hours_do_not_overlap",
                condition=Q(first_day__isnull=False),
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (minutes("opens", "closes"), RangeOperators.OVERLAPS),
                    (days("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Jam buka khusus ini bertumpuk dengan jam lain.",
            ),
            ExclusionConstraint(
                name="ordinary_hours_do_not_overlap",
                condition=Q(first_day=None),
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (minutes("opens", "closes"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Jam buka ini bertumpuk dengan jam lain di hari yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Weekday(self.weekday).label} {self.opens:%H.%M}–{self.closes:%H.%M}"

    @property
    def period(self) -> tuple[date | None, date | None]:
        return self.first_day, self.last_day

    @property
    def opening(self) -> Opening:
        return Opening(self.weekday, self.opens, self.closes, self.first_day, self.last_day)


class ClosureQuerySet(models.QuerySet["Closure"]):
    """Closures by day."""

    def in_order(self) -> Self:
        return self.order_by("first_day")

    def touching(self, first: date, last: date) -> Self:
        return self.filter(first_day__lte=last, last_day__gte=first)


class Closure(VillageOwned):
    """Days on which the office is closed beside national holidays: local holidays, elections, mourning."""

    first_day = models.DateField("mulai")
    last_day = models.DateField("sampai")
    reason = models.CharField("sebab", max_length=100)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = "hari tutup"
        verbose_name_plural = "hari tutup"
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_beginning",
                condition=Q(first_day__lte=F("last_day")),
                violation_error_message=ENDS_BEFORE_IT_BEGINS,
            ),
            ExclusionConstraint(
                name="closures_do_not_overlap",
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    (days("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Hari ini sudah tercatat tutup.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def days(self) -> DayRange:
        return DayRange(self.first_day, self.last_day, self.reason)

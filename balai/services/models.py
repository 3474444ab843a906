"""Services, the versions of their standards, and what a regency and an office lay down for all."""

from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import (
    BooleanField,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
)
from django.db.models.fields.json import KT
from django.utils import timezone

from balai.core.months import months_after
from balai.services.enums import Origin, ServiceState
from balai.services.reading import STANDARD, read_components, read_layers, shipped_common
from balai.services.standard import Component, Nature, Standard
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey, uuid7
from balai.tenancy.models import Regency, VillageOwned

LAYERS = ("base", "regency", "local")
REVIEWED_EVERY = (6, 12)
"""Months between two looks at a standard, at least and at most."""


class ServiceQuerySet(models.QuerySet["Service"]):
    """Services as residents and officers list them."""

    def offered(self) -> Self:
        return self.filter(state=ServiceState.OFFERED)

    def with_unread_changes(self) -> Self:
        """Those of which a law or the regency changed something that nobody here has read yet."""
        from_above = ServiceVersion.objects.filter(service=OuterRef("pk"), number__gt=OuterRef("seen_number"))
        return self.filter(Exists(from_above.exclude(origin=Origin.VILLAGE)))

    def to_review(self, today: date) -> Self:
        """Those at which somebody should have looked again by that day, the longest overdue first."""
        months = Func(
            F("review_months"),
            template="make_interval(months => %(expressions)s)",
            output_field=DurationField(),
        )
        due = ExpressionWrapper(F("reviewed_on") + months, output_field=DateField())
        return self.annotate(due=due).filter(due__lte=today).order_by("due", "name")


class Service(VillageOwned):
    """A *layanan*: something a resident can ask the village for. What it says is in its versions."""

    slug = models.SlugField("alamat", max_length=60, db_index=False)
    name = models.CharField("nama", max_length=120)
    summary = models.CharField("ringkasan", max_length=200)
    origin = models.CharField("asal", max_length=8, choices=Origin, default=Origin.BALAI)
    state = models.CharField("keadaan", max_length=8, choices=ServiceState, default=ServiceState.OFFERED)
    seen_number = models.PositiveIntegerField("versi terakhir yang dibaca", default=1)
    reviewed_on = models.DateField("ditinjau pada", default=timezone.localdate)
    review_months = models.PositiveSmallIntegerField(
        "ditinjau tiap berapa bulan",
        default=REVIEWED_EVERY[1],
        validators=[MinValueValidator(REVIEWED_EVERY[0]), MaxValueValidator(REVIEWED_EVERY[1])],
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "slug"], name="service_slug_used_once",
                violation_error_message="Layanan dengan alamat ini sudah ada.",
            ),
            models.CheckConstraint(
                name="service_reviewed_every_6_to_12_months", condition=Q(review_months__range=REVIEWED_EVERY),
                violation_error_message="Tinjauan dilakukan tiap 6 sampai 12 bulan.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def is_own(self, version: "ServiceVersion") -> bool:
        """Whether the village wrote it here as a whole; the standard of a letter is written with its kind."""
        return self.origin == Origin.VILLAGE and version.standard.nature is not Nature.LETTER

    @property
    def review_due(self) -> date:
        """The day on which somebody must have looked at it again."""
        return months_after(self.reviewed_on, self.review_months)


class ServiceVersionQuerySet(models.QuerySet["ServiceVersion"]):
    """Versions of standards, by the day on which they count."""

    def in_force(self, on: date) -> Self:
        """The one of each service that counts on that day."""
        return (
            self.filter(effective_from__lte=on)
            .order_by("service_id", "-effective_from", "-number")
            .distinct("service_id")
        )

    def scheduled(self, after: date) -> Self:
        return self.filter(effective_from__gt=after).order_by("effective_from", "number")

    def offered(self) -> Self:
        return self.filter(service__state=ServiceState.OFFERED).select_related("service")

    def for_list(self) -> Self:
        """Without their tables, but for what is told of each in a list: its group, and whether anything was added."""
        return self.defer(*LAYERS).annotate(
            category=KT("base__category"), is_added_to=ExpressionWrapper(~Q(local={}), BooleanField())
        )


class ServiceVersion(VillageOwned):
    """One state of a standard (*versi standar layanan*): three layers, and the day from which they count.

    A change is a new row; none is ever edited. Of two that count from the same day, the later one does.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    service = VillageForeignKey(Service, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField("versi")
    origin = models.CharField("asal", max_length=8, choices=Origin)
    base = models.JSONField("standar yang diwarisi")
    regency = models.JSONField("tambahan kabupaten", default=dict)
    local = models.JSONField("tambahan desa", default=dict)
    effective_from = models.DateField("berlaku mulai")
    published_at = models.DateTimeField("diterbitkan", auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_label = models.CharField("penerbit", max_length=150)
    content_hash = models.CharField("sidik isi", max_length=64)

    objects = ServiceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versi layanan"
        verbose_name_plural = "versi layanan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "service", "number"], name="service_version_numbered_once",
                violation_error_message="Versi layanan ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.service} versi {self.number}"

    @property
    def standard(self) -> Standard:
        """The layers as read and joined; a version never changes, so it is read once a process."""
        return _standard_of(self)


# Versions are append-only, so what has been read once stays right. Bounded: a regency has many villages.
_READ: dict[UUID, Standard] = {}
_MOST_READ = 5000


def is_read(version_id: UUID) -> bool:
    """Whether the standard of that version is at hand without asking the database for its tables."""
    return version_id in _READ


def _standard_of(version: ServiceVersion) -> Standard:
    standard = _READ.get(version.pk)
    if standard is None:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        standard = _READ[version.pk] = read_layers(version.base, version.regency, version.local)
    return standard


class CommonStandardQuerySet(models.QuerySet["CommonStandard"]):
    """What an office says once for all its services."""

    def current(self) -> dict[Component, str]:
        """The components as the village words them; where it has not, as Balai does."""
        newest = self.order_by("-number").first()
        return {**shipped_common(), **(newest.components if newest else {})}


class CommonStandard(VillageOwned):
    """What all services of the office have in common (*komponen bersama*): facilities, staff, supervision and so on."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    number = models.PositiveIntegerField("versi")
    content = models.JSONField("isi")
    published_at = models.DateTimeField("diterbitkan", auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_label = models.CharField("penerbit", max_length=150)

    objects = CommonStandardQuerySet.as_manager()

    class Meta:
        verbose_name = "komponen bersama"
        verbose_name_plural = "komponen bersama"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "number"], name="common_standard_numbered_once",
                violation_error_message="Versi ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Komponen bersama versi {self.number}"

    @property
    def components(self) -> dict[Component, str]:
        return read_components(self.content, STANDARD)


class RegencyStandardQuerySet(models.QuerySet["RegencyStandard"]):
    """What the regency lays down, by the day on which it counts."""

    def in_force(self, on: date) -> Self:
        """The one of each service that counts on that day."""
        return (
            self.filter(effective_from__lte=on)
            .order_by("slug", "-effective_from", "-number")
            .distinct("slug")
        )


class RegencyStandard(models.Model):
    """What the regency adds to a standard for all its villages (*standar kabupaten*), or a standard of its own.

    A change is a new row. `base` is empty where it adds to a national standard or to a letter.
    """

    isolation: ClassVar[Isolation] = Isolation.SHARED

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    regency = models.ForeignKey(
        Regency, on_delete=models.PROTECT, related_name="standards", verbose_name="kabupaten"
    )
    slug = models.SlugField("alamat", max_length=60, db_index=False)
    number = models.PositiveIntegerField("versi")
    base = models.JSONField("standar", default=dict)
    additions = models.JSONField("tambahan", default=dict)
    effective_from = models.DateField("berlaku mulai")
    published_at = models.DateTimeField("diterbitkan", auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_label = models.CharField("penerbit", max_length=150)

    objects = RegencyStandardQuerySet.as_manager()

    class Meta:
        verbose_name = "standar kabupaten"
        verbose_name_plural = "standar kabupaten"
        constraints = [
            models.UniqueConstraint(
                fields=["regency", "slug", "number"], name="regency_standard_numbered_once",
                violation_error_message="Versi ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.slug} versi {self.number}"

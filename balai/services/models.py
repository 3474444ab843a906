"""Services, their versions, and the requirements of each version."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class Service(VillageOwned):
    """A *layanan*: something a resident can ask the village for."""

    slug = models.SlugField("alamat", max_length=60, db_index=False)
    name = models.CharField("nama", max_length=120)
    summary = models.CharField("ringkasan", max_length=200)

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "slug"], name="service_slug_used_once",
                violation_error_message="Layanan dengan alamat ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ServiceVersionQuerySet(models.QuerySet["ServiceVersion"]):
    """Versions, the newest of each service first of all."""

    def current(self) -> Self:
        return self.order_by("service_id", "-number").distinct("service_id")


class ServiceVersion(VillageOwned):
    """One published state of a service (*versi layanan*). A new version is a new row; none is ever edited."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    service = VillageForeignKey(Service, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField("versi")
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


class RequirementQuerySet(models.QuerySet["Requirement"]):
    """Requirements in the order in which they are shown."""

    def in_force(self, on: date) -> Self:
        begun = Q(valid_from=None) | Q(valid_from__lte=on)
        return self.filter(begun, Q(valid_until=None) | Q(valid_until__gte=on)).order_by("position")


class Requirement(VillageOwned):
    """A *persyaratan* of one version: what must be shown, by which law, in force from and until when."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    version = VillageForeignKey(
        ServiceVersion, on_delete=models.PROTECT, related_name="requirements", db_index=False
    )
    position = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("syarat", max_length=200)
    law = models.CharField("dasar hukum", max_length=300)
    proofs = models.JSONField("bukti yang diterima", default=list)
    valid_from = models.DateField("berlaku mulai", null=True)
    valid_until = models.DateField("berlaku sampai", null=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = "persyaratan"
        verbose_name_plural = "persyaratan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "version", "position"], name="requirement_has_its_place",
                violation_error_message="Urutan syarat ini sudah dipakai.",
            ),
            models.CheckConstraint(
                name="requirement_ends_after_beginning",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="Tanggal berakhir harus sesudah tanggal mulai.",
            ),
            models.CheckConstraint(
                name="requirement_names_its_law", condition=~Q(name="") & ~Q(law=""),
                violation_error_message="Isi syarat dan dasar hukumnya.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

"""The national table of area codes."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from balai.tenancy.enums import Isolation
from balai.villages.enums import AdministrativeLevel


class AdministrativeAreaQuerySet(models.QuerySet["AdministrativeArea"]):
    """The national table, read from the top down."""

    def of_level(self, level: AdministrativeLevel) -> Self:
        return self.filter(level=level).order_by("code")

    def below(self, code: str) -> Self:
        return self.filter(parent_id=code).order_by("name")


class AdministrativeArea(models.Model):
    """A province, regency, district or village of the national code table (*kode wilayah*, Kepmendagri).

    Reference only: who uses Balai is in `tenancy`. Filled by `manage.py load_areas`; data under the ODbL.
    """

    isolation: ClassVar[Isolation] = Isolation.SHARED

    code = models.CharField("kode", max_length=13, primary_key=True)
    name = models.CharField("nama", max_length=100)
    level = models.PositiveSmallIntegerField("tingkat", choices=AdministrativeLevel)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")

    objects = AdministrativeAreaQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah nasional"
        verbose_name_plural = "wilayah nasional"
        constraints = [
            models.CheckConstraint(
                name="administrative_code_fits_its_level",
                condition=Q(level=AdministrativeLevel.PROVINCE, code__regex=r"^\d\d$", parent=None)
                | Q(level=AdministrativeLevel.REGENCY, code__regex=r"^\d\d\.\d\d$", parent__isnull=False)
                | Q(
                    level=AdministrativeLevel.DISTRICT,
                    code__regex=r"^\d\d\.\d\d\.\d\d$",
                    parent__isnull=False,
                )
                | Q(
                    level=AdministrativeLevel.VILLAGE,
                    code__regex=r"^\d\d\.\d\d\.\d\d\.\d{4}$",
                    parent__isnull=False,
                ),
                violation_error_message="Kode wilayah tidak cocok dengan tingkatnya.",
            ),
        ]
        indexes = [models.Index(fields=["level", "name"], name="administrative_area_by_name")]

    def __str__(self) -> str:
        return self.name

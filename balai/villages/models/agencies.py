"""Agencies of the regency: whom to call for what the village does not do itself."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower

from balai.tenancy.enums import Isolation
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Regency
from balai.villages.enums import AgencyKind
from balai.villages.models.terms import phone_number
from balai.villages.rules import DUTIES


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Agencies as a list on a wall."""

    def serving(self) -> Self:
        """Those that have not been retired."""
        return self.filter(retired_on=None)

    def in_order(self) -> Self:
        rank = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(AgencyKind)))
        return self.order_by(rank, "name")


class Agency(models.Model):
    """An *instansi* of the regency: a *dinas*, a *kecamatan*. Public; retired, never deleted: the trail names it."""

    isolation: ClassVar[Isolation] = Isolation.SHARED

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    regency = models.ForeignKey(
        Regency, on_delete=models.PROTECT, related_name="agencies", verbose_name="kabupaten"
    )
    kind = models.CharField("bidang", max_length=20, choices=AgencyKind)
    name = models.CharField("nama", max_length=120)
    duties = models.CharField("yang diurus", max_length=200, blank=True, default="")
    head_name = models.CharField("nama pimpinan", max_length=100, blank=True, default="")
    head_position = models.CharField("jabatan pimpinan", max_length=80, blank=True, default="")
    address = models.CharField("alamat", max_length=200, blank=True, default="")
    phone = models.CharField(
        "nomor telepon", max_length=20, blank=True, default="", validators=[phone_number]
    )
    email = models.EmailField("alamat surel", blank=True, default="")
    website = models.URLField("alamat situs", blank=True, default="")
    opening_note = models.CharField("jam buka", max_length=120, blank=True, default="")
    retired_on = models.DateField("tidak dipakai sejak", null=True, blank=True, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "instansi"
        verbose_name_plural = "instansi"
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "regency",
                condition=Q(retired_on=None),
                name="serving_agency_named_once",
                violation_error_message="Instansi dengan nama ini sudah ada.",
            ),
            models.CheckConstraint(
                name="agency_kind_in_list",
                condition=Q(kind__in=AgencyKind.values),
                violation_error_message="Bidang ini tidak dikenal.",
            ),
            models.CheckConstraint(
                name="agency_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Isi nama instansi.",
            ),
            models.CheckConstraint(
                name="position_of_the_head_belongs_to_a_name",
                condition=Q(head_position="") | ~Q(head_name=""),
                violation_error_message="Isi juga nama pimpinannya.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def known_for(self) -> str:
        """What one goes there for: its own words, else what its kind does everywhere; may be empty."""
        return self.duties or DUTIES[AgencyKind(self.kind)]

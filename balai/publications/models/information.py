"""Public information in the four classes of UU 14/2008."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from balai.core.months import months_after
from balai.publications.enums import InformationClass
from balai.publications.rules import PERIODIC_EVERY
from balai.tenancy.models import VillageOwned


class InformationQuerySet(models.QuerySet["InformationEntry"]):
    """Entries of the village in scope."""

    def in_order(self) -> Self:
        """Class by class, the newest year first."""
        rank = Case(
            *(When(information_class=kind, then=Value(place)) for place, kind in enumerate(InformationClass))
        )
        return self.order_by(rank, "-year", "title")

    def overdue(self, today: date) -> list["InformationEntry"]:
        """Periodic information that must be published again, the oldest first."""
        periodic = self.filter(information_class=InformationClass.PERIODIC).order_by("updated_on")
        return [entry for entry in periodic if entry.is_overdue(today)]

    def file_names(self) -> set[str]:
        """What the store of files must keep."""
        return set(self.exclude(file="").values_list("file", flat=True))


class InformationEntry(VillageOwned):
    """An *informasi publik*: what there is, who answers for it, and the document itself; of exempt ones only why."""

    information_class = models.CharField("kelas", max_length=12, choices=InformationClass)
    title = models.CharField("judul", max_length=160)
    year = models.PositiveSmallIntegerField("tahun")
    summary = models.CharField("ringkasan", max_length=500)
    responsible = models.CharField("penanggung jawab", max_length=100)
    exempt_reason = models.CharField("alasan dikecualikan", max_length=500, blank=True, default="")
    file = models.CharField("berkas", max_length=64, blank=True, default="")
    file_size = models.PositiveIntegerField("ukuran berkas", default=0)
    updated_on = models.DateField("diperbarui", default=timezone.localdate)

    objects = InformationQuerySet.as_manager()

    class Meta:
        verbose_name = "informasi publik"
        verbose_name_plural = "informasi publik"
        constraints = [
            models.CheckConstraint(
                name="exempt_information_says_why_and_has_no_file",
                condition=Q(information_class=InformationClass.EXEMPT, file="") & ~Q(exempt_reason="")
                | ~Q(information_class=InformationClass.EXEMPT) & Q(exempt_reason=""),
                violation_error_message="Informasi yang dikecualikan hanya memuat alasan, tanpa berkas.",
            ),
            models.CheckConstraint(
                name="information_file_is_a_sha256", condition=Q(file="") | Q(file__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="Berkas harus sudah tersimpan.",
            ),
            models.CheckConstraint(
                name="information_year_is_plausible", condition=Q(year__range=(1945, 2100)),
                violation_error_message="Tulis tahun dengan empat angka.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["village", "file"], name="information_by_file")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_exempt(self) -> bool:
        return self.information_class == InformationClass.EXEMPT

    def is_overdue(self, on: date) -> bool:
        """Whether it is periodic and older than the law allows."""
        is_periodic = self.information_class == InformationClass.PERIODIC
        return is_periodic and months_after(self.updated_on, PERIODIC_EVERY) < on

"""How letters are numbered, and how far each row of numbers has come."""

from django.db import models
from django.db.models import Q

from balai.letters.enums import NumberingScope
from balai.letters.numbering import DEFAULT_PATTERN, LONGEST_PATTERN, Pattern, read_pattern
from balai.tenancy.models import VillageOwned


class Numbering(VillageOwned):
    """The village's rule for numbers (*penomoran surat*): one row."""

    pattern = models.CharField("pola nomor", max_length=LONGEST_PATTERN, default=DEFAULT_PATTERN)
    scope = models.CharField(
        "hitungan", max_length=14, choices=NumberingScope, default=NumberingScope.REGISTER
    )
    village_code = models.CharField("kode desa pada nomor", max_length=20)

    class Meta:
        verbose_name = "penomoran surat"
        verbose_name_plural = "penomoran surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village"], name="one_numbering_a_village",
                violation_error_message="Desa ini sudah punya aturan nomor.",
            ),
            models.CheckConstraint(
                name="numbering_scope_in_list", condition=Q(scope__in=NumberingScope.values),
                violation_error_message="Hitungan ini tidak dikenal.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.pattern

    @property
    def read(self) -> Pattern:
        return read_pattern(self.pattern, NumberingScope(self.scope))


class CounterQuerySet(models.QuerySet["Counter"]):
    """How far the rows of numbers have come."""

    def next_serial(self, key: str, year: int) -> int:
        """The serial that the next letter of this row gets if nobody else draws one before."""
        last = self.filter(key=key, year=year).values_list("last_serial", flat=True).first()
        return (last or 0) + 1


class Counter(VillageOwned):
    """One row of numbers in one year. Whoever numbers a letter locks it; it only ever grows by one."""

    key = models.CharField("hitungan", max_length=80, blank=True, default="")
    year = models.PositiveSmallIntegerField("tahun")
    last_serial = models.PositiveIntegerField("nomor urut terakhir", default=0)

    objects = CounterQuerySet.as_manager()

    class Meta:
        verbose_name = "hitungan nomor"
        verbose_name_plural = "hitungan nomor"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "key", "year"], name="one_counter_a_key_and_year",
                violation_error_message="Hitungan ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.key or 'seluruh surat'} {self.year}: {self.last_serial}"

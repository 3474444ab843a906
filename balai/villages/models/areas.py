"""Areas (*dusun*, *RW*, *RT*) and their heads."""

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Concat

from balai.accounts.models import Officer
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned
from balai.tenancy.rules import RegionalWords
from balai.villages.enums import AreaLevel
from balai.villages.models.terms import ENDS_BEFORE_IT_BEGINS, TermQuerySet, phone_number
from balai.villages.ranges import days
from balai.villages.rules import area_label

digits = RegexValidator(r"^\d{2,3}$", "Tulis dua atau tiga angka, misalnya 001.")

# A sign that no name contains: 'Krajan', RW 001, RT 003 become one text that a foreign key can compare.
SEPARATOR = "\x1f"


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas in the order of a list on paper."""

    def in_order(self) -> Self:
        return self.order_by("dusun", "rw", "rt")

    def dusuns(self) -> Self:
        return self.filter(level=AreaLevel.DUSUN).in_order()

    def counted_by_level(self) -> dict[int, int]:
        """How many areas there are of each level."""
        return dict(self.values_list("level").annotate(Count("id")).order_by("level"))

    def of_level(self, level: AreaLevel) -> Self:
        return self.filter(level=level)

    def with_words(self) -> Self:
        """With the village, whose words an area is called by."""
        return self.select_related("village__regency")

    def within(self, area: "Area") -> Self:
        """The area itself and all below it; an RT that lies directly in a dusun is not the one of that number in an RW."""
        below = self.filter(dusun=area.dusun)
        if area.level >= AreaLevel.RW:
            below = below.filter(rw=area.rw)
        return below.filter(rt=area.rt) if area.level == AreaLevel.RT else below


class Area(VillageOwned):
    """A *dusun*, *RW* or *RT*. The texts of all levels above it are part of it; those below it are empty."""

    level = models.PositiveSmallIntegerField("tingkat", choices=AreaLevel)
    dusun = models.CharField("dusun", max_length=60, blank=True, default="")
    rw = models.CharField("RW", max_length=3, blank=True, default="", validators=[digits])
    rt = models.CharField("RT", max_length=3, blank=True, default="", validators=[digits])
    parent = VillageForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="bagian dari",
    )
    # The database compares both: the parent is the row whose path is this row's path without its last part.
    path = models.GeneratedField(
        expression=Concat(F("dusun"), Value(SEPARATOR), F("rw"), Value(SEPARATOR), F("rt")),
        output_field=models.CharField(max_length=70),
        db_persist=True,
    )
    parent_path = models.GeneratedField(
        expression=Case(
            When(level=AreaLevel.RT, then=Concat(F("dusun"), Value(SEPARATOR), F("rw"), Value(SEPARATOR))),
            default=Concat(F("dusun"), Value(SEPARATOR * 2)),
        ),
        output_field=models.CharField(max_length=70),
        db_persist=True,
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "dusun", "rw", "rt"],
                name="area_named_once",
                violation_error_message="Wilayah ini sudah ada.",
            ),
            models.UniqueConstraint(fields=["village", "id", "path"], name="area_path_can_be_referred_to"),
            models.CheckConstraint(
                name="area_texts_fit_its_level",
                condition=Q(level=AreaLevel.DUSUN, rw="", rt="") & ~Q(dusun="")
                | Q(level=AreaLevel.RW, rt="") & ~Q(rw="")
                | Q(level=AreaLevel.RT) & ~Q(rt=""),
                violation_error_message="Nama wilayah tidak cocok dengan tingkatnya.",
            ),
            models.CheckConstraint(
                name="only_the_top_of_the_tree_has_no_parent",
                condition=Q(level=AreaLevel.DUSUN, parent=None)
                | Q(level=AreaLevel.RW, dusun="", parent=None)
                | Q(level=AreaLevel.RT, dusun="", rw="", parent=None)
                | ~Q(level=AreaLevel.DUSUN) & Q(parent__isnull=False),
                violation_error_message="Pilih wilayah di atasnya.",
            ),
        ]
        indexes = [models.Index(fields=["village", "parent"], name="area_children")]

    def __str__(self) -> str:
        return self.called(self.village.words)

    def called(self, words: RegionalWords) -> str:
        """'Krajan, RT 003/RW 001', in the words of the village."""
        return area_label(self.dusun, self.rw, self.rt, words)

    def own_name(self, words: RegionalWords) -> str:
        """Without the levels above: 'Krajan', 'RW 001', 'RT 003'."""
        level = AreaLevel(self.level)
        return area_label(
            self.dusun if level is AreaLevel.DUSUN else "",
            self.rw if level is AreaLevel.RW else "",
            self.rt,
            words,
        )


class AreaHeadQuerySet(TermQuerySet["AreaHead"]):
    """Heads of areas."""


class AreaHead(VillageOwned):
    """A *kepala dusun*, *ketua RW* or *ketua RT* for a term; `officer` is the account, where there is one."""

    area = VillageForeignKey(Area, on_delete=models.PROTECT, related_name="heads", verbose_name="wilayah")
    officer = models.ForeignKey(
        Officer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="headships",
        verbose_name="akun petugas",
    )
    name = models.CharField("nama", max_length=100)
    phone = models.CharField(
        "nomor telepon", max_length=20, blank=True, default="", validators=[phone_number]
    )
    since = models.DateField("mulai")
    until = models.DateField("sampai", null=True, blank=True)

    objects = AreaHeadQuerySet.as_manager()

    class Meta:
        verbose_name = "ketua wilayah"
        verbose_name_plural = "ketua wilayah"
        constraints = [
            models.CheckConstraint(
                name="area_head_ends_after_beginning",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=ENDS_BEFORE_IT_BEGINS,
            ),
            ExclusionConstraint(
                name="one_head_of_an_area_at_a_time",
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Pada tanggal itu wilayah ini sudah punya ketua. Akhiri dulu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.area}"

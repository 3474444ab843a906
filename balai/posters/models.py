"""What has been printed, what it was made from, and where it hangs."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from balai.posters.papers import PAPERS, SIZES, Paper, Size
from balai.services.models import Service, ServiceVersion
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

MOST_COPIES = 10_000


class PrintedPaperQuerySet(models.QuerySet["PrintedPaper"]):
    """Prints as somebody walks past them."""

    def hanging(self) -> Self:
        """Those that nobody has taken down."""
        return self.filter(taken_down_at=None)

    def for_list(self) -> Self:
        return self.select_related("service").order_by("-printed_at", "-id")


class PrintedPaper(VillageOwned):
    """A *cetakan*: some copies of one paper, made on one day from what was true then."""

    paper = models.CharField("jenis cetakan", max_length=20)
    size = models.CharField("ukuran", max_length=20)
    title = models.CharField("judul", max_length=200)
    service = VillageForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="layanan"
    )
    version = VillageForeignKey(
        ServiceVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="versi standar", db_index=False,
    )  # fmt: skip
    chosen = models.JSONField("layanan di papan", default=list, blank=True)
    made_from = models.JSONField("dibuat dari")
    with_bleed = models.BooleanField("dengan tanda potong", default=False)
    copies = models.PositiveIntegerField("lembar", default=1)
    place = models.CharField("tempat", max_length=120, blank=True, default="")
    printed_at = models.DateTimeField("dibuat", auto_now_add=True)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="oleh"
    )
    printed_label = models.CharField("nama petugas", max_length=150)
    taken_down_at = models.DateTimeField("dilepas", null=True, blank=True)
    taken_down_label = models.CharField("dilepas oleh", max_length=150, blank=True, default="")

    objects = PrintedPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "cetakan"
        verbose_name_plural = "cetakan"
        constraints = [
            models.CheckConstraint(
                name="printed_paper_has_copies", condition=Q(copies__range=(1, MOST_COPIES)),
                violation_error_message="Isi berapa lembar, paling sedikit satu.",
            ),
            models.CheckConstraint(
                name="paper_was_made_from_a_version_of_its_service",
                condition=Q(service=None, version=None) | Q(service__isnull=False, version__isnull=False),
                violation_error_message="Cetakan layanan dibuat dari satu versi standarnya.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                F("village"), F("printed_at").desc(), name="paper_hanging_newest_first",
                condition=Q(taken_down_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def kind(self) -> Paper:
        return PAPERS[self.paper]

    @property
    def format(self) -> Size:
        return SIZES[self.size]

    @property
    def facts(self) -> dict[str, Any]:
        """What the trail keeps of it."""
        return {"paper": self.paper, "size": self.size, "copies": self.copies}

"""The link page: what stands on it, and how often each link was followed."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Q, Sum, Value, When
from django.db.models.functions import TruncMonth
from django.urls import reverse

from balai.publications.enums import ChannelKind, LinkSection
from balai.services.models import Service
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class LinkQuerySet(models.QuerySet["Link"]):
    """Links of the village in scope."""

    def in_order(self) -> Self:
        """As the page shows them: section by section, as officers put them."""
        rank = Case(*(When(section=section, then=Value(place)) for place, section in enumerate(LinkSection)))
        return self.select_related("service").order_by(rank, "position", "id")

    def on(self) -> Self:
        return self.filter(is_on=True)

    def with_clicks(self, first: date, last: date) -> Self:
        """Each with `clicks`: how often it was followed from `first` to `last`."""
        within = Q(counts__day__range=(first, last))
        return self.annotate(clicks=Sum("counts__clicks", filter=within, default=0))


class Link(VillageOwned):
    """A *tautan* on the link page: to a service of the village, a channel, a video, or anywhere."""

    section = models.CharField("bagian", max_length=8, choices=LinkSection)
    channel = models.CharField("jenis kanal", max_length=9, choices=ChannelKind, blank=True, default="")
    title = models.CharField("judul", max_length=80)
    target = models.URLField("alamat tujuan", max_length=500, blank=True, default="")
    service = VillageForeignKey(
        Service, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="layanan"
    )
    position = models.PositiveSmallIntegerField("urutan", default=0)
    is_on = models.BooleanField("tampil", default=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "tautan"
        verbose_name_plural = "tautan"
        constraints = [
            models.CheckConstraint(
                name="link_leads_somewhere",
                condition=Q(section=LinkSection.SERVICES, service__isnull=False, target="")
                | ~Q(section=LinkSection.SERVICES) & Q(service=None) & ~Q(target=""),
                violation_error_message="Isi alamat tujuannya, atau pilih layanannya.",
            ),
            models.CheckConstraint(
                name="only_channels_have_a_kind",
                condition=Q(section=LinkSection.CHANNELS) & ~Q(channel="")
                | ~Q(section=LinkSection.CHANNELS) & Q(channel=""),
                violation_error_message="Pilih jenis kanalnya.",
            ),
            models.CheckConstraint(
                name="link_has_a_title", condition=~Q(title=""), violation_error_message="Isi judulnya."
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse("services:service", args=[self.service.slug]) if self.service else str(self.target)

    @property
    def icon(self) -> str:
        """The sign beside it, of `icons.svg`."""
        return ChannelKind(self.channel).icon if self.channel else LinkSection(self.section).icon


class LinkCountQuerySet(models.QuerySet["LinkCount"]):
    """Counts by day and month."""

    def by_day(self, first: date, last: date) -> dict[date, int]:
        """All clicks of each day that had any."""
        counted = self.filter(day__range=(first, last)).order_by("day").values_list("day")
        return dict(counted.annotate(Sum("clicks")))

    def by_month(self, first: date) -> dict[date, int]:
        """All clicks of each month from `first` on, by its first day."""
        counted = self.filter(day__gte=first).annotate(month=TruncMonth("day"))
        return dict(counted.order_by("month").values_list("month").annotate(Sum("clicks")))


class LinkCount(VillageOwned):
    """A *hitungan klik*: how often a link was followed on a day. It knows nothing of who did so."""

    link = VillageForeignKey(Link, on_delete=models.CASCADE, related_name="counts", db_index=False)
    day = models.DateField("hari")
    clicks = models.PositiveIntegerField("klik", default=0)

    objects = LinkCountQuerySet.as_manager()

    class Meta:
        verbose_name = "hitungan klik"
        verbose_name_plural = "hitungan klik"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "link", "day"], name="link_counted_once_a_day",
                violation_error_message="Hitungan hari itu sudah ada.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["village", "day"], name="link_count_by_day")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}: {self.clicks}"

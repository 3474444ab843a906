"""Letter kinds and their published versions."""

from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import cached_property

from balai.letters.definitions import KindDefinition
from balai.letters.enums import Chain, KindState, Origin
from balai.letters.kind_reading import read_definition
from balai.services.models import Service
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned


class KindQuerySet(models.QuerySet["Kind"]):
    """Kinds as an officer picks them."""

    def offered(self) -> Self:
        return self.filter(state=KindState.OFFERED)

    def in_order(self) -> Self:
        return self.order_by("title")


class Kind(VillageOwned):
    """A *jenis surat* of this village. What it says is in its versions."""

    slug = models.SlugField("kode", max_length=50, db_index=False)
    title = models.CharField("judul", max_length=120)
    short_code = models.CharField("singkatan", max_length=12)
    category = models.CharField("kelompok", max_length=40)
    summary = models.CharField("ringkasan", max_length=200)
    search_words = models.CharField("kata pencarian", max_length=300, blank=True, default="")
    state = models.CharField("keadaan", max_length=8, choices=KindState, default=KindState.OFFERED)
    chain = models.CharField("jenjang tanda tangan", max_length=14, choices=Chain, default=Chain.DIRECT)
    service = VillageForeignKey(
        Service,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letter_kinds",
        verbose_name="layanan",
    )

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name = "jenis surat"
        verbose_name_plural = "jenis surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "slug"], name="kind_slug_used_once",
                violation_error_message="Jenis surat dengan kode ini sudah ada.",
            ),
            models.UniqueConstraint(
                fields=["village", "short_code"], name="kind_short_code_used_once",
                violation_error_message="Singkatan ini sudah dipakai jenis surat lain.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_offered(self) -> bool:
        return self.state == KindState.OFFERED


class KindVersionQuerySet(models.QuerySet["KindVersion"]):
    """Versions of kinds, by the day from which they count."""

    def newest(self) -> Self:
        """The last one of each kind that was published, whether it counts yet or not: what a change begins with."""
        return self.select_related("kind").order_by("kind_id", "-number").distinct("kind_id")

    def in_force(self, on: date) -> Self:
        """The one of each kind that letters are made from on that day.

        What is published later takes the place of what was scheduled before it.
        """
        return self.filter(effective_from__lte=on).newest()

    def current(self) -> Self:
        """Those in force today."""
        return self.in_force(timezone.localdate())

    def scheduled(self, after: date) -> Self:
        """Those that will count, without those whose place a later one has taken before their day."""
        later = self.model.objects.filter(
            kind=OuterRef("kind"),
            number__gt=OuterRef("number"),
            effective_from__lte=OuterRef("effective_from"),
        )
        waiting = self.filter(~Exists(later), effective_from__gt=after)
        return waiting.select_related("kind").order_by("effective_from")


class KindVersion(VillageOwned):
    """One published state of a kind, and the day from which it counts.

    A change is a new row; letters keep the version they were made from.
    """

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    kind = VillageForeignKey(Kind, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField("versi")
    content = models.JSONField("isi")
    content_hash = models.CharField("sidik isi", max_length=64)
    origin = models.CharField("asal", max_length=8, choices=Origin)
    revision = models.PositiveIntegerField("revisi bawaan", default=0)
    effective_from = models.DateField("berlaku mulai", default=timezone.localdate)
    published_at = models.DateTimeField("diterbitkan", auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_label = models.CharField("penerbit", max_length=150)

    objects = KindVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versi jenis surat"
        verbose_name_plural = "versi jenis surat"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind", "number"], name="kind_version_numbered_once",
                violation_error_message="Versi ini sudah ada.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} versi {self.number}"

    @cached_property
    def definition(self) -> KindDefinition:
        """The content as read; a version never changes, so it is read once a process."""
        return _definition_of(self)


# Versions are append-only, so what has been read once stays right. Bounded: a regency has many villages.
_READ: dict[UUID, KindDefinition] = {}
_MOST_READ = 2000


def _definition_of(version: KindVersion) -> KindDefinition:
    definition = _READ.get(version.pk)
    if definition is None:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        definition = _READ[version.pk] = read_definition(version.content)
    return definition

"""News, announcements and the standing pages, with all their versions."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from balai.core.months import months_after
from balai.publications.blocks import Block, write_text
from balai.publications.enums import NEWS_KINDS, ArticleKind, ArticleState, Sight
from balai.publications.rules import LONGEST_REVIEW, SHORTEST_REVIEW, sight_of
from balai.services.models import Service, ServiceVersion
from balai.tenancy.enums import Isolation
from balai.tenancy.fields import VillageForeignKey
from balai.tenancy.models import VillageOwned

PAGE_KINDS = [kind.value for kind in ArticleKind if kind.is_page]


class ArticleQuerySet(models.QuerySet["Article"]):
    """Texts of the site; `now` is a moment that knows its zone, the day is that of the active zone."""

    def news(self) -> Self:
        """News and announcements, without the standing pages."""
        return self.filter(kind__in=NEWS_KINDS)

    def pages(self) -> Self:
        return self.filter(kind__in=PAGE_KINDS)

    def public(self, now: datetime) -> Self:
        """What everybody may read now, with what stands there; pinned ones first, then the newest."""
        shown = self.filter(_is_shown(now)).select_related("published")
        return shown.order_by("-is_pinned", "-publish_at", "-id")

    def latest_news(self, limit: int, now: datetime) -> Self:
        """The first news for a front page. One query."""
        return self.news().public(now)[:limit]

    def announcements(self, now: datetime) -> Self:
        """What is also told in the hall, the newest first."""
        return self.filter(kind=ArticleKind.ANNOUNCEMENT).public(now).order_by("-publish_at", "-id")

    def next_change(self, now: datetime) -> datetime | None:
        """When something appears by itself, or disappears at the end of a day; None while nothing will."""
        released = self.filter(state=ArticleState.RELEASED)
        appears = released.filter(publish_at__gt=now).aggregate(first=Min("publish_at"))["first"]
        last_day = released.filter(until__gte=timezone.localdate(now)).aggregate(first=Min("until"))["first"]
        moments = [appears, _end_of(last_day) if last_day else None]
        return min((moment for moment in moments if moment is not None), default=None)

    def for_desk(self) -> Self:
        """With what the officers' lists print, what was last saved first."""
        return self.select_related("latest", "published", "service").order_by("-latest__saved_at")

    def drafts(self) -> Self:
        """What nobody has published yet, and what was changed since."""
        return self.filter(
            Q(state=ArticleState.DRAFT) | Q(state=ArticleState.RELEASED) & ~Q(latest=F("published"))
        )

    def scheduled(self, now: datetime) -> Self:
        return self.filter(state=ArticleState.RELEASED, publish_at__gt=now).order_by("publish_at")

    def to_review(self, now: datetime) -> list["Article"]:
        """What is shown and must be looked at: it explains a service that has changed since, or is a standing page that
        nobody has looked at for as long as was agreed. What is due longest comes first. One query.
        """
        today = timezone.localdate(now)
        shown = self.filter(_is_shown(now)).filter(Q(service__isnull=False) | Q(kind__in=PAGE_KINDS))
        found = shown.select_related("latest", "published", "service").annotate(newest=_newest_version())
        waiting = [each for each in found if each.is_outdated or each.is_due(today)]
        return sorted(waiting, key=lambda each: each.review_on)


def _is_shown(now: datetime) -> Q:
    in_time = Q(until=None) | Q(until__gte=timezone.localdate(now))
    return Q(state=ArticleState.RELEASED, publish_at__lte=now) & in_time


def _newest_version() -> Subquery:
    """What `newest_version_of` says, for many texts at once."""
    versions = ServiceVersion.objects.filter(service=OuterRef("service"))
    return Subquery(versions.order_by("-number").values("number")[:1])


def newest_version_of(service: Service | None) -> int | None:
    """The number of the version that a text about this service is made from."""
    if service is None:
        return None
    return service.versions.order_by("-number").values_list("number", flat=True).first()


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class Article(VillageOwned):
    """A *tulisan* of the site: news, an announcement, or a standing page. What it says is in its versions."""

    kind = models.CharField("jenis", max_length=12, choices=ArticleKind)
    slug = models.SlugField("alamat", max_length=80, db_index=False)
    state = models.CharField("keadaan", max_length=9, choices=ArticleState, default=ArticleState.DRAFT)
    is_pinned = models.BooleanField("disematkan", default=False)
    publish_at = models.DateTimeField("terbit", null=True)
    until = models.DateField("tayang sampai", null=True)
    withdrawn_reason = models.CharField("alasan ditarik", max_length=200, blank=True, default="")
    service = VillageForeignKey(
        Service, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="layanan"
    )
    service_version = models.PositiveIntegerField("versi layanan", null=True)
    review_every = models.PositiveSmallIntegerField("ditinjau tiap (bulan)", default=LONGEST_REVIEW)
    reviewed_on = models.DateField("ditinjau", default=timezone.localdate)
    latest = VillageForeignKey(
        "publications.ArticleVersion", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    published = VillageForeignKey(
        "publications.ArticleVersion", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "tulisan situs"
        verbose_name_plural = "tulisan situs"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "slug"], name="article_slug_used_once",
                violation_error_message="Alamat ini sudah dipakai tulisan lain.",
            ),
            models.UniqueConstraint(
                fields=["village", "kind"], condition=Q(kind__in=PAGE_KINDS), name="standing_page_exists_once",
                violation_error_message="Halaman ini sudah ada.",
            ),
            models.CheckConstraint(
                name="article_state_fits_what_is_shown",
                condition=Q(state=ArticleState.DRAFT, publish_at=None, published=None)
                | Q(state=ArticleState.RELEASED, publish_at__isnull=False, published__isnull=False)
                | Q(state=ArticleState.WITHDRAWN) & ~Q(withdrawn_reason=""),
                violation_error_message="Yang tayang perlu waktu terbit; yang ditarik perlu alasan.",
            ),
            models.CheckConstraint(
                name="article_review_rhythm", condition=Q(review_every__range=(SHORTEST_REVIEW, LONGEST_REVIEW)),
                violation_error_message="Halaman ditinjau tiap 6 sampai 12 bulan.",
            ),
            models.CheckConstraint(
                name="article_keeps_the_version_of_its_service",
                condition=Q(service=None, service_version=None) | Q(service__isnull=False),
                violation_error_message="Versi layanan tanpa layanannya.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["village", "state", "publish_at"], name="article_by_time")]

    def __str__(self) -> str:
        return self.latest.title if self.latest else self.slug

    @property
    def sight(self) -> Sight:
        """How it stands now."""
        now = timezone.now()
        return sight_of(
            ArticleState(self.state),
            publish_at=self.publish_at,
            until=self.until,
            now=now,
            today=timezone.localdate(now),
        )

    @property
    def has_changes(self) -> bool:
        """Whether something was saved that readers do not see."""
        return self.published_id is not None and self.latest_id != self.published_id

    @property
    def is_announcement(self) -> bool:
        return self.kind == ArticleKind.ANNOUNCEMENT

    @property
    def is_page(self) -> bool:
        return ArticleKind(self.kind).is_page

    @property
    def review_on(self) -> date:
        """The day on which somebody must have looked at it again."""
        return months_after(self.reviewed_on, self.review_every)

    def is_due(self, on: date) -> bool:
        """Whether it is a standing page that somebody should have looked at again by that day."""
        return self.is_page and self.review_on <= on

    @property
    def is_outdated(self) -> bool:
        """Whether the service it explains has a newer version; known of what `to_review` found."""
        newest = getattr(self, "newest", None)
        return newest is not None and (self.service_version or 0) < newest

    @property
    def address(self) -> str:
        """Where everybody reads it."""
        if self.is_page:
            return reverse(f"publications:{self.kind}")
        return reverse("publications:article", args=[self.slug])


class ArticleVersion(VillageOwned):
    """A *versi tulisan*: everything it said when somebody saved it. Never edited."""

    isolation: ClassVar[Isolation] = Isolation.APPEND_ONLY

    article = VillageForeignKey(Article, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField("versi")
    title = models.CharField("judul", max_length=120)
    summary = models.CharField("ringkasan", max_length=200)
    blocks = models.JSONField("isi", default=list)
    pictures = models.JSONField("gambar", default=list)
    facts = models.JSONField("isian", default=dict)
    saved_at = models.DateTimeField("disimpan", default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="oleh"
    )
    saved_label = models.CharField("nama penulis", max_length=200)

    class Meta:
        verbose_name = "versi tulisan"
        verbose_name_plural = "versi tulisan"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "article", "number"], name="article_version_numbered_once",
                violation_error_message="Versi ini sudah ada.",
            ),
            models.CheckConstraint(
                name="article_has_a_title", condition=~Q(title=""), violation_error_message="Isi judulnya."
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} versi {self.number}"

    @property
    def body(self) -> tuple[Block, ...]:
        return tuple(Block.of(table) for table in self.blocks)

    @property
    def text(self) -> str:
        """As somebody would write it again."""
        return write_text(self.body)

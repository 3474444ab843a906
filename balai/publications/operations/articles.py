"""Writing, publishing, withdrawing and reviewing texts of the site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core.slugs import free_slug, slug_of
from balai.publications.blocks import Block
from balai.publications.enums import Action, ArticleKind, ArticleState, Sight
from balai.publications.models import Article, ArticleVersion
from balai.publications.models.articles import newest_version_of
from balai.services.models import Service
from balai.tenancy.locks import one_at_a_time

LONGEST_SLUG = 70


class EditedMeanwhile(Exception):
    """Somebody else saved the text since it was opened. `str()` is a sentence for the officer."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} sudah menyimpan tulisan ini sejak Anda membukanya. Salin isian Anda, lalu buka lagi."
        )


class NotAtThisTime(Exception):
    """The text cannot be shown at these times. `str()` is a sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one version says. `pictures` are tables of id (`picture`), `alt` and `caption`; `facts` answers of a page."""

    title: str
    summary: str
    blocks: tuple[Block, ...]
    pictures: tuple[Mapping[str, str], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, version: ArticleVersion) -> "Content":
        return cls(version.title, version.summary, version.body, tuple(version.pictures), version.facts)

    def columns(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "summary": self.summary,
            "blocks": [block.table() for block in self.blocks],
            "pictures": [dict(picture) for picture in self.pictures],
            "facts": dict(self.facts),
        }


@transaction.atomic
def start_article(
    *, kind: ArticleKind, content: Content, service: Service | None = None, by: Actor
) -> Article:
    """The first version of a new text: a draft that nobody but officers sees."""
    one_at_a_time("publications.article_started")  # or two of one title would want one address
    wanted = slug_of(content.title, longest=LONGEST_SLUG, otherwise=kind.value)
    taken = Article.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    article = Article(
        kind=kind,
        slug=free_slug(wanted, taken),
        service=service,
        service_version=newest_version_of(service),
    )
    article.save(force_insert=True)
    _add_version(article, content, number=1, by=by)
    record(Action.ARTICLE_STARTED, by=by, subject=article, facts={"kind": kind.value})
    return article


@transaction.atomic
def save_article(
    *, article: Article, content: Content, based_on: int, service: Service | None = None, by: Actor
) -> ArticleVersion:
    """A new version on top of version `based_on`; readers keep seeing the old one until it is published.

    What says the same makes no version. Raises `EditedMeanwhile`.
    """
    article = _locked(article)
    latest = _latest(article)
    if latest.number != based_on:
        raise EditedMeanwhile(latest.saved_label)
    if article.service_id != (service.pk if service else None):
        article.service, article.service_version = service, newest_version_of(service)
        article.save(update_fields=["service", "service_version"])
        record(
            Action.SERVICE_CHOSEN, by=by, subject=article, facts={"service": service.slug if service else "–"}
        )
    if Content.of(latest).columns() == content.columns():
        return latest
    version = _add_version(article, content, number=latest.number + 1, by=by)
    record(Action.ARTICLE_SAVED, by=by, subject=article, facts={"version": version.number})
    return version


@transaction.atomic
def release_article(
    *, article: Article, at: datetime | None, until: date | None, is_pinned: bool = False, by: Actor
) -> Article:
    """Show the latest version from `at` on (None: from now on) until the end of the day `until`.

    What is shown already stays so: it cannot be put off. Raises `NotAtThisTime`.
    """
    now = timezone.now()
    article = _locked(article)
    is_shown = article.sight is Sight.PUBLISHED
    if is_shown and at is not None and at > now:
        raise NotAtThisTime("Tulisan ini sudah tayang. Tarik dulu, kalau mau dijadwalkan lagi.")
    start = article.publish_at if is_shown and article.publish_at else max(at or now, now)
    if until is not None and until < timezone.localdate(max(start, now)):
        raise NotAtThisTime("Tanggal akhir tayang tidak boleh sebelum tanggal terbit.")
    article.state, article.published, article.publish_at = ArticleState.RELEASED, _latest(article), start
    article.until, article.is_pinned, article.withdrawn_reason = until, is_pinned, ""
    article.reviewed_on = timezone.localdate(now)
    article.service_version = newest_version_of(article.service)
    article.save(
        update_fields=[
            "state", "published", "publish_at", "until", "is_pinned", "withdrawn_reason", "reviewed_on", "service_version",
        ]
    )  # fmt: skip
    record(Action.ARTICLE_RELEASED, by=by, subject=article, facts={"version": _latest(article).number})
    return article


@transaction.atomic
def withdraw_article(*, article: Article, reason: str, by: Actor) -> None:
    """Take it from the site at once; it can be published again."""
    changed = Article.objects.filter(pk=article.pk, state=ArticleState.RELEASED).update(
        state=ArticleState.WITHDRAWN, withdrawn_reason=reason, is_pinned=False
    )
    if changed:
        record(Action.ARTICLE_WITHDRAWN, by=by, subject=article, reason=reason)


@transaction.atomic
def mark_reviewed(*, article: Article, by: Actor) -> None:
    """Somebody compared it with what is the case today, and with the service it explains."""
    article = _locked(article)
    article.reviewed_on = timezone.localdate()
    article.service_version = newest_version_of(article.service)
    article.save(update_fields=["reviewed_on", "service_version"])
    record(Action.ARTICLE_REVIEWED, by=by, subject=article, facts={"version": article.service_version or 0})


@transaction.atomic
def change_review_rhythm(*, article: Article, months: int, by: Actor) -> None:
    """How long the page may stand before somebody must look at it again: 6 to 12 months."""
    Article.objects.filter(pk=article.pk).update(review_every=months)
    record(Action.REVIEW_RHYTHM_CHANGED, by=by, subject=article, facts={"count": months})


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _latest(article: Article) -> ArticleVersion:
    if article.latest is None:
        raise ValueError(f"article {article.pk} has no version")  # made with its first one
    version: ArticleVersion = article.latest
    return version


def _add_version(article: Article, content: Content, *, number: int, by: Actor) -> ArticleVersion:
    version = ArticleVersion(
        article=article, number=number, saved_by=by.officer, saved_label=by.label, **content.columns()
    )
    version.save(force_insert=True)
    article.latest = version
    article.save(update_fields=["latest"])
    return version

"""Texts of an invented office."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from balai.accounts.actors import Actor
from balai.publications.blocks import read_text
from balai.publications.enums import ArticleKind
from balai.publications.models import Article
from balai.publications.operations.articles import Content, release_article, start_article
from balai.services.models import Service, ServiceVersion

BY = Actor.system("uji")


def queries(look: Callable[[], object]) -> int:
    """How many questions `look` asks the database."""
    with CaptureQueriesContext(connection) as asked:
        look()
    return len(asked)


def publish_service(service: Service, number: int) -> None:
    """Another version of its standard."""
    ServiceVersion.objects.create(
        service=service, number=number, origin="village", base={}, effective_from=date(2026, 1, 1),
        published_label="uji", content_hash=str(number),
    )  # fmt: skip


def content(
    title: str = "Posyandu pindah ke balai RW 2", text: str = "Mulai Senin depan.", **more: Any
) -> Content:
    return Content(title, more.pop("summary", f"Ringkasan {title}"), read_text(text), **more)


def make_article(
    title: str = "Posyandu pindah ke balai RW 2",
    *,
    kind: ArticleKind = ArticleKind.NEWS,
    released: bool = True,
    at: datetime | None = None,
    until: date | None = None,
    **more: Any,
) -> Article:
    """A text of the village in scope, shown from now on unless it says otherwise."""
    pinned = more.pop("is_pinned", False)
    service = more.pop("service", None)
    article = start_article(kind=kind, content=content(title, **more), service=service, by=BY)
    if released:
        article = release_article(article=article, at=at, until=until, is_pinned=pinned, by=BY)
    return article


def photograph(size: tuple[int, int] = (1600, 1000), *, place: str = "Jalan Rahasia 7") -> bytes:
    """A JPEG as a telephone makes it: with words about where it was taken."""
    picture = Image.new("RGB", size, "#4a7c59")
    exif = Image.Exif()
    exif[0x010E] = place
    output = BytesIO()
    picture.save(output, format="JPEG", exif=exif)
    return output.getvalue()

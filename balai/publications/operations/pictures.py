"""Pictures of a text: each change of them is a version of it."""

from dataclasses import replace

from django.db import transaction

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.publications.blocks import without_picture
from balai.publications.drawing import drawn
from balai.publications.enums import Action
from balai.publications.models import Article, ArticleVersion, Picture
from balai.publications.operations.articles import Content, save_article

MOST_PICTURES = 12


class TooManyPictures(Exception):
    """`str()` is a sentence for the officer."""

    def __init__(self) -> None:
        super().__init__(f"Satu tulisan paling banyak memuat {MOST_PICTURES} gambar.")


@transaction.atomic
def add_picture(
    *, article: Article, content: bytes, alt: str, caption: str, based_on: int, by: Actor
) -> ArticleVersion:
    """Draw the file anew and put it behind the other pictures. Raises `UnusablePicture`, `TooManyPictures`,
    `EditedMeanwhile`."""
    said = _said(article)
    if len(said.pictures) >= MOST_PICTURES:
        raise TooManyPictures
    picture = keep_picture(content=content, by=by)
    entry = {"picture": str(picture.pk), "alt": alt, "caption": caption}
    return _save(article, replace(said, pictures=(*said.pictures, entry)), based_on, by)


@transaction.atomic
def describe_picture(
    *, article: Article, number: int, alt: str, caption: str, based_on: int, by: Actor
) -> ArticleVersion:
    """Say differently what picture `number` (from 1) shows. Raises `EditedMeanwhile`."""
    said = _said(article)
    pictures = list(said.pictures)
    pictures[number - 1] = {**pictures[number - 1], "alt": alt, "caption": caption}
    return _save(article, replace(said, pictures=tuple(pictures)), based_on, by)


@transaction.atomic
def remove_picture(*, article: Article, number: int, based_on: int, by: Actor) -> ArticleVersion:
    """Take picture `number` (from 1) out of the text; earlier versions keep it. Raises `EditedMeanwhile`."""
    said = _said(article)
    pictures = said.pictures[: number - 1] + said.pictures[number:]
    without = replace(said, pictures=pictures, blocks=without_picture(said.blocks, number))
    return _save(article, without, based_on, by)


def keep_picture(*, content: bytes, by: Actor) -> Picture:
    """The picture in the store, the same one for the same file. Raises `UnusablePicture`, `StorageFull`."""
    made = drawn(content)
    large, small = files.store(made.large), files.store(made.small)
    picture, is_new = Picture.objects.get_or_create(
        large=large,
        defaults={
            "small": small,
            "width": made.size[0],
            "height": made.size[1],
            "small_width": made.small_size[0],
            "small_height": made.small_size[1],
        },
    )
    if is_new:
        record(Action.PICTURE_ADDED, by=by, subject=picture)
    return picture


def _said(article: Article) -> Content:
    latest = Article.objects.select_related("latest").get(pk=article.pk).latest
    if latest is None:
        raise ValueError(f"article {article.pk} has no version")  # made with its first one
    return Content.of(latest)


def _save(article: Article, content: Content, based_on: int, by: Actor) -> ArticleVersion:
    return save_article(article=article, content=content, based_on=based_on, service=article.service, by=by)

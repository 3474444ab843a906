"""A version as a page shows it: its blocks with their pictures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from balai.publications.blocks import Block
from balai.publications.enums import BlockKind
from balai.publications.models import ArticleVersion, Picture


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in a text, with what it shows in words."""

    number: int
    picture: Picture
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a text; a picture comes with its file."""

    block: Block
    shown: Shown | None = None


def pictures_of(version: ArticleVersion) -> list[Shown]:
    """The pictures of a version in order. One query, none where there are none."""
    ids = [entry["picture"] for entry in version.pictures]
    found = {str(pk): picture for pk, picture in Picture.objects.in_bulk(ids).items()} if ids else {}
    return [_shown(number, entry, found) for number, entry in enumerate(version.pictures, 1)]


def _shown(number: int, entry: Mapping[str, Any], found: Mapping[str, Picture]) -> Shown:
    return Shown(number, found[entry["picture"]], entry["alt"], entry.get("caption", ""))


def parts_of(version: ArticleVersion) -> list[Part]:
    """The text with its pictures where it names them. The first one that it doesn't name opens it, the others end it."""
    pictures = pictures_of(version)
    return list(_placed(version.body, pictures))


def _placed(blocks: tuple[Block, ...], pictures: list[Shown]) -> Iterator[Part]:
    named = {block.number for block in blocks if block.kind is BlockKind.PICTURE}
    others = [shown for shown in pictures if shown.number not in named]
    if others and others[0].number == 1:
        yield _picture(others.pop(0))
    for block in blocks:
        if block.kind is not BlockKind.PICTURE:
            yield Part(block)
        elif block.number <= len(pictures):
            yield _picture(pictures[block.number - 1])
    yield from map(_picture, others)


def _picture(shown: Shown) -> Part:
    return Part(Block(BlockKind.PICTURE, number=shown.number), shown)


def covers_of(versions: list[ArticleVersion]) -> dict[Any, Shown]:
    """The first picture of each version that has one, by the version's id. One query for all."""
    first = {version.pk: version.pictures[0] for version in versions if version.pictures}
    found = {
        str(pk): picture
        for pk, picture in Picture.objects.in_bulk({entry["picture"] for entry in first.values()}).items()
    }
    return {pk: _shown(1, entry, found) for pk, entry in first.items()}

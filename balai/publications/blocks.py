"""Texts as officers write them, and the plain blocks that are kept of them.

An empty line ends a paragraph, `## ` begins a subheading, `- ` an item of a list. `[gambar 2]` alone on a line puts the second
picture there, and `Formulir: https://…` alone becomes a link with words. Nothing in it is markup: templates escape all of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from balai.publications.enums import BlockKind

LONGEST_TEXT: Final = 20_000  # characters: ten pages of paper
MOST_BLOCKS: Final = 200
LONGEST_HEADING: Final = 120

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.+)")
_ITEM = re.compile(r"[-*•]\s+(?P<text>.+)")
_PICTURE = re.compile(r"\[\s*gambar\s+(?P<number>\d{1,2})\s*\]", re.IGNORECASE)
_ADDRESS = r"https?://[^\s<>\"']+|www\.[^\s<>\"']+"
_LINK = re.compile(rf"(?:(?P<label>[^:]{{2,100}}):\s+)?(?P<address>{_ADDRESS})", re.IGNORECASE)
_FOUND = re.compile(_ADDRESS, re.IGNORECASE)
_AFTER_AN_ADDRESS: Final = ".,;:!?)]"


class TextProblem(ValueError):
    """What stands in the way of keeping a text; the message is a sentence for the officer."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words; with `address` it is a link."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a text. `text` may hold line breaks; `number` is that of a picture, counted from 1."""

    kind: BlockKind
    text: str = ""
    items: tuple[str, ...] = ()
    address: str = ""
    number: int = 0

    @property
    def lines(self) -> list[list[Span]]:
        return [list(spans(line)) for line in self.text.split("\n")]

    @property
    def points(self) -> list[list[Span]]:
        """The items of a list."""
        return [list(spans(item)) for item in self.items]

    def table(self) -> dict[str, Any]:
        """As it is kept: only what its kind has."""
        full = {
            "text": self.text,
            "items": list(self.items),
            "address": self.address,
            "number": self.number,
        }
        return {"kind": self.kind.value, **{name: value for name, value in full.items() if value}}

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Block":
        return cls(
            kind=BlockKind(table["kind"]),
            text=table.get("text", ""),
            items=tuple(table.get("items", ())),
            address=table.get("address", ""),
            number=table.get("number", 0),
        )


def spans(text: str) -> Iterator[Span]:
    """The words of a line with the addresses in it as links."""
    end = 0
    for found in _FOUND.finditer(text):
        address = found[0].rstrip(_AFTER_AN_ADDRESS)
        if found.start() > end:
            yield Span(text[end : found.start()])
        yield Span(address, full_address(address))
        end = found.start() + len(address)
    if end < len(text):
        yield Span(text[end:])


def full_address(address: str) -> str:
    """With its protocol: 'www.contoh.id' is meant as https."""
    return address if address.lower().startswith("http") else f"https://{address}"


def read_text(text: str, *, pictures: int = 0) -> tuple[Block, ...]:
    """The blocks of a text that may name pictures up to number `pictures`. Raises `TextProblem`."""
    if len(text) > LONGEST_TEXT:
        raise TextProblem(f"Tulisan ini terlalu panjang. Paling panjang {LONGEST_TEXT // 1000}.000 huruf.")
    blocks = tuple(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    if len(blocks) > MOST_BLOCKS:
        raise TextProblem("Tulisan ini terlalu panjang. Bagi menjadi dua tulisan.")
    for block in blocks:
        _check(block, pictures)
    return blocks


def _check(block: Block, pictures: int) -> None:
    if block.kind is BlockKind.HEADING and len(block.text) > LONGEST_HEADING:
        raise TextProblem(f"Subjudul “{block.text[:30]}…” terlalu panjang.")
    if block.kind is BlockKind.PICTURE and not 1 <= block.number <= pictures:
        raise TextProblem(f"Gambar {block.number} belum ada. Tambahkan gambarnya dulu, atau hapus barisnya.")


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    items: list[str] = []
    for line in (*lines, ""):
        words = " ".join(line.split())
        item = _ITEM.fullmatch(words)
        alone = _standing_alone(words)
        if paragraph and (item or alone or not words):
            yield _paragraph(paragraph)
            paragraph = []
        if items and not item:
            yield Block(BlockKind.LIST, items=tuple(items))
            items = []
        if item:
            items.append(item["text"])
        elif alone:
            yield alone
        elif words:
            paragraph.append(words)


def _standing_alone(words: str) -> Block | None:
    if heading := _HEADING.fullmatch(words):
        return Block(BlockKind.HEADING, text=heading["text"])
    if picture := _PICTURE.fullmatch(words):
        return Block(BlockKind.PICTURE, number=int(picture["number"]))
    return None


def _paragraph(lines: Sequence[str]) -> Block:
    link = _LINK.fullmatch(lines[0]) if len(lines) == 1 else None
    if link:
        address = link["address"].rstrip(_AFTER_AN_ADDRESS)
        return Block(BlockKind.LINK, text=link["label"] or address, address=full_address(address))
    return Block(BlockKind.PARAGRAPH, text="\n".join(lines))


def write_text(blocks: Iterable[Block]) -> str:
    """The text that `read_text` makes these blocks of, for the next one who edits it."""
    return "\n\n".join(_written(block) for block in blocks)


def _written(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return f"## {block.text}"
        case BlockKind.LIST:
            return "\n".join(f"- {item}" for item in block.items)
        case BlockKind.PICTURE:
            return f"[gambar {block.number}]"
        case BlockKind.LINK:
            return (
                block.address
                if full_address(block.text) == block.address
                else f"{block.text}: {block.address}"
            )
        case _:
            return block.text


def without_picture(blocks: Iterable[Block], number: int) -> tuple[Block, ...]:
    """The text after picture `number` was taken away: those behind it move up by one."""
    kept = (block for block in blocks if block.kind is not BlockKind.PICTURE or block.number != number)
    return tuple(
        Block(BlockKind.PICTURE, number=block.number - 1) if block.number > number else block
        for block in kept
    )

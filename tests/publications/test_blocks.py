"""Texts as officers write them."""

import pytest

from balai.publications.blocks import (
    LONGEST_TEXT,
    Block,
    Span,
    TextProblem,
    read_text,
    spans,
    without_picture,
    write_text,
)
from balai.publications.enums import BlockKind

TEXT = """Mulai Senin depan,
pukul 08.00.

## Yang dibawa

- buku KIA
- kartu BPJS

[gambar 1]

Formulir pendaftaran: https://contoh.desa.id/daftar

https://contoh.desa.id/"""

BLOCKS = (
    Block(BlockKind.PARAGRAPH, text="Mulai Senin depan,\npukul 08.00."),
    Block(BlockKind.HEADING, text="Yang dibawa"),
    Block(BlockKind.LIST, items=("buku KIA", "kartu BPJS")),
    Block(BlockKind.PICTURE, number=1),
    Block(BlockKind.LINK, text="Formulir pendaftaran", address="https://contoh.desa.id/daftar"),
    Block(BlockKind.LINK, text="https://contoh.desa.id/", address="https://contoh.desa.id/"),
)


def test_a_text_is_read_into_blocks_and_written_back() -> None:
    assert read_text(TEXT, pictures=1) == BLOCKS
    assert write_text(BLOCKS) == TEXT
    assert tuple(Block.of(block.table()) for block in BLOCKS) == BLOCKS


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("\r\n \n\t\n", []),
        ("satu\n- dua\ntiga", ["paragraph", "list", "paragraph"]),
        ("* satu\n• dua\n#  Judul \nisi", ["list", "heading", "paragraph"]),
        ("#tagar bukan subjudul", ["paragraph"]),
        ("-tanpa spasi", ["paragraph"]),
        ("Buka: https://a.id\nlalu isi", ["paragraph"]),
        ("<script>alert(1)</script>", ["paragraph"]),
    ],
)
def test_what_people_type_instead_is_understood(text: str, kinds: list[str]) -> None:
    assert [block.kind.value for block in read_text(text)] == kinds


def test_addresses_in_a_line_become_links_without_what_follows_them() -> None:
    assert list(spans("Lihat www.contoh.id, atau (https://a.id/b?c=1).")) == [
        Span("Lihat "),
        Span("www.contoh.id", "https://www.contoh.id"),
        Span(", atau ("),
        Span("https://a.id/b?c=1", "https://a.id/b?c=1"),
        Span(")."),
    ]
    assert list(spans("javascript:alert(1)")) == [Span("javascript:alert(1)")]


@pytest.mark.parametrize(
    "text", ["a" * (LONGEST_TEXT + 1), "\n\n".join("ab" for _ in range(201)), f"## {'a' * 121}", "[gambar 2]"]
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(TextProblem, match=r"\.$"):
        read_text(text, pictures=1)


def test_pictures_move_up_when_one_is_taken_away() -> None:
    blocks = read_text("[gambar 1]\n[gambar 2]\n[gambar 3]", pictures=3)

    assert [block.number for block in without_picture(blocks, 2)] == [1, 2]

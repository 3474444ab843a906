"""Who adds a sentence need not think of the space before it."""

from typing import Any

import pytest

from balai.letters.composition import compose
from balai.letters.editor.starting import empty_kind
from balai.letters.kind_reading import read_definition


def printed(*sentences: str) -> str:
    content: dict[str, Any] = {**empty_kind(), "title": "Surat", "short_code": "S", "summary": "Surat."}
    content["body"][0]["text"] = [{"text": sentence} for sentence in sentences]
    blocks = compose(read_definition(content), {"resident": {"full_name": "Siti"}}).blocks
    return "".join(run if isinstance(run, str) else run["text"] for run in blocks[0]["text"])


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        (("Satu.", "Dua."), "Satu. Dua."),
        (("Satu. ", "Dua."), "Satu. Dua."),
        (("Satu", ", dua", "."), "Satu, dua."),
        (("Nama:", "{resident.full_name}"), "Nama: Siti"),
        (("Satu (", "dua", ")"), "Satu (dua)"),
        (("RT 01/", "RW 02"), "RT 01/RW 02"),
    ],
)
def test_sentences_do_not_run_into_one_another(sentences: tuple[str, ...], text: str) -> None:
    assert printed(*sentences) == text

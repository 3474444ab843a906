"""What can be seen on a finished PDF: text outside the page's text area, and text over other text."""

import itertools
from dataclasses import dataclass

import pypdfium2

MILLIMETRE = 72 / 25.4
LETTER = (24.5, 19.5, 9, 6)
"""Millimetres left, right, above and below, with a little room for glyphs that reach over; the foot is text too."""
SHEET = (4, 4, 4, 4)
"""A statutory sheet has its own margins; a printer reaches this far."""
HANGING = ".,;:-–\ufffe"
"""Signs that may stand in the margin by their own width, so that the edge of the text looks straight. PDFium tells of a
hyphen at the end of a line as U+FFFE."""
LARGEST_OVERLAP = 0.5
"""Of the narrower of two letters that stand on each other: kerning stays far below."""


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def faults(pdf: bytes, margins: tuple[float, float, float, float] = LETTER) -> list[str]:
    """What is wrong with the pages, in words; nothing when every letter stands free within the text area."""
    found: list[str] = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            glyphs = _glyphs(page)
            found += [f"page {number}: {problem}" for problem in _outside(glyphs, width, height, margins)]
            found += [f"page {number}: {problem}" for problem in _overlapping(glyphs)]
    finally:
        document.close()
    return found


def pages_and_text(pdf: bytes) -> tuple[int, str]:
    """How many pages, and what a reader of the file can copy from them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document), "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    text = page.get_textpage()
    signs = ((text.get_text_range(index, 1), text.get_charbox(index)) for index in range(text.count_chars()))
    return [Glyph(sign, *box) for sign, box in signs if sign.strip() and box[2] > box[0] and box[3] > box[1]]


def _outside(
    glyphs: list[Glyph], width: float, height: float, margins: tuple[float, float, float, float]
) -> list[str]:
    left, right, top, bottom = (each * MILLIMETRE for each in margins)
    right, top = width - right, height - top
    out = [
        each
        for each in glyphs
        if each.left < left
        or (each.left if each.text in HANGING else each.right) > right
        or each.bottom < bottom
        or each.top > top
    ]
    return [f"outside the text area: {''.join(each.text for each in out)}"] if out else []


def _overlapping(glyphs: list[Glyph]) -> list[str]:
    """Letters of one line whose boxes cover each other."""
    found = []
    in_lines = sorted(glyphs, key=lambda each: (round(each.bottom), each.left))
    for one, other in itertools.pairwise(in_lines):
        if abs(one.bottom - other.bottom) > 1:
            continue
        shared = min(one.right, other.right) - max(one.left, other.left)
        if shared > LARGEST_OVERLAP * min(one.right - one.left, other.right - other.left):
            found.append(f"{one.text} stands on {other.text} at {one.left:.0f}, {one.bottom:.0f}")
    return found

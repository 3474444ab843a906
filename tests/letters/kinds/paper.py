"""What can be seen on a finished PDF: text outside the page's text area, and text over other text."""

from ctypes import byref, c_double
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MILLIMETRE = 72 / 25.4
LETTER = (24.5, 19.5, 9, 6)
"""Millimetres left, right, above and below, with a little room for glyphs that reach over; the foot is text too."""
SHEET = (4, 4, 4, 4)
"""A statutory sheet has its own margins; a printer reaches this far."""
HANGING = ".,;:-–\x02"
"""Signs that may stand in the margin by their own width, so that the edge of the text looks straight. PDFium tells of a
hyphen at the end of a line as U+0002."""
LARGEST_OVERLAP = 0.5
"""Of the narrower and of the lower of two letters that stand on each other: kerning and close lines stay far below."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How many pages, what a reader of the file can copy from them, and what is wrong with them, in words."""

    pages: int
    text: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def look_at(pdf: bytes, margins: tuple[float, float, float, float] = LETTER) -> Seen:
    """Nothing is wrong when every letter stands free within the text area."""
    texts, faults = [], []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            texts.append(text.get_text_range())
            glyphs = _glyphs(text)
            problems = (*_outside(glyphs, page.get_size(), margins), *_overlapping(glyphs))
            faults += [f"page {number}: {problem}" for problem in problems]
    finally:
        document.close()
    return Seen(len(texts), "\n".join(texts), tuple(faults))


def _glyphs(text: pypdfium2.PdfTextPage) -> list[Glyph]:
    """Every letter with its box. PDFium is asked directly: there are thousands on a sheet."""
    left, right, bottom, top = box = tuple(c_double() for _ in range(4))
    into = tuple(byref(each) for each in box)
    sign_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox
    glyphs = []
    for index in range(text.count_chars()):
        sign = chr(sign_at(text, index))
        if sign.isspace() or sign == "\0":
            continue
        box_at(text, index, *into)
        if right.value > left.value and top.value > bottom.value:
            glyphs.append(Glyph(sign, left.value, bottom.value, right.value, top.value))
    return glyphs


def _outside(
    glyphs: list[Glyph], size: tuple[float, float], margins: tuple[float, float, float, float]
) -> list[str]:
    width, height = size
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
    """Letters whose boxes cover each other, in one line or in two that are too close."""
    found = []
    near: list[Glyph] = []
    for one in sorted(glyphs, key=lambda each: each.left):
        near = [other for other in near if other.right > one.left]
        found += [
            f"{one.text} stands on {other.text} at {one.left:.0f}, {one.bottom:.0f}"
            for other in near
            if other.top > one.bottom and other.bottom < one.top and _stand_on_each_other(one, other)
        ]
        near.append(one)
    return found


def _stand_on_each_other(one: Glyph, other: Glyph) -> bool:
    up = min(one.top, other.top) - max(one.bottom, other.bottom)
    if up <= LARGEST_OVERLAP * min(one.top - one.bottom, other.top - other.bottom):
        return False
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > LARGEST_OVERLAP * min(one.right - one.left, other.right - other.left)

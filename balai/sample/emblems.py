"""Emblems of the sample villages, drawn here: a shield under a roof with rice, waves or a clove."""

from collections.abc import Callable, Sequence
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

SIDE = 480
FINE = 4  # drawn larger, then reduced, so that edges are smooth
WHITE = "#ffffff"

type Brush = ImageDraw.ImageDraw
type Points = Sequence[tuple[float, float]]


def draw_emblem(figure: str, main: str, accent: str) -> bytes:
    """A PNG with a transparent ground. Raises KeyError for an unknown figure."""
    image = Image.new("RGBA", (SIDE * FINE, SIDE * FINE), (0, 0, 0, 0))
    brush = ImageDraw.Draw(image)
    _shield(brush, accent, 0)
    _shield(brush, main, 14)
    _roof(brush, accent)
    FIGURES[figure](brush, accent)
    output = BytesIO()
    image.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(output, format="PNG", optimize=True)
    return output.getvalue()


def _scaled(points: Points) -> list[tuple[float, float]]:
    return [(x * FINE, y * FINE) for x, y in points]


def _shield(brush: Brush, colour: str, inset: float) -> None:
    left, right, top, waist, foot = 60 + inset, 420 - inset, 20 + inset, 250, 465 - inset * 1.3
    half = (right - left) / 2
    bow = [
        (240 + half * cos(t), waist + (foot - waist) * sin(t)) for t in (pi * step / 60 for step in range(61))
    ]
    brush.polygon(_scaled([(left, top), (right, top), *bow]), fill=colour)


def _roof(brush: Brush, colour: str) -> None:
    brush.polygon(_scaled([(196, 66), (284, 66), (296, 84), (184, 84)]), fill=colour)
    brush.polygon(_scaled([(176, 92), (304, 92), (352, 138), (128, 138)]), fill=WHITE)
    brush.polygon(_scaled([(118, 146), (362, 146), (376, 164), (104, 164)]), fill=colour)
    for x in (140, 206, 264, 330):
        brush.rectangle([x * FINE, 170 * FINE, (x + 10) * FINE, 226 * FINE], fill=WHITE)
    brush.rectangle([122 * FINE, 232 * FINE, 358 * FINE, 242 * FINE], fill=colour)


def _rice(brush: Brush, colour: str) -> None:
    for side in (-1, 1):
        for step in range(7):
            angle = pi / 2 + side * (0.35 + step * 0.13)
            x, y = 240 + side * (16 + step * 13), 408 - step * 21
            _grain(brush, x, y, angle, colour)
    brush.line(_scaled([(240, 268), (240, 418)]), fill=WHITE, width=6 * FINE)


def _grain(brush: Brush, x: float, y: float, angle: float, colour: str) -> None:
    length, breadth = 20, 8
    outline = []
    for t in (2 * pi * step / 24 for step in range(24)):
        u, v = length * cos(t), breadth * sin(t)
        outline.append((x + u * cos(angle) - v * sin(angle), y - u * sin(angle) - v * cos(angle)))
    brush.polygon(_scaled(outline), fill=colour)


def _wave(brush: Brush, colour: str) -> None:
    for row, (tint, breadth) in enumerate(((WHITE, 118), (colour, 100), (WHITE, 68))):
        y = 290 + row * 42
        points = [(240 + x, y + 10 * sin(x / 17)) for x in range(-breadth, breadth + 1, 3)]
        brush.line(_scaled(points), fill=tint, width=14 * FINE, joint="curve")


def _clove(brush: Brush, colour: str) -> None:
    brush.polygon(_scaled([(228, 308), (252, 308), (246, 424), (234, 424)]), fill=WHITE)
    for angle in (pi / 4, 3 * pi / 4, 5 * pi / 4, 7 * pi / 4):
        _grain(brush, 240 + 26 * cos(angle), 288 - 26 * sin(angle), angle, colour)
    brush.ellipse([222 * FINE, 270 * FINE, 258 * FINE, 306 * FINE], fill=WHITE)


FIGURES: dict[str, Callable[[Brush, str], None]] = {"rice": _rice, "wave": _wave, "clove": _clove}

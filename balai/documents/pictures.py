"""A photograph of a paper, drawn anew and measured. Runs in the child process."""

from dataclasses import dataclass, replace
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageStat

from balai.core.pictures import PictureTooWide, PictureUnreadable, as_jpeg, redrawn
from balai.documents import rules
from balai.documents.refusals import refused
from balai.documents.rules import Quality

PILLOW_NAMES: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
NOISE: Final = 10
"""Differences of neighbours up to this are the camera's own."""
SMOOTHING: Final = 4
"""Pixels to each side over which the measure of sharpness smooths."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is kept."""

    content: bytes
    width: int
    height: int
    quality: Quality


def drawn_anew(content: bytes, kind: str) -> Drawn:
    """Upright, at most `LONG_SIDE`, nothing of the original but its pixels. Raises `FileRefused`."""
    try:
        picture = redrawn(
            content,
            formats=(PILLOW_NAMES[kind],),
            widest=rules.WIDEST,
            longest_side=rules.LONG_SIDE,
            mode="RGB" if kind == "jpeg" else "RGBA",
        )
    except PictureTooWide as problem:
        raise refused("too_wide") from problem
    except PictureUnreadable as problem:
        raise refused("damaged_picture") from problem
    picture = _on_white(picture)
    if max(picture.size) < rules.NARROWEST:
        raise refused("too_small")
    return Drawn(as_jpeg(picture), picture.width, picture.height, measure(picture))


def as_received(content: bytes) -> Drawn:
    """A JPEG that is kept byte for byte: looked into all the same. Raises `FileRefused`."""
    return replace(drawn_anew(content, "jpeg"), content=content)


def _on_white(picture: Image.Image) -> Image.Image:
    """What is see-through becomes paper."""
    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def measure(picture: Image.Image) -> Quality:
    """How sharp and how bright a picture is, at the size in which browsers send them."""
    grey = picture.convert("L")
    grey.thumbnail((rules.LONG_SIDE_SENT, rules.LONG_SIDE_SENT))
    calm = grey.filter(ImageFilter.BoxBlur(1))  # the noise of a camera in the dark would pass for sharpness
    sharpness = min(_lost_by_smoothing(calm, 1, 0), _lost_by_smoothing(calm, 0, 1))
    return Quality(round(100 * sharpness), _upper_quarter(grey), max(picture.size))


def _lost_by_smoothing(grey: Image.Image, x: int, y: int) -> float:
    """The share of the contrast between neighbours in one direction that goes when the picture is smoothed in it."""
    sharp = _differences(grey, x, y)
    smooth = _differences(grey.filter(ImageFilter.BoxBlur((SMOOTHING * x, SMOOTHING * y))), x, y)
    strong = sharp.point([0] * (NOISE + 1) + [255] * (255 - NOISE))
    before = ImageStat.Stat(sharp, strong).sum[0] if strong.getbbox() else 0
    lost = ImageStat.Stat(ImageChops.subtract(sharp, smooth), strong).sum[0] if before else 0
    return float(lost / before) if before else 0.0


def _differences(grey: Image.Image, x: int, y: int) -> Image.Image:
    width, height = grey.size
    return ImageChops.difference(grey.crop((x, y, width, height)), grey.crop((0, 0, width - x, height - y)))


def _upper_quarter(grey: Image.Image) -> int:
    """The grey above which a quarter of the pixels lies."""
    left = sum(grey.histogram()) / 4
    for value, count in reversed(list(enumerate(grey.histogram()))):
        left -= count
        if left <= 0:
            return value
    return 0

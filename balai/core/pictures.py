"""An uploaded picture, drawn anew: known format, limited size, nothing of the original but its pixels."""

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

_DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


class PictureUnreadable(ValueError):
    """The file is no picture of an accepted format, or a damaged one."""


class PictureTooWide(ValueError):
    """The picture has more pixels on a side than is unpacked: a small file may hold a huge one."""


def redrawn(
    content: bytes, *, formats: Sequence[str], widest: int, longest_side: int, mode: Literal["RGB", "RGBA"]
) -> Image.Image:
    """The pixels of a picture, upright and at most `longest_side` wide and high, without EXIF, profile or text.

    Raises `PictureUnreadable`, `PictureTooWide` beyond `widest` pixels as uploaded.
    """
    try:
        source = _opened(content, formats)
    except Image.DecompressionBombError as problem:
        raise PictureTooWide from problem
    except _DAMAGED as problem:
        raise PictureUnreadable from problem
    if max(source.size) > widest:
        raise PictureTooWide
    # A large JPEG unpacks at a half, a quarter or an eighth of its sides, never below what is wanted.
    source.draft(None, (longest_side, longest_side))
    try:
        upright = ImageOps.exif_transpose(source).convert(mode)
    except _DAMAGED as problem:
        raise PictureUnreadable from problem
    bare = Image.new(mode, upright.size, "white" if mode == "RGB" else 0)
    bare.paste(upright)
    bare.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    return bare


def _opened(content: bytes, formats: Sequence[str]) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the side is checked by the caller
        return Image.open(BytesIO(content), formats=list(formats))


def as_jpeg(picture: Image.Image) -> bytes:
    """As a file of moderate size, for photographs of paper."""
    output = BytesIO()
    picture.save(output, format="JPEG", quality=80, optimize=True)
    return output.getvalue()

"""An uploaded picture becomes two small files: drawn anew without what cameras write into it, wide and narrow."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.core.exceptions import ValidationError
from PIL import Image

from balai.core import pictures
from balai.core.pictures import PictureTooWide, PictureUnreadable

LARGEST_FILE: Final = 15 * 1024 * 1024
LARGEST_SIDE: Final = 12_000  # pixels, as uploaded
LARGE: Final = 1200  # pixels, as kept: a wide screen
SMALL: Final = 480  # pixels, as kept: a phone, and lists
FORMATS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 72


class UnusablePicture(ValidationError):
    """The file can't become a picture of the site; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The two files of a picture (WebP) with their sizes in pixels."""

    large: bytes
    small: bytes
    size: tuple[int, int]
    small_size: tuple[int, int]


def drawn(content: bytes) -> Drawn:
    """Both files with nothing of the original but its pixels. Raises `UnusablePicture`."""
    if len(content) > LARGEST_FILE:
        raise UnusablePicture("Gambar ini terlalu besar. Pakai gambar di bawah 15 MB.", code="too_large")
    try:
        picture = pictures.redrawn(
            content, formats=FORMATS, widest=LARGEST_SIDE, longest_side=LARGE, mode="RGB"
        )
    except PictureTooWide as problem:
        raise UnusablePicture("Gambar ini terlalu lebar. Kecilkan dulu.", code="too_wide") from problem
    except PictureUnreadable as problem:
        raise UnusablePicture(
            "Gambar ini tidak terbaca. Pakai berkas JPG, PNG, atau WebP.", code="unreadable"
        ) from problem
    small = picture.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Drawn(_webp(picture), _webp(small), picture.size, small.size)


def _webp(picture: Image.Image) -> bytes:
    output = BytesIO()
    picture.save(output, format="WEBP", quality=_QUALITY, method=4)
    return output.getvalue()

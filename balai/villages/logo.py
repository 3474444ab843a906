"""An uploaded picture becomes a logo: known format, limited size, drawn anew without EXIF."""

from io import BytesIO

from django.core.exceptions import ValidationError

from balai.core import pictures
from balai.core.pictures import PictureTooWide, PictureUnreadable

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_SIDE = 8000  # pixels, as uploaded
SIDE = 640  # pixels, as kept: 30 mm at 540 dpi on paper
FORMATS = ("PNG", "JPEG", "WEBP")


class UnusablePicture(ValidationError):
    """The file can't become a logo; the sentence says what to do."""


def redrawn(picture: bytes) -> bytes:
    """A PNG of at most 640 × 640 pixels with nothing of the original but its pixels. Raises `UnusablePicture`."""
    if len(picture) > LARGEST_FILE:
        raise UnusablePicture("Gambar ini terlalu besar. Pakai gambar di bawah 5 MB.", code="too_large")
    if _looks_like_svg(picture):
        raise UnusablePicture("Gambar SVG tidak bisa dipakai. Simpan dulu sebagai PNG.", code="svg")
    try:
        image = pictures.redrawn(
            picture, formats=FORMATS, widest=LARGEST_SIDE, longest_side=SIDE, mode="RGBA"
        )
    except PictureTooWide as problem:
        raise UnusablePicture(
            f"Gambar ini terlalu lebar. Kecilkan dulu sampai paling banyak {LARGEST_SIDE} piksel.",
            code="too_wide",
        ) from problem
    except PictureUnreadable as problem:
        raise UnusablePicture(
            "Gambar ini tidak terbaca. Pakai berkas PNG, JPEG, atau WebP.", code="unreadable"
        ) from problem
    output = BytesIO()
    image.save(output, format="PNG", optimize=True)
    return output.getvalue()


def _looks_like_svg(picture: bytes) -> bool:
    start = picture[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<svg", b"<?xml", b"<!doctype svg"))

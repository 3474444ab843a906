"""An uploaded picture becomes a logo: known format, limited size, drawn anew without EXIF."""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

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
        image = _opened(picture)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as problem:
        raise UnusablePicture(
            "Gambar ini tidak terbaca. Pakai berkas PNG, JPEG, atau WebP.", code="unreadable"
        ) from problem
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    output = BytesIO()
    image.save(output, format="PNG", optimize=True)
    return output.getvalue()


def _opened(picture: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the side is checked below
        source = Image.open(BytesIO(picture), formats=FORMATS)
    if max(source.size) > LARGEST_SIDE:
        raise UnusablePicture(
            f"Gambar ini terlalu lebar. Kecilkan dulu sampai paling banyak {LARGEST_SIDE} piksel.",
            code="too_wide",
        )
    upright = ImageOps.exif_transpose(source)
    pixels = upright.convert("RGBA")
    bare = Image.new("RGBA", pixels.size)  # carries no EXIF, profile or text of the original
    bare.paste(pixels)
    return bare


def _looks_like_svg(picture: bytes) -> bool:
    start = picture[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<svg", b"<?xml", b"<!doctype svg"))

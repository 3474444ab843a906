"""The village's logo at the size of a page's header: a phone on a slow line must not load the one meant for paper."""

from functools import lru_cache
from io import BytesIO

from PIL import Image

from balai.core import files

SIDE = 112  # pixels; drawn 44 CSS pixels wide, sharp on most phones
COLOURS = 64


@lru_cache(maxsize=64)
def small_emblem(sha256: str) -> bytes:
    """A PNG of a few kilobytes made from the stored logo. Raises FileNotFoundError."""
    with Image.open(BytesIO(files.read(sha256)), formats=["PNG"]) as logo:
        picture = logo.convert("RGBA")
    picture.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    output = BytesIO()
    picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(output, format="PNG", optimize=True)
    return output.getvalue()

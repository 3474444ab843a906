"""Reading the code on a printed letter as a scanner does."""

import io

from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument

from balai.core.qr import codes_on

OFFICE_DPI = 150
"""What copiers scan at when nobody has changed it."""


def page_of(pdf: bytes, dpi: int = OFFICE_DPI) -> Image.Image:
    """The first page as it would be printed, in grey."""
    document = PdfDocument(pdf)
    try:
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().copy()
    finally:
        document.close()


def code_on(pdf: bytes) -> str:
    """The text of the only code on the page, looked at closely: a scan at OFFICE_DPI is a matter of its own tests."""
    return read_code(page_of(pdf, OFFICE_DPI * 2))


def read_code(page: Image.Image) -> str:
    codes = codes_on(page)
    assert len(codes) == 1
    return codes[0].text


def badly_scanned(pdf: bytes, *, degrees: float) -> Image.Image:
    """The page put crookedly on a cheap scanner: soft, grey, noisy, kept as a small JPEG."""
    sharp = page_of(pdf, OFFICE_DPI * 2)
    crooked = sharp.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255).filter(
        ImageFilter.GaussianBlur(0.7)
    )
    page = crooked.resize((sharp.width // 2, sharp.height // 2), Image.Resampling.BOX)
    noise = Image.effect_noise(page.size, 18)
    page = ImageChops.add(page, noise, offset=-128).point(lambda tone: int(30 + tone * 0.82))
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=60)
    return Image.open(kept)


def side_of_code(page: Image.Image, dpi: int = OFFICE_DPI) -> float:
    """How large the code is on paper, in millimetres."""
    corners = codes_on(page)[0].position
    return abs(corners.top_right.x - corners.top_left.x) / dpi * 25.4

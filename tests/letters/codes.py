"""Reading the code on a printed letter as a scanner does."""

import io
import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

OFFICE_DPI = 150
"""What copiers scan at when nobody has changed it."""


def page_of(pdf: bytes, folder: Path, dpi: int = OFFICE_DPI) -> Image.Image:
    """The first page as it would be printed, in grey."""
    (folder / "letter.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", "letter.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    with Image.open(folder / "page.pgm") as image:
        image.load()
        return image


def code_on(pdf: bytes, folder: Path) -> str:
    """The text of the only code on the page."""
    return read_code(page_of(pdf, folder))


def read_code(page: Image.Image) -> str:
    codes = zxingcpp.read_barcodes(page)
    assert len(codes) == 1
    return codes[0].text


def badly_scanned(pdf: bytes, folder: Path, *, degrees: float) -> Image.Image:
    """The page put crookedly on a cheap scanner: soft, grey, noisy, kept as a small JPEG."""
    sharp = page_of(pdf, folder, OFFICE_DPI * 2)
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
    corners = zxingcpp.read_barcodes(page)[0].position
    return abs(corners.top_right.x - corners.top_left.x) / dpi * 25.4

"""QR codes: drawn, and read from pictures."""

import re
from io import BytesIO
from itertools import batched

import zxingcpp
from PIL import Image

QUIET_ZONE = 4
"""Modules of white around a code that stands by itself (ISO/IEC 18004)."""
_DARK = re.compile(rb"\x00+")


def qr_svg(text: str, *, margin: int = 0) -> str:
    """`text` as a QR code, an SVG that scales; without a margin the place it is put on keeps 4 modules white around it.

    Error correction M: 15 % may be worn off. Print 300 characters at 30 mm or larger.
    """
    code = _code(text)
    picture = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # a byte for each module, 0 is dark
    size = len(picture)
    rows = (bytes(row) for row in batched(picture.tobytes(), size, strict=True))
    # One line for each run of dark modules: zxing's own drawing takes several times as long as finding the code.
    runs = ((line, run.start(), run.end()) for line, row in enumerate(rows) for run in _DARK.finditer(row))
    path = "".join(f"M{start} {line}.5h{end - start}" for line, start, end in runs)
    side = size + 2 * margin
    ground = f'<path fill="#fff" d="M{-margin} {-margin}h{side}v{side}h{-side}z"/>' if margin else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-margin} {-margin} {side} {side}">'
        f'{ground}<path stroke="#000" d="{path}"/></svg>'
    )


def qr_png(text: str, *, module: int = 24) -> bytes:
    """`text` as a QR code with its margin, for programs that take no SVG; `module` pixels for each of its dots."""
    code = _code(text)
    picture = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False))
    side = picture.width + 2 * QUIET_ZONE
    ground = Image.new("1", (side, side), 1)
    ground.paste(picture, (QUIET_ZONE, QUIET_ZONE))
    output = BytesIO()
    ground.resize((side * module, side * module), Image.Resampling.NEAREST).save(output, format="PNG")
    return output.getvalue()


def _code(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")


def codes_on(picture: Image.Image) -> list[zxingcpp.Barcode]:
    """The QR codes on a picture. Small print may pass for a barcode of another kind, or for a Micro QR: they aren't looked for."""
    return zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)
    )

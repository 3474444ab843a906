"""Files that people hand in: good photographs, and what somebody might send instead."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from balai.core.typesetting import FONTS

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FONT = FONTS / "LiberationSans-Regular.ttf"
SHOWN = 'app.alert("halo")'


@cache
def paper(long_side: int = 1600, *, blurred: float = 0, light: float = 1) -> Image.Image:
    """A page full of text on a table, as a camera sees it."""
    width, height = round(long_side * 0.72), long_side
    picture = Image.new("RGB", (width, height), "#8a7a66")
    sheet = ImageDraw.Draw(picture)
    edge = round(width * 0.06)
    sheet.rectangle((edge, edge, width - edge, height - edge), fill="#f4f1ea")
    font = ImageFont.truetype(str(FONT), round(long_side / 72))
    for number in range(44):
        line = f"{number + 1}. Kartu keluarga, nama ibu kandung, tempat lahir"
        sheet.text((edge * 2, edge * 2 + number * long_side / 50), line, fill="#20242a", font=font)
    if light != 1:
        picture = picture.point([round(value * light) for value in range(256)] * 3)
    return picture.filter(ImageFilter.GaussianBlur(blurred)) if blurred else picture


def as_file(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    output = BytesIO()
    picture.save(output, format=kind, **options)
    return output.getvalue()


@cache
def photo(long_side: int = 1600) -> bytes:
    return as_file(paper(long_side), quality=80)


def photo_with_secrets() -> bytes:
    """Lies on its side, says where it was taken, carries a script in a comment and a whole ZIP behind its end."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010E] = "rumah Bu Siti, -7.79, 110.36"
    turned = paper(900).rotate(90, expand=True)
    return as_file(turned, exif=exif.tobytes(), comment=b"<script>alert(1)</script>") + packed(
        {"jahat.js": b"1"}
    )


def one_colour(side: int) -> bytes:
    """A PNG of `side` × `side` pixels of one bit each: a few kilobytes."""

    def part(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((1 + (side + 7) // 8) * side), 1)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def packed(parts: dict[str, bytes]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def pdf(
    change: Callable[[pikepdf.Pdf], object] = lambda made: None, *, pages: int = 1, **saving: object
) -> bytes:
    """A PDF of empty pages, changed before it is saved."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    change(made)
    output = BytesIO()
    made.save(output, **saving)
    return output.getvalue()


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SHOWN)


def opens_with(action: pikepdf.Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = action

    return change


def with_named_script(made: pikepdf.Pdf) -> None:
    names = pikepdf.Array(["mulai", made.make_indirect(script())])
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


def with_annotation(kind: str, **fields: object) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + kind), Rect=[0, 0, 99, 99], **fields
        )
        made.pages[0].Annots = pikepdf.Array([note])

    return change


def with_attachment(made: pikepdf.Pdf) -> None:
    made.attachments["jahat.exe"] = b"MZ"


def with_form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=made.make_stream(b"<xdp/>"))


def with_stream(content: bytes, **fields: object) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].Contents = made.make_stream(content, **fields)

    return change


def bomb(times: int = 1) -> Callable[[pikepdf.Pdf], None]:
    """A few kilobytes that unpack to 80 MB."""
    content = bytes(80 * 1024 * 1024)
    for _ in range(times):
        content = zlib.compress(content)
    return with_stream(content, Filter=pikepdf.Array([pikepdf.Name.FlateDecode] * times))


def in_disguise() -> bytes:
    """Written by hand: the names of the script are spelt in hexadecimal, and there is no table of what stands where."""
    return b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction<</S/J#61vaScript/J#53(app.alert\\(1\\))>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""

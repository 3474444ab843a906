"""A letter that was signed by hand comes back as a picture: known format, limited size, drawn anew.

Of a PDF only the pictures of its pages are taken, as a scanner writes them; nothing else of it is kept. The code on the
paper must be the letter's own.
"""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from balai.core import pictures
from balai.core.pictures import PictureTooWide, PictureUnreadable, as_jpeg
from balai.core.qr import codes_on
from balai.core.typesetting import typeset_pdf
from balai.letters.facts import fragment_of
from balai.letters.models import Letter

LARGEST_SCAN = 10 * 1024 * 1024
LARGEST_SIDE = 10_000  # pixels, as uploaded
LONG_SIDE = 2340  # pixels, as kept: A4 at 200 dpi
MOST_PAGES = 4
TEMPLATE = "letters/typst/scan.typ"


class UnusableScan(ValueError):
    """The file cannot be the letter's scan; `str()` is a sentence that says what to do."""


def scanned(letter: Letter, content: bytes) -> bytes:
    """The scan as a PDF of our own making. Raises `UnusableScan`, `TypesettingFailed`."""
    if len(content) > LARGEST_SCAN:
        raise UnusableScan("Berkas ini terlalu besar. Paling besar 10 MB.")
    pages = [_redrawn(picture) for picture in _pictures(content)]
    if not pages:
        raise UnusableScan(
            "Tidak ada gambar di berkas ini. Pindai suratnya, atau foto lalu simpan sebagai JPG."
        )
    _check_code(letter, pages)
    names = [f"halaman-{number}.jpg" for number in range(1, len(pages) + 1)]
    data = {
        "pages": names,
        "alt": f"Hasil pindai {letter.title} nomor {letter.number}",
        "paper": letter.printed["paper"],
    }
    files = {name: as_jpeg(page) for name, page in zip(names, pages, strict=True)}
    title = f"{letter.title} {letter.number}"
    return typeset_pdf(TEMPLATE, data, files=files, title=title, at=letter.numbered_at)


def _pictures(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"%PDF-"):
        yield content
        return
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        kids = PdfFileReader(BytesIO(content), strict=False).root["/Pages"]["/Kids"]
        for page in list(kids)[:MOST_PAGES]:
            yield from _pictures_of(page.get_object())
    except UnusableScan:
        raise
    except Exception as problem:  # hostile files break parsers in every way there is
        raise UnusableScan("PDF ini tidak terbaca. Pindai lagi, atau simpan sebagai JPG.") from problem


def _pictures_of(page: dict[str, object]) -> Iterator[bytes]:
    """The JPEG pictures of a page. Other encodings are not unpacked: a small file may hold a huge one."""
    resources = page.get("/Resources") or {}
    for picture in dict(resources.get("/XObject", {})).values():  # type: ignore[attr-defined]  # a PDF dictionary
        stream = picture.get_object()
        if stream.get("/Subtype") == "/Image" and stream.get("/Filter") == "/DCTDecode":
            yield stream.encoded_data


def _redrawn(picture: bytes) -> Image.Image:
    try:
        return pictures.redrawn(
            picture, formats=("JPEG", "PNG"), widest=LARGEST_SIDE, longest_side=LONG_SIDE, mode="RGB"
        )
    except PictureTooWide as problem:
        raise UnusableScan("Gambar ini terlalu besar. Pindai dengan 200 dpi.") from problem
    except PictureUnreadable as problem:
        raise UnusableScan("Gambar ini tidak terbaca. Pakai berkas PDF, JPG, atau PNG.") from problem


def _check_code(letter: Letter, pages: list[Image.Image]) -> None:
    found = {fragment_of(code.text) for page in pages for code in codes_on(page)}
    if letter.facts in found:
        return
    if found:
        raise UnusableScan("Kode QR di gambar ini bukan milik surat ini. Pilih hasil pindai yang benar.")
    raise UnusableScan("Kode QR surat tidak terbaca. Pindai seluruh halaman dengan terang dan tegak.")

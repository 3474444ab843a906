"""Looking into a PDF, writing it anew, drawing and joining its pages. Runs in the child process.

Whatever a PDF could do by itself refuses it, instead of being cut out: somebody who prints it to a new PDF gets rid of it
and sees what is left. A signed one stays as it is, for its signature is worth more than a clean file; every other one
is written anew from its pages, so that what is kept is what was looked at.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pikepdf

from balai.documents import rules
from balai.documents.refusals import FileRefused, refused

if TYPE_CHECKING:
    from PIL import Image

POINTS_AN_INCH: Final = 72

ACTIONS: Final[Mapping[str, str]] = {
    "/JavaScript": "scripted_pdf",
    "/Launch": "launching_pdf",
    "/GoToE": "launching_pdf",
    "/GoToR": "launching_pdf",
    "/SubmitForm": "sending_pdf",
    "/ImportData": "sending_pdf",
    "/Rendition": "playing_pdf",
    "/Movie": "playing_pdf",
    "/Sound": "playing_pdf",
    "/RichMediaExecute": "playing_pdf",
}
"""By /S of an action (ISO 32000-2, table 201)."""
KEYS: Final[Mapping[str, str]] = {
    "/JS": "scripted_pdf",
    "/JavaScript": "scripted_pdf",
    "/XFA": "sending_pdf",
    "/EmbeddedFiles": "carrying_pdf",
    "/EF": "carrying_pdf",
    "/RichMediaContent": "playing_pdf",
}
KINDS: Final[Mapping[str, str]] = {
    "/EmbeddedFile": "carrying_pdf",
    "/FileAttachment": "carrying_pdf",
    "/RichMedia": "playing_pdf",
    "/Movie": "playing_pdf",
    "/Sound": "playing_pdf",
    "/Screen": "playing_pdf",
    "/3D": "playing_pdf",
}
"""By /Type or /Subtype."""

LARGEST_STREAM: Final = 64 * rules.MEGABYTE
LARGEST_TOGETHER: Final = 400 * rules.MEGABYTE
MOST_PIXELS: Final = 100_000_000
MOST_OBJECTS: Final = 200_000
_PIECE: Final = rules.MEGABYTE
A4: Final = (595, 842)  # points
MARGIN: Final = 14  # points


@dataclass(frozen=True, slots=True)
class Looked:
    """A PDF as it is kept."""

    content: bytes
    pages: int
    is_signed: bool


def looked_into(content: bytes, *, untouched: bool) -> Looked:
    """The PDF as it may be kept: signed or `untouched` byte for byte, else written anew. Raises `FileRefused`."""
    try:
        with pikepdf.open(BytesIO(content), inherit_page_attributes=True) as pdf:
            return _looked_into(pdf, content, untouched)
    except pikepdf.PasswordError as problem:
        raise refused("locked_pdf") from problem
    except FileRefused:
        raise
    except MemoryError:
        raise
    except Exception as problem:  # hostile files break parsers in every way there is
        raise refused("damaged_pdf") from problem


def _looked_into(pdf: pikepdf.Pdf, content: bytes, untouched: bool) -> Looked:
    is_signed = _examine(pdf)
    pages = len(pdf.pages)
    if pages == 0:
        raise refused("pageless_pdf")
    if pages > rules.MOST_PAGES:
        raise refused("long_pdf")
    if untouched:
        return Looked(content, pages, is_signed)
    if is_signed:
        # What the parser had to mend, or what follows the end, another reader may read in another way.
        if pdf.get_warnings() or not content.rstrip(b"\r\n\t \0").endswith(b"%%EOF"):
            raise refused("damaged_pdf")
        return Looked(content, pages, is_signed)
    return Looked(_written_anew(pdf), pages, is_signed)


def _written_anew(pdf: pikepdf.Pdf) -> bytes:
    """Its pages and nothing else: no metadata, no earlier revisions, nothing behind the end."""
    with pikepdf.new() as clean:
        clean.pages.extend(pdf.pages)
        return _saved(clean)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    output = BytesIO()
    pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return output.getvalue()


def _examine(pdf: pikepdf.Pdf) -> bool:
    """Whether it is signed. Raises `FileRefused` for what it could do, or unpack to."""
    is_signed, unpacked = False, 0
    for number, found in enumerate(_dictionaries(pdf)):
        if number > MOST_OBJECTS:
            raise refused("too_heavy")
        names = {str(found.get(key)) for key in ("/Type", "/Subtype") if key in found}
        reasons = [KEYS[key] for key in found.keys() if key in KEYS]  # noqa: SIM118  # no mapping
        reasons += [KINDS[name] for name in names if name in KINDS]
        if "/S" in found and str(found["/S"]) in ACTIONS:
            reasons.append(ACTIONS[str(found["/S"])])
        if reasons:
            raise refused(reasons[0])
        if "/ByteRange" in found and "/Contents" in found:
            is_signed = True
        if isinstance(found, pikepdf.Stream):
            unpacked += _unpacked_bytes(found)
            if unpacked > LARGEST_TOGETHER:
                raise refused("too_heavy")
    return is_signed


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream, however deep it stands in another object."""
    for each in (*pdf.objects, pdf.trailer):
        waiting: list[Any] = [each]
        while waiting:
            found = waiting.pop()
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                yield found
                inside = [found[key] for key in found.keys()]  # noqa: SIM118  # no mapping
            elif isinstance(found, pikepdf.Array):
                inside = list(found)
            else:
                continue
            # What has a number of its own comes by itself.
            waiting += [part for part in inside if isinstance(part, pikepdf.Object) and not part.is_indirect]


def _unpacked_bytes(stream: Any) -> int:
    """How much a viewer has to unpack for it. Raises `FileRefused` beyond what one may."""
    is_picture = str(stream.get("/Subtype")) == "/Image"
    if is_picture and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
        raise refused("too_heavy")
    filters = stream.get("/Filter", [])
    names = [str(each) for each in ([filters] if isinstance(filters, pikepdf.Name) else filters)]
    content = stream.read_raw_bytes()
    for name in names:
        if name not in {"/FlateDecode", "/Fl"}:
            break
        content = _inflated(content)
    if {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"} & set(names):
        content = stream.read_bytes()  # at most what this process may hold
    if len(content) > LARGEST_STREAM:
        raise refused("too_heavy")
    return len(content)


def _inflated(packed: bytes) -> bytes:
    """Raises `FileRefused` once it is too much; what is damaged ends where the damage is."""
    inflating, parts, length = zlib.decompressobj(), [], 0
    rest = packed
    try:
        while rest and not inflating.eof:
            parts.append(inflating.decompress(rest, _PIECE))
            length += len(parts[-1])
            if length > LARGEST_STREAM:
                raise refused("too_heavy")
            rest = inflating.unconsumed_tail
    except zlib.error:
        pass
    return b"".join(parts)


def drawn_page(content: bytes, number: int, long_side: int) -> bytes:
    """A page (from 1) as JPEG, `long_side` pixels on its longer side. Raises `FileRefused`."""
    from balai.core.pictures import as_jpeg

    return as_jpeg(_rendered(content, number, lambda points: long_side / points))


def glimpsed_page(content: bytes, long_side: int) -> bytes:
    """The first page as JPEG of that size, with no more on it than `rules.GLIMPSED` shows. Raises `FileRefused`."""
    from balai.core.pictures import as_jpeg

    coarse = _rendered(content, 1, lambda points: rules.GLIMPSED / POINTS_AN_INCH)
    larger = long_side / max(coarse.size)
    return as_jpeg(coarse.resize((round(coarse.width * larger), round(coarse.height * larger))))


def _rendered(content: bytes, number: int, scale: Callable[[float], float]) -> "Image.Image":
    """A page (from 1) in pixels; `scale` says how many a point, for the points of its longer side. Raises `FileRefused`."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:  # type: ignore[no-untyped-call]  # typed in part
            page = document[number - 1]
            drawn: Image.Image = page.render(scale=scale(max(page.get_size()))).to_pil()
            return drawn.convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError) as problem:
        raise refused("damaged_pdf") from problem


def text_of(content: bytes, *, pages: int, most: int) -> str:
    """The text of the first pages, cut at `most` signs; a scan has none. Raises `FileRefused`."""
    import pypdfium2

    said = ""
    try:
        with pypdfium2.PdfDocument(content) as document:  # type: ignore[no-untyped-call]  # typed in part
            for number in range(min(pages, len(document))):
                said += document[number].get_textpage().get_text_bounded() + "\n"
                if len(said) > most:
                    break
    except (pypdfium2.PdfiumError, ValueError) as problem:
        raise refused("damaged_pdf") from problem
    return said[:most]


def joined(parts: list[bytes]) -> bytes:
    """One PDF of photographs and PDFs, in their order; a photograph lies on a sheet of A4 the way it is turned."""
    with pikepdf.new() as whole:
        for part in parts:
            if part.startswith(b"%PDF-"):
                with pikepdf.open(BytesIO(part), inherit_page_attributes=True) as pdf:
                    whole.pages.extend(pdf.pages)
            else:
                _lay_on_sheet(whole, part)
        return _saved(whole)


def _lay_on_sheet(whole: pikepdf.Pdf, photo: bytes) -> None:
    from PIL import Image

    with Image.open(BytesIO(photo), formats=["JPEG"]) as opened:
        width, height = opened.size
    sheet = A4 if height >= width else (A4[1], A4[0])
    scale = min((sheet[0] - 2 * MARGIN) / width, (sheet[1] - 2 * MARGIN) / height)
    shown = (width * scale, height * scale)
    place = ((sheet[0] - shown[0]) / 2, (sheet[1] - shown[1]) / 2)
    picture = whole.make_stream(
        photo, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = whole.add_blank_page(page_size=sheet)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=picture))
    matrix = f"q {shown[0]:.2f} 0 0 {shown[1]:.2f} {place[0]:.2f} {place[1]:.2f} cm /Foto Do Q"
    page.Contents = whole.make_stream(matrix.encode())

"""The place that a document keeps for a second signature: reserved before the first one, filled by the second.

A signature field that is made after the first seal could not be part of the tagged structure, which that seal closes.
So the template marks the place with a link; before the document is sealed the link becomes an empty signature field
in the same place of page and structure, and the second signer fills it with his signature and a picture of it.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent, PdfResources, RawContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.stamp import StaticStampStyle

MARK: Final = "balai:tanda-tangan"
"""Where the link leads that marks the place; `core/typst/balai.typ` writes it."""
FIELD: Final = "Mengetahui"
_PRINTED: Final = 4
_APPEND_ONLY: Final = 3  # there are signatures, and the file may only grow


def reserve_place(pdf: bytes, *, description: str) -> bytes:
    """Make the marked place of an unsealed document an empty signature field; without a mark nothing changes.

    `description` is what a screen reader says of it.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    place = next((each for each in _annotations(writer) if _is_marked(each.get_object())), None)
    if place is None:
        return pdf
    link = place.get_object()
    element = _element_of(writer, int(link["/StructParent"]))
    element[pdf_name("/S")] = pdf_name("/Form")
    element[pdf_name("/K")] = element["/K"][
        0
    ]  # pyHanko finds a field only as the single child of its element
    writer.update_container(element)
    for key in ("/A", "/Border", "/Contents"):
        link.pop(pdf_name(key), None)
    link |= _field(writer, link["/Rect"], description)
    writer.mark_update(place)
    writer.root[pdf_name("/AcroForm")] = generic.DictionaryObject(
        {
            pdf_name("/Fields"): generic.ArrayObject([place]),
            pdf_name("/SigFlags"): generic.NumberObject(_APPEND_ONLY),
        }
    )
    writer.update_root()
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def free_places(document: PdfHandler) -> set[str]:
    """The names of the signature fields in which nobody has signed, in a document or in one of its revisions."""
    return {name for name, value, _ in enumerate_sig_fields(document) if value is None}


def drawn_as(picture: bytes) -> StaticStampStyle:
    """How the page `picture` (a PDF of the size of the place) is shown where somebody signs."""
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(0, 0, 0, 0))
    return StaticStampStyle(background=_Page(picture), background_layout=whole, border_width=0)


class _Page(PdfContent):
    """The first page of a small PDF, with its fonts, as content of another."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(resources=PdfResources())
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject[pdf_name("/Gambar")] = page
        _, _, width, height = (float(edge) for edge in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=width, height=height)
        return b"/Gambar Do"


def _annotations(writer: IncrementalPdfFileWriter) -> Iterator[Any]:
    """References to what lies on the pages."""
    for number in range(int(writer.root["/Pages"]["/Count"])):
        page, _ = writer.find_page_for_modification(number)
        lying = page.get_object().get("/Annots", ())
        yield from (lying.raw_get(index) for index in range(len(lying)))


def _is_marked(annotation: Any) -> bool:
    return bool(annotation.get("/A", {}).get("/URI") == MARK)


def _element_of(writer: IncrementalPdfFileWriter, key: int) -> Any:
    """The element of the tagged structure that an annotation belongs to."""
    numbers = writer.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    keys = [int(numbers[index]) for index in range(0, len(numbers), 2)]
    return numbers[2 * keys.index(key) + 1]


def _field(writer: IncrementalPdfFileWriter, edges: Any, description: str) -> dict[Any, Any]:
    """An empty signature field and its widget in one, with the empty picture that PDF/A asks for."""
    left, bottom, right, top = (float(edge) for edge in edges)
    nothing = RawContent(b"", box=BoxConstraints(width=right - left, height=top - bottom)).as_form_xobject()
    return {
        pdf_name("/Subtype"): pdf_name("/Widget"),
        pdf_name("/FT"): pdf_name("/Sig"),
        pdf_name("/F"): generic.NumberObject(_PRINTED),
        pdf_name("/T"): generic.TextStringObject(FIELD),
        pdf_name("/TU"): generic.TextStringObject(description),
        pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(nothing)}),
    }

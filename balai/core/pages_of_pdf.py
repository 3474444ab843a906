"""How many pages a PDF has, for the ledger of paper."""

from io import BytesIO


class NotAPdf(ValueError):
    """The bytes are no PDF that can be read."""


def count_pages(pdf: bytes) -> int:
    """The number of pages. Raises `NotAPdf`."""
    from pyhanko.pdf_utils.misc import PdfReadError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])
    except (PdfReadError, KeyError, ValueError, TypeError) as unreadable:
        raise NotAPdf from unreadable

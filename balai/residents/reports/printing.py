"""Register books on paper: what the typesetter gets, signatures included."""

from datetime import date, datetime
from typing import Any

from balai.core.calendar import long_date
from balai.core.typesetting import typeset_pdf
from balai.residents.reports.books import Book
from balai.residents.reports.lists import Value
from balai.tenancy.rules import RegionalWords, title
from balai.villages.enums import Position
from balai.villages.models import Official
from balai.villages.rules import IN_PLACE_OF_THE_HEAD, NobodyMaySign, signing_official

TEMPLATE = "residents/typst/register-book.typ"
NOBODY = "." * 40

type Signers = dict[str, dict[str, Any]]


def book_pdf(book: Book, signers: Signers, at: datetime) -> bytes:
    """A book or one of its volumes as tagged PDF/A. Asks the database nothing."""
    name = f"{book.title} {book.month.label} {book.words.full_name}"
    return typeset_pdf(TEMPLATE, sheet(book, signers), title=name, at=at)


def signers_of(words: RegionalWords, on: date) -> Signers:
    """The head at the left, the secretary at the right, as they serve on that day; dots for a vacant post.

    One query.
    """
    serving = list(Official.objects.serving(on).in_order())
    try:
        head = signing_official(serving, on, allowed=IN_PLACE_OF_THE_HEAD)
        titles = head.signature_titles()
    except NobodyMaySign:
        head, titles = None, (words.head_title.upper(),)
    secretary = next((official for official in serving if official.position == Position.SECRETARY), None)
    post = title(words.secretary) if secretary is None else secretary.post or title(words.secretary)
    return {
        "left": _signer(head, ["Mengetahui,", f"{titles[0]},"], ""),
        "right": _signer(secretary, [f"{post.upper()},"], f"{words.name}, {long_date(on)}"),
    }


def _signer(official: Official | None, titles: list[str], place_date: str) -> dict[str, Any]:
    return {
        "place_date": place_date,
        "title": titles,
        "name": official.name if official else NOBODY,
        "below": [f"NIP {official.nip}"] if official and official.nip else [],
        "seal": None,
    }


def sheet(book: Book, signers: Signers) -> dict[str, Any]:
    """Everything the template draws, as plain JSON."""
    words, volume = book.words, book.volume
    part = f"Jilid {volume.number} dari {volume.of}: {volume.place}" if volume.of > 1 else ""
    return {
        "head": [
            f"PEMERINTAH {words.full_regency.upper()}",
            words.full_district.upper(),
            words.full_name.upper(),
        ],
        "code": book.layout.code,
        "title": book.title.upper(),
        "month": f"BULAN {book.month.name.upper()} TAHUN {book.month.year}",
        "volume": part,
        "columns": [
            {
                "label": column.label,
                "width": column.width,
                "align": column.align,
                "group": list(column.groups),
            }
            for column in book.columns
        ],
        "rows": [[printed(value) for value in row] for row in book.rows],
        "total": [printed(value) for value in book.total] if book.total else None,
        "text_size": 6.5 if len(book.columns) > 16 else 7.5,
        "nothing": "Tidak ada yang tercatat pada bulan ini.",
        "note": book.note,
        "statement": book.statement,
        "signers": signers,
    }


def printed(value: Value) -> str:
    """A cell as it stands on paper: 11.964, 05-07-1992."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

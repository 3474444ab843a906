"""Register books at the desk: which there are, what they say in short, and the books themselves."""

from collections.abc import Iterator
from datetime import datetime
from zipfile import ZIP_STORED, ZipFile

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balai.accounts import audit
from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core.handing_out import ZIP, pdf_response, streamed_response, workbook_response
from balai.core.months import Month
from balai.residents.reports.balance import Flow, remark
from balai.residents.reports.books import Book, layout_named, open_book, permission_for
from balai.residents.reports.layouts import LAYOUTS, RECAPITULATION, Layout
from balai.residents.reports.past import first_month
from balai.residents.reports.places import heading
from balai.residents.reports.printing import Signers, book_pdf, signers_of
from balai.residents.reports.recapitulation import Recapitulation, recapitulate
from balai.residents.reports.volumes import Volume, volumes
from balai.residents.reports.workbooks import book_workbook
from balai.tenancy.rules import title

OPENED = "residents.book_opened"


@require_safe
@requires(Permission.READ_STATISTICS, Permission.EXPORT_RESIDENTS)
def books(request: OfficerRequest) -> HttpResponse:
    """The books of one month, and how its population adds up."""
    months = _months()
    if not months:
        return render(request, "residents/reports/books.html", {"tab": "reports", "months": []})
    month = _chosen(request.GET.get("bulan", ""), months)
    words = request.village.words
    counted = recapitulate(month, words)
    context = {
        "tab": "reports",
        "months": months[::-1],
        "month": month,
        "is_running": month == months[-1],
        "counted": counted,
        "lines": [(line, [line.total(flow) for flow in Flow]) for line in counted.lines],
        "total": (counted.total, [counted.total.total(flow) for flow in Flow]),
        "remark": remark(counted.total, words.village),
        "place_heading": heading(words),
        "books": [
            (layout, layout.title.format(village=title(words.village)), _bound(layout, counted))
            for layout in LAYOUTS.values()
            if permission_for(layout) in request.permissions
        ],
    }
    return render(request, "residents/reports/books.html", context)


@require_safe
@requires(Permission.EXPORT_RESIDENTS)
def book_volumes(request: OfficerRequest, month: str, slug: str) -> HttpResponse:
    """The volumes of a long book, one by one or all together."""
    layout = _allowed(request, slug)
    chosen = _month(month)
    counted = recapitulate(chosen, request.village.words)
    context = {
        "tab": "reports", "layout": layout, "month": chosen, "volumes": _bound(layout, counted),
        "place_heading": heading(request.village.words),
    }  # fmt: skip
    return render(request, "residents/reports/volumes.html", context)


@require_safe
@requires(Permission.READ_STATISTICS, Permission.EXPORT_RESIDENTS)
def book_on_paper(request: OfficerRequest, month: str, slug: str, number: int = 1) -> HttpResponse:
    """One volume of a book as PDF; the only one of most."""
    now = timezone.now()
    book, signers = _opened(request, month, slug, now)
    if not 1 <= number <= len(book.volumes):
        raise Http404
    volume = book.bind(book.volumes[number - 1])
    _record(request, volume, "pdf")
    return pdf_response(book_pdf(volume, signers, now), f"{volume.file_name}.pdf")


@require_safe
@requires(Permission.EXPORT_RESIDENTS)
def all_volumes(request: OfficerRequest, month: str, slug: str) -> HttpResponseBase:
    """Every volume in one archive. Each is typeset when the browser is ready for it; nothing is kept on disk."""
    now = timezone.now()
    book, signers = _opened(request, month, slug, now)
    _record(request, book, "zip")
    return streamed_response(_archive(book, signers, now), f"{book.file_name}.zip", ZIP)


@require_safe
@requires(Permission.READ_STATISTICS, Permission.EXPORT_RESIDENTS)
def book_as_workbook(request: OfficerRequest, month: str, slug: str) -> HttpResponse:
    """A whole book as one sheet."""
    book, _ = _opened(request, month, slug, timezone.now())
    _record(request, book, "xlsx")
    return workbook_response(book_workbook(book), f"{book.file_name}.xlsx")


def _months() -> list[Month]:
    """From the beginning of the register to this month; none while the register is empty."""
    first = first_month()
    return first.until(Month.of(timezone.localdate())) if first else []


def _chosen(slug: str, months: list[Month]) -> Month:
    return next((month for month in months if month.slug == slug), months[-1])


def _month(slug: str) -> Month:
    try:
        month = Month.parse(slug)
    except ValueError:
        raise Http404 from None
    if month not in _months():
        raise Http404
    return month


def _allowed(request: OfficerRequest, slug: str) -> Layout:
    try:
        layout = layout_named(slug)
    except KeyError:
        raise Http404 from None
    if permission_for(layout) not in request.permissions:
        raise PermissionDenied
    return layout


def _opened(request: OfficerRequest, month: str, slug: str, now: datetime) -> tuple[Book, Signers]:
    layout = _allowed(request, slug)
    book = open_book(layout, _month(month), request.village, now)
    return book, signers_of(book.words, book.signed_on)


def _record(request: OfficerRequest, book: Book, form: str) -> None:
    facts = {"book": book.layout.code, "month": book.month.slug, "form": form, "rows": len(book.rows)}
    audit.record(OPENED, by=request.actor, facts=facts)


def _bound(layout: Layout, counted: Recapitulation) -> list[Volume]:
    """The volumes of a book; a long one has a line for each person of the Rekapitulasi, in the same order."""
    if not layout.is_long:
        return volumes([("", len(counted.lines) if layout is RECAPITULATION else 0)])
    return volumes((line.place, line.end.people) for line in counted.lines)


def _archive(book: Book, signers: Signers, at: datetime) -> Iterator[bytes]:
    buffer = _Outgoing()
    # ZipFile writes and flushes, nothing more.
    with ZipFile(buffer, "w", ZIP_STORED) as archive:  # type: ignore[call-overload]
        for bound in book.volumes:
            volume = book.bind(bound)
            archive.writestr(f"{volume.file_name}.pdf", book_pdf(volume, signers, at))
            yield buffer.taken()
    yield buffer.taken()


class _Outgoing:
    """What a ZipFile has written and nobody has taken yet. It has no place to go back to, so ZipFile never does."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._written.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        content = b"".join(self._written)
        self._written.clear()
        return content

"""Handing out files: whatever they hold, no cache and no search engine keeps them."""

from collections.abc import Iterable, Mapping
from typing import IO, Final

from django.http import FileResponse, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"


def pdf_response(pdf: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF that the browser shows, or saves."""
    return _kept_nowhere(HttpResponse(pdf, content_type=PDF), name, download=download)


def picture_response(jpeg: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A photograph that the browser shows, or saves."""
    return _kept_nowhere(HttpResponse(jpeg, content_type=JPEG), name, download=download)


def workbook_response(workbook: bytes, name: str) -> HttpResponse:
    """A workbook (.xlsx) to save."""
    return _kept_nowhere(HttpResponse(workbook, content_type=XLSX), name, download=True)


def json_response(content: Mapping[str, object], name: str) -> JsonResponse:
    """Data that machines read and people can too (UTF-8, one element a line), to save."""
    told = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _kept_nowhere(told, name, download=True)


def streamed_response(content: IO[bytes] | Iterable[bytes], name: str, kind: str) -> FileResponse:
    """A large file to save, read as the browser takes it; an open file is closed afterwards."""
    return _kept_nowhere(FileResponse(content, content_type=kind), name, download=True)


def _kept_nowhere[R: HttpResponseBase](response: R, name: str, *, download: bool) -> R:
    response.headers["Content-Disposition"] = content_disposition_header(download, name) or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

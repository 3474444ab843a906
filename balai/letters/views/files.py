"""Handing out PDFs."""

from django.http import HttpResponse


def pdf_response(pdf: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """A PDF that the browser shows, keeps nowhere and lets do nothing."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'{"attachment" if download else "inline"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response

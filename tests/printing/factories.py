"""Printers and prints for tests."""

from typing import Any

from django.utils import timezone

from balai.accounts.actors import Actor
from balai.core import files
from balai.core.typesetting import typeset_pdf
from balai.printing.enums import Medium, PrinterKind
from balai.printing.models import Printer, PrintJob
from balai.printing.operations import enqueue
from tests.factories import count

CLERK = Actor(officer=None, label="Sari", address="127.0.0.1")


def make_printer(address: str = "ipp://127.0.0.1:9/ipp/print", **fields: Any) -> Printer:
    defaults = {
        "name": f"Pencetak {next(count)}",
        "place": "Lobi",
        "kind": PrinterKind.SHEET,
        "address": address,
    }
    return Printer.objects.create(**{**defaults, **fields})


def make_browser_printer(**fields: Any) -> Printer:
    return make_printer("", kind=PrinterKind.BROWSER, **fields)


def some_pdf() -> str:
    """A stored PDF of one page; its name."""
    data = {
        "printer": "Lobi",
        "place": "",
        "village": "Desa Sukamaju",
        "medium": "A4",
        "when": "22 November 2026",
    }
    return files.store(
        typeset_pdf("printing/typst/test-page.typ", data, title="Halaman uji", at=timezone.now())
    )


def make_job(printer: Printer, **fields: Any) -> PrintJob:
    wish = {
        "pdf_sha256": fields.pop("pdf_sha256", None) or some_pdf(),
        "title": "Surat Keterangan Domisili 470/1/2026",
        "medium": Medium.A4,
        "request_key": f"uji-{next(count)}",
        "device": "Anjungan Lobi",
        "by": CLERK,
    }
    return enqueue(printer=printer, **{**wish, **fields})

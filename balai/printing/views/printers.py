"""Printers: how they are, adding and changing them, their test page."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balai.accounts.enums import Permission
from balai.accounts.guards import requires
from balai.accounts.http import OfficerRequest
from balai.core import ipp
from balai.core.confirming import confirm
from balai.core.live import live_address
from balai.printing.enums import PrinterKind
from balai.printing.forms import ChangePrinterForm, PrinterForm
from balai.printing.health_words import in_words
from balai.printing.ledger import topic_of_village
from balai.printing.models import Printer, PrintJob
from balai.printing.operations import (
    NoSuchPrinter,
    add_printer,
    change_printer,
    note_health,
    print_test_page,
    set_in_use,
)
from balai.tenancy.middleware import opens_own_scopes
from balai.tenancy.scope import acting_for

POSTABLE = ["GET", "HEAD", "POST"]
LAST_PRINTS = 20
SEES_PRINTERS = (Permission.ISSUE_LETTERS, Permission.MANAGE_VILLAGE)


@require_safe
@requires(*SEES_PRINTERS)
def printer_list(request: OfficerRequest) -> HttpResponse:
    """Every printer with its state in words; told by the live process when one changes."""
    context = {
        "tab": "village",
        "printers": [in_words(printer) for printer in Printer.objects.in_order()],
        "live": live_address(request, topic_of_village(request.village.pk)),
    }
    template = "printing/printers.html#printers" if request.htmx else "printing/printers.html"
    return render(request, template, context)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def add(request: OfficerRequest) -> HttpResponse:
    """A new printer."""
    form = PrinterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            printer = add_printer(**form.cleaned_data, by=request.actor)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{printer.name} ditambahkan. Cetak halaman uji sekarang.")
            return redirect("printing:printer", printer.pk)
    return _form_page(request, form, "Tambah pencetak", reverse("printing:printers"))


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def change(request: OfficerRequest, printer_id: UUID) -> HttpResponse:
    """Another name, place, address or paper."""
    printer = get_object_or_404(Printer, pk=printer_id)
    now = {name: getattr(printer, name) for name in ("name", "place", "address", "medium")}
    form = ChangePrinterForm(
        request.POST if request.method == "POST" else None, kind=printer.kind, initial=now
    )
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("name", "place", "address", "medium")}
        try:
            change_printer(printer=printer, **wanted, by=request.actor)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Perubahan disimpan.")
            return redirect("printing:printer", printer.pk)
    back = reverse("printing:printer", args=[printer_id])
    return _form_page(request, form, f"Ubah {now['name']}", back)


def _form_page(request: OfficerRequest, form: PrinterForm, title: str, back: str) -> HttpResponse:
    context = {"tab": "village", "form": form, "title": title, "back": back}
    return render(request, "printing/printer_form.html", context, status=422 if form.is_bound else 200)


@require_safe
@requires(*SEES_PRINTERS)
def printer_detail(request: OfficerRequest, printer_id: UUID) -> HttpResponse:
    """One printer: how it is, what to do about it, what it printed last."""
    printer = get_object_or_404(Printer, pk=printer_id)
    context = {
        "tab": "village",
        "printer": printer,
        "seen": in_words(printer),
        "jobs": PrintJob.objects.filter(printer=printer).for_list()[:LAST_PRINTS],
        "is_sheet": printer.kind == PrinterKind.SHEET,
        "live": live_address(request, topic_of_village(request.village.pk)),
    }
    template = "printing/printer.html#now" if request.htmx else "printing/printer.html"
    return render(request, template, context)


@require_POST
@requires(*SEES_PRINTERS)
@opens_own_scopes
def check(request: OfficerRequest, printer_id: UUID) -> HttpResponse:
    """Ask the printer how it is, now."""
    with acting_for(request.village):
        printer = get_object_or_404(Printer, pk=printer_id, kind=PrinterKind.SHEET)
    state = ipp.ask(printer.address)
    with acting_for(request.village):
        note_health(printer=printer, state=state)
    return redirect("printing:printer", printer_id)


@require_POST
@requires(*SEES_PRINTERS)
def test_page(request: OfficerRequest, printer_id: UUID) -> HttpResponse:
    """Print a test page."""
    printer = get_object_or_404(Printer, pk=printer_id, kind=PrinterKind.SHEET)
    try:
        job = print_test_page(printer=printer, village=request.village, by=request.actor)
    except NoSuchPrinter as refused:
        messages.error(request, str(refused))
        return redirect("printing:printer", printer.pk)
    return redirect("printing:job", job.pk)


@require_http_methods(POSTABLE)
@requires(Permission.MANAGE_VILLAGE)
def retire(request: OfficerRequest, printer_id: UUID) -> HttpResponse:
    """Ask once, then put the printer out of use."""
    printer = get_object_or_404(Printer, pk=printer_id)
    if request.method == "POST":
        set_in_use(printer=printer, in_use=False, by=request.actor)
        messages.success(request, f"{printer.name} tidak dipakai lagi.")
        return redirect("printing:printers")
    return confirm(
        request,
        tab="village",
        question=f"Berhenti memakai {printer.name}?",
        consequence="Surat tidak lagi dikirim ke sini. Catatan cetaknya tetap ada.",
        action="Berhenti memakai",
        danger=True,
        back=reverse("printing:printer", args=[printer.pk]),
    )


@require_POST
@requires(Permission.MANAGE_VILLAGE)
def restore(request: OfficerRequest, printer_id: UUID) -> HttpResponse:
    """Take a retired printer up again."""
    printer = get_object_or_404(Printer, pk=printer_id)
    set_in_use(printer=printer, in_use=True, by=request.actor)
    messages.success(request, f"{printer.name} dipakai lagi.")
    return redirect("printing:printer", printer.pk)

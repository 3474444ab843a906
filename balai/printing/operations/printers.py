"""Adding, changing and retiring printers; their test page."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.core.calendar import long_date
from balai.core.typesetting import typeset_pdf
from balai.printing.enums import Action, Health, Medium, PrinterKind
from balai.printing.models import Printer, PrintJob
from balai.printing.operations.jobs import enqueue
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village

_NOT_CHOSEN = frozenset({"village", "health", "troubles", "supplies", "asked_at", "seen_at"})


@transaction.atomic
def add_printer(
    *, name: str, place: str, kind: PrinterKind, address: str, medium: Medium, by: Actor
) -> Printer:
    """Take a printer into use. Raises `ValidationError`: the name is taken, or the address is of another kind."""
    printer = Printer(name=name, place=place, kind=kind, address=address, medium=medium)
    printer.clean_fields(exclude=_NOT_CHOSEN)
    printer.validate_constraints()
    printer.save(force_insert=True)
    record(Action.PRINTER_ADDED, by=by, subject=printer, facts={"kind": printer.kind})
    return printer


@transaction.atomic
def change_printer(
    *, printer: Printer, name: str, place: str, address: str, medium: Medium, by: Actor
) -> Printer:
    """Another name, place, address or paper; what it was stays what it was. Raises `ValidationError`."""
    wanted = {"name": name, "place": place, "address": address, "medium": medium}
    changed = [field for field, value in wanted.items() if getattr(printer, field) != value]
    if not changed:
        return printer
    for field, value in wanted.items():
        setattr(printer, field, value)
    printer.clean_fields(exclude=_NOT_CHOSEN)
    printer.validate_constraints()
    if "address" in changed or "medium" in changed:
        printer.health, printer.troubles = Health.UNKNOWN, []
        changed += ["health", "troubles"]
    printer.save(update_fields=changed)
    record(Action.PRINTER_CHANGED, by=by, subject=printer, facts={"fields": changed})
    return printer


@transaction.atomic
def set_in_use(*, printer: Printer, in_use: bool, by: Actor) -> None:
    """Retire a printer, or take it up again. What waits for it is still delivered."""
    if Printer.objects.filter(pk=printer.pk, is_active=not in_use).update(
        is_active=in_use, health=Health.UNKNOWN, troubles=[]
    ):
        action = Action.PRINTER_RESTORED if in_use else Action.PRINTER_RETIRED
        record(action, by=by, subject=printer)


@transaction.atomic
def print_test_page(*, printer: Printer, village: Village, by: Actor, at: datetime | None = None) -> PrintJob:
    """A page that shows whose printer this is and whether its paper has the right size. Raises `NoSuchPrinter`."""
    now = timezone.localtime(at or timezone.now())
    page = {
        "printer": printer.name,
        "place": printer.place,
        "village": village.words.full_name,
        "medium": Medium(printer.medium).name,
        "when": f"{long_date(now.date())}, {now:%H.%M}",
    }
    pdf = typeset_pdf("printing/typst/test-page.typ", page, title=f"Halaman uji {printer.name}", at=now)
    return enqueue(
        printer=printer,
        pdf_sha256=files.store(pdf),
        title="Halaman uji",
        medium=Medium(printer.medium),
        request_key=f"uji:{uuid7()}",
        subject=printer,
        device="Meja petugas",
        by=by,
    )

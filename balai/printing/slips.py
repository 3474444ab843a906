"""Printing a slip and telling the ledger. What stands on a slip, such as a first PIN, is kept nowhere."""

from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core.slips import Slip, SlipFailed, SlipState, print_slip
from balai.printing.enums import Action, JobState, Medium, PrinterKind, Trouble
from balai.printing.ledger import tell
from balai.printing.models import Printer, PrintJob
from balai.printing.operations.jobs import NoSuchPrinter
from balai.tenancy.fields import uuid7
from balai.tenancy.scope import acting_for

_TROUBLES = {SlipState.OFFLINE: Trouble.UNREACHABLE, SlipState.PAPER_OUT: Trouble.PAPER_OUT}


def print_slip_now(*, printer: Printer, slip: Slip, title: str, device: str, by: Actor) -> PrintJob:
    """Print a slip at once, and write its line, failed ones too. `title` is for the ledger and names nobody.

    Call it outside a transaction: it waits for the printer, then opens one of its own in the printer's village.
    Raises `SlipFailed` after the line is written, `NoSuchPrinter`.
    """
    if not printer.is_active or printer.kind != PrinterKind.SLIP:
        raise NoSuchPrinter
    began = timezone.now()
    failure: SlipFailed | None = None
    try:
        print_slip(printer.address, slip)
    except SlipFailed as failed:
        failure = failed
    with acting_for(printer.village_id):
        job = PrintJob.objects.create(
            printer=printer,
            title=title[:160],
            medium=Medium.A4,
            state=JobState.FAILED if failure else JobState.DONE,
            troubles=[_TROUBLES[failure.state]] if failure else [],
            sheets=0,
            request_key=f"struk:{uuid7()}",
            device=device[:80],
            requested_label=by.label,
            requested_by=by.officer,
            created_at=began,
            ended_at=timezone.now(),
        )
        tell(job, label=by.label)
        record(Action.SLIP_PRINTED, by=by, subject=job, facts={"printer": printer.name})
    if failure:
        raise failure
    return job

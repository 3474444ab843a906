"""Wishing for a print, for one more, for none; and telling the ledger what people saw."""

from collections.abc import Mapping

from django.db import models, transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.core import files
from balai.core.pages_of_pdf import NotAPdf, count_pages
from balai.documents.enums import MediaType
from balai.documents.models import Document
from balai.printing.contents import is_there
from balai.printing.enums import Action, JobState, Medium, PrinterKind
from balai.printing.ledger import move, tell
from balai.printing.models import NEEDING_SOMEBODY, Printer, PrintJob, SpoiledSheets
from balai.tenancy.fields import uuid7


class PrintRefused(Exception):
    """A print that is not made; `str()` is a sentence."""


class NoSuchPrinter(PrintRefused):
    """The printer is out of use, or does not print letters."""

    def __init__(self) -> None:
        super().__init__("Pencetak ini tidak dipakai lagi. Pilih yang lain.")


class StillUnderWay(PrintRefused):
    """Another print of the same document is not over yet; paper may still come out."""

    def __init__(self) -> None:
        super().__init__("Cetakan ini belum selesai. Batalkan dulu, atau tunggu.")


class AlreadyOut(PrintRefused):
    """The paper is out, or in the hands of a browser: one sheet more is the letter's own reprint, which is counted."""

    def __init__(self) -> None:
        super().__init__(
            "Kertasnya sudah keluar. Untuk selembar lagi, pakai Cetak ulang di halaman suratnya."
        )


class DocumentGone(PrintRefused):
    """The print is so old that its document was swept away."""

    def __init__(self) -> None:
        super().__init__("Berkas cetakan ini tidak disimpan lagi. Buat yang baru.")


@transaction.atomic
def enqueue(
    *,
    printer: Printer,
    pdf_sha256: str = "",
    document: Document | None = None,
    title: str,
    medium: Medium,
    request_key: str,
    by: Actor,
    subject: models.Model | None = None,
    device: str = "",
    is_training: bool = False,
) -> PrintJob:
    """Put a stored PDF, or an encrypted document, into the queue of `printer`, in the caller's transaction: sent when that
    commits, never before.

    The same `request_key` again returns the print that it made first. `device` says where it was asked for ("Anjungan
    Lobi"). Raises `NoSuchPrinter`, `NotAPdf`, `FileMissing`.
    """
    if not (printer.is_active and printer.kind in {PrinterKind.SHEET, PrinterKind.BROWSER}):
        raise NoSuchPrinter
    before = PrintJob.objects.filter(request_key=request_key).first()
    if before is not None:
        return before
    wish = PrintJob(
        printer=printer,
        pdf_sha256=pdf_sha256,
        document=document,
        title=title[:160],
        medium=medium,
        pages=_pages_of(document) if document else count_pages(files.read(pdf_sha256)),
        request_key=request_key,
        device=device[:80],
        is_training=is_training,
        **_names(subject),
    )
    return _queue(wish, by=by, action=Action.ENQUEUED, subject=subject)


@transaction.atomic
def print_again(*, job: PrintJob, reason: str, by: Actor, device: str = "") -> PrintJob:
    """What did not come out once more, on the same printer: no new number, a new line that says why and after which.

    A print can be followed by one other at a time. Raises `StillUnderWay`, `AlreadyOut`, `NoSuchPrinter`, `DocumentGone`.
    """
    held = PrintJob.objects.select_for_update(of=("self",)).select_related("printer", "document")
    job = held.get(pk=job.pk)
    if not job.printer.is_active or job.is_slip:
        raise NoSuchPrinter
    if not job.is_over or job.reprints.unfinished().exists():
        raise StillUnderWay
    if not job.is_repeatable:
        raise AlreadyOut
    if not is_there(job):
        raise DocumentGone
    again = PrintJob(
        printer=job.printer,
        pdf_sha256=job.pdf_sha256,
        document=job.document,
        title=job.title,
        medium=job.medium,
        pages=job.pages,
        request_key=f"lagi:{uuid7()}",
        device=device[:80] or job.device,
        is_training=job.is_training,
        subject_type=job.subject_type,
        subject_id=job.subject_id,
        reprint_of=job,
        reason=reason[:200],
    )
    return _queue(again, by=by, action=Action.PRINTED_AGAIN, subject=again)


def _pages_of(document: Document) -> int:
    if document.media_type != MediaType.PDF:
        raise NotAPdf
    return int(document.pages)


def _queue(wish: PrintJob, *, by: Actor, action: Action, subject: models.Model | None) -> PrintJob:
    wish.requested_label = by.label
    wish.requested_by = by.officer
    wish.created_at = timezone.now()
    job, is_new = _inserted(wish)
    if is_new:
        tell(job, label=by.label, note=job.reason)
        facts = {"printer": wish.printer.name, "job": str(job.pk)}
        record(action, by=by, subject=subject, reason=wish.reason, facts=facts)
    return job


def _inserted(wish: PrintJob) -> tuple[PrintJob, bool]:
    """The row, or the one that a parallel request with the same key wrote first."""
    PrintJob.objects.bulk_create([wish], ignore_conflicts=True)
    ours = PrintJob.objects.filter(pk=wish.pk).values_list("village_id", flat=True).first()
    if ours is None:
        return PrintJob.objects.select_related("printer").get(request_key=wish.request_key), False
    wish.village_id = ours
    return wish, True


def _names(subject: models.Model | None) -> Mapping[str, str]:
    if subject is None:
        return {}
    return {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk)}


@transaction.atomic
def request_cancel(*, job: PrintJob, reason: str, by: Actor) -> PrintJob:
    """Ask for a print to be dropped. One that already came out stays "out": paper cannot be called back."""
    job = PrintJob.objects.select_for_update(of=("self",)).select_related("printer").get(pk=job.pk)
    if job.is_over or job.cancel_asked_at:
        return job
    if job.printer.kind == PrinterKind.BROWSER:
        move(job, JobState.CANCELLED, label=by.label, note=reason)
    else:
        job.cancel_asked_at = timezone.now()
        job.save(update_fields=["cancel_asked_at"])
        tell(job, label=by.label, note=f"Minta batal: {reason}")
    record(Action.CANCELLED, by=by, subject=job, reason=reason)
    return job


@transaction.atomic
def hand_over(*, job: PrintJob, by: Actor) -> PrintJob:
    """A browser takes the document to print it itself. Nobody hears whether paper came out, and the ledger says so.

    Once: a second call changes nothing. Raises `NoSuchPrinter` for a printer that the server reaches itself.
    """
    job = PrintJob.objects.select_for_update(of=("self",)).select_related("printer").get(pk=job.pk)
    if job.printer.kind != PrinterKind.BROWSER:
        raise NoSuchPrinter
    if move(job, JobState.HANDED_OVER, label=by.label, fields={"sent_at": timezone.now()}):
        record(Action.HANDED_OVER, by=by, subject=job, facts={"printer": job.printer.name})
    return job


@transaction.atomic
def settle(*, job: PrintJob, came_out: bool, by: Actor) -> PrintJob:
    """Somebody looked: did paper come out of a print that nobody was sure of? Another print stays as it is."""
    job = PrintJob.objects.select_for_update(of=("self",)).select_related("printer").get(pk=job.pk)
    if job.state in NEEDING_SOMEBODY:
        job.state = JobState.DONE if came_out else JobState.CANCELLED
        job.troubles = []
        job.sheets = job.pages if came_out else job.sheets
        job.save(update_fields=["state", "troubles", "sheets"])
        tell(
            job,
            label=by.label,
            note="Dilihat sendiri: kertas keluar" if came_out else "Dilihat sendiri: tidak keluar",
        )
        record(Action.SETTLED, by=by, subject=job, facts={"came_out": came_out})
    return job


@transaction.atomic
def spoiled(*, job: PrintJob, sheets: int, reason: str, by: Actor) -> SpoiledSheets:
    """Write down paper that came out and cannot be used. Raises `ValidationError`."""
    line = SpoiledSheets(job=job, sheets=sheets, reason=reason[:200], label=by.label, at=timezone.now())
    line.clean_fields(exclude=["village", "job"])
    line.validate_constraints()
    line.save(force_insert=True)
    record(Action.SPOILED, by=by, subject=job, reason=reason, facts={"sheets": sheets})
    return line

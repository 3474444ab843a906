"""The queue and the ledger: wishes, prints again, spoiled sheets."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.utils import timezone

from balai.accounts.models import AuditEntry
from balai.core import files
from balai.printing.enums import JobState, Medium, PrinterKind
from balai.printing.models import Printer, PrintEvent, PrintJob, SpoiledSheets
from balai.printing.operations import (
    AlreadyOut,
    DocumentGone,
    NoSuchPrinter,
    StillUnderWay,
    enqueue,
    print_again,
    request_cancel,
    settle,
    spoiled,
)
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import make_village
from tests.printing.factories import CLERK, make_browser_printer, make_job, make_printer, some_pdf


def ended(job: PrintJob, state: JobState) -> PrintJob:
    """As the delivery leaves it."""
    PrintJob.objects.filter(pk=job.pk).update(state=state, ended_at=job.created_at)
    job.refresh_from_db()
    return job


def test_a_wish_is_queued_and_told(in_village: Village) -> None:
    printer = make_printer()

    job = make_job(printer)

    assert (job.state, job.pages, job.sheets, job.requested_label) == (JobState.QUEUED, 1, 0, "Sari")
    assert list(PrintEvent.objects.values_list("job", "state", "label")) == [
        (job.pk, JobState.QUEUED, "Sari")
    ]
    assert AuditEntry.objects.filter(action="printing.enqueued").count() == 1


def test_the_same_wish_twice_is_one_print(in_village: Village) -> None:
    printer = make_printer()

    first = make_job(printer, request_key="kunjungan-1")
    second = make_job(printer, request_key="kunjungan-1")

    assert first.pk == second.pk
    assert PrintJob.objects.count() == 1
    assert PrintEvent.objects.count() == 1


def test_two_taps_at_once_are_one_print(committed: str, tmp_path: Any, settings: Any) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    village = make_village()
    pdf = some_pdf()
    with acting_for(village):
        printer = make_printer()

    def tap(_: int) -> uuid.UUID:
        with acting_for(village):
            job = make_job(printer, request_key="ketuk", pdf_sha256=pdf)
        connections.close_all()
        return job.pk

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(tap, range(4)))

    assert len(made) == 1


def test_a_wish_that_is_rolled_back_was_never_made(in_village: Village) -> None:
    printer = make_printer()

    with pytest.raises(RuntimeError), transaction.atomic():
        make_job(printer)
        raise RuntimeError

    assert PrintJob.objects.count() == 0


def test_a_printer_out_of_use_takes_nothing(in_village: Village) -> None:
    printer = make_printer(is_active=False)

    with pytest.raises(NoSuchPrinter):
        make_job(printer)


def test_a_print_belongs_to_what_was_printed(in_village: Village) -> None:
    printer = make_printer()

    job = enqueue(
        printer=printer, pdf_sha256=some_pdf(), title="Surat", medium=Medium.F4, request_key="a", subject=printer, by=CLERK
    )  # fmt: skip

    assert (job.subject_type, job.subject_id) == ("printing.printer", str(printer.pk))


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED, JobState.UNSURE])
def test_printing_again_is_a_new_line_with_a_reason(in_village: Village, state: JobState) -> None:
    job = ended(make_job(make_printer()), state)

    again = print_again(job=job, reason="Kertas macet", by=CLERK)

    assert (again.reprint_of_id, again.reason, again.state) == (job.pk, "Kertas macet", JobState.QUEUED)
    assert (again.pdf_sha256, again.title, again.subject_id) == (job.pdf_sha256, job.title, job.subject_id)


def test_what_is_under_way_is_not_printed_again(in_village: Village) -> None:
    job = make_job(make_printer())

    with pytest.raises(StillUnderWay):
        print_again(job=job, reason="Tidak sabar", by=CLERK)


@pytest.mark.parametrize("state", [JobState.DONE, JobState.HANDED_OVER])
def test_what_came_out_is_printed_again_only_as_a_reprint_of_the_letter(
    in_village: Village, state: JobState
) -> None:
    job = ended(make_job(make_printer()), state)

    with pytest.raises(AlreadyOut):
        print_again(job=job, reason="Satu lagi", by=CLERK)

    assert PrintJob.objects.count() == 1


def test_a_print_whose_document_was_swept_away_is_not_printed_again(in_village: Village) -> None:
    job = ended(make_job(make_printer()), JobState.FAILED)
    files.path_of(job.pdf_sha256).unlink()

    with pytest.raises(DocumentGone):
        print_again(job=job, reason="Macet", by=CLERK)


def test_a_slip_is_not_printed_again(in_village: Village) -> None:
    job = ended(make_job(make_printer()), JobState.FAILED)
    Printer.objects.update(kind=PrinterKind.SLIP, address="tcp://127.0.0.1:9100")

    with pytest.raises(NoSuchPrinter):
        print_again(job=job, reason="Macet", by=CLERK)


@pytest.mark.parametrize(
    ("state", "is_theirs"),
    [(JobState.QUEUED, True), (JobState.HANDED_OVER, True), (JobState.CANCELLED, False), (JobState.FAILED, False)],
)  # fmt: skip
def test_browsers_get_only_what_they_are_to_print(
    in_village: Village, state: JobState, is_theirs: bool
) -> None:
    make_job(make_printer())
    job = make_job(make_browser_printer())
    if state is not JobState.QUEUED:
        ended(job, state)

    assert list(PrintJob.objects.for_browser()) == ([job] if is_theirs else [])


def test_documents_are_kept_until_a_month_after_the_print(in_village: Village) -> None:
    waiting, fresh, old = (make_job(make_printer()) for _ in range(3))
    now = timezone.now()
    PrintJob.objects.filter(pk=fresh.pk).update(state=JobState.FAILED, ended_at=now - timedelta(days=29))
    PrintJob.objects.filter(pk=old.pk).update(state=JobState.FAILED, ended_at=now - timedelta(days=31))

    assert set(PrintJob.objects.keeping_documents(now)) == {waiting, fresh}


def test_a_print_is_not_followed_by_two_at_once(in_village: Village) -> None:
    job = ended(make_job(make_printer()), JobState.FAILED)
    print_again(job=job, reason="Macet", by=CLERK)

    with pytest.raises(StillUnderWay):
        print_again(job=job, reason="Macet", by=CLERK)


def test_somebody_who_looked_settles_what_nobody_was_sure_of(in_village: Village) -> None:
    job = ended(make_job(make_printer()), JobState.UNSURE)

    settled = settle(job=job, came_out=True, by=CLERK)

    assert (settled.state, settled.sheets) == (JobState.DONE, 1)


def test_a_print_that_is_out_cannot_be_settled_or_cancelled(in_village: Village) -> None:
    job = ended(make_job(make_printer()), JobState.DONE)

    settle(job=job, came_out=False, by=CLERK)
    request_cancel(job=job, reason="salah", by=CLERK)

    job.refresh_from_db()
    assert (job.state, job.cancel_asked_at) == (JobState.DONE, None)


def test_spoiled_sheets_are_counted_with_a_reason(in_village: Village) -> None:
    job = make_job(make_printer())

    spoiled(job=job, sheets=2, reason="Tinta luntur", by=CLERK)

    assert list(SpoiledSheets.objects.values_list("job", "sheets", "reason", "label")) == [
        (job.pk, 2, "Tinta luntur", "Sari")
    ]


@pytest.mark.parametrize(("sheets", "reason"), [(0, "sobek"), (501, "sobek"), (1, "")])
def test_spoiled_sheets_need_a_number_and_a_reason(in_village: Village, sheets: int, reason: str) -> None:
    job = make_job(make_printer())

    with pytest.raises(ValidationError):
        spoiled(job=job, sheets=sheets, reason=reason, by=CLERK)


def test_villages_do_not_see_each_others_printers(village: Village, other_village: Village) -> None:
    with acting_for(other_village):
        make_job(make_printer(name="Rahasia"))

    with acting_for(village):
        assert list(Printer.objects.all()) == []
        assert list(PrintJob.objects.all()) == []
        assert list(PrintEvent.objects.all()) == []

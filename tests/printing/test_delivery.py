"""A print's way to a real printer, and everything that happens to printers in offices."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from balai.core import files, ipp
from balai.printing.delivery import advance
from balai.printing.enums import Health, JobState, Medium, Trouble
from balai.printing.models import Printer, PrintEvent, PrintJob
from balai.printing.operations import print_again, request_cancel
from balai.printing.progress import describe
from balai.printing.readiness import readiness
from balai.tenancy.models import Village
from tests.printing.factories import CLERK, make_job, make_printer
from tests.printing.wire import Operation, Wire, wire_to
from tests.virtual_printer import A4, F4, LETTER, VirtualPrinter, wait_until

SECONDS = 60


@pytest.fixture
def printer(in_village: Village, virtual_printer: VirtualPrinter) -> Printer:
    return make_printer(virtual_printer.address)


@pytest.fixture
def wire(virtual_printer: VirtualPrinter) -> Iterator[Wire]:
    with wire_to(virtual_printer.port) as wire:
        yield wire


def deliver(job: PrintJob, until: JobState | Trouble | None = None) -> PrintJob:
    """Step by step until the print is over, or has come to `until`."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        pause = advance(job.village_id, job.pk)
        job.refresh_from_db()
        if pause is None or job.state == until or until in job.troubles:
            return job
        time.sleep(min(pause, 0.1))
    raise TimeoutError(f"{job.state} {job.troubles}")


def story(job: PrintJob) -> list[tuple[str, list[str]]]:
    return [(event.state, event.troubles) for event in PrintEvent.objects.filter(job=job)]


def test_a_letter_comes_out_once_on_a4(printer: Printer, virtual_printer: VirtualPrinter) -> None:
    job = deliver(make_job(printer))

    assert (job.state, job.sheets, job.troubles) == (JobState.DONE, 1, [])
    assert [path.read_bytes() for path in virtual_printer.spool] == [files.read(job.pdf_sha256)]
    assert virtual_printer.media == [A4]
    assert story(job) == [
        (JobState.QUEUED, []), (JobState.SENDING, []), (JobState.PRINTING, []), (JobState.DONE, []),
    ]  # fmt: skip


def test_f4_is_sent_as_the_printer_calls_it(printer: Printer, virtual_printer: VirtualPrinter) -> None:
    virtual_printer.load(F4)

    job = deliver(make_job(printer, medium=Medium.F4))

    assert job.state == JobState.DONE
    assert virtual_printer.media == [F4]


def test_paper_of_another_size_is_noticed_before_anything_is_sent(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.load(LETTER)

    asked = readiness(printer, Medium.A4)
    job = deliver(make_job(printer), until=Trouble.WRONG_PAPER)

    assert asked.troubles == (Trouble.WRONG_PAPER,)
    assert (job.state, job.remote_id) == (JobState.QUEUED, None)
    assert describe(job).hint == "Kertas di pencetak lain ukurannya. Petugas sudah diberi tahu."


def test_a_printer_without_toner_is_not_ready(printer: Printer, virtual_printer: VirtualPrinter) -> None:
    virtual_printer.set_toner(0)

    assert readiness(printer, Medium.A4).troubles == (Trouble.TONER_OUT,)


def test_a_letter_waits_for_paper_and_then_comes_out(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.empty_paper()
    job = deliver(make_job(printer), until=Trouble.PAPER_OUT)
    assert (job.state, job.remote_id) == (JobState.QUEUED, None)

    virtual_printer.refill()
    job = deliver(job)

    assert (job.state, job.troubles, job.troubled_since) == (JobState.DONE, [], None)
    assert len(virtual_printer.spool) == 1


def test_paper_running_out_in_mid_print_is_told_and_the_sheet_follows(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.slow_down(1)
    job = deliver(make_job(printer), until=JobState.PRINTING)
    virtual_printer.empty_paper()
    job = deliver(job, until=Trouble.PAPER_OUT)
    assert describe(job).hint == "Kertasnya habis. Petugas sudah diberi tahu."

    virtual_printer.refill()
    job = deliver(job)

    assert job.state == JobState.DONE
    assert len(virtual_printer.spool) == 1


def test_a_jam_is_told_and_the_letter_comes_out_when_it_is_cleared(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.jam()
    job = deliver(make_job(printer), until=Trouble.JAM)
    printer.refresh_from_db()
    assert (job.state, printer.health, printer.troubles) == (
        JobState.PRINTING, Health.TROUBLED, [Trouble.JAM],
    )  # fmt: skip

    virtual_printer.unjam()
    job = deliver(job)

    assert job.state == JobState.DONE
    assert len(virtual_printer.spool) == 1


def test_a_printer_that_is_off_gets_the_letter_when_it_is_back(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.switch_off()
    job = deliver(make_job(printer), until=Trouble.UNREACHABLE)
    assert job.state == JobState.QUEUED

    virtual_printer.switch_on()
    job = deliver(job)

    assert job.state == JobState.DONE
    assert len(virtual_printer.spool) == 1


def test_a_printer_switched_off_in_mid_print_leaves_nobody_sure(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.jam()
    job = deliver(make_job(printer), until=Trouble.JAM)
    virtual_printer.switch_off()
    job = deliver(job, until=Trouble.UNREACHABLE)
    assert job.state == JobState.PRINTING

    virtual_printer.unjam()
    virtual_printer.switch_on()
    job = deliver(job)

    assert (job.state, job.troubles) == (JobState.UNSURE, [Trouble.FORGOTTEN])
    assert describe(job).came_out is None
    assert virtual_printer.spool == []


def test_the_job_of_somebody_else_with_our_number_is_not_taken_for_ours(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.jam()
    job = deliver(make_job(printer), until=Trouble.JAM)
    virtual_printer.switch_off()
    virtual_printer.unjam()
    virtual_printer.switch_on()
    other = ipp.create(virtual_printer.address, name="Laporan orang lain", media=A4)
    assert other == job.remote_id

    job = deliver(job)

    assert (job.state, job.troubles) == (JobState.UNSURE, [Trouble.FORGOTTEN])


def test_a_print_that_the_printer_dropped_failed_and_is_printed_again(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.eat_next()
    job = deliver(make_job(printer))
    assert (job.state, job.troubles, job.sheets) == (JobState.FAILED, [Trouble.ABORTED], 0)

    again = deliver(print_again(job=job, reason="Printer berhenti", by=CLERK))

    assert again.state == JobState.DONE
    assert len(virtual_printer.spool) == 1


def test_a_print_is_cancelled_before_it_is_sent(printer: Printer, virtual_printer: VirtualPrinter) -> None:
    virtual_printer.empty_paper()
    job = deliver(make_job(printer), until=Trouble.PAPER_OUT)

    request_cancel(job=job, reason="Warga pergi", by=CLERK)
    job = deliver(job)

    assert job.state == JobState.CANCELLED
    virtual_printer.refill()
    assert virtual_printer.spool == []


def test_a_print_is_cancelled_at_the_printer(printer: Printer, virtual_printer: VirtualPrinter) -> None:
    virtual_printer.slow_down(1)
    job = deliver(make_job(printer), until=JobState.PRINTING)
    virtual_printer.empty_paper()
    deliver(job, until=Trouble.PAPER_OUT)

    request_cancel(job=job, reason="Salah surat", by=CLERK)
    job = deliver(job)

    assert job.state == JobState.CANCELLED


def test_a_printer_that_cancels_nothing_is_followed_until_its_job_is_over(
    in_village: Village, virtual_printer: VirtualPrinter, wire: Wire
) -> None:
    wire.refuse = Operation.CANCEL_JOB
    virtual_printer.slow_down(1)
    job = deliver(make_job(make_printer(wire.address)), until=JobState.PRINTING)

    request_cancel(job=job, reason="Salah surat", by=CLERK)
    job = deliver(job)

    assert (job.state, job.sheets) == (JobState.DONE, 1)


def test_a_printer_is_asked_once_before_it_gets_its_job(
    in_village: Village, virtual_printer: VirtualPrinter, wire: Wire
) -> None:
    job = make_job(make_printer(wire.address))

    advance(job.village_id, job.pk)

    assert wire.heard == [
        Operation.GET_PRINTER_ATTRIBUTES, Operation.CREATE_JOB, Operation.SEND_DOCUMENT,
    ]  # fmt: skip


def test_paper_is_not_called_by_a_name_that_the_printer_was_not_asked_for(
    in_village: Village, virtual_printer: VirtualPrinter, wire: Wire
) -> None:
    """It was gone between two steps: what it calls F4 is not known, and a name of our own would be refused."""
    virtual_printer.load(F4)
    wire.drop = Operation.CREATE_JOB
    job = make_job(make_printer(wire.address), medium=Medium.F4)
    advance(job.village_id, job.pk)
    wire.drop = Operation.GET_PRINTER_ATTRIBUTES

    advance(job.village_id, job.pk)
    job.refresh_from_db()
    assert (job.state, job.troubles) == (JobState.SENDING, [Trouble.UNREACHABLE])
    wire.mend()
    job = deliver(job)

    assert job.state == JobState.DONE
    assert virtual_printer.media == [F4]


def test_a_letter_does_not_come_out_when_its_resident_has_long_gone(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.empty_paper()
    job = deliver(make_job(printer), until=Trouble.PAPER_OUT)
    virtual_printer.refill()

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        advance(job.village_id, job.pk)

    job.refresh_from_db()
    assert (job.state, job.troubles) == (JobState.FAILED, [Trouble.EXPIRED])
    assert virtual_printer.spool == []


def test_a_letter_that_waits_behind_anothers_print_says_so(
    printer: Printer, virtual_printer: VirtualPrinter
) -> None:
    stranger = ipp.create(virtual_printer.address, name="Laporan orang lain", media=A4)
    job = deliver(make_job(printer), until=Trouble.BUSY)
    assert job.state == JobState.SENDING

    ipp.cancel(virtual_printer.address, stranger)
    job = deliver(job)

    assert job.state == JobState.DONE


def test_a_lost_file_prints_nothing_and_says_so(
    printer: Printer, virtual_printer: VirtualPrinter, settings: Any, tmp_path: Any
) -> None:
    job = make_job(printer)
    settings.BALAI_DATA_DIR = tmp_path
    (tmp_path / "files").mkdir()

    job = deliver(job)

    assert (job.state, job.troubles) == (JobState.FAILED, [Trouble.REFUSED])
    wait_until(lambda: ipp.job(virtual_printer.address, job.remote_id or 0).is_over)
    assert virtual_printer.spool == []


def test_what_a_printer_says_is_kept_for_the_desk(printer: Printer, virtual_printer: VirtualPrinter) -> None:
    deliver(make_job(printer))

    printer.refresh_from_db()
    assert (printer.model, printer.supplies) == (
        "Balai Virtual Printer", [{"name": "Black Toner", "level": 75}],
    )  # fmt: skip
    assert printer.seen_at is not None

"""Printers that people add and change; browsers and thermal printers, which nobody follows."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from balai.accounts.models import AuditEntry
from balai.core.slips import Slip, SlipFailed
from balai.printing.enums import Health, JobState, Medium, PrinterKind, Trouble
from balai.printing.models import PrintJob
from balai.printing.operations import (
    NoSuchPrinter,
    add_printer,
    change_printer,
    hand_over,
    print_test_page,
    request_cancel,
    set_in_use,
)
from balai.printing.readiness import readiness
from balai.printing.slips import print_slip_now
from balai.tenancy.models import Village
from tests.core.test_slips import Thermal
from tests.printing.factories import CLERK, make_browser_printer, make_job, make_printer


def test_two_printers_of_a_village_have_two_names(in_village: Village) -> None:
    make_printer(name="Lobi")

    with pytest.raises(ValidationError, match="Sudah ada pencetak dengan nama ini"):
        add_printer(name="Lobi", place="", kind=PrinterKind.BROWSER, address="", medium=Medium.A4, by=CLERK)


def test_a_printer_elsewhere_is_unknown_until_it_was_asked(in_village: Village) -> None:
    printer = make_printer(health=Health.READY)

    change_printer(
        printer=printer, name=printer.name, place="Loket", address="ipp://192.168.1.9/ipp/print", medium=Medium.A4, by=CLERK
    )  # fmt: skip

    printer.refresh_from_db()
    assert (printer.health, printer.place) == (Health.UNKNOWN, "Loket")


def test_retiring_is_told_once(in_village: Village) -> None:
    printer = make_printer()

    set_in_use(printer=printer, in_use=False, by=CLERK)
    set_in_use(printer=printer, in_use=False, by=CLERK)

    assert AuditEntry.objects.filter(action="printing.printer_retired").count() == 1


def test_a_test_page_has_the_paper_of_its_printer(in_village: Village) -> None:
    printer = make_printer(medium=Medium.F4)

    job = print_test_page(printer=printer, village=in_village, by=CLERK)

    assert (job.title, job.medium, job.state) == ("Halaman uji", Medium.F4, JobState.QUEUED)


def test_what_a_browser_took_is_never_told_as_done(in_village: Village) -> None:
    job = make_job(make_browser_printer())

    taken = hand_over(job=job, by=CLERK)
    again = hand_over(job=job, by=CLERK)

    assert (taken.state, again.state) == (JobState.HANDED_OVER, JobState.HANDED_OVER)
    assert AuditEntry.objects.filter(action="printing.handed_over").count() == 1


def test_a_printer_of_the_network_is_not_handed_to_a_browser(in_village: Village) -> None:
    with pytest.raises(NoSuchPrinter):
        hand_over(job=make_job(make_printer()), by=CLERK)


def test_a_print_for_a_browser_is_cancelled_at_once(in_village: Village) -> None:
    job = request_cancel(job=make_job(make_browser_printer()), reason="Warga pergi", by=CLERK)

    assert job.state == JobState.CANCELLED


def test_prints_for_browsers_are_left_to_them_until_nobody_came(in_village: Village) -> None:
    now = timezone.now()
    job = make_job(make_browser_printer())

    assert list(PrintJob.objects.to_deliver(now)) == []
    assert list(PrintJob.objects.to_deliver(now + timedelta(hours=3))) == [job]


def test_a_browser_printer_cannot_be_asked(in_village: Village) -> None:
    assert readiness(make_browser_printer(), Medium.A4).is_ready


@pytest.fixture
def thermal() -> Iterator[Thermal]:
    server = Thermal()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_slip_is_a_line_of_the_ledger_without_what_stands_on_it(
    in_village: Village, thermal: Thermal
) -> None:
    printer = make_printer(thermal.address, kind=PrinterKind.SLIP)

    job = print_slip_now(
        printer=printer, slip=Slip("PIN", ("482 913",)), title="PIN pertama", device="Meja", by=CLERK
    )

    assert (job.state, job.pdf_sha256, job.title) == (JobState.DONE, "", "PIN pertama")
    assert b"482 913" in thermal.printed


def test_a_slip_that_failed_is_told_too(in_village: Village, thermal: Thermal) -> None:
    thermal.is_silent = True
    printer = make_printer(thermal.address, kind=PrinterKind.SLIP)

    with pytest.raises(SlipFailed):
        print_slip_now(printer=printer, slip=Slip("PIN", ("1",)), title="PIN", device="Meja", by=CLERK)

    assert list(PrintJob.objects.values_list("state", "troubles")) == [
        (JobState.FAILED, [Trouble.UNREACHABLE])
    ]

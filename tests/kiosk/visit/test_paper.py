"""The paper of a visit: what comes out a second time, and what a browser may fetch."""

from django.utils import timezone

from balai.printing.enums import JobState
from balai.printing.models import Printer, PrintJob
from balai.tenancy.scope import acting_for
from tests.kiosk.visit.conftest import Hall


def test_a_letter_that_came_out_is_not_printed_again_for_nothing(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")
    with acting_for(hall.village):
        PrintJob.objects.update(state=JobState.DONE, ended_at=timezone.now())

    assert hall.post("cetak-lagi/").url.endswith("/anjungan/keluar/")

    with acting_for(hall.village):
        assert PrintJob.objects.count() == 1


def test_a_browser_fetches_no_paper_that_was_cancelled(hall: Hall) -> None:
    with acting_for(hall.village):
        Printer.objects.update(kind="browser", address="")
    hall.to_check()
    hall.post("cetak/")
    with acting_for(hall.village):
        PrintJob.objects.update(state=JobState.CANCELLED, ended_at=timezone.now())

    assert hall.get("cetakan/").url.endswith("/anjungan/keluar/")
    hall.post("diserahkan/", then="")

    with acting_for(hall.village):
        assert PrintJob.objects.get().state == JobState.CANCELLED

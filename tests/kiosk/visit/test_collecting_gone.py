"""What was erased, withdrawn or left in the meantime is not printed."""

from functools import partial

import pytest
from django.utils import timezone

from balai.applications.enums import State
from balai.applications.models import Application
from balai.applications.operations.forgetting import forget_at_once
from balai.applications.refusals import NotAvailable
from balai.kiosk.models import Errand
from balai.kiosk.operations.collecting import collect_document, collect_letter
from balai.kiosk.operations.errands import ErrandOver
from balai.letters.operations import revoke_letter
from balai.printing.contents import Erased, content_of
from balai.printing.enums import JobState
from balai.printing.models import PrintJob
from balai.printing.operations import DocumentGone, print_again
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.kiosk.visit.collecting import (
    applied,
    ask_a_browser_to_print,
    come_for_it,
    printer_of,
    result_of,
)
from tests.kiosk.visit.conftest import BY, Hall


def test_what_was_printed_from_is_gone_with_the_document(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    come_for_it(hall)
    hall.post("ambil/cetak/", dokumen=str(result_of(hall, application).pk))
    hall.post("selesai/")
    with acting_for(hall.village):
        PrintJob.objects.update(state=JobState.FAILED, ended_at=timezone.now())

        forget_at_once(resident=hall.siti, by=BY)

        assert Errand.objects.get().result is None
        with pytest.raises(DocumentGone):
            print_again(job=PrintJob.objects.get(), reason="Macet", by=BY)


def test_what_is_erased_before_it_is_printed_stays_so(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    result = result_of(hall, application)
    come_for_it(hall)
    collect = partial(collect_document, visit=hall.visit(), result=result, printer=printer_of(hall), by=BY)
    with acting_for(hall.village):
        Application.objects.update(state=State.RECEIVED)
        forget_at_once(resident=hall.siti, by=BY)

        with pytest.raises(NotAvailable):
            collect()

        assert PrintJob.objects.count() == 0


def test_a_letter_that_is_withdrawn_before_it_is_printed_is_not(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")
    letter = hall.errand().letter
    hall.post("selesai/")
    come_for_it(hall)
    visit = hall.visit()
    with acting_for(hall.village):
        revoke_letter(letter=letter, reason="Keliru", by=BY)

        with pytest.raises(NotAvailable):
            collect_letter(visit=visit, letter=letter, printer=printer_of(hall), by=BY)

        assert PrintJob.objects.count() == 1


def test_for_a_visit_that_is_over_nothing_is_printed(hall: Hall) -> None:
    result = result_of(hall, applied(hall, hall.siti))
    come_for_it(hall)
    visit = hall.visit()
    hall.post("selesai/")

    with acting_for(hall.village), pytest.raises(ErrandOver):
        collect_document(visit=visit, result=result, printer=printer_of(hall), by=BY)


def test_a_browser_is_given_nothing_that_was_erased(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    ask_a_browser_to_print(hall, application)
    with acting_for(hall.village):
        forget_at_once(resident=hall.siti, by=BY)
        with pytest.raises(Erased, match="sudah dihapus"):
            content_of(PrintJob.objects.get())

    assert hall.get("cetakan/").url.endswith("/anjungan/keluar/")
    assert "Akta kelahiran" not in html(hall.get("keluar/"))

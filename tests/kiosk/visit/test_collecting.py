"""A finished document of the civil registry at the kiosk: for whom, how it is recorded, and when nothing happens."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.enums import Way
from balai.accounts.models import AuditEntry
from balai.applications import operations
from balai.applications.enums import Heard, Side, State
from balai.applications.models import Application, Event, Result
from balai.core import files
from balai.kiosk.models import Errand, KioskDevice, Visit
from balai.printing.contents import content_of
from balai.printing.enums import JobState, Medium
from balai.printing.models import Printer, PrintJob
from balai.residents.enums import Relation
from balai.surveys.models import Rating
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.factories import letter_service, submitted
from tests.kiosk.visit.collecting import (
    CODE,
    ISSUED,
    applied,
    ask_a_browser_to_print,
    child_of,
    come_for_it,
    nothing_happened,
    result_of,
)
from tests.kiosk.visit.conftest import BY, Hall
from tests.letters.factories import issue, make_resident, make_wish


def test_a_finished_document_is_seen_small_printed_and_received_once(hall: Hall, tmp_path: Path) -> None:
    application = applied(hall, hall.siti)
    result = result_of(hall, application)
    come_for_it(hall)
    assert "Akta kelahiran" in html(hall.get("ambil/"))

    page = html(hall.get(f"ambil/{result.pk}/"))
    assert "data:image/jpeg;base64," in page
    assert hall.siti.nik not in page
    for _ in range(2):
        assert hall.post("ambil/cetak/", dokumen=str(result.pk)).url.endswith("/anjungan/keluar/")

    with acting_for(hall.village):
        job = PrintJob.objects.select_related("document").get()
        result.refresh_from_db()
        application.refresh_from_db()
        handed = Event.objects.get(application=application, target=State.RECEIVED)
        trail = set(
            AuditEntry.objects.filter(subject_id=str(application.pk)).values_list("action", flat=True)
        )
        assert content_of(job) == ISSUED
    assert (job.title, job.medium, job.is_training) == ("Akta kelahiran", Medium.A4, False)
    assert not files.path_of(sha256(ISSUED).hexdigest()).exists()  # nothing lies open in the store
    assert (application.state, result.fetched) == (State.RECEIVED, 1)
    way, place = Way.NIK_PIN.label, hall.device.name
    assert application.collected_by == f"{hall.siti.full_name} (pemohon sendiri), {way} di {place}"
    assert (handed.reason, handed.label) == ("Dicetak di anjungan", f"anjungan: {place}")
    assert {"applications.result_read", "applications.hand_over", "printing.enqueued"} <= trail
    out = html(hall.get("keluar/"))
    assert ("Akta kelahiran" in out, hall.siti.nik in out) == (True, False)

    hall.post("selesai/")
    assert hall.get(f"ambil/{result.pk}/").url.endswith("/anjungan/")
    with acting_for(hall.village):
        assert Errand.objects.values_list("resident", "result").get() == (None, result.pk)
        assert Visit.objects.filter(resident__isnull=False).count() == 0


def test_the_paper_that_did_not_come_out_is_printed_again_and_handed_over_once(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    result = result_of(hall, application)
    come_for_it(hall)
    hall.post("ambil/cetak/", dokumen=str(result.pk))
    with acting_for(hall.village):
        PrintJob.objects.update(state=JobState.FAILED, ended_at=timezone.now())

    hall.post("cetak-lagi/")

    with acting_for(hall.village):
        again = PrintJob.objects.select_related("document").get(reprint_of__isnull=False)
        assert content_of(again) == ISSUED
        assert Event.objects.filter(application=application, target=State.RECEIVED).count() == 1


def test_a_browser_that_prints_itself_takes_the_document_as_it_was_issued(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    ask_a_browser_to_print(hall, application)

    taken = hall.get("cetakan/")
    hall.post("diserahkan/", then="")

    assert (taken.content, taken.headers["Cache-Control"]) == (ISSUED, "private, no-store")
    with acting_for(hall.village):
        assert PrintJob.objects.get().state == JobState.HANDED_OVER


def test_rating_after_it_rates_the_application_once(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    come_for_it(hall)
    hall.post("ambil/cetak/", dokumen=str(result_of(hall, application).pk))

    hall.post("nilai/", score="4")
    hall.post("nilai/", score="1")

    with acting_for(hall.village):
        application.refresh_from_db()
        assert application.heard == Heard.SCORE
        assert [(each.service, each.channel) for each in Rating.objects.all()] == [
            (application.service, "kiosk")
        ]


def test_a_letter_from_home_is_received_when_it_is_collected_here(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")
    letter = hall.errand().letter
    hall.post("selesai/")
    with acting_for(hall.village):
        sent = submitted(letter_service())
        sent = operations.approve_application(application=sent, revision=sent.revision, by=BY)
        Application.objects.update(letter=letter, resident=hall.siti)
        operations.finish_application(application=sent, revision=sent.revision, side=Side.VILLAGE, by=BY)
    come_for_it(hall)

    for _ in range(2):
        hall.post("ambil/cetak/", surat=str(letter.pk))

    with acting_for(hall.village):
        sent.refresh_from_db()
        assert (sent.state, sent.collected_by.startswith(hall.siti.full_name)) == (State.RECEIVED, True)
        assert Event.objects.filter(application=sent, target=State.RECEIVED).count() == 1


def test_a_parent_collects_for_a_child_and_the_child_can_read_that(hall: Hall) -> None:
    with acting_for(hall.village):
        child = child_of(hall)
    application = applied(hall, child)
    come_for_it(hall)

    hall.post("ambil/cetak/", dokumen=str(result_of(hall, application).pk))

    with acting_for(hall.village):
        application.refresh_from_db()
        assert application.collected_by.startswith(f"{hall.siti.full_name} (orang tua atau wali), ")
        assert AuditEntry.objects.filter(subject_id=str(child.pk), action="residents.read").exists()


def test_whose_letter_a_parent_collects_can_read_that_too(hall: Hall) -> None:
    with acting_for(hall.village):
        child = child_of(hall)
        letter = issue(make_wish(resident=child), at=timezone.now())
        read = AuditEntry.objects.filter(subject_id=str(child.pk), action="residents.read")
        before = read.count()
    come_for_it(hall)

    hall.post("ambil/cetak/", surat=str(letter.pk))

    with acting_for(hall.village):
        assert Errand.objects.get().letter == letter
        assert read.count() == before + 1


def test_somebody_elses_document_is_neither_shown_nor_printed(hall: Hall) -> None:
    with acting_for(hall.village):
        husband = make_resident(family=hall.siti.family, relation=Relation.HUSBAND, full_name="Budi", sex=1)
    application = applied(hall, husband)
    result = result_of(hall, application)
    come_for_it(hall)

    assert "Akta kelahiran" not in html(hall.get("ambil/"))
    assert hall.get(f"ambil/{result.pk}/").url.endswith("/anjungan/ambil/")
    hall.post("ambil/cetak/", dokumen=str(result.pk))

    assert nothing_happened(hall, application)


def birth_and_mother(hall: Hall) -> None:
    hall.begin("skck")
    with acting_for(hall.village):
        Visit.objects.update(resident=hall.siti, way=Way.BIRTH_MOTHER)


def nobody(hall: Hall) -> None:
    hall.post("ambil/mulai/")


@pytest.mark.parametrize("known", [birth_and_mother, nobody])
def test_what_neighbours_may_know_opens_no_document(hall: Hall, known: Callable[[Hall], None]) -> None:
    application = applied(hall, hall.siti)
    result = result_of(hall, application)
    known(hall)

    assert hall.get("ambil/").url.endswith("/anjungan/siapa/")
    assert hall.get(f"ambil/{result.pk}/").url.endswith("/anjungan/siapa/")
    hall.post("ambil/cetak/", dokumen=str(result.pk))

    assert nothing_happened(hall, application)


def test_in_training_nothing_real_is_shown_or_printed(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    with acting_for(hall.village):
        KioskDevice.objects.update(is_training=True)
    come_for_it(hall)
    with acting_for(hall.village):
        Visit.objects.update(resident=hall.siti)  # whoever an officer recognised

    assert "Belum ada dokumen" in html(hall.get("ambil/"))
    hall.post("ambil/cetak/", dokumen=str(result_of(hall, application).pk))

    assert nothing_happened(hall, application)


@pytest.mark.parametrize(
    ("told", "words"),
    [({"finished": False}, "diproses disdukcapil."), ({"content": None}, "sudah jadi. Ambil di loket.")],
)
def test_what_cannot_be_printed_says_how_it_stands(hall: Hall, told: dict[str, Any], words: str) -> None:
    application = applied(hall, hall.siti, **told)
    come_for_it(hall)

    page = html(hall.get("ambil/"))
    with acting_for(hall.village):
        assert f"<b>{application.service.name}</b> {words}" in page
        for result in application.results.all():
            hall.post("ambil/cetak/", dokumen=str(result.pk))
        assert PrintJob.objects.count() == 0


def test_after_ninety_days_it_is_given_at_the_counter(hall: Hall) -> None:
    application = applied(hall, hall.siti)
    with acting_for(hall.village):
        Result.objects.update(added_at=timezone.now() - timedelta(days=91))
    come_for_it(hall)

    assert "Ambil di loket" in html(hall.get("ambil/"))
    hall.post("ambil/cetak/", dokumen=str(result_of(hall, application).pk))

    assert nothing_happened(hall, application)


@pytest.mark.parametrize("trouble", ["no paper", "no printer", "no key"])
def test_without_paper_nobody_has_received_anything(
    hall: Hall, trouble: str, request: Any, tmp_path: Path
) -> None:
    application = applied(hall, hall.siti)
    result = result_of(hall, application)
    come_for_it(hall)
    if trouble == "no paper":
        printer = request.getfixturevalue("office_printer")
        printer.empty_paper()
        request.addfinalizer(printer.refill)
    elif trouble == "no printer":
        with acting_for(hall.village):
            Printer.objects.update(is_active=False)
    else:
        files.path_of(result.document.file).unlink()

    answer = hall.post("ambil/cetak/", dokumen=str(result.pk))

    assert answer.status_code == 409
    assert "Belum bisa dicetak" in html(answer)
    assert nothing_happened(hall, application)


def test_the_list_asks_the_same_however_much_there_is(hall: Hall) -> None:
    applied(hall, hall.siti)
    come_for_it(hall)
    hall.get("ambil/")  # what is kept in memory from now on
    with CaptureQueriesContext(connection) as few:
        hall.get("ambil/")
    applied(hall, hall.siti, content=None)
    applied(hall, hall.siti, content=None, finished=False)
    with acting_for(hall.village):
        for _ in range(2):
            make_resident(family=hall.siti.family, relation=Relation.CHILD)
        for number in range(4):
            result = Result.objects.order_by("added_at").first()
            assert result is not None
            result.document.pk = result.pk = None
            result.document.file = f"{number:064x}"
            result.document.save(force_insert=True)
            result.document_id = result.document.pk
            result.save(force_insert=True)

    with CaptureQueriesContext(connection) as many:
        page = html(hall.get("ambil/"))

    assert page.count("Akta kelahiran<small>") == 5
    assert len(many) == len(few)


def test_the_code_of_the_slip_leads_to_who_one_is_and_says_nothing(hall: Hall) -> None:
    applied(hall, hall.siti)
    for text in ("BCDFG-HJKMN-PRSTW", f"https://sukamaju.example/lacak/?kode={CODE}"):
        answer = hall.post("kode/", code=text)

        assert answer.url.endswith("/anjungan/ambil/")
        assert hall.get("ambil/").url.endswith("/anjungan/siapa/")

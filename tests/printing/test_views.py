"""Pages of printers and of the ledger."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.accounts.enums import Role
from balai.core import files
from balai.printing.enums import Health, JobState, PrinterKind, Trouble
from balai.printing.ledger import move
from balai.printing.models import Printer, PrintJob, SpoiledSheets
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.printing.factories import make_browser_printer, make_job, make_printer
from tests.printing.test_jobs import ended
from tests.virtual_printer import VirtualPrinter


@pytest.fixture
def printer(village: Village) -> Printer:
    with acting_for(village):
        return make_printer(name="Pencetak lobi")


@pytest.fixture
def job(village: Village, printer: Printer) -> PrintJob:
    with acting_for(village):
        return make_job(printer)


def test_an_administrator_adds_a_printer_by_its_number(desk: HallClient, village: Village) -> None:
    answer = desk.post(
        "/meja/pencetak/tambah/", {"name": "Lobi", "place": "", "kind": "sheet", "address": "192.168.1.20", "medium": "a4"}
    )  # fmt: skip

    assert answer.status_code == 302
    with acting_for(village):
        assert Printer.objects.get().address == "ipp://192.168.1.20/ipp/print"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"address": "8.8.8.8"}, "Alamat harus di jaringan kantor"),
        ({"address": "ipp://169.254.169.254/"}, "Alamat harus di jaringan kantor"),
        ({"address": "", "kind": "slip"}, "Alamat harus di jaringan kantor"),
        ({"name": ""}, "Isi nama pencetak"),
        ({"name": "Pencetak lobi"}, "Sudah ada pencetak dengan nama ini"),
    ],
)
def test_a_wrong_printer_is_refused_with_a_remedy(
    desk: HallClient, printer: Printer, fields: dict[str, str], says: str
) -> None:
    wanted = {"name": "Lain", "place": "", "kind": "sheet", "address": "192.168.1.20", "medium": "a4"}

    answer = desk.post("/meja/pencetak/tambah/", {**wanted, **fields})

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_printer_is_changed_and_keeps_its_kind(
    desk: HallClient, village: Village, printer: Printer
) -> None:
    page = desk.get(f"/meja/pencetak/{printer.pk}/ubah/")
    answer = desk.post(
        f"/meja/pencetak/{printer.pk}/ubah/",
        {"name": "Loket", "place": "Depan", "kind": "slip", "address": "192.168.1.21", "medium": "f4"},
    )

    assert (page.status_code, answer.status_code) == (200, 302)
    with acting_for(village):
        printer.refresh_from_db()
    assert (printer.name, printer.kind, printer.address) == (
        "Loket", PrinterKind.SHEET, "ipp://192.168.1.21/ipp/print",
    )  # fmt: skip


def test_the_list_says_what_to_do_about_a_printer(
    desk: HallClient, village: Village, printer: Printer
) -> None:
    with acting_for(village):
        Printer.objects.update(health=Health.TROUBLED, troubles=[Trouble.JAM])

    page = desk.get("/meja/pencetak/").content.decode()

    assert "Kertas macet" in page
    assert "Keluarkan kertas yang macet." in page


def test_the_list_costs_the_same_for_one_and_many(
    desk: HallClient, village: Village, printer: Printer, django_assert_num_queries: Any
) -> None:
    desk.get("/meja/pencetak/")  # what a process asks once is asked
    with CaptureQueriesContext(connection) as one:
        desk.get("/meja/pencetak/")
    with acting_for(village):
        make_printer()
        make_printer()

    with django_assert_num_queries(len(one)):
        desk.get("/meja/pencetak/")


def test_asking_now_shows_how_the_printer_is(
    desk: HallClient, village: Village, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.empty_paper()
    with acting_for(village):
        printer = make_printer(virtual_printer.address)

    answer = desk.post(f"/meja/pencetak/{printer.pk}/periksa/", follow=True)

    page = answer.content.decode()
    assert "Kertas habis" in page
    assert "Balai Virtual Printer" in page


def test_a_test_page_is_asked_for(desk: HallClient, village: Village, printer: Printer) -> None:
    answer = desk.post(f"/meja/pencetak/{printer.pk}/uji/", follow=True)

    assert "Halaman uji" in answer.content.decode()
    assert "Surat menunggu giliran dicetak." in answer.content.decode()


def test_a_printer_is_retired_and_restored(desk: HallClient, village: Village, printer: Printer) -> None:
    asked = desk.get(f"/meja/pencetak/{printer.pk}/berhenti/")
    desk.post(f"/meja/pencetak/{printer.pk}/berhenti/")
    with acting_for(village):
        assert not Printer.objects.get().is_active

    desk.post(f"/meja/pencetak/{printer.pk}/pakai/")

    assert asked.status_code == 200
    with acting_for(village):
        assert Printer.objects.get().is_active


def test_the_ledger_of_a_month_is_narrowed(desk: HallClient, village: Village, job: PrintJob) -> None:
    with acting_for(village):
        other = make_job(make_printer(name="Loket"), title="Surat Kematian 7", is_training=True)

    everything = desk.get("/meja/pencetak/catatan/").content.decode()
    narrowed = desk.get("/meja/pencetak/catatan/", {"pencetak": str(other.printer_id)}).content.decode()
    nothing = desk.get("/meja/pencetak/catatan/", {"keadaan": "done"}).content.decode()

    assert (job.title in everything, other.title in everything) == (True, True)
    assert (job.title in narrowed, other.title in narrowed) == (False, True)
    assert "Tidak ada cetakan" in nothing


def test_the_ledger_counts_sheets_and_spoiled_ones_but_no_practice(
    desk: HallClient, village: Village, job: PrintJob
) -> None:
    with acting_for(village):
        PrintJob.objects.filter(pk=job.pk).update(sheets=3)
        practice = make_job(job.printer, is_training=True)
        PrintJob.objects.filter(pk=practice.pk).update(sheets=40)
    desk.post(f"/meja/pencetak/catatan/{job.pk}/rusak/", {"sheets": "2", "reason": "Sobek"})

    page = desk.get("/meja/pencetak/catatan/").content.decode()

    assert "3 lembar keluar, 2 di antaranya rusak" in page


def test_a_print_is_printed_again_with_a_reason(desk: HallClient, village: Village, job: PrintJob) -> None:
    with acting_for(village):
        ended(job, JobState.FAILED)

    refused = desk.post(f"/meja/pencetak/catatan/{job.pk}/lagi/", {"reason": ""})
    answer = desk.post(f"/meja/pencetak/catatan/{job.pk}/lagi/", {"reason": "Macet"}, follow=True)

    assert refused.status_code == 422
    assert "Cetak lagi dari" in answer.content.decode()


def test_what_is_under_way_is_not_printed_again(desk: HallClient, job: PrintJob) -> None:
    answer = desk.post(f"/meja/pencetak/catatan/{job.pk}/lagi/", {"reason": "Macet"})

    assert answer.status_code == 422
    assert "Cetakan ini belum selesai" in answer.content.decode()


@pytest.mark.parametrize(("state", "offered"), [(JobState.FAILED, True), (JobState.DONE, False)])
def test_printing_again_is_offered_where_nothing_came_out(
    desk: HallClient, village: Village, job: PrintJob, state: JobState, offered: bool
) -> None:
    with acting_for(village):
        ended(job, state)
    address = f"/meja/pencetak/catatan/{job.pk}"

    page = desk.get(f"{address}/").content.decode()
    answer = desk.post(f"{address}/lagi/", {"reason": "Satu lagi"})

    assert (f"{address}/lagi/" in page) is offered
    assert answer.status_code == (302 if offered else 422)
    assert ("pakai Cetak ulang di halaman suratnya" in answer.content.decode()) is not offered


def test_a_print_leads_to_what_was_printed(desk: HallClient, village: Village, printer: Printer) -> None:
    with acting_for(village):
        job = make_job(printer, subject=printer)

    page = desk.get(f"/meja/pencetak/catatan/{job.pk}/").content.decode()

    assert f'<a href="/{village.slug}/meja/pencetak/{printer.pk}/">Buka halamannya</a>' in page


def test_a_print_is_cancelled(desk: HallClient, village: Village, job: PrintJob) -> None:
    desk.post(f"/meja/pencetak/catatan/{job.pk}/batal/", {"reason": "Salah"})

    with acting_for(village):
        assert PrintJob.objects.get().cancel_asked_at is not None


@pytest.mark.parametrize(("said", "state"), [("ya", JobState.DONE), ("tidak", JobState.CANCELLED)])
def test_somebody_looks_and_says_what_happened(
    desk: HallClient, village: Village, job: PrintJob, said: str, state: JobState
) -> None:
    with acting_for(village):
        ended(job, JobState.UNSURE)
    assert "kertasnya keluar?" in desk.get(f"/meja/pencetak/catatan/{job.pk}/").content.decode()

    desk.post(f"/meja/pencetak/catatan/{job.pk}/pastikan/", {"keluar": said})

    with acting_for(village):
        assert PrintJob.objects.get().state == state


def test_the_story_says_what_held_a_print_up(desk: HallClient, village: Village, job: PrintJob) -> None:
    with acting_for(village):
        move(job, JobState.QUEUED, troubles=[Trouble.COVER_OPEN])

    page = desk.get(f"/meja/pencetak/catatan/{job.pk}/").content.decode()

    assert '<small class="soft">Tutup terbuka</small>' in page


def test_spoiled_paper_is_written_down(desk: HallClient, village: Village, job: PrintJob) -> None:
    refused = desk.post(f"/meja/pencetak/catatan/{job.pk}/rusak/", {"sheets": "0", "reason": ""})
    desk.post(f"/meja/pencetak/catatan/{job.pk}/rusak/", {"sheets": "1", "reason": "Luntur"})

    assert refused.status_code == 422
    with acting_for(village):
        assert SpoiledSheets.objects.get().sheets == 1


def test_the_day_begins_with_printers_in_trouble_and_prints_to_look_at(
    desk: HallClient, village: Village, job: PrintJob
) -> None:
    with acting_for(village):
        Printer.objects.update(health=Health.TROUBLED, troubles=[Trouble.PAPER_OUT])
        ended(job, JobState.UNSURE)

    page = desk.get("/meja/").content.decode()

    assert "Pencetak lobi: kertas habis" in page
    assert "Isi kertas. Cetakan lanjut sendiri." in page
    assert f"/meja/pencetak/catatan/{job.pk}/" in page


def test_who_may_not_issue_letters_sees_no_printers(village: Village, job: PrintJob) -> None:
    browser = HallClient(village)
    browser.force_login(make_officer(village, Role.RT_HEAD))

    answers = [
        browser.get(path).status_code for path in ("/meja/pencetak/", f"/meja/pencetak/catatan/{job.pk}/")
    ]

    assert answers == [403, 403]


def test_a_print_of_another_village_is_not_found(desk: HallClient, other_village: Village) -> None:
    with acting_for(other_village):
        job = make_job(make_printer())

    assert desk.get(f"/meja/pencetak/catatan/{job.pk}/").status_code == 404
    assert desk.get(f"/meja/pencetak/{job.printer_id}/").status_code == 404


def test_a_browser_takes_its_print_and_the_ledger_says_no_more(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        job = make_job(make_browser_printer())
    address = f"/meja/pencetak/catatan/{job.pk}"

    page = desk.get(f"{address}/").content.decode()
    document = desk.get(f"{address}/berkas/")
    desk.post(f"{address}/ambil/", {"then": ""})

    assert "Cetak dari peramban ini" in page
    assert document["Content-Type"] == "application/pdf"
    assert document["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in document["Content-Security-Policy"]
    with acting_for(village):
        job.refresh_from_db()
    assert (job.state, job.sheets) == (JobState.HANDED_OVER, 0)


def test_without_scripts_the_browser_is_led_to_the_document(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        job = make_job(make_browser_printer())

    answer = desk.post(f"/meja/pencetak/catatan/{job.pk}/ambil/", {"then": "document"})

    assert answer["Location"].endswith(f"/meja/pencetak/catatan/{job.pk}/berkas/")


def test_a_document_that_was_lost_is_said_to_be(desk: HallClient, village: Village) -> None:
    with acting_for(village):
        job = make_job(make_browser_printer())
    files.path_of(job.pdf_sha256).unlink()

    answer = desk.get(f"/meja/pencetak/catatan/{job.pk}/berkas/", follow=True)

    assert "Berkas tidak ada di penyimpanan" in answer.content.decode()


def test_documents_of_other_printers_are_not_for_browsers(desk: HallClient, job: PrintJob) -> None:
    assert desk.get(f"/meja/pencetak/catatan/{job.pk}/berkas/").status_code == 404

"""The agenda, the expedition book, letters printed again, and the archive as a whole."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import IntegrityError, transaction

from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.core.months import Month
from balai.letters.books import AGENDA, EXPEDITION, open_book
from balai.letters.enums import Direction, LetterState
from balai.letters.models import AgendaEntry, Letter, Reprint
from balai.letters.operations import enter_incoming, record_dispatch, reprint_letter, revoke_letter
from balai.letters.operations.agenda import AlreadyCorrected, AlreadyEntered
from balai.letters.statistics import count_year
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.letters.factories import BY, NOW, issue, make_ready

NOVEMBER = Month(2026, 11)
TODAY = date(2026, 11, 20)


@pytest.fixture
def ready_desk(hall: None, desk: HallClient, village: Village) -> HallClient:
    with acting_for(village):
        make_ready()
    return desk


def entered(**fields: Any) -> AgendaEntry:
    told: dict[str, Any] = {
        "entered_on": TODAY,
        "letter_number": "005/12/Kec",
        "letter_date": date(2026, 11, 18),
        "correspondent": "Kecamatan Mekarsari",
        "subject": "Undangan rapat",
    }
    return enter_incoming(**{**told, **fields}, by=BY)


def test_letters_that_come_in_are_numbered_from_one_each_year(in_village: Village) -> None:
    serials = [entered().serial, entered(letter_number="005/13/Kec").serial]
    next_year = entered(entered_on=date(2027, 1, 2)).serial

    assert serials == [1, 2]
    assert next_year == 1


def test_a_wrong_line_stays_and_is_corrected_once_by_another(in_village: Village) -> None:
    wrong = entered(correspondent="Kecamatan Mekarsarii")

    right = entered(corrects=wrong)

    assert AgendaEntry.objects.get(pk=wrong.pk).correspondent == "Kecamatan Mekarsarii"
    assert right.corrects == wrong
    with pytest.raises(AlreadyCorrected):
        entered(corrects=wrong)
    book = open_book(AGENDA, NOVEMBER, in_village, NOW)
    assert [row[-1] for row in book.rows] == [
        "Agenda 1, dibetulkan dengan agenda 2",
        "Agenda 2, membetulkan agenda 1",
    ]


def test_the_same_letter_is_written_once(in_village: Village) -> None:
    entered()

    with pytest.raises(AlreadyEntered, match="nomor agenda 1"):
        entered()
    assert entered(letter_number="005/13/Kec").serial == 2


def test_a_letter_cannot_be_written_after_it_was_received(in_village: Village) -> None:
    with pytest.raises(IntegrityError, match="agenda_letter_dated_before_entry"), transaction.atomic():
        entered(letter_date=date(2026, 11, 21))


def test_the_agenda_holds_what_came_and_what_went_in_the_order_of_writing(ready: Village) -> None:
    entered()
    letter = issue()
    revoke_letter(letter=letter, reason="Salah nama", by=BY, at=NOW)

    book = open_book(AGENDA, NOVEMBER, ready, NOW)

    assert book.layout.code == "A.7"
    assert [row[0] for row in book.rows] == [1, 2]
    assert book.rows[0][2:6] == ["005/12/Kec", date(2026, 11, 18), "Kecamatan Mekarsari", "Undangan rapat"]
    assert book.rows[1][6:] == [letter.subject, TODAY, letter.holder_name, f"{letter.number}, dicabut"]


def test_the_expedition_book_says_who_took_a_letter(ready: Village) -> None:
    letter = issue()

    record_dispatch(letter=letter, sent_on=TODAY, recipient="Camat Mekarsari", note="diantar Pak Joko", by=BY)

    row = open_book(EXPEDITION, NOVEMBER, ready, NOW).rows[0]
    assert row == [
        1,
        TODAY,
        f"20-11-2026, {letter.number}",
        letter.subject,
        "Camat Mekarsari",
        "diantar Pak Joko",
    ]


def test_a_reprint_is_the_same_file_and_is_counted(ready: Village) -> None:
    letter = issue()

    first = reprint_letter(letter=letter, reason="Lembar pertama sobek", by=BY)
    second = reprint_letter(letter=letter, reason="Hilang", by=BY)

    assert first == second
    assert Reprint.objects.filter(letter=letter).count() == 2
    assert Letter.objects.count() == 1


def test_an_officer_writes_a_letter_that_came_in(ready_desk: HallClient, village: Village) -> None:
    sent = {
        "entered_on": "20 November 2020",
        "letter_number": "005/12/Kec",
        "letter_date": "18-11-2020",
        "correspondent": "Kecamatan Mekarsari",
        "subject": "Undangan rapat",
    }

    answer = ready_desk.post("/meja/surat/agenda/masuk/", sent, follow=True)
    twice = ready_desk.post("/meja/surat/agenda/masuk/", sent)
    wrong = ready_desk.post("/meja/surat/agenda/masuk/", sent | {"letter_date": "21-11-2020"})

    assert "cap nomor agenda 1" in answer.content.decode()
    assert answer.redirect_chain == [("/sukamaju/meja/surat/agenda/?bulan=2020-11", 302)]
    assert twice.status_code == 422
    assert "sudah dicatat dengan nomor agenda 1" in twice.content.decode()
    assert wrong.status_code == 422
    assert "Surat tidak mungkin ditulis sesudah diterima" in wrong.content.decode()
    with acting_for(village):
        assert AgendaEntry.objects.get().direction == Direction.INCOMING


def test_the_books_are_printed_and_saved(ready_desk: HallClient, village: Village) -> None:
    with acting_for(village):
        issue()

    paper = ready_desk.get("/meja/surat/buku/2026-11/agenda.pdf")
    sheet = openpyxl.load_workbook(
        BytesIO(ready_desk.get("/meja/surat/buku/2026-11/agenda.xlsx").content)
    ).active

    assert paper.content.startswith(b"%PDF-")
    assert "Siti Aminah Lestari" in [cell.value for row in sheet for cell in row]
    assert ready_desk.get("/meja/surat/buku/2026-11/tamu.pdf").status_code == 404
    assert ready_desk.get("/meja/surat/buku/2026-13/agenda.pdf").status_code == 404


def test_a_letter_page_tells_of_prints_and_dispatches(ready_desk: HallClient, village: Village) -> None:
    with acting_for(village):
        letter = issue()

    no_reason = ready_desk.post(f"/meja/surat/{letter.pk}/cetak-ulang/", {"reason": ""})
    paper = ready_desk.post(f"/meja/surat/{letter.pk}/cetak-ulang/", {"reason": "Lembar pertama sobek"})
    ready_desk.post(
        f"/meja/surat/{letter.pk}/kirim/",
        {"sent_on": "20 November 2026", "recipient": "Camat Mekarsari", "note": ""},
    )

    page = ready_desk.get(f"/meja/surat/{letter.pk}/").content.decode()
    assert no_reason.status_code == 422
    assert paper.content.startswith(b"%PDF-")
    assert "Lembar pertama sobek" in page
    assert "kepada Camat Mekarsari" in page


def test_the_list_is_saved_as_it_is_narrowed_down(ready_desk: HallClient, village: Village) -> None:
    with acting_for(village):
        letter = issue()
        revoke_letter(letter=issue(), reason="Salah nama", by=BY, at=NOW)

    content = ready_desk.post("/meja/surat/unduh/", {"state": LetterState.ISSUED}).content

    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    assert len(rows) == 2
    assert rows[1][0] == letter.number
    assert rows[1][6] == "Terbit"
    with acting_for(village):
        assert AuditEntry.objects.get(action="letters.archive_exported").facts == {"count": 1}


def test_an_unknown_filter_never_saves_the_whole_list(ready_desk: HallClient, village: Village) -> None:
    with acting_for(village):
        issue()

    answer = ready_desk.post("/meja/surat/unduh/", {"state": "hilang"}, follow=True)

    assert "Saringan ini tidak dikenal" in answer.content.decode()


def test_a_year_of_letters_is_counted(ready_desk: HallClient, village: Village) -> None:
    with acting_for(village):
        revoke_letter(letter=issue(), reason="Salah nama", by=BY, at=NOW)
        issue()
        wrong = entered(correspondent="Kecamatan Mekarsarii")
        entered(corrects=wrong)
        entered(entered_on=date(2026, 3, 2), letter_date=date(2026, 2, 27))

        figures = count_year(2026, today=TODAY)
    page = ready_desk.get("/meja/laporan/surat/?tahun=2026").content.decode()

    assert (figures.outgoing, figures.incoming) == (2, 2)
    assert figures.months[-1] == ("November", 2, 1)
    assert figures.kinds == [("Surat Keterangan Domisili", 2)]
    assert figures.states == [("Terbit", 1), ("Dicabut", 1)]
    assert "2 surat keluar tahun 2026" in page
    assert "2 surat masuk" in page


def test_a_year_without_letters_says_so(ready_desk: HallClient) -> None:
    page = ready_desk.get("/meja/laporan/surat/").content.decode()

    assert "Belum ada surat" in page


def test_figures_ask_the_same_number_of_questions_however_many_letters(
    ready_desk: HallClient, village: Village, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with acting_for(village):
        for serial in range(3):
            issue()
            entered(letter_number=f"005/{serial}")

    with django_assert_max_num_queries(16):
        ready_desk.get("/meja/laporan/surat/")


def test_who_may_not_take_data_out_saves_no_lists(visitor: HallClient, hall: None, village: Village) -> None:
    visitor.force_login(make_officer(village, Role.RT_HEAD))

    assert visitor.post("/meja/surat/unduh/").status_code == 403


def test_the_agenda_asks_the_same_number_of_questions_however_long_it_is(
    ready_desk: HallClient, village: Village, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with acting_for(village):
        wrong = entered(correspondent="Kecamatan Mekarsarii")
        entered(corrects=wrong)
        for _ in range(4):
            issue()

    with django_assert_max_num_queries(18):
        ready_desk.get("/meja/surat/agenda/?bulan=2026-11")

"""*Ada yang keliru?*: what is reported, how long an answer may take, and who learns what."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry, Officer
from balai.core.calendar import WorkingCalendar
from balai.publications.enums import Action, Outcome
from balai.publications.models import Correction
from balai.publications.operations.corrections import answer_correction, forget_contacts, report_correction
from balai.publications.pages import PublicPage, page_at
from balai.publications.rules import Clock, new_code, read_code
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.publications.factories import BY, make_article, queries

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # a Friday
PAGE = PublicPage("/kabar/", "Kabar dan pengumuman")


@pytest.fixture(autouse=True)
def friday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def make_correction(text: str = "Jam buka salah.", contact: str = "") -> Correction:
    return report_correction(page=PAGE, text=text, contact=contact, by=Actor.stranger())


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_codes_are_read_as_people_copy_them() -> None:
    code = new_code()

    assert read_code(f" {code.upper().replace('-', ' ')} ") == code
    assert len({new_code() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("today", "boxes", "state", "words"),
    [
        (date(2026, 11, 20), 5, "", "Sisa 5 hari kerja"),
        (date(2026, 11, 26), 1, "warn", "Sisa 1 hari kerja"),
        (date(2026, 11, 27), 0, "warn", "Hari ini"),
        (date(2026, 11, 30), 0, "bad", "Lewat 1 hari kerja"),
    ],
)
def test_the_clock_counts_working_days(today: date, boxes: int, state: str, words: str) -> None:
    clock = Clock.at(today, date(2026, 11, 27), WorkingCalendar())

    assert (sum(clock.boxes), len(clock.boxes), clock.state, clock.words) == (boxes, 5, state, words)


def test_a_report_is_due_after_five_working_days_and_names_no_stranger(in_village: Village) -> None:
    correction = make_correction()

    assert correction.due_on == date(2026, 11, 27)
    line = AuditEntry.objects.get(action=Action.CORRECTION_REPORTED)
    assert (line.officer, line.address, line.facts) == (None, None, {})


def test_a_report_is_answered_once(in_village: Village, actor: Actor) -> None:
    correction = make_correction()

    assert answer_correction(correction=correction, outcome=Outcome.CORRECTED, answer="Sudah.", by=actor)
    assert not answer_correction(correction=correction, outcome=Outcome.ANSWERED, answer="Tidak.", by=actor)
    assert Correction.objects.get().answer == "Sudah."
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(answer="")


def test_contacts_are_forgotten_90_days_after_the_answer(
    in_village: Village, actor: Actor, friday: time_machine.Traveller
) -> None:
    answered, waiting = make_correction(contact="0812"), make_correction(contact="0813")
    answer_correction(correction=answered, outcome=Outcome.ANSWERED, answer="Benar begitu.", by=actor)

    friday.shift(timedelta(days=89))
    assert forget_contacts(by=BY) == 0
    friday.shift(timedelta(days=2))
    assert forget_contacts(by=BY) == 1

    waiting.refresh_from_db()
    assert waiting.contact == "0813"


def test_pages_are_called_by_their_names(in_village: Village) -> None:
    service = Service.objects.create(slug="domisili", name="Surat domisili", summary="-")
    make_article("Kerja bakti", service=service)

    assert page_at("/kabar/kerja-bakti/") == PublicPage("/kabar/kerja-bakti/", "Kerja bakti", "domisili")
    assert page_at("/") == PublicPage("/", "Halaman depan")
    for nothing in (
        "/meja/",
        "/tidak-ada/",
        "https://jahat.example/",
        "",
        "kabar/",
        "/kabar/" + "a" * 200 + "/",
    ):
        assert page_at(nothing) is None


def test_every_public_page_asks_what_is_wrong_with_it(visitor: HallClient, village: Village) -> None:
    with acting_for(village):
        make_article("Kerja bakti")

    for path in ("/", "/kabar/", "/kabar/kerja-bakti/", "/tautan/", "/v/", "/kepuasan/"):
        assert f'href="/sukamaju/keliru/?halaman={path}"' in visitor.get(path).content.decode()


def test_somebody_reports_and_reads_the_answer(
    visitor: HallClient, desk: HallClient, village: Village
) -> None:
    asked = visitor.get("/keliru/?halaman=/kabar/")
    assert "Halaman: <b>Kabar dan pengumuman</b>" in text(asked)
    assert visitor.post("/keliru/?halaman=/kabar/", {"text": ""}).status_code == 422
    machine = {"text": "Beli obat", "website": "https://obat.example/"}
    assert visitor.post("/keliru/?halaman=/kabar/", machine).status_code == 422

    told = visitor.post("/keliru/?halaman=/kabar/", {"text": "Jam buka salah.", "contact": "0812 3456"})
    place = told.headers["Location"].removeprefix("/sukamaju")
    received = visitor.get(place)
    with acting_for(village):
        correction = Correction.objects.get()

    assert place == f"/keliru/{correction.code}/"
    assert "paling lambat Jumat, 27 November 2026" in text(received)
    assert "0812 3456" not in text(received)
    assert "no-store" in received.headers["Cache-Control"]
    assert "Jawab 1 laporan isi yang keliru" in text(desk.get("/meja/"))
    listed = text(desk.get("/meja/situs/keliru/"))
    assert listed.count('<i class="on"></i>') == 5
    detail = text(desk.get(f"/meja/situs/keliru/{correction.pk}/"))
    assert "0812 3456" in detail
    with acting_for(village):
        assert AuditEntry.objects.filter(subject_id=str(correction.pk), reason__contains="kontak").exists()

    answer_page = f"/meja/situs/keliru/{correction.pk}/"
    assert desk.post(answer_page, {"outcome": "corrected", "answer": ""}).status_code == 422
    desk.post(answer_page, {"outcome": "corrected", "answer": "Jam buka Jumat sudah dibetulkan."})

    assert "Jam buka Jumat sudah dibetulkan." in text(visitor.get(place))
    everybody = text(visitor.get("/keliru/dibetulkan/"))
    assert "Jam buka Jumat sudah dibetulkan." in everybody
    assert "Jam buka salah." not in everybody
    found = visitor.post("/keliru/cari/", {"code": correction.code.upper()})
    assert found.headers["Location"].endswith(place)
    assert visitor.post("/keliru/cari/", {"code": "k7m2-9xqw-wv4h"}).status_code == 422
    assert desk.post(answer_page, {"outcome": "answered", "answer": "Tidak."}).status_code == 422


def test_an_answer_without_a_change_is_for_the_reporter_alone(
    visitor: HallClient, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        correction = make_correction()
        answer_correction(correction=correction, outcome=Outcome.ANSWERED, answer="Sudah benar.", by=actor)

    assert "Sudah benar." in text(visitor.get(f"/keliru/{correction.code}/"))
    assert "Sudah benar." not in text(visitor.get("/keliru/dibetulkan/"))


def test_late_reports_are_urgent(
    desk: HallClient, village: Village, officer: Officer, friday: time_machine.Traveller
) -> None:
    with acting_for(village):
        make_correction()
    friday.shift(timedelta(days=10))
    desk.force_login(officer)

    page = text(desk.get("/meja/"))

    assert "lewat batas." in page
    assert "1 laporan lewat batas" in text(desk.get("/meja/situs/keliru/"))


def test_one_network_cannot_flood_the_office(visitor: HallClient, village: Village) -> None:
    for _ in range(10):
        assert visitor.post("/keliru/", {"text": "Salah."}).status_code == 302

    refused = visitor.post("/keliru/", {"text": "Salah."})

    assert refused.status_code == 429
    with acting_for(village):
        assert Correction.objects.count() == 10


def test_another_village_knows_no_code(village: Village, other_village: Village) -> None:
    with acting_for(village):
        correction = make_correction()

    assert HallClient(other_village).get(f"/keliru/{correction.code}/").status_code == 404


def test_the_list_asks_as_often_for_few_as_for_many(desk: HallClient, village: Village, actor: Actor) -> None:
    desk.get("/meja/situs/keliru/")  # the first page of a session writes it
    counted = []
    for many in (1, 4):
        with acting_for(village):
            for _ in range(many):
                make_correction()
                answer_correction(
                    correction=make_correction(), outcome=Outcome.CORRECTED, answer="Sudah.", by=actor
                )
        counted.append(queries(lambda: desk.get("/meja/situs/keliru/")))

    assert counted[0] == counted[1]

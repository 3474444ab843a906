"""The pages of the office about introductions: finding, copying paper, rules."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.introductions.enums import Action, State
from balai.introductions.models import Introduction
from balai.introductions.operations import change_rules, current_rules
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.introductions.factories import Neighbourhood, given_to, purpose
from tests.villages.factories import make_picture

BY = Actor.system("uji")


def test_the_office_finds_introductions_by_name_code_and_state(
    village: Village, people: Neighbourhood, desk: HallClient
) -> None:
    first = given_to(village, people)
    second = given_to(village, people, resident=people.joko, by=people.rw)

    def found(**asked: str) -> list[str]:
        page = desk.post("/meja/pengantar/daftar/", asked, follow=True).content.decode()
        return [each.spelled_code for each in (first, second) if each.spelled_code in page]

    assert found() == [first.spelled_code, second.spelled_code]
    assert found(q="siti") == [first.spelled_code]
    assert found(q=second.code.lower()) == [second.spelled_code]
    assert found(q="nobody") == []
    assert found(state="ready") == [first.spelled_code, second.spelled_code]
    assert found(state="used") == []


def test_the_office_copies_a_paper_with_its_photograph(
    village: Village, people: Neighbourhood, desk: HallClient
) -> None:
    page = desk.get(f"/meja/pengantar/kertas/{people.siti.pk}/").content.decode()
    assert "Slamet Riyadi, ketua Krajan, RT 003/RW 001" in page
    upload = BytesIO(make_picture((2400, 1800), "JPEG"))
    upload.name = "kertas.jpg"

    answer = desk.post(
        f"/meja/pengantar/kertas/{people.siti.pk}/",
        purpose(head="Slamet Riyadi", written_on="18 November 2026", number="12", photo=upload),
    )

    with acting_for(village):
        introduction = Introduction.objects.get()
    assert answer["Location"] == f"/sukamaju/meja/pengantar/{introduction.pk}/"
    assert introduction.paper_number == "12"
    assert introduction.valid_until == date(2026, 12, 1)
    picture = desk.get(f"/meja/pengantar/{introduction.pk}/foto.jpg").content
    assert Image.open(BytesIO(picture)).size == (1600, 1200)
    with acting_for(village):
        assert AuditEntry.objects.filter(action=Action.RECORDED).count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"head": ""}, "Tulis siapa yang menandatangani."),
        ({"written_on": "21 November 2026"}, "Tanggal ini belum tiba."),
        ({"written_on": "1 November 2026"}, "sudah lewat 14 hari"),
    ],
)
def test_what_is_wrong_with_a_paper_is_told(
    village: Village, people: Neighbourhood, desk: HallClient, fields: dict[str, str], sentence: str
) -> None:
    told = {"head": "Slamet", "written_on": "20 November 2026", **fields}

    answer = desk.post(f"/meja/pengantar/kertas/{people.siti.pk}/", purpose(**told))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_file_that_is_no_photograph_is_refused(
    village: Village, people: Neighbourhood, desk: HallClient
) -> None:
    upload = BytesIO(b"%PDF-1.7 bukan foto")
    upload.name = "kertas.jpg"
    told = purpose(head="Slamet", written_on="20 November 2026", photo=upload)

    answer = desk.post(f"/meja/pengantar/kertas/{people.siti.pk}/", told)

    assert answer.status_code == 422
    assert "Foto ini tidak terbaca" in answer.content.decode()


def test_the_office_records_the_signature_of_the_rw_head(
    village: Village, people: Neighbourhood, desk: HallClient
) -> None:
    with acting_for(village):
        change_rules(days_valid=7, rw_endorses=True, by=BY)
    introduction = given_to(village, people)

    desk.post(f"/meja/pengantar/{introduction.pk}/tanda-tangan/")

    with acting_for(village):
        assert Introduction.objects.get().state is State.READY


def test_the_village_sets_its_rules(village: Village, people: Neighbourhood, desk: HallClient) -> None:
    assert desk.post("/meja/pengantar/aturan/", {"days_valid": "120"}).status_code == 422

    desk.post("/meja/pengantar/aturan/", {"days_valid": "10", "rw_endorses": "on"})

    with acting_for(village):
        assert (current_rules().days_valid, current_rules().rw_endorses) == (10, True)
    page = desk.get("/meja/pengantar/aturan/").content.decode()
    assert "Krajan, RT 004/RW 001" in page
    assert "Krajan, RT 003/RW 001" not in page


def test_a_village_without_rw_is_not_asked_about_it(
    village: Village, people: Neighbourhood, desk: HallClient
) -> None:
    village.word_rw = ""
    village.save()

    assert "rw_endorses" not in desk.get("/meja/pengantar/aturan/").content.decode()

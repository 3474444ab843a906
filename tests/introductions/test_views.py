"""The pages of heads on their phones."""

import re
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from pypdf import PdfReader

from balai.accounts.actors import Actor
from balai.accounts.enums import Action as AccountAction
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, Officer
from balai.core.qr import codes_on
from balai.introductions.enums import State
from balai.introductions.models import Introduction
from balai.introductions.operations import change_rules, read_introduction, use_introduction
from balai.residents.models import Family
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.introductions.factories import Neighbourhood, give, given_to, make_head, make_neighbour, purpose
from tests.residents.factories import make_area, make_family, person
from tests.services.tables import bring

BY = Actor.system("uji")


def signed_in(village: Village, officer: Officer) -> HallClient:
    client = HallClient(village)
    client.force_login(officer)
    return client


@pytest.fixture
def phone(village: Village, people: Neighbourhood) -> HallClient:
    """The phone of the head of RT 003/RW 001."""
    return signed_in(village, people.rt_head)


@pytest.fixture
def rw_phone(village: Village, people: Neighbourhood) -> HallClient:
    return signed_in(village, people.rw_head)


def test_the_head_gives_an_introduction_on_the_phone(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    with acting_for(village):
        service = bring("surat-keterangan-usaha", "Surat keterangan usaha")
    page = phone.get(f"/meja/pengantar/warga/{people.siti.pk}/").content.decode()
    key = re.search(r'name="request_key" value="([^"]+)"', page)
    assert key is not None
    assert "Surat keterangan usaha" in page

    answer = phone.post(
        f"/meja/pengantar/warga/{people.siti.pk}/beri/",
        purpose(service=service.pk, purpose="", request_key=key[1]),
    )

    with acting_for(village):
        introduction = Introduction.objects.get()
    assert introduction.service_id == service.pk
    assert introduction.purpose == "Surat keterangan usaha"
    assert answer["Location"] == f"/sukamaju/meja/pengantar/{introduction.pk}/"
    shown = phone.get(answer["Location"]).content.decode()
    assert introduction.spelled_code in shown
    assert 'aria-label="Kode QR pengantar"' in shown


def test_own_words_are_asked_for_where_nothing_fits(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    answer = phone.post(f"/meja/pengantar/warga/{people.siti.pk}/beri/", purpose(purpose=" "))

    assert answer.status_code == 422
    assert "Tulis keperluannya." in answer.content.decode()
    with acting_for(village):
        assert not Introduction.objects.exists()


def test_a_head_sees_the_own_people_and_nobody_else(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    listed = phone.get("/meja/pengantar/warga/").content.decode()
    found = phone.post("/meja/pengantar/warga/", {"q": "lestari"}, follow=True).content.decode()
    missed = phone.post("/meja/pengantar/warga/", {"q": people.joko.nik}, follow=True).content.decode()

    assert "Siti Aminah Lestari" in listed
    assert "Siti Aminah Lestari" in found
    assert "Belum ketemu di wilayah Anda" in missed
    for page in (listed, found, missed):
        assert "Joko Santoso" not in page
        assert "Wati Lestari" not in page


def test_nothing_outside_opens_by_its_id(village: Village, people: Neighbourhood, phone: HallClient) -> None:
    with acting_for(village):
        change_rules(days_valid=7, rw_endorses=True, by=BY)
    elsewhere = given_to(village, people, resident=people.joko, by=people.rw)
    addresses = [
        f"/meja/pengantar/warga/{people.joko.pk}/",
        f"/meja/pengantar/warga/{people.wati.pk}/",
        f"/meja/pengantar/warga/{uuid4()}/",
        f"/meja/pengantar/{elsewhere.pk}/",
        f"/meja/pengantar/{elsewhere.pk}/pengantar.pdf",
        f"/meja/pengantar/{elsewhere.pk}/cabut/",
        f"/meja/pengantar/{uuid4()}/",
    ]

    answers = {address: phone.get(address).status_code for address in addresses}
    posted = phone.post(f"/meja/pengantar/warga/{people.joko.pk}/beri/", purpose())

    assert set(answers.values()) == {404}
    assert posted.status_code == 404
    with acting_for(village):
        assert Introduction.objects.count() == 1
        assert not AuditEntry.objects.filter(action=AccountAction.RESIDENT_READ).exists()


@pytest.mark.parametrize(
    "path", ["/meja/warga/", "/meja/surat/", "/meja/pengantar/daftar/", "/meja/pengantar/kertas/"]
)
def test_heads_do_not_get_into_the_office(phone: HallClient, rw_phone: HallClient, path: str) -> None:
    assert phone.get(path).status_code == 403
    assert rw_phone.get(path).status_code == 403


def test_a_head_whose_term_is_over_sees_nobody(village: Village, people: Neighbourhood) -> None:
    with acting_for(village):
        former = make_head(village, Role.RT_HEAD, make_area(rt="007"), "Dulu Ketua", until=date(2026, 11, 19))
        lives_there = make_neighbour("Maryam Lestari", make_area(rt="007"))
    phone = signed_in(village, former)

    assert "Akun ini belum punya wilayah" in phone.get("/meja/pengantar/").content.decode()
    assert "Belum ada warga" in phone.get("/meja/pengantar/warga/").content.decode()
    assert phone.get(f"/meja/pengantar/warga/{lives_there.pk}/").status_code == 404


def test_each_opening_of_a_person_is_in_the_trail(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    introduction = given_to(village, people)

    phone.get(f"/meja/pengantar/warga/{people.siti.pk}/")
    phone.get(f"/meja/pengantar/{introduction.pk}/")
    phone.get(f"/meja/pengantar/{introduction.pk}/pengantar.pdf")

    with acting_for(village):
        read = AuditEntry.objects.filter(action=AccountAction.RESIDENT_READ, subject_id=str(people.siti.pk))
        assert list(read.order_by("at").values_list("reason", "officer")) == [
            ("Pengantar RT/RW", people.rt_head.pk),
            ("Melihat pengantar", people.rt_head.pk),
            ("Mencetak pengantar", people.rt_head.pk),
        ]


def test_the_head_of_a_dusun_reads_and_gives_none(village: Village, people: Neighbourhood) -> None:
    phone = signed_in(village, people.subarea_head)

    page = phone.get(f"/meja/pengantar/warga/{people.joko.pk}/").content.decode()

    assert "Joko Santoso" in page
    assert "Beri pengantar" not in page
    assert phone.post(f"/meja/pengantar/warga/{people.joko.pk}/beri/", purpose()).status_code == 403


def test_the_head_of_the_rw_says_yes_on_his_own_phone(
    village: Village, people: Neighbourhood, phone: HallClient, rw_phone: HallClient
) -> None:
    with acting_for(village):
        change_rules(days_valid=7, rw_endorses=True, by=BY)
    introduction = given_to(village, people)
    assert "Belum bisa dipakai" in phone.get(f"/meja/pengantar/{introduction.pk}/").content.decode()
    assert "Setujui 1 pengantar" in rw_phone.get("/meja/").content.decode()
    assert "1 menunggu persetujuan Anda" in rw_phone.get("/meja/pengantar/").content.decode()
    assert phone.post(f"/meja/pengantar/{introduction.pk}/setujui/").status_code == 403

    rw_phone.post(f"/meja/pengantar/{introduction.pk}/setujui/")

    with acting_for(village):
        assert Introduction.objects.get().state is State.READY
    assert "Setujui" not in rw_phone.get("/meja/pengantar/").content.decode()


def test_an_rw_head_of_elsewhere_does_not_even_find_it(village: Village, people: Neighbourhood) -> None:
    with acting_for(village):
        change_rules(days_valid=7, rw_endorses=True, by=BY)
    introduction = given_to(village, people)
    stranger = signed_in(village, people.other_rw_head)

    assert stranger.post(f"/meja/pengantar/{introduction.pk}/setujui/").status_code == 404
    assert "menunggu persetujuan" not in stranger.get("/meja/pengantar/").content.decode()


def test_a_head_takes_an_introduction_back(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    introduction = given_to(village, people)
    address = f"/meja/pengantar/{introduction.pk}/cabut/"

    assert phone.post(address, {}).status_code == 422
    phone.post(address, {"reason": "Salah orang"})

    page = phone.get(f"/meja/pengantar/{introduction.pk}/").content.decode()
    assert "Alasan: salah orang" in page
    assert introduction.spelled_code not in page


def test_a_used_introduction_shows_no_code(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    introduction = given_to(village, people)
    with acting_for(village):
        use_introduction(
            introduction=introduction, resident=introduction.resident, letter_key=uuid4(), service=None, by=BY
        )

    page = phone.get(f"/meja/pengantar/{introduction.pk}/").content.decode()

    assert introduction.spelled_code not in page
    assert phone.get(f"/meja/pengantar/{introduction.pk}/pengantar.pdf").status_code == 302


def test_the_paper_is_a_quarter_sheet_with_a_masked_number(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    introduction = given_to(village, people)

    pdf = phone.get(f"/meja/pengantar/{introduction.pk}/pengantar.pdf").content

    reader = PdfReader(BytesIO(pdf))
    words = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [105, 148]
    assert introduction.spelled_code in words
    assert "Siti Aminah Lestari" in words
    assert people.siti.nik not in words


def test_the_code_on_paper_is_read_from_a_poor_scan(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    introduction = given_to(village, people)
    pdf = phone.get(f"/meja/pengantar/{introduction.pk}/pengantar.pdf").content

    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=100 / 72, grayscale=True).to_pil()  # 100 dots an inch
    [code] = codes_on(picture)

    with acting_for(village):
        assert read_introduction(code.text, device="anjungan", by=BY) == introduction


def test_without_keys_the_letters_of_the_code_are_enough(
    village: Village, people: Neighbourhood, phone: HallClient, settings: Any, tmp_path: Any
) -> None:
    introduction = given_to(village, people)
    settings.BALAI_DATA_DIR = tmp_path / "lain"

    page = phone.get(f"/meja/pengantar/{introduction.pk}/").content.decode()

    assert introduction.spelled_code in page
    assert "Kode QR pengantar" not in page
    assert phone.get(f"/meja/pengantar/{introduction.pk}/pengantar.pdf").status_code == 302


@pytest.mark.parametrize("families", [1, 6])
def test_lists_ask_the_same_number_of_questions(
    village: Village, people: Neighbourhood, phone: HallClient, families: int, django_assert_num_queries: Any
) -> None:
    with acting_for(village):
        for number in range(families):
            make_family(person(f"Kepala {number}"), area=make_area())
            give(people)
    phone.get("/meja/pengantar/")

    with django_assert_num_queries(11):
        phone.get("/meja/pengantar/")
    with django_assert_num_queries(13):
        phone.get("/meja/pengantar/warga/")


def test_officers_of_a_neighbouring_village_open_nothing(
    village: Village, people: Neighbourhood, other_village: Village, other_officer: Officer
) -> None:
    introduction = given_to(village, people)
    stranger: Client = HallClient(other_village)
    stranger.force_login(other_officer)

    assert stranger.get(f"/meja/pengantar/{introduction.pk}/").status_code == 404


def test_the_tab_is_for_heads(village: Village, people: Neighbourhood, phone: HallClient) -> None:
    with acting_for(village):
        volunteer = make_officer(village, Role.VOLUNTEER)

    assert ">Pengantar</a>" in phone.get("/meja/").content.decode()
    assert ">Pengantar</a>" not in signed_in(village, volunteer).get("/meja/").content.decode()


def test_long_words_still_fit_the_quarter_sheet(
    village: Village, people: Neighbourhood, phone: HallClient
) -> None:
    with acting_for(village):
        Family.objects.filter(pk=people.siti.family_id).update(address="Jalan Melati Barat " * 10)
    introduction = given_to(village, people, purpose="W" * 150)

    pdf = phone.get(f"/meja/pengantar/{introduction.pk}/pengantar.pdf").content

    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    assert introduction.spelled_code in reader.pages[0].extract_text()

"""The desk of papers: choose, look, make, remember."""

from typing import Any

import pytest

from balai.accounts.enums import Role
from balai.posters.models import PrintedPaper
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.posters.making import bring
from tests.services.tables import BIRTH

pytestmark = pytest.mark.django_db

POSTER = "/meja/cetakan/layanan/akta-kelahiran/poster/"
ORDER = {"ukuran": "a3", "tepi": "jadi", "lembar": "3", "tempat": "balai dusun Krajan"}


@pytest.fixture(autouse=True)
def service(village: Village) -> None:
    with acting_for(village):
        bring(BIRTH)


def printed_of(village: Village) -> PrintedPaper:
    with acting_for(village):
        return PrintedPaper.objects.get()


def renew(village: Village) -> None:
    with acting_for(village):
        bring({**BIRTH, "summary": "Sekarang lain."})


def test_a_service_is_found_by_everyday_words(desk: HallClient) -> None:
    page = desk.get("/meja/cetakan/", {"cari": "akta"}, headers={"HX-Request": "true"})

    assert "Akta kelahiran" in page.text
    assert "<h1" not in page.text


def test_every_paper_of_a_service_can_be_looked_at(desk: HallClient) -> None:
    page = desk.get("/meja/cetakan/layanan/akta-kelahiran/")
    picture = desk.get("/meja/cetakan/layanan/akta-kelahiran/stiker/60mm.svg")

    assert "Selebaran" in page.text
    assert (picture["Content-Type"], picture.content[:4]) == ("image/svg+xml", b"<svg")
    assert picture["Cache-Control"] == "private, no-cache"


def test_a_picture_is_kept_by_the_browser_under_the_address_that_the_page_gives(desk: HallClient) -> None:
    page = desk.get("/meja/cetakan/layanan/akta-kelahiran/selebaran/")
    first, second = (each.replace("/sukamaju", "", 1) for each in page.context["pictures"])

    assert "immutable" in desk.get(first)["Cache-Control"]
    assert desk.get(first).content != desk.get(second).content
    assert desk.get(f"{first}&halaman=3").status_code == 404


@pytest.mark.parametrize("path", ["layanan/tidak-ada/", "layanan/akta-kelahiran/tidak-ada/", "kantor/poster/",
                                  "layanan/akta-kelahiran/poster/a0.svg", "layanan/akta-kelahiran/poster/../a3.svg"])  # fmt: skip
def test_what_is_not_in_the_table_is_not_there(desk: HallClient, path: str) -> None:
    assert desk.get(f"/meja/cetakan/{path}").status_code == 404


def test_an_order_is_remembered_and_its_file_downloaded(desk: HallClient, village: Village) -> None:
    answer = desk.post(POSTER, ORDER)

    printed = printed_of(village)
    assert answer["Location"].endswith(f"/meja/cetakan/catatan/{printed.pk}/")
    assert (printed.copies, printed.place, printed.with_bleed) == (3, "balai dusun Krajan", False)
    pdf = desk.get(f"/meja/cetakan/catatan/{printed.pk}/berkas/")
    assert pdf["Content-Disposition"] == 'attachment; filename="poster-akta-kelahiran-a3.pdf"'
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "wrong", [{"ukuran": "a0"}, {"ukuran": ""}, {"lembar": "0"}, {"lembar": "banyak"}, {"tepi": "x"}]
)
def test_a_wrong_order_says_what_to_do(desk: HallClient, village: Village, wrong: dict[str, Any]) -> None:
    answer = desk.post(POSTER, {**ORDER, **wrong})

    assert answer.status_code == 422
    with acting_for(village):
        assert not PrintedPaper.objects.exists()


def test_an_outdated_print_is_replaced_from_the_list(desk: HallClient, village: Village) -> None:
    desk.post(POSTER, ORDER)
    old = printed_of(village)
    renew(village)

    page = desk.get("/meja/cetakan/")
    refused = desk.get(f"/meja/cetakan/catatan/{old.pk}/berkas/")
    again = desk.post(f"/meja/cetakan/catatan/{old.pk}/lagi/")

    assert "Ganti 1 cetakan lama" in page.text
    assert "Poster Akta kelahiran di balai dusun Krajan" in page.text
    assert refused.status_code == 302
    assert str(old.pk) not in again["Location"]
    assert "Semua cetakan masih benar" in desk.get("/meja/cetakan/catatan/").text


def test_what_was_taken_down_leaves_the_list(desk: HallClient, village: Village) -> None:
    desk.post(POSTER, ORDER)
    printed = printed_of(village)

    desk.post(f"/meja/cetakan/catatan/{printed.pk}/lepas/")

    assert "Belum ada yang dipasang" in desk.get("/meja/cetakan/catatan/").text
    assert "Dilepas" in desk.get(f"/meja/cetakan/catatan/{printed.pk}/").text


def test_only_who_answers_for_what_papers_say_may_make_them(village: Village, visitor: HallClient) -> None:
    visitor.force_login(make_officer(village, Role.VOLUNTEER))

    assert visitor.get("/meja/cetakan/").status_code == 403
    assert visitor.post(POSTER, ORDER).status_code == 403


def test_without_a_public_address_the_page_says_whom_to_ask(desk: HallClient, settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = ""

    assert "BALAI_PUBLIC_URL" in desk.get("/meja/cetakan/").text
    assert desk.post(POSTER, ORDER).status_code == 422

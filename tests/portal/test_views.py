"""What a visitor sees on the public face."""

import re
from datetime import time
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from PIL import Image

from balai.core import files
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages.models import Identity, OfficeHours
from tests.factories import HallClient, make_village


def test_the_front_page_greets_in_the_villages_own_words(db: None) -> None:
    negeri = make_village(slug="laha", name="Laha", word_village="negeri")

    page = HallClient(negeri).get("/")

    assert page.status_code == 200
    assert "Situs resmi negeri" in page.text
    assert "Negeri Laha" in page.text
    assert "desa" not in page.text.lower()


def test_the_theme_holds_the_villages_two_colours(visitor: HallClient, village: Village) -> None:
    answer = visitor.get("/tema.css")

    assert answer.text == ":root{--village-1:#0d5c63;--village-2:#e0a21b}"
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_address_of_the_theme_changes_with_the_colours(visitor: HallClient, village: Village) -> None:
    assert "/tema.css?0d5c63-e0a21b" in visitor.get("/").text


def test_the_regency_lists_its_villages_under_their_districts(
    client: Client, village: Village, other_village: Village
) -> None:
    page = client.get("/")

    assert page.status_code == 200
    assert (
        page.text.index("Kecamatan") < page.text.index("Desa Air Jernih") < page.text.index("Desa Sukamaju")
    )
    assert 'href="/sukamaju/"' in page.text


def test_a_village_is_found_by_part_of_its_name(
    client: Client, village: Village, other_village: Village
) -> None:
    page = client.get("/", {"q": "suka"})

    assert "Desa Sukamaju" in page.text
    assert "Desa Air Jernih" not in page.text


def test_an_unknown_village_leads_back_to_the_list(client: Client, village: Village) -> None:
    page = client.get("/", {"q": "tidak ada"})

    assert "Belum ketemu" in page.text
    assert "Tampilkan semua" in page.text


@pytest.mark.parametrize("path", ["/tidak-ada/", "/meja/tidak-ada/"])
def test_a_missing_page_says_what_to_do(visitor: HallClient, path: str) -> None:
    page = visitor.get(path)

    assert page.status_code == 404
    assert "Halaman ini tidak ada" in page.text
    assert 'href="/sukamaju/"' in page.text


def test_a_village_lives_on_its_own_clock(db: None) -> None:
    negeri = make_village(slug="laha", name="Laha", time_zone="Asia/Jayapura")
    with acting_for(negeri):
        OfficeHours.objects.create(weekday=0, opens=time(8), closes=time(15))

    with time_machine.travel("2026-11-22T23:30:00Z", tick=False):  # Monday, 08.30 WIT but 06.30 WIB
        page = HallClient(negeri).get("/")

    assert "Kantor buka" in page.text


def test_the_villages_own_logo_stands_beside_its_name(visitor: HallClient, village: Village) -> None:
    picture = BytesIO()
    Image.effect_noise((640, 640), 90).convert("RGB").save(picture, "PNG")
    with acting_for(village):
        Identity.objects.create(logo=files.store(picture.getvalue()))

    page = visitor.get("/")
    address = re.search(r'src="([^"]+\.png)"', page.text)
    assert address
    emblem = visitor.get(address[1])

    assert emblem["Content-Type"] == "image/png"
    assert len(emblem.content) < 12_000
    assert visitor.get("/lambang-kecil/0123456789abcdef.png").status_code == 404


@pytest.mark.parametrize("place", ["/favicon.ico", "/sukamaju/favicon.ico"])
def test_a_browser_that_asks_for_a_favicon_gets_the_mark(
    client: Client, village: Village, place: str
) -> None:
    answer = client.get(place)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/static/balai/mark")
    assert answer["Location"].endswith(".ico")

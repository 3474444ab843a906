"""The site for times without internet, for search engines, and for those who share it."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from balai.services.schema import described
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.services.tables import bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def public_url(settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = "https://balai.nusaraya.example"


def test_the_worker_keeps_public_pages_only(visitor: HallClient) -> None:
    worker = visitor.get("/pekerja.js")

    plan = json.loads(re.search(r"const PLAN = (.*);", worker.text)[1])  # type: ignore[index]
    assert worker["Content-Type"].startswith("text/javascript")
    assert (plan["root"], plan["page"]) == ("/sukamaju/", "/sukamaju/luring/")
    assert {"/sukamaju/meja/", "/sukamaju/anjungan/", "/sukamaju/keliru/"} <= set(plan["never"])
    assert plan["files"]


def test_a_page_of_an_officer_is_never_for_everybody(desk: HallClient) -> None:
    assert "public" not in desk.get("/meja/")["Cache-Control"]


def test_the_site_can_be_installed(visitor: HallClient) -> None:
    told = visitor.get("/situs.webmanifest").json()

    assert (told["start_url"], told["scope"], told["short_name"]) == (
        "/sukamaju/",
        "/sukamaju/",
        "Desa Sukamaju",
    )
    assert '/situs.webmanifest"' in visitor.get("/").text


def test_every_public_page_is_in_the_map_with_its_whole_address(
    visitor: HallClient, village: Village, public_url: None
) -> None:
    with acting_for(village):
        bring("pinjam-tenda", "Pinjam tenda", "KTP")

    found = re.findall(r"<loc>(.*?)</loc>", visitor.get("/peta-situs.xml").text)

    assert "https://balai.nusaraya.example/sukamaju/layanan/pinjam-tenda/" in found
    assert all(visitor.get(address.split("example")[1]).status_code == 200 for address in found)


def test_crawlers_are_told_where_the_maps_are(client: Client, village: Village, public_url: None) -> None:
    told = client.get("/robots.txt").text

    assert "Disallow: /*meja/" in told
    assert "Sitemap: https://balai.nusaraya.example/sukamaju/peta-situs.xml" in told


def test_news_can_be_followed(visitor: HallClient, public_url: None) -> None:
    feed = visitor.get("/kabar/umpan.xml")

    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert 'xmlns="http://www.w3.org/2005/Atom"' in feed.text


@pytest.mark.parametrize("path", ["/gambar.png", "/layanan/pinjam-tenda/gambar.png"])
def test_a_shared_address_has_a_picture(visitor: HallClient, village: Village, path: str) -> None:
    with acting_for(village):
        bring(
            "pinjam-tenda", "Pinjam tenda dan kursi untuk hajatan warga yang rumahnya jauh dari balai", "KTP"
        )

    answer = visitor.get(path)

    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert visitor.get("/layanan/tidak-ada/gambar.png").status_code == 404


def test_search_engines_read_what_the_service_is(
    visitor: HallClient, village: Village, public_url: None
) -> None:
    with acting_for(village):
        service = bring("pinjam-tenda", "Pinjam </script> tenda", "KTP")
        standard = service.versions.get().standard

    page = visitor.get("/layanan/pinjam-tenda/").text

    written = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert written is not None
    assert json.loads(written[1]) == described(
        standard, village.words, "https://balai.nusaraya.example/sukamaju/"
    )
    assert (
        'property="og:image" content="https://balai.nusaraya.example/sukamaju/layanan/pinjam-tenda/gambar.png"'
        in page
    )


def test_without_a_public_address_nothing_points_to_a_wrong_one(visitor: HallClient, settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = ""

    assert "og:" not in visitor.get("/").text

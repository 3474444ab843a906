"""The public pages in a regional language."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real

from balai.accounts.actors import Actor
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import operations as villages
from tests.factories import HallClient
from tests.portal.full_village import PAGES, SEARCHED, furnish
from tests.services.tables import bring
from tests.speaking import Marking, untranslated
from tests.validity import faults

pytestmark = pytest.mark.django_db

NAMES = "Suparno Hadi Basa Jawi Sukamaju Mekarsari Nusa Raya Nusantara Desa Kecamatan Kabupaten testserver WhatsApp PIN KK NIK KTP RT RW UU pasal PDF QR WIB example"
"""What has no translation: names of places, and of papers and laws."""

DATA = "lahiriah xyzzy Posyandu pindah ke balai Ringkasan Maklumat Kontak Profil Akta kelahiran Bukti resmi kelahiran anak"
"""What the village has written, in titles and descriptions of its pages."""


@pytest.fixture
def javanese(village: Village) -> Village:
    """A village that can be read in Javanese."""
    Village.objects.filter(pk=village.pk).update(languages=["jv"])
    village.refresh_from_db()
    with acting_for(village):
        bring("tenda", "Pinjam tenda", "KTP")
    return village


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> Marking:
    """Instead of Javanese, everything that is said in a language stands in brackets."""
    marked = Marking("jv")
    monkeypatch.setitem(trans_real._translations, "jv", marked)  # type: ignore[attr-defined]  # Django's loaded ones
    return marked


def test_every_word_is_said_in_the_language_of_the_page(
    visitor: HallClient, javanese: Village, marking: Marking
) -> None:
    empty = {path: _unsaid(visitor, path) for path in PAGES if path.count("/") < 3}
    furnish(javanese)
    full = {path: _unsaid(visitor, path) for path in (*PAGES, *SEARCHED)}

    assert {path: words for path, words in (empty | full).items() if words} == {}
    assert len(marking.asked) > 200


def _unsaid(visitor: HallClient, path: str) -> list[str]:
    page = visitor.get(f"/jv{path}")
    assert page.status_code == 200, path
    assert '<html lang="jv"' in page.text, path
    assert faults(page.text) == [], path
    return untranslated(page.text, names=NAMES, data=DATA)


def test_a_village_has_the_languages_that_it_switched_on(visitor: HallClient, village: Village) -> None:
    assert visitor.get("/jv/").status_code == 404
    assert "Basa Jawi" not in visitor.get("/").text


def test_javanese_is_javanese(visitor: HallClient, javanese: Village) -> None:
    page = visitor.get("/jv/").text

    assert "Badhé ngurus punapa dinten menika?" in page
    assert '<span lang="id">Pinjam tenda</span>' in page
    assert "Mau urus apa" not in page
    assert "Mau urus apa" in visitor.get("/").text


def test_links_stay_in_the_language_and_files_are_the_same_in_all(
    visitor: HallClient, javanese: Village
) -> None:
    page = visitor.get("/jv/").text

    assert 'href="/sukamaju/jv/layanan/"' in page
    assert 'href="/sukamaju/layanan/"' not in page
    for file in ("tema.css", "situs.webmanifest", "pekerja.js"):
        assert f'"/sukamaju/{file}' in page
        assert f"/jv/{file}" not in page
    assert 'data-scope="/sukamaju/"' in page


def test_the_switch_leads_to_the_same_page(visitor: HallClient, javanese: Village) -> None:
    here = '<a href="/sukamaju/jv/" lang="jv" hreflang="jv"'

    assert here in visitor.get("/").text
    assert f'{here} aria-current="true">' in visitor.get("/jv/").text
    assert '<a href="/sukamaju/" lang="id" hreflang="id">' in visitor.get("/jv/").text


def test_search_engines_are_told_of_both(visitor: HallClient, javanese: Village, settings: Any) -> None:
    settings.BALAI_PUBLIC_URL = "https://balai.nusaraya.example"
    site = "https://balai.nusaraya.example/sukamaju/"

    for path, own in (("/", site), ("/jv/", f"{site}jv/")):
        page = visitor.get(path).text
        assert f'<link rel="alternate" hreflang="id" href="{site}">' in page
        assert f'<link rel="alternate" hreflang="jv" href="{site}jv/">' in page
        assert f'<link rel="canonical" href="{own}">' in page


def test_the_map_of_the_site_names_the_pages_of_each_language(visitor: HallClient, javanese: Village) -> None:
    found = re.findall(r"<loc>http://testserver/sukamaju/(.*?)</loc>", visitor.get("/peta-situs.xml").text)

    assert {page for page in found if page.startswith("jv/")} == {
        f"jv/{page}" for page in found if page[:3] != "jv/"
    }
    assert all(visitor.get(f"/{page}").status_code == 200 for page in found)


def test_a_page_without_a_translation_is_read_in_indonesian(visitor: HallClient, javanese: Village) -> None:
    answer = visitor.get("/jv/keliru/?halaman=/layanan/")

    assert (answer.status_code, answer["Location"]) == (307, "/sukamaju/keliru/?halaman=/layanan/")
    page = visitor.get("/keliru/").text
    assert '<html lang="id"' in page
    assert '<a href="/sukamaju/jv/" lang="jv"' in page


def test_the_desk_speaks_indonesian(desk: HallClient, javanese: Village) -> None:
    assert desk.get("/jv/meja/")["Location"] == "/sukamaju/meja/"
    assert desk.post("/jv/meja/desa/bahasa/", {}).status_code == 307


def test_what_is_missing_is_told_in_indonesian(visitor: HallClient, javanese: Village) -> None:
    for path in ("/jv/tidak-ada/", "/jv/kabar/tidak-ada/"):
        page = visitor.get(path, follow=True)
        assert page.status_code == 404
        assert '<html lang="id"' in page.text
        assert "Halaman ini tidak ada" in page.text


def test_pages_are_kept_in_each_language(
    visitor: HallClient, javanese: Village, django_assert_num_queries: Any
) -> None:
    first = [visitor.get(path).text for path in ("/", "/jv/")]

    with django_assert_num_queries(2):
        second = [visitor.get(path).text for path in ("/", "/jv/")]

    assert first == second
    assert first[0] != first[1]


def test_no_language_outlives_its_request(visitor: HallClient, javanese: Village) -> None:
    visitor.get("/jv/")

    assert translation.get_language() == "id"


def test_a_village_with_an_address_of_its_own_has_languages_too(
    client: Client, javanese: Village, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["sukamaju.example"]
    Village.objects.filter(pk=javanese.pk).update(host="sukamaju.example")

    page = client.get("/jv/", headers={"Host": "sukamaju.example"})

    assert 'href="/jv/layanan/"' in page.text
    assert '<a href="/" lang="id"' in page.text


def test_an_administrator_switches_a_language_on_and_off(desk: HallClient, village: Village) -> None:
    assert "Bahasa Jawa (Basa Jawi)" in desk.get("/meja/desa/bahasa/").text

    desk.post("/meja/desa/bahasa/", {"languages": ["jv"]})
    assert "Badhé ngurus" in desk.get("/jv/").text
    assert "Indonesia, Bahasa Jawa" in desk.get("/meja/desa/").text

    desk.post("/meja/desa/bahasa/", {})
    assert desk.get("/jv/").status_code == 404
    assert desk.post("/meja/desa/bahasa/", {"languages": ["xx"]}).status_code == 422


def test_a_language_that_nobody_translates_cannot_be_switched_on(village: Village) -> None:
    with acting_for(village), pytest.raises(KeyError):
        villages.change_languages(village=village, languages=["xx"], by=Actor.system("uji"))

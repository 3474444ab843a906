"""What residents read about services."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.core import recordings
from balai.services.enums import Origin
from balai.services.models import Service
from balai.services.operations import add_locally, bring_standards, set_offered
from balai.tenancy.models import Village
from balai.tenancy.public_pages import SHELF
from balai.villages.enums import Position
from balai.villages.models import Official
from tests.factories import HallClient, make_officer
from tests.services.tables import BIRTH, bring

SYSTEM = Actor.system("uji")


@pytest.fixture
def birth(in_village: Village) -> Service:
    return bring_standards(tables=[BIRTH], origin=Origin.BALAI, by=SYSTEM)["akta-kelahiran"]


def test_a_service_is_found_with_typing_mistakes(visitor: HallClient, birth: Service) -> None:
    bring("sktm", "Surat keterangan tidak mampu", "KK")

    page = visitor.get("/layanan/", {"q": "kelahirn"})

    assert [each.standard.name for each in page.context["found"]][:1] == ["Akta kelahiran"]


def test_where_nothing_fits_the_nearest_is_offered(visitor: HallClient, birth: Service) -> None:
    page = visitor.get("/layanan/", {"q": "aktor lahiriah"})

    assert "Kata itu belum kami kenal" in page.text
    assert "Mungkin yang ini" in page.text
    assert "Akta kelahiran" in page.text


@pytest.mark.parametrize(
    "query", [{"q": "%_'\"<b>"}, {"q": "x" * 5000}, {"peristiwa": "' OR 1=1"}, {"lain": "a"}]
)
def test_wild_words_break_no_page(visitor: HallClient, birth: Service, query: dict[str, str]) -> None:
    assert visitor.get("/layanan/", query).status_code == 200
    assert visitor.get("/layanan/akta-kelahiran/", {"tempat": "<b>", **query}).status_code == 200


def test_an_empty_village_says_where_to_ask(visitor: HallClient) -> None:
    page = visitor.get("/layanan/")

    assert "Daftar layanan belum diisi" in page.text
    assert 'role="search"' not in page.text


def test_services_stand_under_their_event_of_life(visitor: HallClient, in_village: Village) -> None:
    tables = [
        {**BIRTH, "life_events": ["lahir"]},
        {**BIRTH, "slug": "nikah", "name": "Surat nikah", "life_events": ["menikah"]},
    ]
    bring_standards(tables=tables, origin=Origin.BALAI, by=SYSTEM)

    page = visitor.get("/layanan/", {"peristiwa": "lahir"})

    assert '<h1 id="judul">Anak lahir</h1>' in page.text
    assert "Akta kelahiran" in page.text
    assert "Surat nikah" not in page.text


def test_a_service_that_is_not_offered_has_no_page(visitor: HallClient, birth: Service) -> None:
    set_offered(service=birth, offered=False, by=SYSTEM)

    assert visitor.get("/layanan/akta-kelahiran/").status_code == 404
    assert visitor.get("/layanan/tidak-ada/").status_code == 404


def test_the_finder_leads_to_exactly_the_documents_of_the_case(visitor: HallClient, birth: Service) -> None:
    def listed(**answers: str) -> list[str]:
        finding = visitor.get("/layanan/akta-kelahiran/", answers).context["page"].finding
        return [each.name for each in finding.needed]

    assert listed() == ["KK"]
    assert listed(tempat="faskes") == ["KK", "Surat lahir"]
    assert listed(tempat="rumah") == ["KK"]
    assert listed(tempat="rumah", saksi="keluarga") == ["KK", "SPTJM kelahiran"]
    assert listed(tempat="faskes", saksi="keluarga", umur="7") == ["KK", "Surat lahir"]


def test_a_later_question_appears_once_the_earlier_one_is_answered(
    visitor: HallClient, birth: Service
) -> None:
    first = visitor.get("/layanan/akta-kelahiran/")
    second = visitor.get("/layanan/akta-kelahiran/", {"tempat": "rumah"})

    assert "1. Di mana bayi lahir?" in first.text
    assert "2. Siapa yang menolong?" not in first.text
    assert "2. Siapa yang menolong?" in second.text
    assert "Tinggal 1 pertanyaan" in second.text


def test_local_custom_is_named_as_such(visitor: HallClient, birth: Service) -> None:
    added = {"requirements": [{"name": "Map merah", "law": "Perdes 3/2026", "proofs": ["Map kertas"]}]}
    add_locally(service=birth, additions=added, effective_from=timezone.localdate(), by=SYSTEM)

    page = visitor.get("/layanan/akta-kelahiran/")

    assert "Kebiasaan desa, tidak diwajibkan aturan nasional" in page.text
    assert page.text.count("tidak diwajibkan aturan nasional (Perdes 3/2026)") == 1


def test_a_change_is_announced_with_its_day(visitor: HallClient, birth: Service) -> None:
    added = {
        "requirements": [{"name": "Map merah", "law": "Perdes 3/2026", "proofs": ["Map kertas"]}],
        "time": {"amount": 1, "unit": "hours"},
    }
    day = timezone.localdate() + timedelta(days=40)
    add_locally(service=birth, additions=added, effective_from=day, by=SYSTEM)

    upcoming = visitor.get("/layanan/akta-kelahiran/").context["page"].upcoming

    assert [(each.day, each.lines) for each in upcoming] == [
        (day, ("Syarat baru: Map merah.", "Waktu: 1 jam, sebelumnya 1–3 hari kerja.")),
    ]  # fmt: skip


def test_the_dropped_introduction_and_its_law_are_told(visitor: HallClient, birth: Service) -> None:
    page = visitor.get("/layanan/akta-kelahiran/")

    assert "Surat pengantar RT/RW tidak perlu." in page.text
    assert "Perpres 96/2018" in page.text


def test_whoever_answers_for_a_service_is_named(
    visitor: HallClient, village: Village, birth: Service
) -> None:
    officer = make_officer(village, Role.SERVICE_HEAD)
    Official.objects.create(
        name="Yohanes Bima",
        position=Position.SECTION_HEAD,
        post="Kasi Pelayanan",
        officer=officer,
        since=date(2020, 1, 1),
    )

    assert "Yohanes Bima, Kasi Pelayanan" in visitor.get("/layanan/akta-kelahiran/").text


def test_pages_cost_the_same_for_one_service_and_for_many(visitor: HallClient, birth: Service) -> None:
    def queries(path: str) -> int:
        visitor.get(path)
        SHELF.clear()
        with CaptureQueriesContext(connection) as count:
            visitor.get(path)
        return len(count)

    before = [queries(path) for path in ("/layanan/", "/layanan/?q=akta", "/layanan/akta-kelahiran/")]
    for place in range(5):
        bring(f"surat-{place}", f"Surat akta nomor {place}", "KK", "KTP")

    assert [queries(path) for path in ("/layanan/", "/layanan/?q=akta", "/layanan/akta-kelahiran/")] == before
    assert max(before) <= 16


def test_public_pages_know_nobody(visitor: HallClient, birth: Service) -> None:
    for path in ("/layanan/", "/layanan/?q=akta", "/layanan/akta-kelahiran/?tempat=rumah"):
        page = visitor.get(path)
        assert "csrfmiddlewaretoken" not in page.text
        assert page.cookies == {}
        assert "Cookie" not in page.get("Vary", "")


def test_the_sheet_of_paper_holds_the_list_and_leads_back_to_it(visitor: HallClient, birth: Service) -> None:
    page = visitor.get(
        "/layanan/akta-kelahiran/cetak/", {"tempat": "rumah", "saksi": "keluarga", "lain": "x"}
    )

    assert "SPTJM kelahiran" in page.text
    assert "Surat lahir" not in page.text
    assert page.context["address"].endswith(
        "/sukamaju/layanan/akta-kelahiran/?tempat=rumah&saksi=keluarga#daftar"
    )
    assert "csrfmiddlewaretoken" not in page.text


def test_a_page_is_read_aloud_under_the_address_that_it_names(visitor: HallClient, birth: Service) -> None:
    page = visitor.get("/layanan/akta-kelahiran/", {"tempat": "faskes"})
    [address] = re.findall(r'<audio[^>]* src="([^"]+)"', page.text)

    sound = visitor.get(address)

    assert sound["Content-Type"] == "audio/mpeg"
    assert sound["Cache-Control"] == "public, max-age=604800, immutable"
    assert visitor.get(address, headers={"Range": "bytes=0-1"}).status_code == 206


def test_only_what_a_page_says_is_read_aloud(visitor: HallClient, birth: Service, monkeypatch: Any) -> None:
    monkeypatch.setattr(recordings.RECORDINGS, "_record", lambda text: pytest.fail(f"recorded: {text}"))
    mark = visitor.get("/layanan/akta-kelahiran/").context["recording"]

    for path in (f"1-{'0' * 16}.mp3", f"2-{mark}.mp3", "1-..mp3", f"1-{mark}.mp3?tempat=rumah"):
        assert visitor.get(f"/layanan/akta-kelahiran/suara/{path}").status_code == 404
    assert visitor.get(f"/layanan/lain/suara/1-{mark}.mp3").status_code == 404

"""Ready texts: Balai brings some, a village makes them its own, and officers pick them where they are needed."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.applications import operations
from balai.applications.desk_forms import LONGEST_REASON, LONGEST_SENTENCE
from balai.applications.enums import Action, TextUse
from balai.applications.models import Application, ReadyTextChange
from balai.applications.ready.placeholders import ALLOWED, examples, filled_in, wrong_braces
from balai.applications.ready.texts import all_ready_texts, ready_texts, shipped_texts
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html
from tests.applications.desk.test_agency import at_regency
from tests.applications.factories import birth
from tests.factories import HallClient

TEXTS = "/meja/permohonan/kalimat/"
WHEN = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def read(response: Any) -> str:
    """What a page says, as it is read."""
    return unescape(html(response))


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(WHEN, tick=True):
        yield


@pytest.fixture
def application(village: Village) -> Application:
    with acting_for(village):
        return birth()


@pytest.mark.parametrize("use", TextUse)
def test_what_comes_with_balai_can_be_filled_in_and_fits(use: TextUse) -> None:
    texts = shipped_texts(use)

    assert len({each.name for each in texts}) == len(texts) > 1
    for each in texts:
        assert not wrong_braces(each.text, use)
        assert not wrong_braces(each.remedy, use)
        longest = LONGEST_REASON if each.title else LONGEST_SENTENCE
        assert len(each.filled_in(examples()).text) <= longest
        assert bool(each.remedy) == (use is TextUse.REJECTION)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Halo {nama}, sampai {batas}.", ""),
        ("Halo {NIK}", "{NIK}"),
        ("Halo {dokumen}", "{dokumen}"),
        ("Halo {nama", "{"),
        ("Halo {nama}}", "}"),
    ],
)
def test_only_known_words_stand_in_braces(text: str, wrong: str) -> None:
    assert wrong_braces(text, TextUse.MESSAGE) == wrong


def test_what_is_unknown_stays_as_it_is_written() -> None:
    assert filled_in("{nama}: {dokumen}", {"nama": "Siti A."}) == "Siti A.: {dokumen}"


@pytest.mark.django_db
def test_a_village_changes_adds_puts_away_and_restores(
    desk: HallClient, village: Village, other_village: Village
) -> None:
    with acting_for(other_village):
        before = all_ready_texts(TextUse)
    changed = {"text": "Foto {dokumen} kabur. Ulangi, ya."}
    assert desk.post(f"{TEXTS}document/buram/", changed).status_code == 302
    own = {"title": "Libur", "text": "{nama}, kantor tutup sampai {batas}."}
    assert desk.post(f"{TEXTS}message/baru/", own).status_code == 302
    for name in ("terpotong", "tidak-berlaku"):
        assert desk.post(f"{TEXTS}document/{name}/singkirkan/").status_code == 302
    assert desk.post(f"{TEXTS}document/tidak-berlaku/bawaan/").status_code == 302

    with acting_for(village):
        documents = {each.name: each.text for each in ready_texts(TextUse.DOCUMENT, {"dokumen": "KTP"})}
        assert documents["buram"] == "Foto KTP kabur. Ulangi, ya."
        assert ("terpotong" in documents, "tidak-berlaku" in documents) == (False, True)
        assert [each.title for each in ready_texts(TextUse.MESSAGE, {})][-1] == "Libur"
        written = ReadyTextChange.objects.get(title="Libur")
        actions = AuditEntry.objects.filter(action__startswith="applications.ready_text")
        assert sorted(actions.values_list("action", flat=True)) == sorted(
            [
                Action.READY_TEXT_WRITTEN,
                Action.READY_TEXT_WRITTEN,
                Action.READY_TEXT_PUT_AWAY,
                Action.READY_TEXT_PUT_AWAY,
                Action.READY_TEXT_RESTORED,
            ]
        )
    page = read(desk.get(TEXTS))
    assert "Siti A., kantor tutup sampai 5 Juli 2026." in page
    assert page.count("Tidak ditawarkan") == 1
    assert desk.post(f"{TEXTS}message/{written.name}/singkirkan/").status_code == 302
    with acting_for(village):
        assert not ReadyTextChange.objects.filter(pk=written.pk).exists()
    with acting_for(other_village):
        assert all_ready_texts(TextUse) == before


@pytest.mark.django_db
def test_a_preview_writes_nothing_and_a_wrong_word_is_named(desk: HallClient, village: Village) -> None:
    looked = desk.post(f"{TEXTS}rejection/baru/", {"text": "Belum bisa, {nama}.", "lihat": "ya"})
    assert "Belum bisa, Siti A." in read(looked)
    wrong = desk.post(
        f"{TEXTS}rejection/baru/", {"title": "Uji", "text": "Sampai {batas}.", "remedy": "Datang."}
    )
    assert wrong.status_code == 422
    known = ", ".join(each.written for each in ALLOWED[TextUse.REJECTION])
    assert f"{{batas}} tidak dikenal di sini. Yang bisa dipakai: {known}." in read(wrong)
    assert desk.post(f"{TEXTS}document/buram/", {"text": "a" * 251}).status_code == 422
    for unknown in ("entah/baru/", "send_back/baru/", "document/entah/"):
        assert desk.get(f"{TEXTS}{unknown}").status_code == 404
    with acting_for(village):
        assert not ReadyTextChange.objects.exists()


@pytest.mark.django_db
def test_officers_pick_texts_that_speak_of_the_application(
    desk: HallClient, village: Village, application: Application, actor: Actor
) -> None:
    page = f"/meja/permohonan/{application.pk}/"
    with acting_for(village):
        told = {"use": TextUse.REJECTION, "name": "sudah-terbit", "by": actor}
        operations.write_ready_text(
            **told, title="Ada", text="{layanan} sudah terbit.", remedy="{nama}, ambil."
        )

    form = read(desk.get(f"{page}kembalikan/"))
    lists = set(re.findall(r'<datalist id="([^"]+)"', form))
    assert lists == set(re.findall(r'list="([^"]+)"', form))
    assert len(lists) > 2
    assert re.search(r'value="Foto [^"{]+ buram\.', form)
    typed = {"pakai": "betulkan", "answer:baby1__full_name": "Nama dua kata."}
    returned = read(desk.post(f"{page}kembalikan/", typed))
    assert "Budi S., betulkan bagian yang ditandai paling lambat 6 Desember 2026." in returned
    assert 'value="Nama dua kata."' in returned

    refused = read(desk.post(f"{page}tolak/", {"pakai": "sudah-terbit"}))
    assert "Akta kelahiran sudah terbit." in refused
    assert "Budi S., ambil." in refused
    with acting_for(village):
        application.refresh_from_db()
        for step in ("approve", "forward"):
            application = getattr(operations, f"{step}_application")(
                application=application, revision=application.revision, by=actor
            )
    there = f"/kabupaten/permohonan/{village.slug}/{application.pk}/tolak/"
    assert "Dokumen yang diminta sudah pernah terbit." in read(
        at_regency().post(there, {"pakai": "sudah-terbit"})
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("in_village")
def test_all_texts_together_cost_one_query(
    actor: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        operations.write_ready_text(use=TextUse.ANSWER, text=f"Kalimat {number}.", by=actor)

    with django_assert_num_queries(1):
        found = all_ready_texts(TextUse)

    assert [each.text for each in found[TextUse.ANSWER]][-3:] == ["Kalimat 0.", "Kalimat 1.", "Kalimat 2."]

"""Pages are read aloud, and only pages of ours."""

import re
from typing import Any

import pytest
from django.urls import get_resolver

from balai.accounts.guards import guard_of
from balai.kiosk.speech import SpeechForged, read_speech, seal_speech
from tests.architecture.test_guards import addresses
from tests.factories import HallClient

SOUND = re.compile(r'<audio id="suara" src="([^"]+)"')


def test_a_sentence_is_heard_at_its_address_and_nowhere_readable(paired: HallClient) -> None:
    token = seal_speech("Sudah benar, Bu Siti?", kept=False)

    heard = paired.get(f"/anjungan/suara/{token}/")

    assert "Siti" not in token
    assert token == seal_speech("Sudah benar, Bu Siti?", kept=False)
    assert heard.headers["Content-Type"] == "audio/wav"
    assert heard.headers["Cache-Control"] == "no-store"
    assert heard.content.startswith(b"RIFF")
    assert read_speech(token) == ("Sudah benar, Bu Siti?", False)


def test_the_browser_keeps_the_sound_of_what_names_nobody(paired: HallClient) -> None:
    heard = paired.get(f"/anjungan/suara/{seal_speech('Silakan sentuh keperluan Anda.', kept=True)}/")

    assert heard.headers["Cache-Control"] == "private, max-age=604800, immutable"


@pytest.mark.parametrize("token", ["", "A", "Zm9v", "é"])
def test_what_we_did_not_write_is_not_read(token: str) -> None:
    with pytest.raises(SpeechForged):
        read_speech(token)


def test_a_forged_address_leads_nowhere(paired: HallClient) -> None:
    assert paired.get(f"/anjungan/suara/A{seal_speech('Halo', kept=True)}/").status_code == 404


def test_sound_is_for_paired_devices(visitor: HallClient) -> None:
    assert visitor.get(f"/anjungan/suara/{seal_speech('Halo', kept=True)}/").status_code == 403


def kiosk_pages() -> list[str]:
    """Every address of the kiosk that needs nothing before it."""
    return [
        path
        for path, view in addresses(get_resolver("config.urls_village"))
        if (guard := guard_of(view)) and guard.kind == "kiosk" and "<" not in path
    ]


def said_by(answer: Any) -> str:
    found = SOUND.search(answer.content.decode())
    return read_speech(found[1].split("/")[-2])[0] if found else ""


@pytest.mark.parametrize("path", kiosk_pages())
def test_every_page_says_something(paired: HallClient, path: str) -> None:
    answer = paired.get(path)
    if answer.status_code == 405:
        answer = paired.post(path)
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")

    assert not is_page or said_by(answer)

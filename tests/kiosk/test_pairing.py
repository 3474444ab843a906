"""Kiosk pages open on devices that an administrator paired with this village, and nowhere else."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.kiosk.enums import Action
from balai.kiosk.models import KioskDevice, PairingRequest
from balai.kiosk.operations.pairing import CodeUnknown, ask_to_pair, pair
from balai.kiosk.views.pairing import MOST_CODES
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.kiosk.factories import kiosk_browser

CODE = re.compile(r'class="kiosk-code" id="kode">([A-Z0-9]{4}) ([A-Z0-9]{4})<')


def shown_code(browser: HallClient) -> str:
    found = CODE.search(browser.get("/anjungan/pasang/").content.decode())
    assert found
    return found[1] + found[2]


def test_a_device_becomes_a_kiosk_by_the_code_it_shows(visitor: HallClient, desk: HallClient) -> None:
    visitor.post("/anjungan/pasang/")
    code = shown_code(visitor)
    before = visitor.get("/anjungan/")

    typed = desk.post(
        "/meja/anjungan/pasang/",
        {"code": f"{code[:4]} {code[4:]}".lower(), "name": "Anjungan 1", "place": "Teras"},
    )
    after = visitor.get("/anjungan/")

    assert before.status_code == 403
    assert typed.status_code == 302
    assert after.status_code == 200
    assert visitor.get("/anjungan/pasang/").status_code == 302


def test_the_token_is_kept_from_scripts_and_from_other_pages(visitor: HallClient) -> None:
    cookie = visitor.post("/anjungan/pasang/").cookies["balai_anjungan"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/sukamaju/anjungan/"


def test_only_the_hash_of_the_token_is_kept(in_village: Village) -> None:
    asking, token = ask_to_pair()
    device = pair(code=asking.code, name="Anjungan 1", place="", by=Actor.system("uji"))

    assert token not in str(vars(device))
    assert AuditEntry.objects.filter(action=Action.DEVICE_PAIRED, subject_id=str(device.pk)).count() == 1
    assert not PairingRequest.objects.exists()


def test_a_code_is_good_for_ten_minutes_and_once(in_village: Village) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        old, _ = ask_to_pair()
        clock.shift(timedelta(minutes=10, seconds=1))
        with pytest.raises(CodeUnknown):
            pair(code=old.code, name="Anjungan 1", place="", by=Actor.system("uji"))
    fresh, _ = ask_to_pair()
    pair(code=fresh.code, name="Anjungan 1", place="", by=Actor.system("uji"))

    with pytest.raises(CodeUnknown):
        pair(code=fresh.code, name="Anjungan 2", place="", by=Actor.system("uji"))


def test_a_wrong_code_is_told_with_what_to_do(desk: HallClient) -> None:
    answer = desk.post("/meja/anjungan/pasang/", {"code": "AAAAAAAA", "name": "Anjungan 1"})

    assert answer.status_code == 422
    assert "Minta kode baru di anjungan" in answer.content.decode()


def test_a_device_of_one_village_opens_nothing_in_another(
    kiosk: tuple[KioskDevice, str], other_village: Village
) -> None:
    elsewhere = kiosk_browser(other_village, kiosk[1])

    assert elsewhere.get("/anjungan/").status_code == 403


def test_codes_are_not_given_out_without_end(visitor: HallClient) -> None:
    answers = [visitor.post("/anjungan/pasang/").status_code for _ in range(MOST_CODES + 1)]

    assert answers == [302] * MOST_CODES + [429]


def test_a_name_is_used_by_one_device(
    desk: HallClient, device: KioskDevice, visitor: HallClient, village: Village
) -> None:
    visitor.post("/anjungan/pasang/")

    answer = desk.post("/meja/anjungan/pasang/", {"code": shown_code(visitor), "name": device.name.lower()})

    assert answer.status_code == 422
    with acting_for(village):
        assert KioskDevice.objects.count() == 1

"""A code by e-mail before sending: asked for on a phone, sent by the worker through a mail server, typed in."""

import re
import time

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import TIMEOUT
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

DRAFT = """
from balai.accounts.actors import Actor
from balai.applications import operations
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import applicant, filled, hand_in

with acting_for(Village.objects.get(slug="air-jernih")):
    operations.set_application_rules(second_pair=False, asks_code=True, by=Actor.system("uji"))
    draft = filled()
    hand_in(draft)
    told = applicant(email="sari@contoh.example", phone="081234567890")
    named = operations.name_applicant(
        application=draft, revision=draft.revision, applicant=told, helper=None, by=Actor.system("uji")
    )
    print(named.spelled_code)
"""


def code_sent(hall: Hall) -> str:
    """What has arrived at the mail server. It is the worker that sends it."""
    until = time.monotonic() + TIMEOUT / 1000
    while time.monotonic() < until and not hall.post.received:
        time.sleep(0.05)
    found = re.search(r"Kode Anda: (\d{6})", hall.post.received[-1])
    assert found
    assert "To: sari@contoh.example" in hall.post.received[-1]
    return found[1]


def test_an_address_is_proved_on_a_phone_before_the_application_is_sent(browser: Browser, hall: Hall) -> None:
    phone = browser.new_context(
        locale="id-ID", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    phone.set_default_timeout(TIMEOUT)
    page = phone.new_page()
    page.goto(hall.url("/lacak/", "air-jernih"))
    page.get_by_label("Kode lacak").fill(hall.arrange(DRAFT))
    page.get_by_label("Tanggal lahir pemohon").fill("5 Juli 1995")
    page.get_by_role("button", name="Lihat").tap()
    page.get_by_role("link", name="Lanjutkan mengisi").tap()
    expect(page.get_by_role("link", name="Ambil kodenya")).to_be_visible()
    portrait(page, "email-code-review")

    page.get_by_role("link", name="Ambil kodenya").tap()
    expect(page.get_by_role("heading", name="Buktikan surel Anda")).to_be_visible()
    portrait(page, "email-code-ask")
    page.get_by_role("button", name="Kirim kode").tap()
    expect(page.get_by_role("heading", name="Ketik kodenya")).to_be_visible()
    portrait(page, "email-code-type")
    code = code_sent(hall)
    page.get_by_label("Kode").fill(f"{(int(code) + 1) % 10**6:06}")
    page.get_by_role("button", name="Lanjut").tap()
    expect(page.get_by_role("alert")).to_be_visible()
    portrait(page, "email-code-wrong")
    page.get_by_label("Kode").fill(f"{code[:3]} {code[3:]}")
    page.get_by_role("button", name="Lanjut").tap()

    expect(page.get_by_role("heading", name="Periksa lalu kirim")).to_be_visible()
    portrait(page, "email-code-proved")
    page.get_by_label("Semua yang saya isi benar.").check()
    page.get_by_label("Saya setuju").check()
    page.get_by_role("button", name="Kirim permohonan").tap()
    expect(page.get_by_role("heading", name="Sedang diperiksa kantor")).to_be_visible()
    phone.close()

"""From the phone of the head of an RT to the phone of the head of the RW; and what comes to the office on paper."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.conftest import TIMEOUT, sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1366, "height": 768}

type Desk = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def at_desk(browser: Browser, hall: Hall) -> Desk:
    """A window of somebody's own: who signs in, and on how large a screen."""

    @contextmanager
    def opened(username: str, *, phone: bool = False) -> Iterator[Page]:
        context = browser.new_context(locale="id-ID", viewport=PHONE if phone else DESK, has_touch=phone)
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        sign_in(page, hall, f"{username}.sukamaju")
        yield page
        context.close()

    return opened


def test_an_introduction_goes_from_phone_to_phone(at_desk: Desk, hall: Hall) -> None:
    with at_desk("rt", phone=True) as page:
        portrait(page, "introductions-today")
        page.get_by_role("link", name="Beri pengantar").tap()
        expect(page.get_by_role("heading", name="Siapa warganya?")).to_be_visible()
        portrait(page, "introductions-people")
        person = page.locator(".results a").first
        name = person.locator("b").inner_text()
        page.get_by_label("Cari nama atau NIK").fill(name.split()[0])
        expect(page.get_by_text(re.compile("orang cocok"))).to_be_visible()
        portrait(page, "introductions-found")
        page.locator(".results a", has_text=name).first.tap()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        portrait(page, "introductions-purpose")
        page.get_by_text("Surat keterangan usaha", exact=True).tap()
        page.get_by_role("button", name="Beri pengantar").tap()
        expect(page.get_by_text("Menunggu ketua RW")).to_be_visible()
        portrait(page, "introductions-waiting")
        address = page.url
        page.goto(hall.url("/meja/pengantar/"))
        portrait(page, "introductions-home")

    with at_desk("rw", phone=True) as page:
        page.get_by_role("link", name=re.compile(r"Setujui \d+ pengantar")).tap()
        expect(page.get_by_role("heading", name=re.compile("menunggu persetujuan Anda"))).to_be_visible()
        portrait(page, "introductions-endorse")
        page.get_by_role("button", name=f"Setujui pengantar {name}").last.tap()
        expect(page.get_by_text("sudah disetujui")).to_be_visible()

    with at_desk("rt", phone=True) as page:
        page.goto(address)
        expect(page.get_by_text("Siap dipakai")).to_be_visible()
        portrait(page, "introductions-ready")
        assert page.request.get(f"{address}pengantar.pdf").body().startswith(b"%PDF-")


def test_the_office_copies_what_comes_on_paper(at_desk: Desk, hall: Hall) -> None:
    with at_desk("operator") as page:
        page.goto(hall.url("/meja/pengantar/daftar/"))
        portrait(page, "introductions-list")
        name = page.locator("#hasil th a").first.inner_text()
        code = page.locator("#hasil th .number").first.inner_text()
        page.get_by_label("Nama, NIK, atau kode pengantar").fill(code.lower())
        expect(page.get_by_text("1 pengantar")).to_be_visible()
        page.get_by_role("link", name="Catat dari kertas").click()
        page.get_by_label("Ketik paling sedikit tiga huruf").fill(name)
        page.locator("#hasil li a").first.click()
        expect(page.get_by_role("heading", name="Catat pengantar kertas")).to_be_visible()
        portrait(page, "introductions-paper")
        page.get_by_text("Keperluan lain", exact=True).first.click()
        page.get_by_label("Keperluan lain").last.fill("Mengambil bantuan di kantor pos")
        page.get_by_label("Ketua RW sudah tanda tangan").check()
        page.get_by_role("button", name="Catat pengantar").click()
        expect(page.get_by_text("Siap dipakai")).to_be_visible()
        portrait(page, "introductions-recorded")

    with at_desk("admin") as page:
        page.goto(hall.url("/meja/pengantar/aturan/"))
        portrait(page, "introductions-rules")

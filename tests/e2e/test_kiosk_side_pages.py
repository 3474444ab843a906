"""The pages of the kiosk beside the main way: found by words, another kind of proof, wrong input, codes, PIN, survey."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from balai.sample.visitors import DEMO_PIN
from tests.e2e.conftest import KIOSK_FLAGS, TIMEOUT
from tests.e2e.hall import Hall
from tests.e2e.looking import chromium_path, kiosk_portrait
from tests.e2e.minute import HURRIED, Minute, visitor_of
from tests.virtual_printer import VirtualPrinter, virtual_printer


@pytest.fixture(scope="module")
def tray() -> Iterator[VirtualPrinter]:
    with virtual_printer() as printer:
        yield printer


def type_words(page: Page, words: str) -> None:
    """On the screen's own keyboard, which a scanner's burst of keys is told from by its pace."""
    for sign in words:
        name = "Spasi" if sign == " " else sign
        page.get_by_role("button", name=name, exact=True).tap()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Lanjut").first.tap()


def test_letters_are_found_by_plain_words(kiosk_page: Page, hall: Hall) -> None:
    page = kiosk_page
    page.goto(hall.url("/anjungan/pilih/"))
    page.get_by_role("link", name="Cari surat lain").tap()
    page.wait_for_url("**/semua/")
    kiosk_portrait(page, "find-groups")
    page.get_by_role("link", name=re.compile("Sosial")).tap()
    page.wait_for_url("**/semua/?*")
    kiosk_portrait(page, "find-group")

    page.goto(hall.url("/anjungan/cari/"))
    type_words(page, "mau nikah")
    expect(page.locator(".kiosk-choices .kiosk-tile").first).to_contain_text(
        re.compile("nikah", re.IGNORECASE)
    )
    kiosk_portrait(page, "find-words")
    page.goto(hall.url("/anjungan/cari/"))
    type_words(page, "xyzzy")
    expect(page.get_by_text("Belum ketemu")).to_be_visible()
    kiosk_portrait(page, "find-nothing")


def test_wrong_input_fits_every_screen_too(kiosk_page: Page, hall: Hall, tray: VirtualPrinter) -> None:
    page = kiosk_page
    visitor = visitor_of(hall, tray, 5)
    page.goto(hall.url("/anjungan/kode/"))
    type_words(page, "bcdfgh")
    go_on(page)
    expect(page.get_by_role("alert")).to_be_visible()
    kiosk_portrait(page, "code-wrong")

    minute = Minute(page, hall, tray, HURRIED)
    minute.begin("SKCK")
    kiosk_portrait(page, "identify-three-ways")
    minute.type(visitor.nik[:6])
    go_on(page)
    expect(page.get_by_role("alert")).to_be_visible()
    kiosk_portrait(page, "identify-half")
    page.goto(hall.url("/anjungan/siapa/"))
    minute.type(visitor.nik + "111222")
    expect(page.get_by_role("alert")).to_contain_text("belum cocok")
    kiosk_portrait(page, "identify-wrong")
    page.goto(hall.url("/anjungan/siapa/?cara=ibu"))
    kiosk_portrait(page, "identify-birth")

    page.goto(hall.url("/anjungan/pengantar/"))
    kiosk_portrait(page, "introduction")
    page.get_by_role("link", name="Ketik kodenya").tap()
    page.wait_for_url("**/pengantar/?*")
    type_words(page, "bcdfghjkmn")
    go_on(page)
    expect(page.get_by_role("alert")).to_be_visible()
    kiosk_portrait(page, "introduction-wrong")


def test_an_officer_is_called_and_something_is_changed(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter
) -> None:
    page = kiosk_page
    visitor = visitor_of(hall, tray, 6)
    minute = Minute(page, hall, tray, HURRIED)
    minute.begin("Domisili")
    page.get_by_role("button", name="Lewat petugas").tap()
    page.wait_for_url("**/bantuan/")
    kiosk_portrait(page, "help-waiting")
    page.get_by_role("button", name="Pakai cara lain").tap()
    page.wait_for_url("**/siapa/")
    minute.type(visitor.nik + visitor.pin)
    page.wait_for_url("**/tanya/")
    page.locator(".kiosk-tile", has_text="Lainnya").tap()
    expect(page.get_by_label("Sebutkan")).to_be_visible()
    kiosk_portrait(page, "ask-words")
    type_words(page, "melamar kerja di kota")
    go_on(page)
    page.wait_for_url("**/periksa/")
    page.get_by_role("link", name="Ganti").tap()
    page.wait_for_url("**/ganti/")
    kiosk_portrait(page, "change")


def test_after_the_letter_come_opinion_survey_and_an_own_pin(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter
) -> None:
    page = kiosk_page
    visitor = visitor_of(hall, tray, 7)
    minute = Minute(page, hall, tray, HURRIED)
    minute.begin("Domisili")
    minute.type(visitor.nik + visitor.pin)
    minute.answer_and_print()
    page.locator(".rating button").first.tap()
    page.wait_for_url("**/alasan/")
    kiosk_portrait(page, "reason")
    page.goto(hall.url("/anjungan/survei/"))
    kiosk_portrait(page, "survey")

    page.goto(hall.url("/anjungan/ambil/"))
    kiosk_portrait(page, "collect")
    page.get_by_role("link", name="Ganti PIN").tap()
    page.wait_for_url("**/pin/")
    minute.type("111222" + "123456" + "123456")
    expect(page.get_by_role("alert")).to_be_visible()
    kiosk_portrait(page, "pin-wrong")


WANTS_PAPER = """
from balai.access.enums import Way
from balai.accounts.actors import Actor
from balai.introductions.operations import change_rules
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.operations.kinds import rule_kind
from balai.letters.models import Kind
from balai.sample.plans import VILLAGES
from balai.sample.visitors import visitor_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

by = Actor.system("uji")
with acting_for(Village.objects.get(slug="sukamaju")):
    change_rules(days_valid=14, rw_endorses=True, takes_photos=True, by=by)
    rule_kind(
        kind=Kind.objects.get(slug="usaha"),
        is_offered=True,
        ways=(Way.NIK_PIN, Way.CARD_PIN),
        introduction=IntroductionRule.REQUIRED,
        by=by,
    )
print(visitor_of(VILLAGES[0]))
"""


REFUSES_ONCE = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
let asked = 0;
navigator.mediaDevices.getUserMedia = (wish) =>
  asked++ ? ask(wish) : Promise.reject(new DOMException("in use", "NotReadableError"));
"""
"""A camera that the page before has only just let go of."""


def late(route: Route) -> None:
    """A script that comes when the camera is there already."""
    time.sleep(2)
    route.continue_()


def test_a_paper_is_photographed_by_the_kiosks_camera(
    browser: Browser, hall: Hall, kiosk_token: Any, tray: VirtualPrinter
) -> None:
    """Chromium's own test camera stands in for the one above the screen."""
    nik = hall.arrange(WANTS_PAPER).splitlines()[-1]
    camera = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    filmed = browser.browser_type.launch(executable_path=chromium_path(), args=[*camera, *KIOSK_FLAGS])
    window = filmed.new_context(locale="id-ID", has_touch=True, storage_state=kiosk_token)
    window.set_default_timeout(TIMEOUT)
    page = window.new_page()
    page.add_init_script(REFUSES_ONCE)
    page.route("**/kiosk/photo*.js", late)
    minute = Minute(page, hall, tray, HURRIED)
    page.goto(hall.url("/anjungan/pilih/"))
    minute.begin("Usaha")
    expect(page.locator("[data-camera] video")).to_be_visible()
    kiosk_portrait(page, "identify-camera")
    minute.type(nik + DEMO_PIN)
    page.wait_for_url("**/pengantar/")

    expect(page.get_by_role("button", name="Foto kertas")).to_be_visible()
    kiosk_portrait(page, "photo")
    page.get_by_role("button", name="Foto kertas").tap()
    expect(page.get_by_role("img", name="Foto kertas Anda")).to_be_visible()
    kiosk_portrait(page, "photo-taken")
    page.get_by_role("button", name="Foto lagi").tap()
    page.get_by_role("button", name="Foto kertas").tap()
    page.get_by_role("button", name="Pakai foto ini").tap()

    page.wait_for_url("**/tanya/")
    filmed.close()


def test_a_birth_is_begun_at_the_kiosk_and_goes_on_by_a_code(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter
) -> None:
    page, visitor = kiosk_page, visitor_of(hall, tray, 8)
    page.goto(hall.url("/anjungan/pilih/"))
    page.get_by_role("link", name="Ajukan dokumen").tap()
    kiosk_portrait(page, "apply-services")
    page.get_by_role("link", name="Akta kelahiran").tap()
    kiosk_portrait(page, "apply-question")
    for answer in ("Di rumah", "Punya", "60 hari atau kurang"):
        page.get_by_role("button", name=answer).first.tap()
    kiosk_portrait(page, "apply-needed")
    go_on(page)
    page.wait_for_url("**/siapa/")
    Minute(page, hall, tray, HURRIED).type(visitor.nik + visitor.pin)
    page.wait_for_url("**/ajukan/lanjut/")
    kiosk_portrait(page, "apply-before")
    page.get_by_role("button", name="Buat kodenya").tap()
    expect(page.get_by_text("Kode lacak")).to_be_visible()
    kiosk_portrait(page, "apply-code")
    page.get_by_role("button", name="Selesai").tap()
    page.wait_for_url("**/anjungan/")

"""What surrounds every page of the kiosk: keys, scanner, switches, the countdown, and forgetting."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.e2e.conftest import TIMEOUT, sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import kiosk_portrait, portrait, scanner_types


def open_part(page: Page, hall: Hall, part: str) -> None:
    page.goto(hall.url(f"/anjungan/uji/{part}/"))


def with_notices(page: Page, hall: Hall) -> None:
    """The resting screen with as much as may hang there."""
    with desk_of(page, hall) as desk:
        for title, text in (
            ("Posyandu hari Kamis", "Pukul 08.00 di balai. Bawa buku KIA."),
            ("Kantor tutup Jumat siang", "Buka lagi pukul 13.30."),
            ("Bantuan pangan bulan ini", "Ambil di kantor sampai tanggal 28. Bawa KTP dan KK."),
        ):
            desk.goto(hall.url("/meja/anjungan/pengumuman/"))
            desk.get_by_label("Judul").fill(title)
            desk.get_by_label("Isi").fill(text)
            desk.get_by_role("button", name="Pasang").click()
            expect(desk.get_by_text("Pengumuman dipasang")).to_be_visible()
        portrait(desk, "kiosk-notices")
    page.goto(hall.url("/anjungan/"))
    expect(page.get_by_role("heading", name="Bantuan pangan")).to_be_visible()


@contextmanager
def desk_of(page: Page, hall: Hall) -> Iterator[Page]:
    """The administrator's own window beside the kiosk's."""
    browser = page.context.browser
    assert browser
    context = browser.new_context(locale="id-ID", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(TIMEOUT)
    desk = context.new_page()
    sign_in(desk, hall, "admin.sukamaju")
    yield desk
    context.close()


def test_every_page_fits_every_screen(kiosk_page: Page, hall: Hall) -> None:
    kiosk_portrait(kiosk_page, "rest")
    with_notices(kiosk_page, hall)
    kiosk_portrait(kiosk_page, "notices")
    for part in ("angka", "huruf", "kode"):
        open_part(kiosk_page, hall, part)
        kiosk_portrait(kiosk_page, f"trial-{part}")


def test_numbers_are_typed_on_our_own_pad(kiosk_page: Page, hall: Hall) -> None:
    open_part(kiosk_page, hall, "angka")

    for digit in "1299":
        kiosk_page.get_by_role("button", name=digit, exact=True).tap()
    kiosk_page.get_by_role("button", name="Hapus satu angka").tap()
    expect(kiosk_page.get_by_role("img", name="3 dari 6 angka sudah diketik")).to_be_visible()
    for digit in "4567":
        kiosk_page.get_by_role("button", name=digit, exact=True).tap()
    kiosk_page.get_by_role("button", name="Lanjut").tap()

    expect(kiosk_page.locator("#terbaca")).to_contain_text("129456")


def test_words_begin_with_capitals_by_themselves(kiosk_page: Page, hall: Hall) -> None:
    open_part(kiosk_page, hall, "huruf")

    for sign in ("s", "i", "t", "i", "Spasi", "a", "m"):
        kiosk_page.get_by_role("button", name=sign, exact=True).tap()
    kiosk_page.get_by_role("button", name="123").tap()
    for sign in ("7", "Tanda hubung"):
        kiosk_page.get_by_role("button", name=sign, exact=True).tap()
    kiosk_page.get_by_role("button", name="ABC").tap()
    kiosk_page.get_by_role("button", name="Hapus satu huruf").tap()
    kiosk_page.get_by_role("button", name="Lanjut").tap()

    expect(kiosk_page.locator("#terbaca")).to_contain_text("Siti Am7")


def test_a_scanner_that_types_is_told_from_hands(kiosk_page: Page, hall: Hall) -> None:
    open_part(kiosk_page, hall, "kode")
    scanner_types(kiosk_page, "0004711829301556")
    expect(kiosk_page.locator("#terbaca")).to_contain_text("0004711829301556")

    open_part(kiosk_page, hall, "huruf")
    kiosk_page.keyboard.type("Budi", delay=80)
    expect(kiosk_page.get_by_label("Beberapa kata")).to_have_value("Budi")
    kiosk_page.keyboard.type("man")  # fast, but no scan: no Enter follows
    expect(kiosk_page.get_by_label("Beberapa kata")).to_have_value("Budiman")


def test_switches_act_at_once_and_are_forgotten_with_the_visit(kiosk_page: Page, hall: Hall) -> None:
    root = kiosk_page.locator("html")
    open_part(kiosk_page, hall, "angka")
    with kiosk_page.expect_response("**/anjungan/tampilan/"):
        kiosk_page.get_by_role("button", name="Kontras tinggi").tap()
    with kiosk_page.expect_response("**/anjungan/tampilan/"):
        kiosk_page.get_by_role("button", name="Tulisan besar").tap()
    expect(root).to_have_attribute("data-contrast", "more")
    open_part(kiosk_page, hall, "huruf")
    expect(root).to_have_attribute("data-contrast", "more")
    expect(root).to_have_attribute("data-text", "large")

    kiosk_page.goto(hall.url("/anjungan/"))
    open_part(kiosk_page, hall, "angka")

    expect(root).not_to_have_attribute("data-contrast", "more")


def test_the_voice_reads_the_page_unless_it_is_off(kiosk_page: Page, hall: Hall) -> None:
    with kiosk_page.expect_response("**/anjungan/suara/**") as heard:
        open_part(kiosk_page, hall, "angka")
    assert heard.value.ok
    kiosk_page.wait_for_function("document.getElementById('suara').duration > 1")


def test_an_abandoned_page_closes_itself(kiosk_page: Page, hall: Hall) -> None:
    kiosk_page.clock.install()
    open_part(kiosk_page, hall, "angka")
    kiosk_page.get_by_role("button", name="7", exact=True).tap()
    kiosk_page.clock.run_for(25_000)
    expect(kiosk_page.get_by_text("Layar menutup dalam 5 detik")).to_be_visible()
    kiosk_page.get_by_role("button", name="8", exact=True).tap()
    kiosk_page.clock.run_for(1_000)
    expect(kiosk_page.get_by_text("Layar menutup dalam 29 detik")).to_be_visible()

    kiosk_page.clock.run_for(30_000)

    kiosk_page.wait_for_url("**/anjungan/")


def test_without_the_server_nothing_of_the_person_stays_on_the_screen(kiosk_page: Page, hall: Hall) -> None:
    kiosk_page.clock.install()
    open_part(kiosk_page, hall, "angka")
    kiosk_page.context.set_offline(True)

    kiosk_page.clock.run_for(31_000)

    expect(kiosk_page.get_by_role("heading", name="Ketik enam angka")).to_be_hidden()
    kiosk_page.context.set_offline(False)
    kiosk_page.clock.run_for(3_000)
    kiosk_page.wait_for_url("**/anjungan/")

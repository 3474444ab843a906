"""The kiosk as its people meet it: a screen they touch, and the desk that watches it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall


def test_the_desk_sees_the_kiosk_and_locks_it(
    kiosk_page: Page, officer_page: Page, hall: Hall, portrait: Callable[[Page, str], None]
) -> None:
    officer_page.goto(hall.url("/meja/anjungan/"))
    expect(officer_page.get_by_text("Tersambung")).to_be_visible()
    portrait(officer_page, "kiosk-monitor")

    kiosk_page.get_by_role("button", name="Panggil petugas").tap()
    expect(kiosk_page.get_by_text("Petugas sudah dipanggil")).to_be_visible()
    officer_page.reload()
    expect(officer_page.get_by_text("Warga memanggil petugas")).to_be_visible()
    officer_page.get_by_role("button", name="Saya datangi").click()

    officer_page.get_by_role("link", name="Kunci Anjungan 1").click()
    officer_page.get_by_label("Alasan").fill("Kertas macet")
    officer_page.get_by_role("button", name="Kunci").click()
    expect(kiosk_page.get_by_role("heading", name="istirahat sebentar")).to_be_visible(timeout=20_000)
    officer_page.get_by_role("button", name="Buka kunci").click()
    expect(kiosk_page.get_by_role("heading", name="Urus surat sendiri")).to_be_visible(timeout=20_000)

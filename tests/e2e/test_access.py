"""What the desk gives a resident for the kiosk, as an officer gives it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall


def test_an_officer_gives_a_pin_and_a_card(
    officer_page: Page, hall: Hall, portrait: Callable[[Page, str], None]
) -> None:
    page = officer_page
    page.goto(hall.url("/meja/warga/"))
    page.locator("#warga").fill("siti")
    expect(page.locator("tbody a").first).to_contain_text(re.compile("siti", re.IGNORECASE))
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="Beri atau ganti").click()

    page.get_by_role("link", name="Beri PIN").click()
    portrait(page, "access-give-pin")
    page.get_by_role("button", name="Beri PIN").click()
    portrait(page, "access-new-pin")
    with page.expect_popup() as slip:
        page.get_by_role("button", name="Cetak lembar PIN").click()
    slip.value.close()
    page.get_by_role("link", name="Sudah saya serahkan").click()

    page.get_by_role("button", name="Beri kartu").click()
    expect(page.get_by_role("status")).to_contain_text("siap dicetak")
    page.get_by_role("link", name="Cetak beberapa kartu sekaligus").click()
    portrait(page, "access-cards")
    page.go_back()
    page.get_by_role("link", name="Daftarkan KTP-el").click()
    portrait(page, "access-tag")
    page.get_by_label("Nomor chip").fill("0012345678")
    page.get_by_label("Nomor chip").press("Enter")  # as a reader does
    expect(page.get_by_role("status")).to_contain_text("sudah terdaftar")
    portrait(page, "access")
    page.get_by_role("link", name="Hilang atau ditarik").click()
    portrait(page, "access-end-card")
    page.goto(hall.url("/meja/bantuan/"))
    portrait(page, "access-calls")

"""An officer's first minute at the desk."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait, scan


def test_an_officer_signs_in_sees_the_work_and_leaves(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/meja/"))
    portrait(page, "sign-in")

    sign_in(page, hall, "admin.sukamaju")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat")
    portrait(page, "desk-home")

    page.locator("details.officer summary").click()
    scan(page)
    page.get_by_role("button", name="Keluar").click()
    page.goto(hall.url("/meja/"))
    expect(page).to_have_url(hall.url("/masuk/?next=/sukamaju/meja/"))


def test_the_keyboard_reaches_the_content_first(page: Page, hall: Hall) -> None:
    sign_in(page, hall, "operator.sukamaju")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_each_role_sees_a_desk_that_fits(page: Page, hall: Hall) -> None:
    for username in ("operator", "kepala", "kadus", "rt", "relawan"):
        sign_in(page, hall, f"{username}.sukamaju")
        scan(page)
        page.locator("details.officer summary").click()
        page.get_by_role("button", name="Keluar").click()

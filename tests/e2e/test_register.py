"""Finding somebody in the register while typing, with a script and without."""

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.looking import portrait


def test_an_officer_finds_a_resident_while_typing_and_opens_the_family(
    officer_page: Page, hall: Hall
) -> None:
    page = officer_page
    page.goto(hall.url("/meja/warga/"))
    page.locator("#warga").fill("siti")
    expect(page.get_by_role("status")).to_contain_text("cocok")
    portrait(page, "residents")

    page.locator("tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    portrait(page, "resident")
    page.get_by_role("link", name="KK", exact=False).first.click()
    portrait(page, "family")


def test_the_register_works_without_a_script(officer_page: Page, hall: Hall) -> None:
    context = officer_page.context.browser.new_context(java_script_enabled=False, locale="id-ID")
    context.add_cookies(officer_page.context.cookies())
    page = context.new_page()

    page.goto(hall.url("/meja/warga/"))
    page.locator("main input[type=search]").fill("siti")
    page.locator("main input[type=search]").press("Enter")

    expect(page.get_by_role("status")).to_contain_text("cocok")
    context.close()

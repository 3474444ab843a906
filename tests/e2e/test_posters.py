"""What the office hangs up: chosen, looked at, made, and replaced when it is out of date."""

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.looking import portrait


def test_an_officer_makes_a_poster_and_remembers_where_it_hangs(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/cetakan/"))
    portrait(page, "papers")
    page.get_by_label("Layanan apa?").fill("akta lahir")
    page.get_by_role("link", name="Akta kelahiran versi 1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Akta kelahiran")
    portrait(page, "papers-service")

    page.get_by_role("link", name="Poster", exact=True).click()
    page.get_by_label("Akan dipasang di mana?").fill("balai dusun Krajan")
    portrait(page, "papers-make")
    page.get_by_role("button", name="Siapkan berkas").click()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh PDF").click()
    assert waiting.value.suggested_filename == "poster-akta-kelahiran-a3.pdf"
    page.get_by_role("link", name="Yang sudah dipasang").click()
    portrait(page, "papers-ledger")
    expect(page.get_by_text("Poster Akta kelahiran di balai dusun Krajan")).to_be_visible()
    page.get_by_role("button", name="Sudah dilepas").first.click()
    expect(page.get_by_role("heading", name="Belum ada yang dipasang")).to_be_visible()

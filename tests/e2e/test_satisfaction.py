"""An office learns how content its residents are, and tells everybody."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait, scan


def test_the_office_counts_and_publishes(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/"))
    page.get_by_role("link", name="Laporan", exact=True).click()
    page.get_by_role("link", name="Kepuasan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kepuasan warga Triwulan")
    portrait(page, "satisfaction")
    for summary in page.get_by_text("Lihat sebagai tabel").all():
        summary.click()
    scan(page)

    page.get_by_label("Orang dilayani").fill("400")
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_text("Sampel yang diminta: 196.")).to_be_visible()
    page.get_by_role("link", name="Umumkan").click()
    portrait(page, "satisfaction-publish")
    page.get_by_role("button", name="Umumkan").click()
    expect(page.get_by_text("Periksa lagi isian Anda")).to_be_visible()
    scan(page)
    page.get_by_label("Berapa orang dilayani dalam masa ini?").fill("400")
    page.get_by_label("Apa yang akan diperbaiki?").fill("Menambah kursi di ruang tunggu.")
    page.get_by_role("button", name="Umumkan").click()

    page.get_by_role("link", name="Lihat halaman warga").click()
    expect(page.get_by_text("Menambah kursi di ruang tunggu.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("dari 100")


def test_residents_read_what_was_published(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/", village="air-jernih"))
    page.get_by_role("link", name="Kepuasan warga").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("dari 100")
    portrait(page, "satisfaction-public")
    poster = page.get_by_role("link", name="Unduh poster").get_attribute("href")
    assert poster is not None
    assert page.request.get(hall.address + poster).body().startswith(b"%PDF")


def test_an_operator_copies_a_paper(page: Page, hall: Hall) -> None:
    sign_in(page, hall, "operator.sukamaju")
    page.goto(hall.url("/meja/kepuasan/"))
    page.get_by_role("link", name="Salin kuesioner kertas").click()
    portrait(page, "satisfaction-copy")

    page.get_by_role("button", name="Simpan").click()

    expect(page.get_by_text("Periksa lagi isian Anda")).to_be_visible()
    scan(page)

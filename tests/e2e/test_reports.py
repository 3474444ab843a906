"""An officer counts the village and prints a month's books."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait, scan


def test_an_officer_counts_a_part_of_the_village(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/"))
    page.get_by_role("link", name="Laporan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("warga")
    portrait(page, "statistics")

    page.get_by_label("Padukuhan", exact=True).select_option("Krajan")
    page.get_by_role("button", name="Hitung").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("warga di Krajan")
    for summary in page.get_by_text("Lihat sebagai tabel").all():
        summary.click()
    page.set_viewport_size({"width": 360, "height": 740})
    scan(page)


def test_an_officer_prints_the_books_of_a_month(officer_page: Page, hall: Hall, tmp_path: Path) -> None:
    page = officer_page
    page.goto(hall.url("/meja/laporan/buku/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Buku register")
    portrait(page, "books")

    with page.expect_download() as saved:
        page.get_by_role("link", name="Excel Buku Rekapitulasi Jumlah Penduduk").click()

    workbook = tmp_path / "b3.xlsx"
    saved.value.save_as(workbook)
    assert saved.value.suggested_filename.startswith("b3-rekapitulasi-")
    assert workbook.read_bytes().startswith(b"PK")
    address = page.get_by_role("link", name="PDF Buku Rekapitulasi Jumlah Penduduk").get_attribute("href")
    assert address is not None
    answer = page.request.get(hall.address + address)
    assert answer.body().startswith(b"%PDF")


def test_the_head_of_an_rt_sees_figures_but_no_book_with_names(page: Page, hall: Hall) -> None:
    sign_in(page, hall, "rt.sukamaju")

    page.goto(hall.url("/meja/laporan/buku/"))

    expect(page.get_by_role("rowheader", name="B.3 Buku Rekapitulasi Jumlah Penduduk")).to_be_visible()
    expect(page.get_by_text("Buku Induk Penduduk")).to_have_count(0)
    scan(page)


def test_everybody_sees_the_village_in_numbers_without_scripts(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/statistik/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sekitar")
    portrait(page, "public-figures")

    for summary in page.get_by_text("Lihat angkanya").all():
        summary.click()
    portrait(page, "public-figures-tables")

"""The books of letters at the desk, the figures of a year, and the tokens of other programs."""

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.looking import portrait, scan


def test_an_officer_writes_an_incoming_letter_and_corrects_it(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/"))
    page.get_by_role("link", name="Agenda", exact=True).click()
    page.get_by_role("link", name="Catat surat masuk").click()
    portrait(page, "incoming")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Isi siapa pengirimnya.").first).to_be_visible()
    portrait(page, "incoming-refused")

    page.get_by_label("Nomor surat").fill("005/12/Kec")
    page.get_by_label("Tanggal surat").fill("18 November 2026")
    page.get_by_label("Tanggal diterima").fill("20 November 2026")
    page.get_by_label("Pengirim").fill("Kecamatan Mekarsarii")
    page.get_by_label("Isi singkat").fill("Undangan rapat koordinasi")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text(re.compile(r"cap nomor agenda \d+ pada suratnya"))).to_be_visible()

    page.get_by_role("row", name="Kecamatan Mekarsarii").get_by_role("link", name="Betulkan").click()
    expect(page.get_by_label("Pengirim")).to_have_value("Kecamatan Mekarsarii")
    portrait(page, "incoming-correct")
    page.get_by_label("Pengirim").fill("Kecamatan Mekarsari")
    page.get_by_role("button", name="Simpan").click()

    expect(page.get_by_text(re.compile(r"dibetulkan dengan agenda \d+"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"membetulkan agenda \d+"))).to_be_visible()
    portrait(page, "agenda")


def test_an_officer_prints_and_saves_the_books(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/agenda/"))

    paper = page.request.get(hall.url("/meja/surat/buku/2026-11/agenda.pdf"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="Excel Buku Ekspedisi").click()

    expect(page.get_by_role("link", name="PDF Buku Agenda")).to_be_visible()
    assert paper.body().startswith(b"%PDF-")
    assert saved.value.suggested_filename.endswith(".xlsx")
    page.goto(hall.url("/meja/surat/agenda/?bulan=2025-01"))
    expect(page.get_by_text("Bulan ini masih kosong")).to_be_visible()
    portrait(page, "agenda-empty")


def test_a_reprint_is_counted_and_a_dispatch_is_written_down(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/?state=issued"))
    page.locator("#hasil th a").last.click()
    address = page.url
    page.get_by_role("link", name="Cetak ulang").click()
    portrait(page, "letter-reprint")
    page.get_by_label("Alasan dicetak ulang").fill("Lembar pertama basah")
    page.get_by_role("button", name="Cetak ulang").click()
    page.wait_for_timeout(500)  # the PDF takes the place of the page

    page.goto(address)
    expect(page.get_by_text("Lembar pertama basah")).to_be_visible()
    page.get_by_role("link", name="Catat pengiriman").click()
    portrait(page, "letter-dispatch")
    page.get_by_label("Ditujukan kepada").fill("Camat Mekarsari")
    page.get_by_role("button", name="Simpan").click()

    expect(page.get_by_text("Pengiriman tercatat di buku ekspedisi.")).to_be_visible()
    expect(page.get_by_text("kepada Camat Mekarsari").first).to_be_visible()
    portrait(page, "letter-paper")


def test_the_archive_is_counted_and_saved(officer_page: Page, hall: Hall, tmp_path: Path) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/"))
    portrait(page, "archive")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Unduh daftar (Excel)").click()
    saved.value.save_as(tmp_path / "surat.xlsx")
    assert openpyxl.load_workbook(tmp_path / "surat.xlsx").active.max_row >= 7

    page.get_by_role("link", name="Statistik").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("surat keluar tahun 2026")
    portrait(page, "letter-statistics")
    for summary in page.get_by_text("Lihat sebagai tabel").all():
        summary.click()
    page.set_viewport_size({"width": 360, "height": 740})
    scan(page)


def test_the_page_of_a_resident_shows_their_letters(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/?state=issued"))
    page.locator("#hasil th a").last.click()
    page.locator("dl.facts a[href*='/warga/']").click()

    expect(page.get_by_role("heading", name=re.compile(r"^\d+ surat$"))).to_be_visible()
    portrait(page, "resident-letters")
    page.get_by_role("link", name="Buat surat", exact=True).click()
    expect(page).to_have_url(re.compile(r"/meja/surat/baru/\?warga="))


def test_an_administrator_gives_a_program_a_token_and_takes_it_back(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/desa/api/"))
    portrait(page, "tokens-empty")
    page.get_by_label("Nama program").fill("Aplikasi puskesmas")
    page.get_by_text("Memeriksa keaslian surat").click()
    page.get_by_role("button", name="Buat kunci").click()
    secret = page.get_by_label("Salin sekarang")
    expect(secret).to_have_value(re.compile(r"^balai_[\w-]{43}$"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    portrait(page, "tokens-made")

    page.get_by_role("button", name="Salin").click()
    expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == secret.input_value()
    page.goto(hall.url("/meja/desa/api/"))
    expect(page.get_by_label("Salin sekarang")).to_have_count(0)

    page.get_by_role("link", name="Cabut Aplikasi puskesmas").click()
    portrait(page, "tokens-revoke")
    page.get_by_role("button", name="Cabut kunci").click()
    expect(page.get_by_text("Dicabut", exact=True)).to_be_visible()
    portrait(page, "tokens")

"""A register file comes in: chosen, checked by a job before the officer's eyes, decided, written."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.residents.exchange.files import family, workbook

WORK_MS = 60_000


def choose(page: Page, hall: Hall, path: Path) -> None:
    page.goto(hall.url("/meja/warga/impor/"))
    page.get_by_label("Berkas data warga").set_input_files(path)
    page.get_by_role("button", name="Periksa berkas").click()


def changed(folder: Path, original: Path) -> Path:
    """The village's own export with some jobs changed, a death, a wrong date, and one family more."""
    book = openpyxl.load_workbook(original)
    sheet = book.active
    head = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, 9):
        sheet.cell(row, head["pekerjaan_id"], 9)
        sheet.cell(row, head["suku"], "JAWA")
    child = next(row for row in range(9, 60) if sheet.cell(row, head["kk_level"]).value == 4)
    sheet.cell(child, head["status_dasar"], 2)
    sheet.cell(child + 1, head["tanggallahir"], "31-02-1990")
    for row in family(7):
        sheet.append([row.get(name) for name in head])
    path = folder / "penduduk-nov-2026.xlsx"
    book.save(path)
    return path


def export(page: Page, hall: Hall, folder: Path, portrait: Callable[..., Any]) -> Path:
    page.goto(hall.url("/meja/warga/unduh/"))
    page.get_by_text("Ekspor OpenSID").click()
    portrait(page, "unduh-warga")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh").click()
    path = folder / "register.xlsx"
    download.value.save_as(path)
    return path


def test_an_officer_updates_the_register_from_a_file(
    officer_page: Page, hall: Hall, tmp_path: Path, portrait: Callable[..., Any]
) -> None:
    page = officer_page
    page.goto(hall.url("/meja/warga/impor/"))
    portrait(page, "impor-pilih")

    choose(page, hall, changed(tmp_path, export(page, hall, tmp_path, portrait)))
    expect(page.get_by_role("heading", name="Belum ada yang diubah")).to_be_visible(timeout=WORK_MS)
    portrait(page, "impor-periksa-masalah")
    page.get_by_role("link", name=re.compile("^Berubah")).click()
    portrait(page, "impor-periksa")
    page.get_by_role("link", name=re.compile("^Peristiwa")).click()
    expect(page.get_by_text("di berkas meninggal")).to_be_visible()
    portrait(page, "impor-peristiwa")
    page.get_by_text("Catat juga peristiwa").click()
    page.get_by_role("button", name=re.compile("^Terapkan")).click()

    expect(page.get_by_role("heading", name="Register sudah diperbarui")).to_be_visible(timeout=WORK_MS)
    portrait(page, "impor-selesai")


def test_a_file_that_is_no_table_is_refused_in_words(
    officer_page: Page, hall: Hall, tmp_path: Path, portrait: Callable[..., Any]
) -> None:
    path = tmp_path / "warga.xlsx"
    path.write_bytes(b"%PDF-1.7")

    choose(officer_page, hall, path)

    expect(officer_page.get_by_text("Ini dokumen PDF, bukan berkas tabel.")).to_be_visible(timeout=WORK_MS)
    portrait(officer_page, "impor-ditolak")


def test_without_scripts_the_page_comes_again_by_itself(browser: Any, hall: Hall, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(hall.url("/masuk/"))
    page.get_by_label("Nama pengguna").fill("admin.sukamaju")
    page.get_by_label("Kata sandi", exact=True).fill(hall.password)
    page.get_by_role("button", name="Lanjut").click()

    choose(page, hall, workbook(tmp_path / "warga.xlsx", family(8)))

    expect(page.get_by_role("heading", name="Belum ada yang diubah")).to_be_visible(timeout=WORK_MS)
    context.close()

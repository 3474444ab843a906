"""A printer is added, prints, runs out of paper, and the desk knows."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.virtual_printer import VirtualPrinter

SLOW = 60_000  # milliseconds until a print is out: the process may only just have started


def test_a_printer_is_added_tested_and_looked_after(
    officer_page: Page, hall: Hall, virtual_printer: VirtualPrinter, portrait: Callable[[Page, str], None]
) -> None:
    officer_page.goto(hall.url("/meja/pencetak/"))
    portrait(officer_page, "printers-none")
    officer_page.get_by_role("link", name="Tambah pencetak").click()
    officer_page.get_by_label("Nama", exact=True).fill("Pencetak lobi")
    officer_page.get_by_label("Tempat").fill("Ruang pelayanan")
    officer_page.get_by_label("Alamat di jaringan").fill(virtual_printer.address)
    portrait(officer_page, "printer-add")
    officer_page.get_by_role("button", name="Simpan").click()

    officer_page.get_by_role("button", name="Cetak halaman uji").click()
    expect(officer_page.get_by_role("status")).to_contain_text("Surat sudah keluar", timeout=SLOW)
    assert len(virtual_printer.spool) == 1
    portrait(officer_page, "print-out")

    virtual_printer.empty_paper()
    officer_page.goto(hall.url("/meja/pencetak/"))
    officer_page.get_by_role("link", name="Pencetak lobi").click()
    officer_page.get_by_role("button", name="Cetak halaman uji").click()
    expect(officer_page.get_by_role("heading", name="Kertas habis")).to_be_visible(timeout=SLOW)
    portrait(officer_page, "print-without-paper")
    officer_page.goto(hall.url("/meja/pencetak/"))
    portrait(officer_page, "printers")
    officer_page.get_by_role("link", name="Pencetak lobi").click()
    portrait(officer_page, "printer")
    officer_page.goto(hall.url("/meja/"))
    expect(officer_page.get_by_text("Pencetak lobi: kertas habis")).to_be_visible()

    virtual_printer.refill()
    officer_page.goto(hall.url("/meja/pencetak/catatan/"))
    officer_page.get_by_role("link", name="Halaman uji").first.click()
    expect(officer_page.get_by_role("status")).to_contain_text("Surat sudah keluar", timeout=SLOW)
    assert len(virtual_printer.spool) == 2
    officer_page.goto(hall.url("/meja/pencetak/catatan/"))
    portrait(officer_page, "print-ledger")

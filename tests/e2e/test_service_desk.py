"""What an officer adds to a standard is read by residents; the regency sees which village did."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall

Portrait = Callable[[Page, str], None]


def test_an_officer_adds_a_requirement_that_residents_then_read(
    officer_page: Page, hall: Hall, portrait: Portrait
) -> None:
    page = officer_page
    page.goto(hall.url("/meja/layanan/"))
    portrait(page, "services-list")
    page.locator('th a[href$="/pengantar-kia/"]').click()
    portrait(page, "services-one")
    page.get_by_role("link", name="Ubah tambahan").click()
    page.get_by_role("button", name="Tambah syarat").click()
    page.get_by_label("Nama syarat").fill("Fotokopi rapor")
    page.get_by_label("Aturannya").fill("Peraturan Desa 4/2026 pasal 3")
    page.get_by_label("Bukti yang diterima").fill("Satu lembar, berwarna")
    page.get_by_role("button", name="Periksa dulu").last.click()
    expect(page.get_by_role("heading", name="Yang akan berubah")).to_be_visible()
    portrait(page, "services-additions")

    page.get_by_role("button", name="Berlakukan").click()

    expect(page.get_by_text("berlaku mulai sekarang")).to_be_visible()
    page.goto(hall.url("/layanan/pengantar-kia/"))
    expect(page.get_by_text("Fotokopi rapor").first).to_be_attached()
    page.goto(hall.url("/meja/layanan/baru/"))
    portrait(page, "services-own")


def test_the_regency_sees_who_is_up_to_date(page: Page, hall: Hall, portrait: Portrait) -> None:
    page.goto(f"{hall.address}/masuk/")
    page.get_by_label("Nama pengguna").fill("admin.kabupaten")
    page.get_by_label("Kata sandi", exact=True).fill(hall.password)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/kabupaten/")

    page.goto(f"{hall.address}/kabupaten/layanan/")
    portrait(page, "services-regency")
    page.get_by_role("link", name="Keadaan tiap desa").click()
    portrait(page, "services-regency-villages")
    page.goto(f"{hall.address}/kabupaten/layanan/standar/akta-kelahiran/")
    portrait(page, "services-regency-one")

"""The regency tells its people whom to call."""

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.looking import portrait


def test_a_changed_number_is_seen_by_everybody(page: Page, hall: Hall) -> None:
    page.goto(f"{hall.address}/masuk/")
    page.get_by_label("Nama pengguna").fill("admin.kabupaten")
    page.get_by_label("Kata sandi", exact=True).fill(hall.password)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/kabupaten/")
    page.get_by_role("link", name="Instansi").click()
    portrait(page, "regency-agencies")

    page.get_by_role("link", name="Dinas Sosial", exact=True).click()
    portrait(page, "regency-agency")
    page.get_by_label("Nomor telepon").fill("0990 555 0199")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Data instansi sudah disimpan.")).to_be_visible()
    page.get_by_role("link", name="Hapus Dinas Sosial").click()
    portrait(page, "regency-agency-retire")

    page.goto(f"{hall.address}/")
    expect(page.get_by_role("link", name="0990 555 0199")).to_be_visible()
    portrait(page, "regency-front")

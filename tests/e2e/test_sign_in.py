"""An officer at the door: password, passkey, a first password; and the pages about officers."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

DEVICE = {
    "options": {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
}


def with_fingerprint_reader(page: Page) -> None:
    """Give the browser a device that answers at once."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", DEVICE)


def test_the_door_says_what_went_wrong(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/masuk/"))
    portrait(page, "sign-in")
    page.get_by_label("Nama pengguna").fill("admin.sukamaju")
    page.get_by_label("Kata sandi", exact=True).fill("bukan ini")

    page.get_by_role("button", name="Lanjut").click()

    expect(page.get_by_text("Nama pengguna atau kata sandi tidak cocok.")).to_be_visible()
    portrait(page, "sign-in-wrong")


def test_an_officer_sets_up_a_passkey_and_comes_back_with_a_finger(page: Page, hall: Hall) -> None:
    with_fingerprint_reader(page)
    sign_in(page, hall, "admin.air-jernih", village="air-jernih")
    page.goto(hall.url("/meja/akun/", "air-jernih"))
    portrait(page, "account")
    page.get_by_role("link", name="Pasang kunci sandi").click()
    portrait(page, "show-who-you-are")
    page.get_by_label("Kata sandi").fill(hall.password)
    page.get_by_role("button", name="Lanjut").click()
    portrait(page, "add-passkey")
    page.get_by_role("button", name="Pasang di perangkat ini").click()
    expect(page.get_by_role("heading", name="Siapkan kertas dulu")).to_be_visible()
    page.get_by_role("button", name="Tampilkan kode").click()
    expect(page.locator("#kode-cadangan li")).to_have_count(10)
    page.get_by_role("link", name="Sudah saya simpan").click()
    portrait(page, "account-with-passkey")
    page.locator("details.officer summary").click()
    page.get_by_role("button", name="Keluar").click()

    page.get_by_role("button", name=re.compile("sidik jari")).click()

    page.wait_for_url("**/air-jernih/meja/")


def test_a_new_officer_chooses_a_password_before_anything_else(page: Page, hall: Hall) -> None:
    sign_in(page, hall, "admin.sukamaju")
    page.goto(hall.url("/meja/petugas/"))
    portrait(page, "officers")
    page.get_by_role("link", name="Buat akun petugas").click()
    page.get_by_label("Nama lengkap").fill("Ratna Puspita")
    page.get_by_label("Nama pengguna").fill("ratna.p")
    page.get_by_label("Tugas").select_option(label="Operator")
    portrait(page, "new-officer")
    page.get_by_role("button", name="Buat akun").click()
    first_password = page.locator("#kata-sandi-sementara").inner_text()
    portrait(page, "first-password")
    page.get_by_role("link", name="Sudah saya serahkan").click()
    portrait(page, "officer")
    page.goto(hall.url("/meja/jejak/"))
    portrait(page, "trail")
    page.locator("details.officer summary").click()
    page.get_by_role("button", name="Keluar").click()

    page.get_by_label("Nama pengguna").fill("ratna.p")
    page.get_by_label("Kata sandi", exact=True).fill(first_password)
    page.get_by_role("button", name="Lanjut").click()
    expect(page.get_by_role("heading", name="Buat kata sandi Anda sendiri")).to_be_visible()
    portrait(page, "own-password")
    page.get_by_label("Kata sandi baru").fill("gelas sawah kereta lampu")
    page.get_by_role("button", name="Simpan kata sandi").click()

    page.wait_for_url("**/sukamaju/meja/")


def test_the_regency_looks_after_the_officers_of_its_villages(page: Page, hall: Hall) -> None:
    page.goto(f"{hall.address}/masuk/")
    page.get_by_label("Nama pengguna").fill("admin.kabupaten")
    page.get_by_label("Kata sandi", exact=True).fill(hall.password)
    page.get_by_role("button", name="Lanjut").click()
    page.wait_for_url("**/kabupaten/")
    portrait(page, "regency-villages")
    page.get_by_role("link", name="Petugas", exact=True).click()
    portrait(page, "regency-officers")
    page.get_by_label("Nama atau nama pengguna").fill("operator")
    page.get_by_role("button", name="Cari").click()
    page.locator("tbody a").first.click()
    portrait(page, "regency-officer")
    page.get_by_role("link", name="Lupa kata sandi").click()
    page.get_by_label("Alasan").fill("lupa")
    portrait(page, "regency-reset-password")
    page.goto(f"{hall.address}/kabupaten/jejak/")

    expect(page.get_by_role("heading", name="Jejak kegiatan")).to_be_visible()
    portrait(page, "regency-trail")

"""An office fills its site; residents read it and say what is wrong."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait, scan


def photograph() -> bytes:
    output = BytesIO()
    Image.new("RGB", (1500, 900), "#4a7c59").save(output, format="JPEG")
    return output.getvalue()


def test_an_officer_publishes_news_that_everybody_reads(page: Page, hall: Hall) -> None:
    sign_in(page, hall, "operator.sukamaju")
    page.get_by_role("link", name="Situs", exact=True).click()
    portrait(page, "site-desk")
    page.get_by_role("link", name="Tulis kabar").click()
    page.get_by_role("button", name="Simpan konsep").click()
    expect(page.get_by_text("Periksa lagi isian Anda")).to_be_visible()
    page.get_by_label("Judul").fill("Kerja bakti hari Minggu")
    page.get_by_label("Ringkasan").fill("Pukul 07.00, bawa sapu.")
    page.get_by_label("Isi", exact=False).last.fill("Kumpul di balai.\n\n## Bawa\n\n- sapu\n- sarung tangan")
    portrait(page, "site-edit")
    page.get_by_role("button", name="Simpan konsep").click()

    page.get_by_role("link", name="Tambah gambar").click()
    page.get_by_label("Berkas gambar").set_input_files(
        {"name": "balai.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    page.get_by_label("Apa yang terlihat di gambar?").fill("Halaman balai yang bersih.")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Pratinjau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kerja bakti hari Minggu")
    scan(page)
    page.get_by_role("link", name="Kembali ke meja").click()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("Sudah tayang.")).to_be_visible()
    portrait(page, "site-article-desk")

    page.get_by_role("link", name="Lihat halaman warga").click()
    expect(page.get_by_role("img", name="Halaman balai yang bersih.")).to_be_visible()
    portrait(page, "news-article")


@pytest.mark.parametrize("path", ["kabar", "profil", "maklumat", "informasi", "kontak", "tautan"])
def test_the_pages_of_the_site(page: Page, hall: Hall, path: str) -> None:
    page.goto(hall.url(f"/{path}/", village="air-jernih"))

    portrait(page, f"site-{path}")


def test_a_resident_says_what_is_wrong_and_reads_the_answer(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/profil/"))
    page.get_by_role("link", name="Ada yang keliru di halaman ini?").click()
    portrait(page, "site-report")
    page.get_by_label("Apa yang keliru?").fill("Luas wilayahnya sudah berubah.")
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_text("Simpan kode ini")).to_be_visible()
    portrait(page, "site-reported")
    place = page.url

    sign_in(page, hall, "operator.sukamaju")
    page.goto(hall.url("/meja/situs/keliru/"))
    portrait(page, "site-reports")
    page.get_by_role("link", name="Profil", exact=True).click()
    page.get_by_text("Sudah dibetulkan").click()
    page.get_by_label("Jawaban").fill("Luasnya sudah dibetulkan. Terima kasih.")
    portrait(page, "site-answer")
    page.get_by_role("button", name="Kirim jawaban").click()

    page.goto(place)
    expect(page.get_by_text("Luasnya sudah dibetulkan.")).to_be_visible()


def test_the_link_page_at_the_desk(page: Page, hall: Hall) -> None:
    sign_in(page, hall, "operator.sukamaju")
    page.goto(hall.url("/meja/situs/tautan/"))
    portrait(page, "site-links")
    page.get_by_role("link", name="Lihat klik").click()
    portrait(page, "site-clicks")
    page.goto(hall.url("/meja/situs/informasi/"))
    portrait(page, "site-information")

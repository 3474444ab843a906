"""Somebody who has never seen the editor adds a field and a sentence, publishes, and issues the letter."""

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.hall import Hall
from tests.e2e.looking import photograph, portrait


def drawn(page: Page) -> str:
    """The picture that is shown now."""
    return page.locator("#pratinjau img").first.get_attribute("src") or ""


def test_an_officer_adds_a_field_and_a_sentence_and_issues_the_letter(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/jenis/"))
    portrait(page, "kinds")
    page.get_by_role("link", name="Surat Keterangan Usaha", exact=True).click()
    portrait(page, "kind")
    page.get_by_role("button", name="Ubah surat ini").click()
    expect(page.get_by_text("Bisa diterbitkan")).to_be_visible()
    portrait(page, "editor")

    page.get_by_role("button", name="Tambah isian").click()
    page.get_by_label("Pertanyaan").fill("Merek dagang")
    expect(page.locator("#keadaan")).to_contain_text("Tersimpan")
    portrait(page, "editor-field")
    page.get_by_role("button", name="Selesai").click()
    expect(page.locator("#susunan")).to_contain_text("Merek dagang")

    page.get_by_role("button", name=re.compile("^Paragraf.*Surat ini dibuat")).last.click()
    page.get_by_role("button", name="Tambah kalimat").click()
    before = drawn(page)
    sentence = page.get_by_role("textbox", name="Kalimat").last
    sentence.press_sequentially(" Usaha ini memakai merek ")
    page.get_by_role("button", name="Sisipkan isian").last.click()
    page.get_by_label("Cari, misalnya nama").fill("merek")
    photograph(page, "editor-picker")
    page.keyboard.press("Enter")
    expect(sentence.locator(".token")).to_have_text("Merek dagang")
    sentence.locator(".token").click()
    page.get_by_role("dialog").get_by_text("huruf besar", exact=True).click()
    photograph(page, "editor-writing")
    page.get_by_role("button", name="Pakai").click()
    expect(sentence.locator(".token")).to_have_text("Merek dagang · huruf besar")
    expect(page.locator("#keadaan")).to_contain_text("Tersimpan")
    page.wait_for_function("before => document.querySelector('#pratinjau img').src !== before", arg=before)
    photograph(page, "editor-view")
    portrait(page, "editor-sentence")

    page.get_by_role("button", name="Data kosong").click()
    expect(page.locator("#pratinjau")).to_contain_text("Kosong pada contoh ini")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("heading", name="Yang berubah")).to_be_visible()
    portrait(page, "editor-publish")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("Usaha versi 2 berlaku")).to_be_visible()
    portrait(page, "kind-published")
    page.get_by_role("link", name="Versi 2").click()
    portrait(page, "kind-version")

    pdf = issued(page, hall)
    assert "MEREK AYAM JAGO" in re.sub(r"\s+", " ", pdf).upper()


def issued(page: Page, hall: Hall) -> str:
    """The text of a letter of the changed kind."""
    page.goto(hall.url("/meja/surat/baru/?jenis=usaha"))
    page.get_by_label("Ketik paling sedikit tiga huruf").fill("sit")
    page.locator("#ketemu li a").first.click()
    page.get_by_label("Merek dagang").fill("Ayam Jago")
    page.get_by_label("Nama usaha").fill("Warung Siti")
    page.get_by_label("Jenis usaha").fill("Warung kelontong")
    page.get_by_label("Berjalan sejak tahun").fill("2020")
    page.get_by_text("Pengajuan pinjaman bank").click()
    with page.expect_response(re.compile(r"/surat\.pdf$")) as opened:
        page.get_by_role("button", name="Terbitkan").click()
    body = page.request.get(opened.value.url).body()
    return " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(body)).pages)


def test_what_is_wrong_is_told_at_its_block_while_the_rest_is_still_drawn(
    officer_page: Page, hall: Hall
) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/jenis/baru/"))
    portrait(page, "kind-new")
    page.get_by_role("button", name="Mulai dari surat kosong").click()
    page.get_by_label("Judul surat").fill("Surat Keterangan Kucing")
    page.get_by_label("Ringkasan").fill("Menerangkan kucing.")
    portrait(page, "editor-about")
    expect(page.locator("#pratinjau")).to_contain_text("Bisa diterbitkan")

    page.get_by_role("button", name=re.compile("^Tanda tangan")).click()
    page.get_by_role("button", name="Hapus bagian ini").click()

    expect(page.locator("#pratinjau")).to_contain_text("Surat belum punya bagian tanda tangan pejabat.")
    expect(page.locator("#pratinjau img").first).to_be_visible()
    portrait(page, "editor-trouble")
    page.get_by_role("link", name="Buang konsep").click()
    page.get_by_role("button", name="Buang konsep").click()
    expect(page.get_by_text("Konsep Surat Keterangan Kucing dibuang.")).to_be_visible()


def test_codes_are_found_by_code_and_word(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/klasifikasi/"))
    portrait(page, "codes")

    page.get_by_label("Cari kode atau kata").fill("domisili")

    expect(page.locator("#kode")).to_contain_text("400.12.2.1")
    expect(page.locator("#kode tbody tr")).to_have_count(2)


def test_every_button_works_without_a_script(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.route("**/*.js", lambda route: route.abort())
    page.goto(hall.url("/meja/surat/jenis/sktm/"))
    page.get_by_role("button", name="Ubah surat ini").click()
    page.get_by_role("button", name=re.compile("^Paragraf.*Yang bertanda")).click()

    text = page.locator("textarea[name='text-0-text']")
    text.fill("{resident.full_name|upper} " + text.input_value())
    page.locator("summary", has_text="Isian yang bisa dipakai").click()
    portrait(page, "editor-plain")
    page.get_by_role("button", name="Selesai").click()

    expect(page.locator("#isi-1")).to_contain_text("‹Nama lengkap›")
    page.get_by_role("link", name="Buang konsep").click()
    page.get_by_role("button", name="Buang konsep").click()

"""From three letters of a name to a sealed PDF whose code verifies; and what the public sees of it."""

import re
from io import BytesIO

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import TIMEOUT
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait
from tests.letters.codes import code_on


def test_an_officer_issues_a_letter_that_anyone_can_check(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/baru/"))
    portrait(page, "letter-kinds")
    page.get_by_role("link", name="Surat Keterangan Domisili", exact=True).click()

    page.get_by_label("Ketik paling sedikit tiga huruf").fill("sit")
    page.locator("#ketemu li a").first.click()
    expect(page.locator("#pratinjau img")).to_be_visible()
    expect(page.locator("#pratinjau")).to_contain_text("Belum lengkap")
    page.get_by_text("Membuka rekening bank").click()
    expect(page.locator("#pratinjau")).to_contain_text("Sesuai isian")
    portrait(page, "letter-issue")

    with page.expect_response(re.compile(r"/surat\.pdf$")) as opened:
        page.get_by_role("button", name="Terbitkan").click()
    pdf = page.request.get(opened.value.url).body()
    page = page.context.new_page()  # the first one shows the PDF
    page.goto(opened.value.url.removesuffix("surat.pdf"))
    portrait(page, "letter")

    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    address = code_on(pdf)
    assert address.startswith(f"{hall.address}/sukamaju/v/#")
    page.goto(address)
    expect(page.get_by_role("heading", name="Surat ini asli")).to_be_visible()
    portrait(page, "verify-genuine")
    page.goto("about:blank")
    page.goto(address[:-40] + "7" * 40)
    expect(page.get_by_role("heading", name="Surat ini sudah diubah")).to_be_visible()
    portrait(page, "verify-altered")

    page.goto(hall.url("/v/"))
    page.get_by_label("Berkas PDF surat").set_input_files(
        {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_role("heading", name="Surat ini asli")).to_be_visible()
    portrait(page, "verify-file")


DROP = """(bytes) => {
  const moved = new DataTransfer();
  moved.items.add(new File([Uint8Array.from(bytes)], 'surat.pdf', { type: 'application/pdf' }));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: moved, bubbles: true, cancelable: true }));
}"""


def test_a_file_dropped_on_the_verify_page_is_checked(page: Page, hall: Hall) -> None:
    page.goto(hall.url("/v/"))

    page.evaluate(DROP, list(b"%PDF-1.7 bukan surat"))

    expect(page.get_by_role("heading", name="Surat ini tidak dikenal")).to_be_visible(timeout=TIMEOUT)


def test_the_verify_page_and_the_pages_of_letters_read_well(officer_page: Page, hall: Hall) -> None:
    for path, name in (
        ("/v/", "verify"),
        ("/meja/surat/", "letters"),
        ("/meja/surat/jenis/", "letter-kinds-list"),
        ("/meja/surat/penomoran/", "letter-numbering"),
        ("/meja/surat/baru/?jenis=domisili", "letter-person"),
    ):
        officer_page.goto(hall.url(path))
        portrait(officer_page, name)


def test_questions_that_are_not_asked_are_out_of_sight(officer_page: Page, hall: Hall) -> None:
    page = officer_page
    page.goto(hall.url("/meja/surat/baru/?jenis=penghasilan"))
    page.get_by_role("searchbox", name="Ketik paling sedikit").fill("sit")
    page.locator("#ketemu li a").first.click()

    expect(page.get_by_label("Nama anak")).to_be_hidden()
    page.get_by_text("Pengajuan beasiswa anak").click()

    expect(page.get_by_label("Nama anak")).to_be_visible()

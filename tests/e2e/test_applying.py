"""A birth from a phone to the finished document, on a line that goes away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from balai.surveys.questions import ELEMENT_QUESTIONS
from tests.applications.form.answers import BIRTH
from tests.documents import files
from tests.e2e.conftest import TIMEOUT, sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

FAMILY = """
from datetime import date
from balai.residents.enums import Relation
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.factories import make_family, person

with acting_for(Village.objects.get(slug="sukamaju")):
    make_family(
        person("Budi Santosa", nik="9901010403889007", birth_date=date(1988, 3, 4)),
        person("Siti Aminah Lestari", Relation.WIFE, sex=2, nik="9901014507929003", birth_date=date(1992, 7, 5)),
        kk="9901011203159001",
    )
"""
CASE = "tempat=faskes&nikah=punya&umur=sampai-60-hari"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A small phone of its own."""
    context = browser.new_context(
        locale="id-ID", viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(TIMEOUT)
    yield context
    context.close()


def answer_page(page: Page, answers: dict[str, Any]) -> None:
    """Everything that is visible and known, as fingers would."""
    for name, value in answers.items():
        control = page.locator(f'[name="{name}"]')
        if not control.count():
            continue
        first = control.first
        kind = first.evaluate("each => each.type")
        if kind == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').evaluate("each => each.click()")
        elif first.is_visible():
            first.select_option(str(value)) if kind.startswith("select") else first.fill(str(value))


def test_a_birth_goes_from_a_phone_to_the_register_and_is_rated(
    phone: BrowserContext, browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    """Applied for, returned, corrected, approved, issued, fetched, written into the register, and rated."""
    hall.arrange(FAMILY)
    page = phone.new_page()
    apply(page, hall, tmp_path)
    track(phone.new_page(), hall, page.locator("#kode + p b").inner_text())
    application = page.url.rstrip("/").rsplit("/", 1)[1]
    desk = hall.url(f"/meja/permohonan/{application}/")
    office = wide(browser)
    sign_in(office, hall, "operator.sukamaju")
    return_it(office, desk)
    mend(page)
    for press in ("Setujui", "Kirim ke Disdukcapil"):
        office.goto(desk)
        office.get_by_role("button", name=press).click()

    issued = tmp_path / "akta.pdf"
    issued.write_bytes(files.pdf())
    issue(wide(browser), hall, f"{hall.address}/kabupaten/permohonan/sukamaju/{application}/", issued)
    assert fetch(page).read_bytes() == issued.read_bytes()

    office.goto(desk)
    office.get_by_role("link", name="Perbarui data warga").click()
    portrait(office, "desk-application-register")
    office.get_by_label("Dasar").fill("9901-LT-23112026-0001")
    office.get_by_label(f"NIK {BIRTH['baby1__full_name']}").fill("9901011211269001")
    office.get_by_role("button", name="Catat di data warga").click()
    expect(office.get_by_text("Sudah dicatat")).to_be_visible()
    office.context.close()
    rate(page, hall, application)


def wide(browser: Browser) -> Page:
    return browser.new_context(locale="id-ID", viewport={"width": 1366, "height": 768}).new_page()


def apply(page: Page, hall: Hall, folder: Path) -> None:
    """From the page of the service to the code."""
    begin(page, hall)
    while "/isi/" in page.url:
        place = page.url
        answer_page(page, BIRTH)
        page.get_by_role("button", name="Simpan dan lanjut").tap()
        page.wait_for_url(lambda url, place=place: url != place)

    expect(page.get_by_role("heading", name="Foto dokumen")).to_be_visible()
    photo = folder / "foto.jpg"
    photo.write_bytes(files.as_file(files.paper(1400), quality=85))
    for picker in page.locator('input[type="file"][multiple]').all():
        picker.set_input_files([photo])
    expect(page.locator('.photo [data-chip="sent"]:visible')).to_have_count(
        page.locator("[data-papers]").count(), timeout=60_000
    )
    portrait(page, "apply-papers")
    page.get_by_role("button", name="Simpan dan lanjut").tap()

    expect(page.get_by_role("heading", name="Periksa lalu kirim")).to_be_visible()
    portrait(page, "apply-review")
    page.get_by_label("Semua yang saya isi benar.").check()
    page.get_by_label("Saya setuju data ini, termasuk data anak").check()
    page.get_by_role("button", name="Kirim permohonan").tap()
    expect(page.get_by_role("heading", name="Sedang diperiksa kantor")).to_be_visible()
    portrait(page, "apply-sent")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('permohonan:'))") == []


def begin(page: Page, hall: Hall) -> None:
    """Whose application it is, with an error on the way and a line that goes away."""
    page.goto(hall.url(f"/layanan/akta-kelahiran/?{CASE}"))
    page.get_by_role("link", name="Ajukan dari rumah").tap()
    expect(page.get_by_role("button", name="Mulai mengisi")).to_be_visible()
    portrait(page, "apply-start")
    page.get_by_role("button", name="Mulai mengisi").tap()

    page.get_by_label("Nama lengkap pemohon").fill("Budi Santosa")
    page.get_by_role("button", name="Simpan dan lanjut").tap()
    expect(page.get_by_role("alert")).to_be_visible()
    portrait(page, "apply-applicant-wrong")
    page.get_by_label("NIK pemohon").fill("9901 0104 0388 9007")
    page.get_by_label("Nomor KK").fill("9901011203159001")
    page.get_by_label("Tanggal lahir pemohon").fill("4 Maret 1988")
    page.get_by_label("Nomor HP", exact=True).fill("0812 3456 7890")
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan dan lanjut").tap()
    expect(page.get_by_text("Sinyal putus.")).to_be_visible()
    portrait(page, "apply-without-line")
    page.context.set_offline(False)

    page.wait_for_url("**/isi/**")
    portrait(page, "apply-step")


def track(other: Page, hall: Hall, code: str) -> None:
    """From code and birth date, on another page."""
    other.goto(hall.url("/lacak/"))
    portrait(other, "apply-track")
    other.get_by_label("Kode lacak").fill(code)
    other.get_by_label("Tanggal lahir pemohon").fill("4-3-1988")
    other.get_by_role("button", name="Lihat").tap()
    expect(other.get_by_role("heading", name="Sedang diperiksa kantor")).to_be_visible()


def return_it(office: Page, desk: str) -> None:
    """With a sentence for one answer."""
    office.goto(desk)
    office.get_by_role("link", name="Kembalikan ke pemohon").click()
    office.get_by_role("group", name="Anak", exact=True).get_by_label("Nama anak").fill("Nama anak dua kata.")
    office.get_by_role("button", name="Kembalikan ke pemohon").click()
    office.wait_for_url("**/meja/permohonan/**")


def mend(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("heading", name="Ada yang perlu Anda betulkan")).to_be_visible()
    portrait(page, "apply-returned")
    page.get_by_role("link", name="Betulkan sekarang").tap()
    page.get_by_label("Semua yang saya isi benar.").check()
    page.get_by_label("Saya setuju data ini, termasuk data anak").check()
    page.get_by_role("button", name="Kirim permohonan").tap()
    expect(page.get_by_role("heading", name="Sedang diperiksa kantor")).to_be_visible()


def issue(registry: Page, hall: Hall, address: str, issued: Path) -> None:
    """At the civil registry: accepted, and the document kept, which finishes it."""
    registry.goto(f"{hall.address}/masuk/")
    registry.get_by_label("Nama pengguna").fill("disdukcapil")
    registry.get_by_label("Kata sandi", exact=True).fill(hall.password)
    registry.get_by_role("button", name="Lanjut").click()
    registry.get_by_role("link", name="Permohonan", exact=True).click()
    registry.goto(address)
    registry.get_by_role("button", name="Terima untuk diproses").click()
    registry.goto(f"{address}hasil/")
    registry.get_by_label("Nama dokumen").fill("Kutipan akta kelahiran")
    registry.locator('input[type="file"]').set_input_files(issued)
    portrait(registry, "agency-result")
    registry.get_by_role("button", name="Simpan dokumen").click()
    registry.wait_for_load_state()
    registry.context.close()


def fetch(page: Page) -> Path:
    """The finished document, with the NIK."""
    page.reload()
    expect(page.get_by_role("heading", name="Selesai", exact=True)).to_be_visible()
    portrait(page, "apply-finished")
    page.locator("#hasil + ul a").tap()
    page.get_by_label("NIK pemohon").fill("9901010403889007")
    portrait(page, "apply-result")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Unduh dokumen").tap()
    return Path(fetched.value.path())


def rate(page: Page, hall: Hall, application: str) -> None:
    """Two touches, and the nine questions."""
    page.goto(hall.url(f"/permohonan/{application}/"))
    expect(page.get_by_role("heading", name="Sudah Anda terima")).to_be_visible()
    portrait(page, "apply-received")
    page.get_by_role("button", name="Sangat baik").tap()
    expect(page.get_by_role("heading", name="Apa yang paling baik?")).to_be_visible()
    portrait(page, "apply-rated-why")
    page.get_by_role("button", name="Cepat").tap()
    page.get_by_role("link", name="Isi survei").tap()
    expect(page.get_by_role("heading", name="Bagaimana layanan kami?")).to_be_visible()
    for question in ELEMENT_QUESTIONS:
        page.get_by_role("group", name=question.text).get_by_label(question.choices[3][1], exact=True).check()
    portrait(page, "apply-survey")
    page.get_by_role("button", name="Kirim", exact=True).tap()
    expect(page.get_by_text("Jawaban Anda membantu kami.")).to_be_visible()
    portrait(page, "apply-rated")

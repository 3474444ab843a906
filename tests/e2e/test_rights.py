"""From a wrong name seen on a phone to the corrected register, within the 72 hours of the law."""

import json

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

MOTHER = """
import json
from balai.access.operations import give_pin
from balai.accounts.actors import Actor
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.residents.factories import make_couple

with acting_for(Village.objects.get(slug="sukamaju")):
    _, _, mother, _ = make_couple()
    print(json.dumps([mother.nik, give_pin(resident=mother, by=Actor.system("uji"))]))
"""


def test_a_resident_asks_for_a_correction_and_reads_that_it_was_made(
    page: Page, browser: Browser, hall: Hall
) -> None:
    nik, pin = json.loads(hall.arrange(MOTHER).splitlines()[-1])
    page.goto(hall.url("/saya/masuk/"))
    page.get_by_label("NIK").fill(nik)
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Masuk").click()
    portrait(page, "own-page")
    page.get_by_role("link", name="Minta pembetulan atau penghapusan").click()
    page.get_by_role("link", name="Minta hapus").click()
    portrait(page, "rights-erasure")
    page.go_back()
    page.get_by_role("link", name="Betulkan", exact=True).click()
    portrait(page, "rights-elements")
    page.get_by_role("link", name="Betulkan nama lengkap").click()
    page.get_by_label("Yang benar").fill("Siti Aminah Lestariningsih")
    page.get_by_label("Penjelasan").fill("Akta kelahiran 9901-LT-05071992-0003")
    page.get_by_role("button", name="Kirim permintaan").click()
    expect(page.get_by_text("Sisa 2 hari 23 jam")).to_be_visible()
    portrait(page, "rights-own")

    office = browser.new_context(locale="id-ID", viewport={"width": 1366, "height": 768})
    desk = office.new_page()
    sign_in(desk, hall, "operator.sukamaju")
    desk.get_by_role("link", name="Jawab 1 permintaan hak data pribadi").click()
    portrait(desk, "rights-desk-list")
    desk.get_by_role("link", name="Pembetulan data").click()
    portrait(desk, "rights-desk-request")
    desk.get_by_label("Berlaku sejak").fill("5 Juli 1992")
    desk.get_by_role("textbox", name="Dasar").fill("Akta kelahiran 9901-LT-05071992-0003")
    desk.get_by_role("button", name="Betulkan dan jawab").click()
    expect(desk.get_by_text("Jawaban tersimpan")).to_be_visible()
    office.close()

    page.reload()
    expect(page.get_by_text("Data Anda sudah dibetulkan.")).to_be_visible()
    page.goto(hall.url("/saya/"))
    expect(page.get_by_role("heading", name="Siti Aminah Lestariningsih")).to_be_visible()

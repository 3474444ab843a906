"""A letter taken in at the counter, seen before it is issued, and handed on to its applicant."""

from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

WHO = """
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

with acting_for(Village.objects.get(slug="sukamaju")):
    resident = Resident.objects.living().heads().with_family().exclude(birth_date=None).order_by("id")[9]
    print("|".join([resident.full_name, resident.nik, resident.family.kk, f"{resident.birth_date:%d-%m-%Y}"]))
"""


def test_an_officer_takes_a_letter_in_and_issues_it(officer_page: Page, hall: Hall) -> None:
    page, (name, nik, kk, born) = officer_page, hall.arrange(WHO).strip().splitlines()[-1].split("|")
    page.get_by_role("link", name="Permohonan", exact=True).click()
    page.get_by_role("link", name="Terima di loket").click()
    portrait(page, "counter-choose")
    page.get_by_role("link", name="Pengantar SKCK").click()
    portrait(page, "counter-start")
    page.get_by_role("button", name="Mulai mengisi").click()
    page.locator("#id_name").fill(name)
    page.locator("#id_nik").fill(nik)
    page.locator("#id_kk").fill(kk)
    page.locator("#id_born").fill(born)
    page.get_by_label("Saya sudah melihat KTP").check()
    portrait(page, "counter-applicant")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_label("Melamar kerja").check()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    for _ in range(page.get_by_role("button", name="Aslinya sudah saya lihat").count()):
        page.get_by_role("button", name="Aslinya sudah saya lihat").first.click()
    expect(page.get_by_text("Asli sudah dilihat").first).to_be_visible()
    portrait(page, "counter-papers")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_label("Pemohon menyatakan").check()
    page.get_by_label("Pemohon setuju").check()
    page.get_by_role("button", name="Kirim permohonan").click()
    expect(page.get_by_role("heading", name="Permohonan diterima")).to_be_visible()
    portrait(page, "counter-sent")

    page.get_by_role("link", name="Buka permohonannya").click()
    application = page.url
    page.get_by_role("button", name="Setujui").click()
    page.goto(application)
    page.get_by_role("link", name="Buat suratnya").click()
    portrait(page, "application-letter")
    page.get_by_role("button", name="Terbitkan surat").click()
    expect(page.get_by_text("Surat terbit")).to_be_visible()
    expect(page.get_by_role("heading", name="Dokumen jadi")).to_be_visible()

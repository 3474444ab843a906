"""A birth at the desks: read beside the register, returned with a sentence, approved, sent, accepted by the registry."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.hall import Hall
from tests.e2e.looking import portrait

ARRANGE = """
from datetime import timedelta
from django.utils import timezone
from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.applications import operations
from balai.applications.filling import Filling
from balai.applications.models import Application, Attachment
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.applications.factories import birth
from tests.documents.factories import make_document

with acting_for(Village.objects.get(slug="sukamaju")):
    today = timezone.localdate()
    mothers = Resident.objects.living().filter(relation=3, sex=2, birth_date__gt="1985-01-01").with_family()
    for number, mother in enumerate(mothers.order_by("id")[:5]):
        father = Resident.objects.living().heads().get(family=mother.family)
        parents = {
            "mother__full_name": mother.full_name.replace("i", "ie", 1), "mother__nik": mother.nik,
            "mother__birth_place": mother.birth_place, "mother__birth_date": mother.birth_date.isoformat(),
        }
        sent = birth(
            answers=parents, name=father.full_name, nik=father.nik, kk=mother.family.kk, born=father.birth_date
        )
        for paper in Filling(sent, today=today).papers[:2]:
            Attachment.objects.create(application=sent, requirement=paper.name, document=make_document())
        if number == 0:
            late = today - timedelta(days=5)
            Application.objects.filter(pk=sent.pk).update(step_due_on=late, due_on=today - timedelta(days=1))
        if number == 4:
            by = Actor.of(Officer.objects.get(username="operator.sukamaju"))
            operations.take_application(application=sent, by=by)
            sent = operations.approve_application(application=sent, revision=sent.revision, by=by)
            operations.forward_application(application=sent, revision=sent.revision, by=by)
"""


def test_a_birth_goes_through_both_desks(page: Page, browser: Browser, hall: Hall) -> None:
    hall.arrange(ARRANGE)
    sign_in(page, hall, "sekretaris.sukamaju")
    expect(page.get_by_text("1 permohonan terlambat di kantor")).to_be_visible()
    page.get_by_role("link", name="Permohonan", exact=True).click()
    expect(page.get_by_text("Menunggu kantor: 4")).to_be_visible()
    portrait(page, "desk-applications")
    write_text(page)

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Keputusan Anda")).to_be_visible()
    portrait(page, "desk-application")
    page.get_by_role("link", name="Kembalikan ke pemohon").click()
    page.get_by_role("button", name="Kembalikan ke pemohon").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("group", name="Ibu").get_by_label("Nama lengkap").fill(
        "Tulisannya beda dengan KK. Samakan dengan KK."
    )
    page.get_by_role("button", name="Kantor tutup").click()
    expect(page.get_by_label("Pesan untuk pemohon")).to_have_value(
        re.compile("kantor tutup, kembali paling lambat")
    )
    portrait(page, "desk-application-return")
    page.get_by_role("button", name="Kembalikan ke pemohon").click()
    expect(page.get_by_text("Menunggu kantor: 3")).to_be_visible()

    for _ in range(2):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.get_by_role("button", name="Setujui yang dicentang").click()
    expect(page.get_by_role("heading", name="2 dari 2 permohonan disetujui")).to_be_visible()
    portrait(page, "desk-applications-many")
    page.get_by_role("link", name="Kembali ke daftar").click()
    page.get_by_role("row", name="Perlu diperiksa").get_by_role("link").click()
    page.get_by_role("link", name="Tolak").click()
    page.get_by_role("button", name="Sudah diajukan").click()
    portrait(page, "desk-application-reject")

    registry = browser.new_context(locale="id-ID", viewport={"width": 1366, "height": 768}).new_page()
    registry.goto(f"{hall.address}/masuk/")
    registry.get_by_label("Nama pengguna").fill("disdukcapil")
    registry.get_by_label("Kata sandi", exact=True).fill(hall.password)
    registry.get_by_role("button", name="Lanjut").click()
    registry.get_by_role("link", name="Permohonan", exact=True).click()
    expect(registry.get_by_text("Perlu diterima: 1")).to_be_visible()
    portrait(registry, "agency-applications")
    registry.get_by_role("row", name="Akta").get_by_role("link").click()
    registry.get_by_role("button", name="Terima untuk diproses").click()
    expect(registry.get_by_text("Permohonan diterima untuk diproses.")).to_be_visible()
    portrait(registry, "agency-application")
    registry.get_by_role("link", name="Kembalikan ke kantor desa").click()
    portrait(registry, "agency-application-back")
    registry.context.close()


def write_text(page: Page) -> None:
    """A message in the village's own words, read as it is typed."""
    page.get_by_role("link", name="Kalimat siap pakai").click()
    portrait(page, "desk-ready-texts")
    page.get_by_role("link", name="Tambah Pesan saat dikembalikan").click()
    page.get_by_label("Judul tombol").fill("Kantor tutup")
    page.get_by_label("Kalimat").fill("{nama}, kantor tutup, kembali paling lambat {batas}.")
    expect(page.get_by_text("Siti A., kantor tutup, kembali paling lambat 5 Juli 2026.")).to_be_visible()
    portrait(page, "desk-ready-text")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Kalimatnya disimpan.")).to_be_visible()
    page.get_by_role("link", name="Permohonan", exact=True).first.click()
    expect(page.get_by_text("Menunggu kantor: 4")).to_be_visible()

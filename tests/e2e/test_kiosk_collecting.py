"""A finished document of the civil registry, fetched at the kiosk: from the code on the slip to paper, byte for byte."""

import json
from collections.abc import Iterator
from hashlib import sha256

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hall import Hall
from tests.e2e.looking import kiosk_portrait
from tests.e2e.minute import HURRIED, Minute, visitor_of
from tests.virtual_printer import VirtualPrinter, virtual_printer, wait_until

# What the visitor applied for: as many finished documents as a screen shows, and two cards at the counter.
ARRANGE = """
import json, uuid
from hashlib import sha256
from django.utils import timezone
from balai.accounts.actors import Actor
from balai.accounts.models import Officer
from balai.applications.enums import Channel, Side
from balai.applications.operations import (
    Applicant, accept_application, add_result, approve_application, begin_application, finish_application,
    forward_application, name_applicant, submit_application,
)
from balai.core.typesetting import typeset_pdf
from balai.kiosk.applying import Wanted, offered_services
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

TITLE = "Kutipan akta kelahiran"
PAPER = {"printer": "", "place": "", "village": "Disdukcapil", "medium": "A4", "when": "22 November 2026"}
def paper(title):
    return typeset_pdf("printing/typst/test-page.typ", PAPER, title=title, at=timezone.now())

issued = paper(TITLE)
by = Actor.of(Officer.objects.get(username="operator.sukamaju"))
with acting_for(Village.objects.select_related("regency").get(slug="sukamaju")):
    who = Resident.objects.with_family().get(nik="NIK")
    known = Applicant(who.full_name, who.nik, who.family.kk, who.birth_date, proof="pin")
    for slug, content in SERVICES:
        listed = next(each for each in offered_services(timezone.localdate()) if each.service.slug == slug)
        draft = begin_application(
            service=listed.service, version=listed.version, form=Wanted.of(slug, {}, timezone.localdate()).asked.form,
            case_answers={}, channel=Channel.KIOSK, key=uuid.uuid4(), by=by,
        )
        one = name_applicant(application=draft, revision=draft.revision, applicant=known, helper=None, by=by)
        one = submit_application(application=one, revision=one.revision, by=by)
        for step in (approve_application, forward_application, accept_application):
            one = step(application=one, revision=one.revision, by=by)
        if content:
            for title in ("KK ayah", "KK ibu", "Kartu Keluarga yang baru", "Biodata", "Surat keterangan lain"):
                add_result(application=one, content=paper(title), title=title, number="9901050203120001", by=by)
            add_result(application=one, content=issued, title=TITLE, by=by)
        one = finish_application(application=one, revision=one.revision, side=Side.AGENCY, by=by)
        print(json.dumps({"code": one.spelled_code, "sha256": sha256(issued).hexdigest()}))
"""
SERVICES = [("akta-kelahiran", True), ("pengantar-ktp-el", False), ("pengantar-kia", False)]


@pytest.fixture(scope="module")
def tray() -> Iterator[VirtualPrinter]:
    with virtual_printer() as printer:
        yield printer


def test_a_finished_document_is_fetched_with_the_code_of_its_slip(
    kiosk_page: Page, hall: Hall, tray: VirtualPrinter
) -> None:
    page, visitor = kiosk_page, visitor_of(hall, tray, 6)
    script = ARRANGE.replace("NIK", visitor.nik, 1).replace("SERVICES", repr(SERVICES))
    told = json.loads(hall.arrange(script).splitlines()[-3])
    minute = Minute(page, hall, tray, HURRIED)
    page.goto(hall.url("/anjungan/pilih/"))
    page.get_by_role("link", name="Punya kode").tap()
    page.wait_for_url("**/kode/")
    kiosk_portrait(page, "code")

    minute.scan(f"https://desa.example/sukamaju/lacak/?kode={told['code']}")
    page.wait_for_url("**/siapa/")
    minute.type(visitor.nik + visitor.pin)
    page.wait_for_url("**/ambil/")
    expect(page.get_by_text("sudah jadi. Ambil di loket.")).to_have_count(2)
    kiosk_portrait(page, "collect")
    page.get_by_role("link", name="Kutipan akta kelahiran").tap()
    page.wait_for_url("**/ambil/*/")
    expect(page.get_by_role("img", name="Gambar kecil kutipan akta kelahiran")).to_be_visible()
    assert visitor.nik not in page.content()
    kiosk_portrait(page, "document")
    before = len(tray.spool)
    page.get_by_role("button", name="Cetak dokumen").tap()
    expect(page.get_by_text("Ambil dokumen Anda di bawah")).to_be_visible(timeout=60_000)
    kiosk_portrait(page, "document-out")

    wait_until(lambda: len(tray.spool) > before)
    assert sha256(tray.spool[-1].read_bytes()).hexdigest() == told["sha256"]
    page.get_by_role("button", name="Selesai").tap()
    page.wait_for_url("**/anjungan/")
    page.go_back()
    expect(page.get_by_text("Kutipan akta kelahiran")).to_have_count(0)

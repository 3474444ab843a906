"""What the kiosk can't print at once: begun there in the visitor's name, finished on a phone."""

import pytest

from balai.applications.enums import Channel, Proof, State
from balai.applications.models import Application
from balai.kiosk.models import KioskDevice, Visit
from balai.printing.models import Printer, PrintJob
from balai.tenancy.scope import acting_for
from tests.applications.browsing import html, revision
from tests.factories import HallClient
from tests.kiosk.visit.conftest import Hall, address_of

CASE = {"tempat": "rumah", "nikah": "punya", "umur": "sampai-60-hari"}
SERVICE = "akta-kelahiran"


def chosen(hall: Hall) -> str:
    """A birth was touched and its questions answered; where that leads."""
    return str(hall.post("ajukan/mulai/", layanan=SERVICE, **CASE)["Location"]).split("/anjungan/")[1]


def test_a_visitor_begins_here_and_goes_on_at_home(hall: Hall, visitor: HallClient) -> None:
    offered = html(hall.get("ajukan/"))
    assert f"/anjungan/ajukan/{SERVICE}/" in offered
    assert "pengantar-skck" not in offered  # the kiosk prints it at once
    question = html(hall.get(f"ajukan/{SERVICE}/"))
    assert question.count('name="tempat" value=') == 4
    assert chosen(hall) == "ajukan/lanjut/"
    assert hall.get("ajukan/lanjut/").url.endswith("/anjungan/siapa/")
    with acting_for(hall.village):
        hall.device.slip_printer = Printer.objects.create(
            name="Struk", kind="slip", address="tcp://127.0.0.1:9"
        )
        hall.device.save(update_fields=["slip_printer"])

    assert hall.identify().url.endswith("/anjungan/ajukan/lanjut/")
    assert "Buat kodenya" in html(hall.get("ajukan/lanjut/"))
    assert hall.get("lanjut/").url.endswith("/anjungan/ajukan/lanjut/")
    hall.post("ajukan/kode/")
    hall.post("ajukan/kode/")

    with acting_for(hall.village):
        application = Application.objects.get()
        assert PrintJob.objects.get().title == "Kode permohonan"
    page = html(hall.get("ajukan/lanjut/"))
    assert application.spelled_code in page
    assert hall.siti.nik not in page
    known = (application.channel, application.state, application.resident_id, application.proof)
    assert known == (Channel.KIOSK, State.DRAFT, hall.siti.pk, Proof.PIN)
    assert application.case_answers == CASE
    hall.post("selesai/")
    with acting_for(hall.village):
        assert Visit.objects.get().applies_for == {}
    assert visitor.get(f"/permohonan/{application.pk}/").status_code == 404

    visitor.post("/lacak/", {"code": application.code, "born": "5 Juli 1992"})
    assert "Lanjutkan mengisi" in html(visitor.get(f"/permohonan/{application.pk}/"))
    address = f"/permohonan/{application.pk}/pemohon/"
    assert visitor.get(f"/permohonan/{application.pk}/periksa/")["Location"].endswith(address)
    page = html(visitor.get(address))
    told = {
        "helps": "sendiri",
        "name": hall.siti.full_name,
        "nik": hall.siti.nik,
        "kk": application.applicant_kk,
    }
    contact = {"born": "5 Juli 1992", "phone": "081234567890", "revisi": revision(page)}
    assert visitor.post(address, {**told, **contact}).status_code == 302
    with acting_for(hall.village):
        assert Application.objects.get().proof == Proof.PIN


def test_choosing_a_letter_puts_what_was_to_be_applied_for_away(hall: Hall) -> None:
    chosen(hall)

    hall.begin()

    assert hall.visit().applies_for == {}
    assert address_of(hall.identify()).endswith("/anjungan/tanya/")


@pytest.mark.parametrize("case", [{}, {"tempat": "bulan"}])
def test_nothing_begins_before_the_questions_are_answered(hall: Hall, case: dict[str, str]) -> None:
    answer = hall.post("ajukan/mulai/", layanan=SERVICE, **case)

    assert answer.url.endswith("/anjungan/ajukan/")
    assert hall.post("ajukan/kode/").url.endswith("/anjungan/lanjut/")
    with acting_for(hall.village):
        assert not Application.objects.exists()


def test_in_training_nothing_is_applied_for(hall: Hall) -> None:
    with acting_for(hall.village):
        KioskDevice.objects.update(is_training=True)

    assert "Mode latihan" in html(hall.get("ajukan/"))
    assert chosen(hall) == "ajukan/"

"""Devices from afar: locked, revoked, heard, called."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from balai.access.operations import ask_for_help
from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.kiosk.enums import Action, DeviceState
from balai.kiosk.models import KioskDevice
from balai.kiosk.operations.devices import lock_device, note_alive, revoke_device, unlock_device
from balai.kiosk.operations.visits import start_visit
from balai.printing.enums import Health, Trouble
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_officer
from tests.kiosk.factories import make_kiosk
from tests.printing.factories import make_job, make_printer

PAGES = ("/anjungan/", "/anjungan/selesai/", "/anjungan/panggil/", "/anjungan/tampilan/")


def knock(browser: HallClient, path: str) -> int:
    answer = browser.get(path)
    return int((browser.post(path) if answer.status_code == 405 else answer).status_code)


def test_a_locked_device_shows_one_page_whatever_it_asks_for(
    paired: HallClient, device: KioskDevice, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        lock_device(device=device, reason="Pencetak diperbaiki", by=actor)

    answer = paired.get("/anjungan/")

    assert [knock(paired, path) for path in PAGES if path == "/anjungan/"] == [423]
    assert [paired.post(path).status_code for path in PAGES[1:]] == [423] * 3
    assert "Pencetak diperbaiki" not in answer.content.decode()
    assert paired.post("/anjungan/hidup/").json() == {"locked": True}

    with acting_for(village):
        unlock_device(device=device, by=actor)
    assert paired.get("/anjungan/").status_code == 200


def test_a_revoked_device_opens_nothing(
    paired: HallClient, device: KioskDevice, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        revoke_device(device=device, by=actor)

    assert paired.get("/anjungan/").status_code == 403
    assert paired.post("/anjungan/hidup/").status_code == 403


def test_an_officers_sign_in_opens_no_kiosk_page(desk: HallClient) -> None:
    assert desk.get("/anjungan/").status_code == 403


def test_nothing_a_kiosk_shows_is_kept_by_the_browser(paired: HallClient) -> None:
    answers = [paired.get("/anjungan/"), paired.post("/anjungan/panggil/"), paired.post("/anjungan/selesai/")]

    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_the_desk_sees_whether_a_device_is_heard(paired: HallClient, desk: HallClient) -> None:
    silent = desk.get("/meja/anjungan/").content.decode()

    paired.post("/anjungan/hidup/")
    heard = desk.get("/meja/anjungan/").content.decode()

    assert DeviceState.SILENT.label in silent
    assert DeviceState.ONLINE.label in heard


def test_a_device_that_was_not_heard_for_a_while_is_silent(in_village: Village, actor: Actor) -> None:
    device, _ = make_kiosk(by=actor)
    now = timezone.now()
    note_alive(device=device, at=now)
    device.refresh_from_db()

    assert device.state(now + timedelta(seconds=44)) == DeviceState.ONLINE
    assert device.state(now + timedelta(seconds=46)) == DeviceState.SILENT


def test_a_call_is_seen_at_the_desk_until_somebody_goes(
    paired: HallClient, desk: HallClient, device: KioskDevice, village: Village
) -> None:
    paired.post("/anjungan/panggil/", {"next": "/sukamaju/anjungan/"})
    calling = desk.get("/meja/anjungan/").content.decode()
    work = desk.get("/meja/").content.decode()

    desk.post(f"/meja/anjungan/{device.pk}/datang/")
    answered = desk.get("/meja/anjungan/").content.decode()

    assert "Warga memanggil petugas" in calling
    assert f"Datangi {device.label}" in work
    assert "Warga memanggil petugas" not in answered
    with acting_for(village):
        assert AuditEntry.objects.filter(action=Action.CALL_ANSWERED).count() == 1


def test_the_way_back_leads_to_no_other_site(paired: HallClient) -> None:
    ours = paired.post("/anjungan/tampilan/", {"switch": "large", "next": "/sukamaju/anjungan/?a=1"})
    theirs = paired.post("/anjungan/tampilan/", {"switch": "large", "next": "//jahat.example/"})

    assert ours["Location"] == "/sukamaju/anjungan/?a=1"
    assert theirs["Location"] == "/sukamaju/anjungan/"


def test_switches_hold_until_the_visit_is_over(paired: HallClient) -> None:
    here = "/sukamaju/anjungan/panggil/"
    paired.post("/anjungan/tampilan/", {"switch": "large", "next": here})
    paired.post("/anjungan/tampilan/", {"switch": "contrast", "next": here})
    paired.post("/anjungan/tampilan/", {"switch": "speaks", "next": here})
    switched = paired.post("/anjungan/panggil/").content.decode()

    paired.post("/anjungan/selesai/")
    fresh = paired.post("/anjungan/panggil/").content.decode()

    assert '<html lang="id" class="kiosk" data-contrast="more" data-text="large">' in switched
    assert "Suara: <span>mati</span>" in switched
    assert '<html lang="id" class="kiosk">' in fresh
    assert "Suara: <span>hidup</span>" in fresh


@pytest.mark.parametrize(("role", "status"), [(Role.OPERATOR, 200), (Role.RT_HEAD, 403)])
def test_the_monitor_is_for_those_who_serve(
    visitor: HallClient, village: Village, role: Role, status: int
) -> None:
    visitor.force_login(make_officer(village, role))

    assert visitor.get("/meja/anjungan/").status_code == status
    assert visitor.get("/meja/anjungan/pasang/").status_code == 403


def test_the_monitor_asks_the_database_as_often_for_many_devices(
    desk: HallClient, village: Village, actor: Actor
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get("/meja/anjungan/")
        return len(captured)

    with acting_for(village):
        make_kiosk(by=actor)
    queries()  # the session is written on the first visit
    one = queries()
    with acting_for(village):
        for _ in range(3):
            make_kiosk(by=actor)

    assert queries() == one


def test_locking_needs_a_reason_and_is_told_in_the_trail(
    desk: HallClient, device: KioskDevice, village: Village
) -> None:
    without = desk.post(f"/meja/anjungan/{device.pk}/kunci/", {"reason": ""})
    with_reason = desk.post(f"/meja/anjungan/{device.pk}/kunci/", {"reason": "Kertas macet"})

    assert (without.status_code, with_reason.status_code) == (422, 302)
    with acting_for(village):
        assert AuditEntry.objects.get(action=Action.DEVICE_LOCKED).reason == "Kertas macet"
    assert "Kertas macet" in desk.get("/meja/anjungan/").content.decode()
    desk.post(f"/meja/anjungan/{device.pk}/buka/")
    assert "Kertas macet" not in desk.get("/meja/anjungan/").content.decode()


def test_a_device_is_changed_and_revoked_at_the_desk(
    desk: HallClient, paired: HallClient, device: KioskDevice
) -> None:
    address = f"/meja/anjungan/{device.pk}/"
    changed = desk.post(address, {"name": "Anjungan Teras", "place": "Teras", "is_training": "on"})

    training = paired.get("/anjungan/").content.decode()
    asked = desk.get(f"{address}cabut/")
    desk.post(f"{address}cabut/")

    assert changed.status_code == 302
    assert "LATIHAN" in training
    assert "Cabut Anjungan Teras?" in asked.content.decode()
    assert desk.get(address).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert paired.get("/anjungan/").status_code == 403


def test_the_monitor_tells_the_printer_of_a_device_and_what_it_printed_last(
    desk: HallClient, device: KioskDevice, village: Village, actor: Actor
) -> None:
    with acting_for(village):
        printer = make_printer(name="Printer Depan", health=Health.TROUBLED, troubles=[Trouble.PAPER_OUT])
        make_job(printer, title="Surat lama", device=device.label)
        make_job(printer, title="Surat Domisili", device=device.label)

    desk.post(
        f"/meja/anjungan/{device.pk}/",
        {"name": device.name, "place": device.place, "printer": str(printer.pk)},
    )
    page = desk.get("/meja/anjungan/").content.decode()

    assert "Printer Depan, perlu dilihat: Kertas habis" in page
    assert "Surat Domisili" in page
    assert "Surat lama" not in page


def test_the_monitor_tells_that_somebody_stands_there_and_asks_to_be_recognised_but_not_who(
    desk: HallClient, device: KioskDevice, village: Village
) -> None:
    idle = desk.get("/meja/anjungan/").content.decode()
    with acting_for(village):
        visit, _ = start_visit(device=device)
    used = desk.get("/meja/anjungan/").content.decode()
    with acting_for(village):
        ask_for_help(device=device.label, visit=visit.pk, wanted="Surat domisili", nik="9901014507929777")

    asking = desk.get("/meja/anjungan/").content.decode()

    assert "<dt>Dipakai</dt><dd>tidak</dd>" in idle
    assert "<dt>Dipakai</dt><dd>sejak" in used
    assert "minta dikenali" not in used
    assert "minta dikenali" in asking
    assert "9901014507929777" not in asking

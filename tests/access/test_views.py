"""The desk's pages about access: who may open them, what they show, and that a PIN is shown once."""

import re
import uuid
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.access import operations
from balai.access.claims import NikAndPin
from balai.access.enums import CardState, HelpState
from balai.access.models import HelpRequest, KtpTag, Pin, ServiceCard
from balai.accounts.attempts import TooManyAttempts
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.access.factories import CLERK, KIOSK, make_woman
from tests.factories import HallClient, make_officer

VISIT = uuid.UUID(int=7)


@pytest.fixture
def woman(village: Village) -> Resident:
    with acting_for(village):
        return make_woman()


@pytest.fixture
def page(woman: Resident) -> str:
    return f"/meja/warga/{woman.pk}/akses/"


def html(response: Any) -> str:
    return str(response.content.decode())


def shown_pin(response: Any) -> str:
    found = re.search(r'id="pin-baru">(\d{3}) (\d{3})<', html(response))
    assert found
    return found[1] + found[2]


def test_a_pin_is_given_and_shown_once(
    desk: HallClient, village: Village, woman: Resident, page: str
) -> None:
    asked = desk.get(f"{page}pin/")
    given = desk.post(f"{page}pin/", {"lasts": "tetap"})
    later = desk.get(page)

    pin = shown_pin(given)
    assert (asked.status_code, given.status_code, later.status_code) == (200, 200, 200)
    assert pin not in html(later).replace(" ", "")
    with acting_for(village):
        assert operations.recognise(NikAndPin(woman.nik, pin), device=KIOSK, by=CLERK).resident == woman


def test_a_new_pin_is_printed_from_its_page_only(
    desk: HallClient, village: Village, woman: Resident, page: str
) -> None:
    given = desk.post(f"{page}pin/", {"lasts": "4"})
    sealed = re.search(r'name="lembar" value="([^"]+)"', html(given))
    with acting_for(village):
        other = make_woman("Dewi Lestari")
    assert sealed

    printed = desk.post(f"{page}pin/lembar/", {"lembar": sealed[1]})
    forged = desk.post(f"{page}pin/lembar/", {"lembar": "x" + sealed[1]})
    of_another = desk.post(f"/meja/warga/{other.pk}/akses/pin/lembar/", {"lembar": sealed[1]})

    assert printed["Content-Type"] == "application/pdf"
    assert (forged.status_code, of_another.status_code) == (302, 302)
    with acting_for(village):
        assert AuditEntry.objects.filter(action="access.pin_printed").count() == 1


def test_a_pin_without_its_hours_is_not_given(desk: HallClient, village: Village, page: str) -> None:
    refused = desk.post(f"{page}pin/", {"lasts": "99"})

    assert refused.status_code == 422
    with acting_for(village):
        assert not Pin.objects.exists()


def test_a_pin_is_blocked_with_a_reason(
    desk: HallClient, village: Village, woman: Resident, page: str
) -> None:
    desk.post(f"{page}pin/", {"lasts": "tetap"})

    without = desk.post(f"{page}pin/blokir/", {"reason": ""})
    done = desk.post(f"{page}pin/blokir/", {"reason": "PIN diketahui orang lain"})

    assert (without.status_code, done.status_code) == (422, 302)
    assert "Diblokir" in html(desk.get(page))
    with acting_for(village):
        assert AuditEntry.objects.get(action="access.pin_blocked").reason == "PIN diketahui orang lain"


def test_the_wait_after_wrong_pins_is_shown_and_ended(
    desk: HallClient, village: Village, woman: Resident, page: str
) -> None:
    with acting_for(village):
        for _ in range(8):
            with suppress(operations.NotRecognised, TooManyAttempts):
                operations.recognise(NikAndPin(woman.nik, "480917"), device=KIOSK, by=CLERK)
    before = html(desk.get(page))

    desk.post(f"{page}tahanan/")

    assert "Ditahan karena PIN salah" in before
    assert "Ditahan karena PIN salah" not in html(desk.get(page))


@pytest.mark.usefixtures("sealed")
def test_a_card_is_given_printed_replaced_and_ended(
    desk: HallClient, village: Village, woman: Resident, page: str
) -> None:
    desk.post(f"{page}kartu/")
    with acting_for(village):
        first = ServiceCard.objects.get()
    printed = desk.post(f"{page}kartu/{first.pk}/cetak/")
    desk.post(f"{page}kartu/")
    with acting_for(village):
        second = ServiceCard.objects.in_use().get()
    asked = desk.get(f"{page}kartu/{second.pk}/akhiri/")
    unsaid = desk.post(f"{page}kartu/{second.pk}/akhiri/", {})
    desk.post(f"{page}kartu/{second.pk}/akhiri/", {"state": "lost", "reason": ""})
    again = desk.post(f"{page}kartu/{first.pk}/cetak/")

    assert printed["Content-Type"] == "application/pdf"
    assert (asked.status_code, unsaid.status_code, again.status_code) == (200, 422, 404)
    with acting_for(village):
        states = dict(ServiceCard.objects.values_list("pk", "state"))
    assert states == {first.pk: CardState.REPLACED, second.pk: CardState.LOST}
    assert first.serial in html(desk.get(page))


@pytest.mark.usefixtures("sealed")
def test_cards_that_wait_are_printed_together(desk: HallClient, village: Village, woman: Resident) -> None:
    with acting_for(village):
        cards = [operations.give_card(resident=one, by=CLERK) for one in (woman, make_woman("Dewi Lestari"))]
    listed = html(desk.get("/meja/kartu/"))

    nothing_chosen = desk.post("/meja/kartu/", {})
    printed = desk.post("/meja/kartu/", {"cards": [str(card.pk) for card in cards]})

    assert all(card.serial in listed for card in cards)
    assert nothing_chosen.status_code == 422
    assert printed["Content-Type"] == "application/pdf"
    assert "Tidak ada kartu yang menunggu" in html(desk.get("/meja/kartu/"))


def test_without_a_seal_no_card_is_printed_and_the_officer_is_told(
    desk: HallClient, village: Village, woman: Resident, page: str, settings: Any, tmp_path: Any
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    with acting_for(village):
        card = operations.give_card(resident=woman, by=CLERK)

    answer = desk.post(f"{page}kartu/{card.pk}/cetak/", follow=True)

    assert "Sertifikat kabupaten belum dibuat" in html(answer)
    with acting_for(village):
        assert ServiceCard.objects.get().printed_at is None


def test_a_ktp_is_registered_and_forgotten(desk: HallClient, village: Village, page: str) -> None:
    wrong = desk.post(f"{page}ktp/", {"scanned": "bukan chip"})
    desk.post(f"{page}ktp/", {"scanned": "0012345678"})
    registered = html(desk.get(page))
    desk.post(f"{page}ktp/hapus/", {"reason": "KTP diganti"})

    assert wrong.status_code == 422
    assert "bukan chip" not in html(wrong)
    assert "Terdaftar" in registered
    with acting_for(village):
        assert not KtpTag.objects.exists()


def test_the_page_of_a_resident_shows_what_they_hold(
    desk: HallClient, village: Village, woman: Resident
) -> None:
    with acting_for(village):
        operations.give_pin(resident=woman, by=CLERK)
        card = operations.give_card(resident=woman, by=CLERK)

    linked = html(desk.get(f"/meja/warga/{woman.pk}/"))
    piece = html(desk.get(f"/meja/warga/{woman.pk}/akses/", headers={"HX-Request": "true"}))

    assert f'hx-get="/sukamaju/meja/warga/{woman.pk}/akses/"' in linked
    assert card.serial in piece
    assert "<html" not in piece


def test_looking_at_somebodys_access_is_recorded(
    desk: HallClient, village: Village, woman: Resident, page: str
) -> None:
    desk.get(page)

    with acting_for(village):
        line = AuditEntry.objects.get(action="residents.read")
    assert (line.subject_id, line.reason) == (str(woman.pk), "Melihat akses anjungan")


def test_the_village_head_sees_access_and_gives_none(village: Village, woman: Resident, page: str) -> None:
    head = HallClient(village)
    head.force_login(make_officer(village, Role.VILLAGE_HEAD))

    seen = head.get(page)
    statuses = [
        head.post(f"{page}{path}").status_code
        for path in ("pin/", "pin/blokir/", "pin/lembar/", "tahanan/", "kartu/", "ktp/", "ktp/hapus/")
    ]

    assert seen.status_code == 200
    assert "Beri PIN" not in html(seen)
    assert statuses == [403] * 7


def test_heads_of_rt_open_nothing_of_it(village: Village, woman: Resident, page: str) -> None:
    head = HallClient(village)
    head.force_login(make_officer(village, Role.RT_HEAD))

    assert [head.get(path).status_code for path in (page, "/meja/bantuan/", "/meja/kartu/")] == [403] * 3


def test_residents_of_another_village_are_not_there(desk: HallClient, other_village: Village) -> None:
    with acting_for(other_village):
        stranger = make_woman()

    assert desk.get(f"/meja/warga/{stranger.pk}/akses/").status_code == 404
    assert desk.post(f"/meja/warga/{stranger.pk}/akses/pin/", {"lasts": "tetap"}).status_code == 404


@pytest.fixture
def call(village: Village, woman: Resident) -> HelpRequest:
    with acting_for(village):
        return operations.ask_for_help(device=KIOSK, visit=VISIT, wanted="Surat domisili", nik=woman.nik)


def state_of_call(village: Village) -> HelpState:
    with acting_for(village):
        return operations.help_state(visit=VISIT).state


def test_an_officer_finds_the_person_by_the_nik_that_was_typed(
    desk: HallClient, village: Village, woman: Resident, call: HelpRequest
) -> None:
    listed = html(desk.get("/meja/bantuan/"))
    opened = html(desk.get(f"/meja/bantuan/{call.pk}/"))
    asked = html(desk.get(f"/meja/bantuan/{call.pk}/kenali/{woman.pk}/"))
    done = desk.post(f"/meja/bantuan/{call.pk}/kenali/{woman.pk}/")

    assert f"{KIOSK} minta bantuan" in listed
    assert woman.full_name in opened
    assert f"Benar ini {woman.full_name}?" in asked
    assert done.status_code == 302
    assert state_of_call(village) is HelpState.CONFIRMED
    with acting_for(village):
        reads = AuditEntry.objects.filter(action="residents.read", subject_id=str(woman.pk))
        assert {line.reason for line in reads} == {"Mengenali warga di anjungan"}


def test_the_desk_shows_who_waits_at_a_kiosk(desk: HallClient, village: Village, call: HelpRequest) -> None:
    home, strip = html(desk.get("/meja/")), html(desk.get("/meja/bantuan/pita/"))
    with acting_for(village):
        operations.withdraw_help(visit=VISIT)

    assert f"{KIOSK} minta bantuan" in home
    assert f"{KIOSK} minta bantuan" in strip
    assert "minta bantuan" not in html(desk.get("/meja/"))


def test_who_may_not_see_residents_hears_of_no_call(village: Village, call: HelpRequest) -> None:
    head = HallClient(village)
    head.force_login(make_officer(village, Role.RT_HEAD))

    assert "minta bantuan" not in html(head.get("/meja/"))
    assert head.get("/meja/bantuan/pita/").status_code == 403


def test_an_officer_finds_somebody_else_by_name_and_no_name_stands_in_the_address(
    desk: HallClient, village: Village, call: HelpRequest
) -> None:
    with acting_for(village):
        make_woman("Dewi Lestari")

    sent = desk.post(f"/meja/bantuan/{call.pk}/", {"q": "dewi"})
    found = html(desk.get(sent["Location"]))

    assert "dewi" not in sent["Location"]
    assert "Dewi Lestari" in found


def test_an_officer_refuses_with_a_reason(desk: HallClient, village: Village, call: HelpRequest) -> None:
    without = desk.post(f"/meja/bantuan/{call.pk}/tolak/", {})
    desk.post(f"/meja/bantuan/{call.pk}/tolak/", {"reason": "wajah tidak sesuai"})

    assert without.status_code == 422
    assert state_of_call(village) is HelpState.REFUSED


def test_a_call_that_is_over_leads_back_to_the_list(
    desk: HallClient, village: Village, woman: Resident, call: HelpRequest
) -> None:
    with acting_for(village):
        operations.withdraw_help(visit=VISIT)

    answers = [
        desk.get(f"/meja/bantuan/{call.pk}/"),
        desk.post(f"/meja/bantuan/{call.pk}/kenali/{woman.pk}/"),
        desk.post(f"/meja/bantuan/{call.pk}/tolak/", {"reason": "terlambat"}),
    ]

    assert {answer["Location"] for answer in answers} == {"/sukamaju/meja/bantuan/"}
    assert state_of_call(village) is HelpState.WITHDRAWN


def test_the_pages_ask_the_database_the_same_however_much_there_is(
    desk: HallClient, village: Village, woman: Resident, page: str
) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(path).status_code == 200
        return len(queries)

    with acting_for(village):
        operations.give_card(resident=woman, by=CLERK)
    asked(page)  # what is asked once in a process
    few = [asked(page), asked("/meja/kartu/"), asked("/meja/bantuan/")]
    with acting_for(village):
        for number in range(3):
            operations.give_card(resident=woman, by=CLERK)
            operations.give_card(resident=make_woman(f"Dewi {number}"), by=CLERK)
            operations.ask_for_help(device=KIOSK, visit=uuid.UUID(int=number))

    assert [asked(page), asked("/meja/kartu/"), asked("/meja/bantuan/")] == few

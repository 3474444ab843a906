"""The pages of the seal, and of letters that wait for theirs."""

from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.accounts.models import AuditEntry
from balai.letters.enums import LetterState, SealService, SealUsed
from balai.letters.models import Letter, SealChoice
from balai.letters.operations import sign_otherwise
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import HallClient
from tests.letters.factories import BY, NOW, Desks
from tests.letters.test_approval_views import browser, choice
from tests.letters.test_sealing import (
    ACCOUNT_SECRET,
    ACTIVE,
    SECRET,
    bsre,
    desks,
    link_of,
    photographed,
    proposed,
    signed,
    waiting,
)
from tests.letters.test_views import html

__all__ = ["desks"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hall")]


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel(NOW):
        yield


def test_the_administrator_chooses_bsre_and_never_sees_the_password_again(
    village: Village, desks: Desks, desk: HallClient
) -> None:
    data = {
        "service": "bsre_v1",
        "address": "https://esign.example",
        "user": "balai",
        "password": "sandi-baru",
    }

    assert desk.post("/meja/surat/segel/", data).status_code == 302

    with acting_for(village):
        assert SealChoice.objects.get().service == SealService.BSRE_V1
        assert "sandi" not in str(list(AuditEntry.objects.values_list("facts", "reason")))
    assert "sandi-baru" not in html(desk.get("/meja/surat/segel/"))
    assert desk.post("/meja/surat/segel/", {**data, "address": ""}).status_code == 422
    assert desk.post("/meja/surat/segel/", {"service": "own"}).status_code == 302
    with acting_for(village):
        assert SealChoice.objects.get().service == SealService.OWN


def test_the_signer_types_his_passphrase_once_for_all_he_ticked(village: Village, desks: Desks) -> None:
    head = browser(village, desks.head)
    proposals = proposed(village, desks, 2)
    page = html(head.get("/meja/surat/menunggu/"))
    assert ("Passphrase TTE Anda" in page, ACCOUNT_SECRET in page) == (True, False)

    with bsre(village, ACTIVE, signed, signed):
        answer = head.post(
            "/meja/surat/menunggu/setuju/",
            {"pilih": [choice(each) for each in proposals], "passphrase": SECRET},
        )

    assert "2 dari 2 surat disetujui" in html(answer)
    assert SECRET not in html(answer)
    with acting_for(village):
        assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.ISSUED}


def test_letters_that_wait_are_shown_to_the_signer_and_sealed_from_there(
    village: Village, desks: Desks
) -> None:
    head = browser(village, desks.head)
    letters = waiting(village, desks, 2)
    page = html(head.get("/meja/surat/menunggu/"))
    assert "2 surat bernomor menunggu TTE Anda" in page
    assert "menunggu" in html(head.get("/meja/"))

    with bsre(village, signed, signed):
        head.post(
            "/meja/surat/menunggu/segel/", {"pilih": [str(each.pk) for each in letters], "passphrase": SECRET}
        )

    with acting_for(village):
        assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.ISSUED}


def test_a_waiting_letter_is_printed_signed_by_hand_and_scanned(
    village: Village, desks: Desks, desk: HallClient
) -> None:
    [letter] = waiting(village, desks)
    address = f"/meja/surat/{letter.pk}/"
    assert "Tanda tangani dengan tangan saja" in html(desk.get(address))
    desk.post(f"{address}cara/")
    assert desk.get(f"{address}kertas.pdf")["Content-Type"] == "application/pdf"
    with acting_for(village):
        letter = Letter.objects.get()
        scan = photographed(link_of(letter))
    wrong = desk.post(f"{address}pindaian/", {"scan": SimpleUploadedFile("s.png", b"bukan gambar")})
    assert wrong.status_code == 422

    desk.post(f"{address}pindaian/", {"scan": SimpleUploadedFile("s.png", scan)})

    page = html(desk.get(address))
    assert "Ditandatangani tangan" in page
    assert desk.get(f"{address}surat.pdf")["Content-Type"] == "application/pdf"


def test_a_number_is_given_up_with_a_reason(village: Village, desks: Desks, desk: HallClient) -> None:
    [letter] = waiting(village, desks)

    assert desk.post(f"/meja/surat/{letter.pk}/batal/", {"reason": ""}).status_code == 422
    desk.post(f"/meja/surat/{letter.pk}/batal/", {"reason": "Warga batal"})

    with acting_for(village):
        assert Letter.objects.get().state == LetterState.VOID


def test_only_letters_that_wait_for_a_hand_take_a_scan(
    village: Village, desks: Desks, desk: HallClient
) -> None:
    [letter] = waiting(village, desks)
    assert desk.get(f"/meja/surat/{letter.pk}/pindaian/").status_code == 404

    with acting_for(village):
        sign_otherwise(letter=letter, seal=SealUsed.HANDWRITTEN, by=BY)

    assert desk.get(f"/meja/surat/{letter.pk}/pindaian/").status_code == 200

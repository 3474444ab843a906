"""What somebody could do at a kiosk that nobody should, and screens from which there was no way on."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from balai.access.enums import Way
from balai.access.operations import waiting_calls
from balai.core.questions import Answer
from balai.introductions.facts import sign_introduction
from balai.introductions.models import Introduction
from balai.introductions.operations import record_paper
from balai.introductions.operations.giving import Paper
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.models import Errand, Visit
from balai.kiosk.operations.devices import lock_device, unlock_device
from balai.kiosk.operations.kinds import rule_kind
from balai.kiosk.taking_along import token_of
from balai.letters.drafting import Wish
from balai.letters.enums import Chain
from balai.letters.models import Kind, Letter
from balai.letters.models.agenda import Reprint
from balai.letters.operations import revoke_letter
from balai.printing.enums import JobState
from balai.printing.models import Printer, PrintJob
from balai.residents.enums import Relation
from balai.residents.models import Resident
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_actor, make_officer
from tests.kiosk.visit.conftest import BY, Hall, address_of
from tests.letters.factories import issue, make_resident, version_of


def introduce(hall: Hall, resident: Resident, purpose: str = "Mengurus surat") -> Introduction:
    """An introduction on paper that the desk has copied."""
    with acting_for(hall.village):
        return record_paper(
            resident=resident,
            purpose=purpose,
            paper=Paper(head="Slamet Riyadi", written_on=timezone.localdate()),
            request_key=uuid4(),
            by=make_actor(make_officer(hall.village)),
        )


def offer(
    hall: Hall, slug: str, *ways: Way, introduction: IntroductionRule = IntroductionRule.OPTIONAL
) -> None:
    with acting_for(hall.village):
        rule_kind(
            kind=Kind.objects.get(slug=slug), is_offered=True, ways=ways, introduction=introduction, by=BY
        )


def child_of(hall: Hall) -> Resident:
    with acting_for(hall.village):
        return make_resident(
            family=hall.siti.family,
            relation=Relation.CHILD,
            full_name="Bagas Pratama",
            birth_date=timezone.localdate().replace(year=timezone.localdate().year - 9),
        )


def test_one_introduction_is_good_for_one_letter(hall: Hall) -> None:
    found = introduce(hall, hall.siti)
    hall.begin("skck")
    hall.post("pengantar/", code=found.code)
    hall.post("tanya/", isian="purpose", purpose="Melamar kerja")
    hall.post("cetak/")

    assert address_of(hall.begin("izin-keramaian")).endswith("/anjungan/siapa/")
    hall.post("pengantar/", code=found.code)

    assert hall.get("lanjut/").url.endswith("/anjungan/siapa/")
    with acting_for(hall.village):
        assert Letter.objects.count() == 1


def test_a_code_shown_for_one_kind_opens_no_other(hall: Hall) -> None:
    found = introduce(hall, hall.siti)
    hall.begin("skck")
    hall.post("pengantar/", code=found.code)
    assert hall.visit().way == Way.INTRODUCTION

    assert address_of(hall.begin("izin-keramaian")).endswith("/anjungan/siapa/")


def test_an_introduction_shown_on_the_first_page_is_not_taken_for_a_card(hall: Hall) -> None:
    found = introduce(hall, hall.siti)
    with acting_for(hall.village):
        signed = sign_introduction(found.pk, village=hall.village, valid_until=found.valid_until)
    hall.begin("skck")

    hall.post("siapa/", scanned=signed)
    assert hall.get("lanjut/").url.endswith("/anjungan/tanya/")

    hall.begin("domisili")  # which nobody gets on the word of the RT alone
    answer = hall.post("siapa/", scanned=signed)
    assert answer.status_code == 422
    assert "belum cocok" in answer.content.decode()


def test_the_introduction_of_a_mother_is_not_used_for_her_child(hall: Hall) -> None:
    offer(hall, "domisili", Way.NIK_PIN, introduction=IntroductionRule.REQUIRED)
    child, found = child_of(hall), introduce(hall, hall.siti)
    hall.begin()
    hall.identify()

    hall.post("untuk/", warga=str(child.pk))

    assert hall.get("lanjut/").url.endswith("/anjungan/pengantar/")
    with acting_for(hall.village):
        found.refresh_from_db()
        assert found.used_at is None


def test_locking_forgets_whoever_stood_there(hall: Hall) -> None:
    hall.to_check()
    with acting_for(hall.village):
        lock_device(device=hall.device, reason="Pencetak rusak", by=BY)
        unlock_device(device=hall.device, by=BY)

    assert hall.get("periksa/").url.endswith("/anjungan/")
    assert "Siti" not in hall.get("pilih/").content.decode()


def test_the_resting_screen_forgets_whoever_stood_there(hall: Hall) -> None:
    hall.to_check()

    hall.get("")

    assert hall.get("periksa/").url.endswith("/anjungan/")


def test_an_ended_visit_does_not_say_who_it_was(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")
    hall.begin("skck")

    hall.post("selesai/")

    with acting_for(hall.village):
        assert list(Visit.objects.values_list("resident", "rated_at")) == [(None, None)]
        assert list(Errand.objects.values_list("kind__slug", "resident", "answers")) == [
            ("domisili", None, {})
        ]


def test_a_letter_is_collected_once_however_often_it_is_touched(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")
    hall.post("selesai/")
    letter = hall.errand().letter
    assert letter is not None
    hall.post("ambil/mulai/")
    hall.identify()

    for _ in range(2):
        hall.post("ambil/cetak/", surat=str(letter.pk))

    with acting_for(hall.village):
        assert (PrintJob.objects.count(), Reprint.objects.count()) == (2, 1)


def test_somebody_known_by_an_introduction_may_still_say_who_they_are_to_collect(hall: Hall) -> None:
    found = introduce(hall, hall.siti)
    hall.begin("skck")
    hall.post("pengantar/", code=found.code)
    hall.post("tanya/", isian="purpose", purpose="Melamar kerja")
    hall.post("cetak/")

    hall.post("ambil/mulai/")

    assert hall.get("ambil/").url.endswith("/anjungan/siapa/")
    assert hall.get("siapa/").status_code == 200
    assert hall.identify().url.endswith("/anjungan/ambil/")


def test_in_training_there_is_nothing_to_collect_and_no_circle(hall: Hall) -> None:
    train(hall)
    hall.post("ambil/mulai/")

    assert hall.post("siapa/", nik="1", pin="1").url.endswith("/anjungan/ambil/")

    assert "Belum ada dokumen" in hall.get("ambil/").content.decode()


def test_training_goes_on_also_where_a_kind_wants_another_way(hall: Hall) -> None:
    train(hall)
    offer(hall, "domisili", Way.CARD_PIN)
    hall.begin()

    hall.post("siapa/", nik="1", pin="1")

    assert hall.get("lanjut/").url.endswith("/anjungan/tanya/")


def train(hall: Hall) -> None:
    with acting_for(hall.village):
        hall.device.is_training = True
        hall.device.save(update_fields=["is_training"])


@pytest.mark.parametrize("retired", ["before", "never chosen"])
def test_a_printer_that_is_not_used_any_more_is_no_printer(hall: Hall, retired: str) -> None:
    with acting_for(hall.village):
        Printer.objects.update(is_active=retired != "before")
        if retired == "never chosen":
            hall.device.printer = None
            hall.device.save(update_fields=["printer"])
    hall.to_check()

    answer = hall.post("cetak/")

    assert answer.status_code == 409
    assert "belum punya pencetak" in answer.content.decode()
    with acting_for(hall.village):
        assert Letter.objects.count() == 0


def test_after_a_page_that_was_sent_the_way_back_is_a_page(hall: Hall) -> None:
    with acting_for(hall.village):
        Printer.objects.update(is_active=False)
    hall.to_check()

    answer = hall.post("cetak/")

    assert b'name="next" value="/sukamaju/anjungan/lanjut/"' in answer.content


def test_a_page_that_is_missing_leads_back_to_the_resting_screen(hall: Hall) -> None:
    answer: Any = hall.get("tidak-ada/")

    assert answer.status_code == 404
    assert b'http-equiv="refresh" content="8; url=/sukamaju/anjungan/"' in answer.content


def test_a_revoked_letter_is_not_taken_along(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")
    letter = hall.errand().letter
    assert letter is not None
    token = token_of(letter)
    with acting_for(hall.village):
        revoke_letter(letter=letter, reason="Salah nama", by=BY)

    assert HallClient(hall.village).get(f"/bawa/{token}/").status_code == 404


def test_the_officer_is_told_the_nik_that_was_typed(hall: Hall) -> None:
    hall.begin()

    hall.post("bantuan/minta/", nik=hall.siti.nik, pin="")

    with acting_for(hall.village):
        assert [call.nik for call in waiting_calls()] == [hall.siti.nik]


def test_others_in_a_letter_are_picked_from_the_own_family(hall: Hall) -> None:
    offer(hall, "suami-istri", Way.NIK_PIN)
    with acting_for(hall.village):
        husband = make_resident(
            family=hall.siti.family, relation=Relation.HUSBAND, full_name="Budi Santosa", sex=1
        )
    hall.begin("suami-istri")
    hall.identify()
    assert "Budi Santosa" in hall.get("pihak/").content.decode()

    hall.post("pihak/", pihak="spouse", warga=str(husband.pk))

    assert hall.errand().parties == {"spouse": str(husband.pk)}
    assert hall.get("lanjut/").status_code == 302


def test_somebody_elses_id_is_no_member_of_the_family(hall: Hall) -> None:
    offer(hall, "suami-istri", Way.NIK_PIN)
    with acting_for(hall.village):
        stranger = make_resident(full_name="Orang Lain")
    hall.begin("suami-istri")
    hall.identify()

    hall.post("pihak/", pihak="spouse", warga=str(stranger.pk))

    assert hall.errand().parties == {"spouse": ""}


def test_the_code_of_what_must_be_signed_comes_on_a_slip(hall: Hall) -> None:
    with acting_for(hall.village):
        Kind.objects.filter(slug="domisili").update(chain=Chain.SECRETARY_HEAD)
        hall.device.slip_printer = Printer.objects.create(
            name="Struk", kind="slip", address="tcp://127.0.0.1:9"
        )
        hall.device.save(update_fields=["slip_printer"])
    hall.to_check()

    assert address_of(hall.post("cetak/")).endswith("/anjungan/keluar/")

    with acting_for(hall.village):
        (slip,) = PrintJob.objects.all()
    assert (slip.title, slip.state) == ("Kode ambil", "failed")  # nobody listens there; the ledger says so
    assert hall.errand().spelled_code in hall.get("keluar/").content.decode()


def test_the_forms_of_a_letter_come_out_behind_it(hall: Hall) -> None:
    told: Mapping[str, Answer] = {
        "document": "Ijazah",
        "document_number": "12/2010",
        "other_name": "Siti Aminah L.",
        "difference": "Nama",
        "purpose": "Mendaftar sekolah",
        "correct_register": True,
    }
    with acting_for(hall.village):
        wish = Wish(version=version_of("beda-identitas"), resident=hall.siti, answers=told)
        letter = issue(wish, at=timezone.now())
    hall.post("ambil/mulai/")
    hall.identify()

    hall.post("ambil/cetak/", surat=str(letter.pk))

    with acting_for(hall.village):
        titles = list(PrintJob.objects.order_by("created_at", "id").values_list("title", flat=True))
        PrintJob.objects.update(state=JobState.DONE, ended_at=timezone.now())
    assert len(titles) == 2
    assert titles[0].endswith(letter.number)
    assert "F-1.06" in titles[1]
    assert "keluar sesudah surat" in hall.get("keluar/").content.decode()

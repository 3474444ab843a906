"""The minute: from the first touch to a letter in the printer's queue."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from balai.access.enums import Way
from balai.access.operations import confirm_help, waiting_calls
from balai.core.questions import Question, QuestionType
from balai.introductions.operations import record_paper
from balai.introductions.operations.giving import Paper as PaperIntroduction
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.models import Errand, KindAtKiosk, KioskDevice
from balai.kiosk.operations.visits import end_deserted_visits
from balai.kiosk.taking_along import token_of
from balai.letters.asking import questions_for
from balai.letters.enums import Chain
from balai.letters.models import Kind, Letter, Proposal
from balai.printing.models import Printer, PrintJob
from balai.residents.enums import Relation
from balai.tenancy.scope import acting_for
from tests.factories import HallClient, make_actor, make_officer
from tests.kiosk.visit.conftest import BY, Hall, address_of
from tests.letters.factories import make_resident
from tests.virtual_printer import VirtualPrinter


def test_a_letter_with_nik_and_pin(hall: Hall) -> None:
    assert address_of(hall.begin()).endswith("/anjungan/siapa/")
    assert address_of(hall.identify()).endswith("/anjungan/tanya/")
    hall.post("tanya/", isian="purpose", purpose="Membuka rekening bank")
    shown = hall.get("periksa/").content.decode()
    assert "Siti Aminah Lestari" in shown
    assert hall.siti.nik not in shown

    assert address_of(hall.post("cetak/")).endswith("/anjungan/keluar/")

    errand = hall.errand()
    assert errand.letter is not None
    assert errand.letter.resident_id == hall.siti.pk
    assert errand.print_job is not None
    assert errand.print_job.pdf_sha256 == errand.letter.pdf_sha256
    assert errand.letter.number in hall.get("keluar/").content.decode()


def test_pressing_print_twice_makes_one_letter_and_one_print(hall: Hall) -> None:
    hall.to_check()

    hall.post("cetak/")
    hall.post("cetak/")

    with acting_for(hall.village):
        assert (Letter.objects.count(), PrintJob.objects.count()) == (1, 1)


def test_no_page_opens_before_its_turn(hall: Hall) -> None:
    hall.begin()

    turned = {path: hall.get(f"{path}/").url for path in ("periksa", "tanya", "keluar", "pihak")}

    assert {url.rsplit("/anjungan/")[1] for url in turned.values()} == {"siapa/"}
    assert hall.post("cetak/").url.endswith("/anjungan/lanjut/")


def test_wrong_data_gets_one_sentence_whatever_was_wrong(hall: Hall) -> None:
    hall.begin()

    said = {
        hall.identify(pin="000000").content.decode().count("Data tadi belum cocok"),
        hall.identify(nik="9901014507929999").content.decode().count("Data tadi belum cocok"),
    }

    assert said == {1}
    assert hall.visit().resident_id is None


def test_wrong_pins_are_counted_though_the_page_answers(hall: Hall) -> None:
    hall.begin()

    answers = [hall.identify(pin="000000").status_code for _ in range(6)]

    assert answers[0] == 422
    assert answers[-1] == 429
    assert hall.identify().status_code == 429


def test_after_selesai_nothing_of_the_first_is_left(hall: Hall) -> None:
    hall.to_check()

    hall.post("selesai/")

    for path in ("periksa/", "keluar/", "lanjut/", "ambil/", "ganti/"):
        assert hall.get(path).url.endswith("/anjungan/")
    with acting_for(hall.village):
        assert not Errand.objects.exists()
    assert "Siti" not in hall.get("pilih/").content.decode()


def test_a_stolen_cookie_of_an_ended_visit_opens_nothing(hall: Hall) -> None:
    hall.to_check()
    kept = hall.kiosk.cookies["balai_kunjungan"].value
    hall.post("selesai/")

    hall.kiosk.cookies["balai_kunjungan"] = kept

    assert hall.get("periksa/").url.endswith("/anjungan/")


def test_a_new_touch_ends_the_visit_that_was_left(hall: Hall) -> None:
    hall.to_check()
    del hall.kiosk.cookies["balai_kunjungan"]

    hall.begin("skck")

    with acting_for(hall.village):
        assert list(Errand.objects.values_list("kind__slug", "answers")) == [("skck", {})]


def test_the_next_letter_needs_no_second_pin(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")

    assert address_of(hall.begin("skck")).endswith("/anjungan/tanya/")


def test_what_the_head_signs_is_sent_and_gets_a_code(hall: Hall) -> None:
    with acting_for(hall.village):
        Kind.objects.filter(slug="domisili").update(chain=Chain.SECRETARY_HEAD)
    hall.to_check()

    hall.post("cetak/")

    errand = hall.errand()
    with acting_for(hall.village):
        assert (Letter.objects.count(), Proposal.objects.count()) == (0, 1)
    assert errand.spelled_code in hall.get("keluar/").content.decode()
    hall.post("selesai/")
    assert "masih menunggu" in hall.post("kode/", code=errand.spelled_code).content.decode()


def test_a_kind_that_the_village_took_away_does_not_begin(hall: Hall) -> None:
    with acting_for(hall.village):
        KindAtKiosk.objects.create(
            kind=Kind.objects.get(slug="domisili"),
            is_offered=False,
            ways=["nik_pin"],
            introduction=IntroductionRule.OPTIONAL,
        )

    assert hall.begin().url.endswith("/anjungan/pilih/")


def test_a_kind_that_wants_an_introduction_asks_for_it(hall: Hall) -> None:
    with acting_for(hall.village):
        KindAtKiosk.objects.create(
            kind=Kind.objects.get(slug="domisili"),
            is_offered=True,
            ways=["nik_pin"],
            introduction=IntroductionRule.REQUIRED,
        )
    hall.begin()
    hall.identify()

    assert hall.get("lanjut/").url.endswith("/anjungan/pengantar/")
    assert hall.post("pengantar/", code="BCDFG-HJKMN").status_code == 422


def test_an_introduction_that_is_ready_need_not_be_shown(hall: Hall) -> None:
    with acting_for(hall.village):
        KindAtKiosk.objects.create(
            kind=Kind.objects.get(slug="domisili"),
            is_offered=True,
            ways=["nik_pin"],
            introduction=IntroductionRule.REQUIRED,
        )
        paper = record_paper(
            resident=hall.siti,
            purpose="Domisili",
            paper=PaperIntroduction(head="Slamet Riyadi", written_on=timezone.localdate()),
            request_key=uuid4(),
            by=make_actor(make_officer(hall.village)),
        )
    hall.to_check()

    hall.post("cetak/")

    assert hall.errand().introduction_id == paper.pk
    with acting_for(hall.village):
        paper.refresh_from_db()
        assert paper.letter_key == hall.errand().id


@pytest.mark.parametrize("asked", ["buka warung", "bikin surat usha"])
def test_plain_words_find_a_letter(hall: Hall, asked: str) -> None:
    assert 'value="usaha"' in hall.post("cari/", q=asked).content.decode()


def test_the_letter_goes_along_on_the_phone_for_a_day(hall: Hall) -> None:
    hall.to_check()
    hall.post("cetak/")
    letter = hall.errand().letter
    assert letter is not None

    answer = HallClient(hall.village).get(f"/bawa/{token_of(letter)}/")

    assert answer.content[:5] == b"%PDF-"
    assert HallClient(hall.village).get("/bawa/forged:x:y/").status_code == 410


def test_in_training_nothing_is_numbered(hall: Hall) -> None:
    with acting_for(hall.village):
        hall.device.is_training = True
        hall.device.save(update_fields=["is_training"])
    hall.begin()
    hall.post("siapa/", nik="1", pin="1")
    hall.post("tanya/", isian="purpose", purpose="Melamar kerja")
    assert "rekaan" in hall.get("periksa/").content.decode()

    hall.post("cetak/")

    with acting_for(hall.village):
        assert Letter.objects.count() == 0
        assert list(PrintJob.objects.values_list("is_training", flat=True)) == [True]


def test_an_officer_says_who_it_is(hall: Hall) -> None:
    hall.begin()
    assert hall.post("bantuan/minta/").url.endswith("/anjungan/bantuan/")
    assert "Petugas sudah dipanggil" in hall.get("bantuan/").content.decode()
    with acting_for(hall.village):
        confirm_help(call=waiting_calls()[0], resident=hall.siti, by=BY)

    assert "sudah mengenali Anda" in hall.get("bantuan/").content.decode()
    assert hall.post("bantuan/terima/").url.endswith("/anjungan/lanjut/")

    assert (hall.visit().resident_id, hall.visit().way) == (hall.siti.pk, Way.OFFICER)


def test_a_call_for_help_ends_with_the_visit(hall: Hall) -> None:
    hall.begin()
    hall.post("bantuan/minta/")

    hall.post("selesai/")

    with acting_for(hall.village):
        assert waiting_calls() == []


def test_a_deserted_visit_is_forgotten_though_the_screen_died(hall: Hall) -> None:
    hall.to_check()

    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=60), tick=False), acting_for(hall.village):
        assert end_deserted_visits() == 1

    assert hall.get("periksa/").url.endswith("/anjungan/")
    with acting_for(hall.village):
        assert not Errand.objects.exists()


def test_without_paper_nothing_is_numbered_and_an_officer_is_called(
    hall: Hall, office_printer: VirtualPrinter
) -> None:
    hall.to_check()
    office_printer.empty_paper()

    answer = hall.post("cetak/")
    office_printer.refill()

    assert answer.status_code == 409
    assert "Kertasnya habis. Petugas sudah diberi tahu." in answer.content.decode()
    with acting_for(hall.village):
        assert Letter.objects.count() == 0
        assert KioskDevice.objects.get(pk=hall.device.pk).called_at is not None
    assert address_of(hall.post("cetak/")).endswith("/anjungan/keluar/")


def test_one_answer_is_changed_before_printing(hall: Hall) -> None:
    hall.to_check()
    assert "Membuka rekening bank" in hall.get("ganti/").content.decode()

    hall.post("tanya/", isian="since", since="05072015")
    hall.post("tanya/", isian="purpose", purpose="Melamar kerja")

    shown = hall.get("ganti/").content.decode()
    assert "Melamar kerja" in shown
    assert "5 Juli 2015" in shown


def test_a_pin_of_ones_own(hall: Hall) -> None:
    hall.post("ambil/mulai/")
    hall.identify()

    differing = hall.post("pin/", old=hall.pin, new="730164", again="730165")
    wrong = hall.post("pin/", old="000001", new="730164", again="730164")
    weak = hall.post("pin/", old=hall.pin, new="123456", again="123456")
    changed = hall.post("pin/", old=hall.pin, new="730164", again="730164")

    assert [each.status_code for each in (differing, wrong, weak, changed)] == [422, 422, 422, 200]
    hall.post("selesai/")
    hall.begin()
    assert address_of(hall.identify(pin="730164")).endswith("/anjungan/tanya/")


def test_a_browser_that_prints_takes_the_paper_once_and_the_ledger_says_no_more(hall: Hall) -> None:
    with acting_for(hall.village):
        hall.device.printer = Printer.objects.create(name="Peramban", kind="browser")
        hall.device.save(update_fields=["printer"])
    hall.to_check()
    hall.post("cetak/")
    assert "data-prints-at-once" in hall.get("keluar/").content.decode()

    assert hall.get("cetakan/").content[:5] == b"%PDF-"
    assert hall.post("diserahkan/", then="").url.endswith("/anjungan/keluar/")

    with acting_for(hall.village):
        assert list(PrintJob.objects.values_list("state", flat=True)) == ["handed_over"]
    assert "data-prints-at-once" not in hall.get("keluar/").content.decode()


def test_what_most_people_say_is_touched_and_anything_else_is_typed(hall: Hall) -> None:
    hall.begin("usaha")
    hall.identify()
    hall.post("tanya/", isian="business_name", business_name="Warung Bu Siti")
    assert 'value="Warung kelontong"' in hall.get("tanya/").content.decode()

    keyboard = hall.post("tanya/", isian="business_kind", ketik="").content.decode()
    hall.post("tanya/", isian="business_kind", business_kind="Bengkel sepeda")

    assert 'data-pad="letters"' in keyboard
    assert hall.errand().answers == {"business_name": "Warung Bu Siti", "business_kind": "Bengkel sepeda"}


def test_own_words_that_are_missing_are_asked_again_with_a_reason(hall: Hall) -> None:
    hall.begin()
    hall.identify()

    answer = hall.post("tanya/", isian="purpose", purpose="lainnya", purpose_lainnya="")

    assert answer.status_code == 422
    assert "Sebutkan dulu yang dimaksud." in answer.content.decode()


def test_several_of_the_family_may_be_picked(hall: Hall) -> None:
    with acting_for(hall.village):
        make_resident(family=hall.siti.family, relation=Relation.CHILD, full_name="Bagas Pratama")
        KindAtKiosk.objects.create(
            kind=Kind.objects.get(slug="pindah"),
            is_offered=True,
            ways=["nik_pin"],
            introduction=IntroductionRule.FORBIDDEN,
        )
    hall.begin("pindah")
    hall.identify()

    members = next(each for each in questions_of(hall) if each.type is QuestionType.MEMBERS)

    page = hall.get(f"tanya/?isian={members.name}").content.decode()
    assert page.count('type="checkbox"') == 2


def questions_of(hall: Hall) -> list[Question]:
    """What the errand's kind asks, for this resident."""
    with acting_for(hall.village):
        errand = hall.errand()
        return questions_for(errand.version.definition, hall.siti)


@pytest.mark.parametrize("path", ["siapa/", "pengantar/"])
def test_only_pages_that_read_codes_may_use_the_camera(hall: Hall, path: str) -> None:
    hall.begin("skck")

    assert "camera=(self)" in hall.get(path)["Permissions-Policy"]
    assert "camera=()" in hall.get("pilih/")["Permissions-Policy"]

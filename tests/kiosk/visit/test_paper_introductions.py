"""A paper of the RT without a code: photographed at the kiosk, where the village lets that do."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.access.enums import Way
from balai.introductions.enums import Origin
from balai.introductions.models import Introduction
from balai.introductions.operations import change_rules
from balai.kiosk.enums import IntroductionRule
from balai.kiosk.operations.kinds import rule_kind
from balai.letters.models import Kind, Letter
from balai.tenancy.scope import acting_for
from tests.kiosk.visit.conftest import BY, Hall
from tests.villages.factories import make_picture


@pytest.fixture
def asked(hall: Hall) -> Hall:
    """Somebody known stands where the introduction is asked for; photographs are taken."""
    with acting_for(hall.village):
        change_rules(days_valid=14, rw_endorses=True, takes_photos=True, by=BY)
        rule_kind(
            kind=Kind.objects.get(slug="domisili"),
            is_offered=True,
            ways=(Way.NIK_PIN,),
            introduction=IntroductionRule.REQUIRED,
            by=BY,
        )
    hall.begin()
    hall.identify()
    assert hall.get("lanjut/").url.endswith("/anjungan/pengantar/")
    return hall


def photograph(hall: Hall, content: bytes) -> Any:
    return hall.post("pengantar/foto/", photo=SimpleUploadedFile("pengantar.jpg", content, "image/jpeg"))


def test_a_photograph_stands_for_the_paper_and_serves_one_letter(asked: Hall) -> None:
    assert "data-photograph" in asked.get("pengantar/").content.decode()
    photograph(asked, make_picture((800, 600), "JPEG"))
    assert asked.get("lanjut/").url.endswith("/anjungan/tanya/")
    asked.post("tanya/", isian="purpose", purpose="Membuka rekening bank")
    asked.post("cetak/")

    with acting_for(asked.village):
        kept, letter = Introduction.objects.get(), Letter.objects.get()
    assert (kept.origin, kept.given_by, kept.resident_id) == (Origin.PHOTO, None, asked.siti.pk)
    assert kept.given_label == f"Foto kertas di {asked.device.label}"
    assert kept.used_at is not None
    assert letter.resident_id == asked.siti.pk


def test_photographing_twice_keeps_one(asked: Hall) -> None:
    for _ in range(2):
        photograph(asked, make_picture((640, 480), "JPEG"))

    with acting_for(asked.village):
        assert Introduction.objects.count() == 1


def test_where_the_village_wants_an_officer_to_look_no_photograph_does(asked: Hall) -> None:
    with acting_for(asked.village):
        change_rules(days_valid=14, rw_endorses=False, takes_photos=False, by=BY)

    answer = photograph(asked, make_picture((640, 480), "JPEG"))

    assert answer.status_code == 422
    assert "dicatat petugas" in answer.content.decode()
    assert asked.get("lanjut/").url.endswith("/anjungan/pengantar/")


@pytest.mark.parametrize("content", [b"", b"GIF89a tidak", b"%PDF-1.7 bukan foto"])
def test_what_is_no_photograph_is_refused(asked: Hall, content: bytes) -> None:
    assert photograph(asked, content).status_code == 422


def test_a_photograph_says_nothing_about_who_stands_there(asked: Hall) -> None:
    asked.post("selesai/")
    asked.begin()

    photograph(asked, make_picture((640, 480), "JPEG"))

    assert asked.get("lanjut/").url.endswith("/anjungan/siapa/")
    with acting_for(asked.village):
        assert not Introduction.objects.exists()


def test_in_training_nobody_is_asked_for_a_paper(asked: Hall) -> None:
    with acting_for(asked.village):
        asked.device.is_training = True
        asked.device.save(update_fields=["is_training"])
    asked.post("selesai/")
    asked.begin()
    asked.post("siapa/", nik="1", pin="1")

    assert asked.get("lanjut/").url.endswith("/anjungan/tanya/")

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts
from balai.accounts.models import AuditEntry
from balai.core.signed_facts import Fact, key_id_of, sign_facts
from balai.introductions.enums import Action, Origin, State
from balai.introductions.facts import sign_introduction
from balai.introductions.models import Introduction
from balai.introductions.operations import (
    change_rules,
    endorse_introduction,
    read_introduction,
    record_endorsement,
    record_paper,
    use_introduction,
    withdraw_introduction,
)
from balai.introductions.operations.giving import Paper
from balai.introductions.operations.using import CODES_A_MINUTE
from balai.introductions.refusals import (
    AlreadyUsed,
    EndorsementMissing,
    ForAnotherService,
    IntroductionExpired,
    IntroductionWithdrawn,
    NotAnIntroduction,
    NotToBeEndorsed,
    NotWithinReach,
)
from balai.services.models import Service
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys
from balai.villages.models import Area
from tests.factories import make_actor
from tests.introductions.conftest import NOW
from tests.introductions.factories import TODAY, Neighbourhood, give, make_departed, make_neighbour

KIOSK = "Anjungan balai"
BY = Actor.system("uji")
DEVICE = Actor(officer=None, label="anjungan Ruang tunggu")


def qr_of(introduction: Introduction, village: Village) -> str:
    return sign_introduction(introduction.pk, village=village, valid_until=introduction.valid_until)


def test_the_head_of_the_rt_introduces_a_neighbour(in_village: Village, people: Neighbourhood) -> None:
    introduction = give(people)

    assert introduction.resident == people.siti
    assert introduction.area == people.siti.family.area
    assert introduction.given_label == "Slamet Riyadi, ketua Krajan, RT 003/RW 001"
    assert introduction.valid_until == date(2026, 12, 3)
    assert introduction.state is State.READY
    entry = AuditEntry.objects.get(action=Action.GIVEN)
    assert entry.facts == {"resident": str(people.siti.pk), "origin": "phone"}


def test_pressing_twice_gives_one_introduction(in_village: Village, people: Neighbourhood) -> None:
    key = uuid4()

    first, second = give(people, request_key=key), give(people, request_key=key)

    assert first == second
    assert Introduction.objects.count() == 1


def test_nobody_is_introduced_by_a_head_of_elsewhere(in_village: Village, people: Neighbourhood) -> None:
    for resident in (people.joko, people.wati, make_neighbour("Tanpa Wilayah", None)):
        with pytest.raises(NotWithinReach):
            give(people, resident)

    assert not Introduction.objects.exists()


def test_the_head_of_a_dusun_gives_none_where_there_is_an_rt(
    in_village: Village, people: Neighbourhood
) -> None:
    with pytest.raises(NotWithinReach):
        give(people, by=make_actor(people.subarea_head))


def test_the_head_of_a_dusun_introduces_who_lives_in_no_rt(
    in_village: Village, people: Neighbourhood
) -> None:
    dusun, _ = Area.objects.get_or_create(dusun=people.siti.family.area.dusun, rw="", rt="")
    nyoman = make_neighbour("Nyoman Sudarma", dusun)

    introduction = give(people, nyoman, by=make_actor(people.subarea_head))

    assert introduction.given_label.endswith(f"ketua {dusun.dusun}")


def test_the_dead_are_not_introduced(in_village: Village, people: Neighbourhood) -> None:
    departed = make_departed("Wayan Lestari", people.siti.family.area)

    with pytest.raises(NotWithinReach):
        give(people, departed)


def test_where_the_village_wants_it_the_head_of_the_rw_adds_his_word(
    in_village: Village, people: Neighbourhood
) -> None:
    change_rules(days_valid=7, rw_endorses=True, by=BY)
    introduction = give(people)
    assert introduction.state is State.WAITING
    assert list(Introduction.objects.waiting(TODAY)) == [introduction]

    endorsed = endorse_introduction(introduction=introduction, on=TODAY, by=people.rw)

    assert endorsed.state is State.READY
    assert endorsed.endorsed_label == "Harjo Utomo, ketua Krajan, RW 001"
    assert endorsed.valid_until == date(2026, 11, 26)
    assert list(Introduction.objects.ready(TODAY)) == [introduction]


def test_only_the_rw_head_of_the_place_endorses_and_once(in_village: Village, people: Neighbourhood) -> None:
    change_rules(days_valid=7, rw_endorses=True, by=BY)
    introduction = give(people)

    for stranger in (people.rt, make_actor(people.other_rw_head), make_actor(people.subarea_head)):
        with pytest.raises(NotWithinReach):
            endorse_introduction(introduction=introduction, on=TODAY, by=stranger)
    endorse_introduction(introduction=introduction, on=TODAY, by=people.rw)
    with pytest.raises(NotToBeEndorsed):
        endorse_introduction(introduction=introduction, on=TODAY, by=people.rw)


def test_an_introduction_by_the_rw_head_needs_nobody_else(in_village: Village, people: Neighbourhood) -> None:
    change_rules(days_valid=7, rw_endorses=True, by=BY)

    introduction = give(people, people.joko, by=people.rw)

    assert introduction.state is State.READY
    assert introduction.endorsed_label == introduction.given_label == "Harjo Utomo, ketua Krajan, RW 001"


def test_changed_rules_leave_what_was_given_alone(in_village: Village, people: Neighbourhood) -> None:
    introduction = give(people)

    change_rules(days_valid=3, rw_endorses=True, by=BY)

    introduction.refresh_from_db()
    assert introduction.state is State.READY
    assert introduction.valid_until == date(2026, 12, 3)


@pytest.mark.parametrize("days", [0, 91])
def test_days_have_bounds(in_village: Village, people: Neighbourhood, days: int) -> None:
    with pytest.raises(ValidationError, match="Isi antara 1 dan 90 hari"):
        change_rules(days_valid=days, rw_endorses=False, by=BY)


def test_the_kiosk_reads_the_qr_code_and_the_typed_code(in_village: Village, people: Neighbourhood) -> None:
    introduction = give(people)

    scanned = read_introduction(qr_of(introduction, in_village), device=KIOSK, by=DEVICE)
    typed = read_introduction(introduction.spelled_code.lower(), device=KIOSK, by=DEVICE)

    assert scanned == typed == introduction
    read = AuditEntry.objects.filter(action=Action.READ).values_list("label", flat=True)
    assert list(read) == [DEVICE.label, DEVICE.label]


def test_reading_asks_the_same_number_of_questions_whatever_is_shown(
    in_village: Village, people: Neighbourhood, django_assert_num_queries: object
) -> None:
    text = qr_of(give(people), in_village)

    with django_assert_num_queries(3):  # type: ignore[operator]  # village, introduction, trail
        found = read_introduction(text, device=KIOSK, by=DEVICE)
        assert found.resident.family.area.rt == "003"


@pytest.mark.parametrize(
    "text", ["", "BBBBB-BBBBB", "12345", "KMTRH-BXW", "halo", "9" * 300, "²³", "1" * 5000]
)
def test_what_is_no_introduction_gets_one_sentence(
    in_village: Village, people: Neighbourhood, text: str
) -> None:
    give(people)

    with pytest.raises(NotAnIntroduction, match="belum dikenal"):
        read_introduction(text, device=KIOSK, by=DEVICE)


def test_without_keys_a_qr_code_is_not_known_but_the_letters_are(
    in_village: Village, people: Neighbourhood, settings: Any, tmp_path: Path
) -> None:
    introduction = give(people)
    text = qr_of(introduction, in_village)
    settings.BALAI_DATA_DIR = tmp_path / "lain"

    with pytest.raises(NotAnIntroduction):
        read_introduction(text, device=KIOSK, by=DEVICE)
    assert read_introduction(introduction.code, device=KIOSK, by=DEVICE) == introduction


def test_what_else_the_village_signs_is_no_introduction(in_village: Village, people: Neighbourhood) -> None:
    introduction = give(people)
    seal = keys.seal_of(in_village)
    told: dict[int, Fact] = {0: "kartu", 1: introduction.pk.bytes, 2: in_village.code, 3: TODAY}
    card = sign_facts(
        told,
        key=seal.key,
        key_id=key_id_of(seal.certificate),
    )

    with pytest.raises(NotAnIntroduction):
        read_introduction(card, device=KIOSK, by=DEVICE)


def test_a_neighbouring_village_does_not_know_it(
    village: Village, other_village: Village, people: Neighbourhood
) -> None:
    keys.prepare_seal(other_village, at=NOW)
    with acting_for(village):
        introduction = give(people)

    with acting_for(other_village):
        for text in (qr_of(introduction, village), qr_of(introduction, other_village), introduction.code):
            with pytest.raises(NotAnIntroduction):
                read_introduction(text, device=KIOSK, by=DEVICE)


def test_guessing_codes_is_slowed_down_at_the_device_that_guesses(
    in_village: Village, people: Neighbourhood, morning: time_machine.Traveller
) -> None:
    introduction = give(people)
    for _ in range(CODES_A_MINUTE):
        with pytest.raises(NotAnIntroduction):
            read_introduction("BBBBB-BBBBB", device=KIOSK, by=DEVICE)

    with pytest.raises(TooManyAttempts):
        read_introduction(introduction.code, device=KIOSK, by=DEVICE)
    assert read_introduction(qr_of(introduction, in_village), device=KIOSK, by=DEVICE) == introduction
    assert read_introduction(introduction.code, device="Anjungan lain", by=DEVICE) == introduction
    morning.shift(timedelta(minutes=1, seconds=1))
    assert read_introduction(introduction.code, device=KIOSK, by=DEVICE) == introduction


def test_an_introduction_is_for_one_letter(in_village: Village, people: Neighbourhood) -> None:
    introduction, letter = give(people), uuid4()

    use_introduction(
        introduction=introduction, resident=introduction.resident, letter_key=letter, service=None, by=BY
    )
    use_introduction(
        introduction=introduction, resident=introduction.resident, letter_key=letter, service=None, by=BY
    )

    assert Introduction.objects.get().state is State.USED
    with pytest.raises(AlreadyUsed):
        use_introduction(
            introduction=introduction, resident=introduction.resident, letter_key=uuid4(), service=None, by=BY
        )
    with pytest.raises(AlreadyUsed):
        read_introduction(introduction.code, device=KIOSK, by=DEVICE)
    assert AuditEntry.objects.filter(action=Action.USED).count() == 1


def test_an_introduction_for_one_service_is_not_for_another(
    in_village: Village, people: Neighbourhood
) -> None:
    business = Service.objects.create(slug="usaha", name="Keterangan Usaha", summary="")
    poverty = Service.objects.create(slug="sktm", name="Keterangan Tidak Mampu", summary="")
    introduction = give(people, service=business)

    for service in (None, poverty):
        with pytest.raises(ForAnotherService, match="hanya untuk: Keterangan Usaha"):
            use_introduction(
                introduction=introduction,
                resident=introduction.resident,
                letter_key=uuid4(),
                service=service,
                by=BY,
            )
    use_introduction(
        introduction=introduction, resident=introduction.resident, letter_key=uuid4(), service=business, by=BY
    )

    assert Introduction.objects.get().state is State.USED


def test_what_hinders_is_told_because_the_paper_is_in_the_hand(
    in_village: Village, people: Neighbourhood, morning: time_machine.Traveller
) -> None:
    withdrawn, expired = give(people), give(people)
    change_rules(days_valid=7, rw_endorses=True, by=BY)
    waiting = give(people)
    withdraw_introduction(introduction=withdrawn, reason="Salah orang", by=people.rt)

    with pytest.raises(IntroductionWithdrawn):
        read_introduction(withdrawn.code, device=KIOSK, by=DEVICE)
    with pytest.raises(EndorsementMissing):
        read_introduction(waiting.code, device=KIOSK, by=DEVICE)
    with pytest.raises(EndorsementMissing):
        use_introduction(
            introduction=waiting, resident=waiting.resident, letter_key=uuid4(), service=None, by=BY
        )
    morning.shift(timedelta(days=13))
    assert read_introduction(expired.code, device=KIOSK, by=DEVICE) == expired
    morning.shift(timedelta(days=1))
    with pytest.raises(IntroductionExpired):
        read_introduction(expired.code, device=KIOSK, by=DEVICE)


def test_what_was_used_is_not_taken_back(in_village: Village, people: Neighbourhood) -> None:
    introduction = give(people)
    use_introduction(
        introduction=introduction, resident=introduction.resident, letter_key=uuid4(), service=None, by=BY
    )

    with pytest.raises(AlreadyUsed):
        withdraw_introduction(introduction=introduction, reason="Salah orang", by=people.rt)


def test_withdrawing_twice_keeps_the_first_reason(in_village: Village, people: Neighbourhood) -> None:
    introduction = give(people)

    withdraw_introduction(introduction=introduction, reason="Salah orang", by=people.rt)
    withdraw_introduction(introduction=introduction, reason="Lain", by=people.rt)

    assert Introduction.objects.get().withdrawn_reason == "Salah orang"


def test_an_officer_copies_an_introduction_on_paper(
    in_village: Village, people: Neighbourhood, actor: Actor
) -> None:
    change_rules(days_valid=7, rw_endorses=True, by=BY)
    paper = Paper(head="Slamet Riyadi", written_on=date(2026, 11, 18), number="12/RT3/XI/2026")

    introduction = record_paper(
        resident=people.wati, purpose="Menikah", paper=paper, request_key=uuid4(), by=actor
    )

    assert introduction.origin == Origin.PAPER
    assert introduction.valid_until == date(2026, 11, 24)
    assert introduction.state is State.WAITING
    assert record_endorsement(introduction=introduction, on=TODAY, by=actor).state is State.READY


def test_the_signature_of_the_rw_head_on_paper_counts(
    in_village: Village, people: Neighbourhood, actor: Actor
) -> None:
    change_rules(days_valid=7, rw_endorses=True, by=BY)
    paper = Paper(head="Slamet Riyadi", written_on=TODAY, is_endorsed=True)

    introduction = record_paper(
        resident=people.siti, purpose="Menikah", paper=paper, request_key=uuid4(), by=actor
    )

    assert introduction.state is State.READY
    assert introduction.endorsed_label == f"Tanda tangan di kertas, dilihat {actor.label}"


def test_the_database_refuses_what_cannot_be(in_village: Village, people: Neighbourhood) -> None:
    give(people)
    impossible: list[dict[str, object]] = [
        {"purpose": ""},
        {"code": "abc"},
        {"paper_number": "1"},
        {"used_at": NOW},
        {"used_at": NOW, "letter_key": uuid4(), "withdrawn_at": NOW, "withdrawn_reason": "x"},
        {"withdrawn_at": NOW},
        {"endorsed_at": NOW},
    ]

    for change in impossible:
        with pytest.raises(IntegrityError), transaction.atomic():
            Introduction.objects.update(**change)


def test_what_is_ready_for_a_letter_is_found_without_a_code(
    in_village: Village, people: Neighbourhood, actor: Actor
) -> None:
    business = Service.objects.create(slug="usaha", name="Keterangan Usaha", summary="")
    poverty = Service.objects.create(slug="sktm", name="Keterangan Tidak Mampu", summary="")
    older = record_paper(
        resident=people.siti,
        purpose="Apa saja",
        paper=Paper(head="Slamet Riyadi", written_on=date(2026, 11, 18)),
        request_key=uuid4(),
        by=actor,
    )
    for_business = give(people, service=business)
    give(people, people.joko, by=people.rw)
    withdraw_introduction(introduction=give(people), reason="Salah orang", by=people.rt)

    ready = Introduction.objects.for_letter

    assert list(ready(people.siti, business, TODAY)) == [older, for_business]
    assert list(ready(people.siti, poverty, TODAY)) == [older]
    assert list(ready(people.siti, None, TODAY)) == [older]
    assert list(ready(people.wati, business, TODAY)) == []

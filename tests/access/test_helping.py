"""An officer comes to the kiosk; a family head collects for a child."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from balai.access import operations
from balai.access.enums import HelpState, Way
from balai.access.models import HelpRequest
from balai.access.operations import HelpAnswer, Recognised
from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.residents.enums import MaritalStatus, Relation, Sex
from balai.residents.models import Resident
from balai.tenancy.models import Village
from tests.access.factories import KIOSK
from tests.residents.factories import make_couple, make_family, person

NOON = "2026-11-21T05:00:00Z"
TODAY = date(2026, 11, 21)
VISIT = uuid.UUID(int=7)


@pytest.fixture
def call(in_village: Village) -> HelpRequest:
    return operations.ask_for_help(device=KIOSK, visit=VISIT, wanted="Surat domisili", nik="9901014507929004")


def test_a_visit_calls_once_at_a_time(call: HelpRequest) -> None:
    again = operations.ask_for_help(device=KIOSK, visit=VISIT)

    assert again == call
    assert operations.waiting_calls() == [call]
    assert operations.help_state(visit=VISIT) == HelpAnswer(HelpState.WAITING)


def test_an_officer_says_who_it_is(call: HelpRequest, siti: Resident, actor: Actor) -> None:
    operations.confirm_help(call=call, resident=siti, by=actor)

    assert operations.help_state(visit=VISIT) == HelpAnswer(
        HelpState.CONFIRMED, Recognised(siti, Way.OFFICER)
    )
    assert operations.waiting_calls() == []
    line = AuditEntry.objects.get(action="access.help_confirmed")
    assert (line.subject_id, line.officer, line.facts) == (str(siti.pk), actor.officer, {"kiosk": KIOSK})


def test_an_answered_call_forgets_the_nik_that_was_typed(
    call: HelpRequest, siti: Resident, actor: Actor
) -> None:
    operations.confirm_help(call=call, resident=siti, by=actor)

    call.refresh_from_db()
    assert call.nik == ""


def test_an_officer_may_refuse(call: HelpRequest, actor: Actor) -> None:
    operations.refuse_help(call=call, reason="Wajah tidak sesuai KTP", by=actor)

    assert operations.help_state(visit=VISIT) == HelpAnswer(HelpState.REFUSED)
    assert AuditEntry.objects.get(action="access.help_refused").reason == "Wajah tidak sesuai KTP"


def test_two_officers_cannot_both_answer(call: HelpRequest, siti: Resident, actor: Actor) -> None:
    operations.refuse_help(call=call, reason="Bukan orangnya", by=actor)

    with pytest.raises(operations.AlreadyAnswered):
        operations.confirm_help(call=call, resident=siti, by=actor)


def test_a_visit_that_ends_takes_its_call_back(call: HelpRequest, siti: Resident, actor: Actor) -> None:
    operations.withdraw_help(visit=VISIT)

    assert operations.help_state(visit=VISIT) == HelpAnswer(HelpState.WITHDRAWN)
    with pytest.raises(operations.AlreadyAnswered):
        operations.confirm_help(call=call, resident=siti, by=actor)


def test_a_confirmation_is_for_who_stands_there_now(siti: Resident, actor: Actor) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        call = operations.ask_for_help(device=KIOSK, visit=VISIT)
        operations.confirm_help(call=call, resident=siti, by=actor)
        clock.shift(timedelta(minutes=2))

        assert operations.help_state(visit=VISIT) == HelpAnswer(HelpState.OVER)


def test_a_call_that_nobody_answers_is_over_and_may_be_made_again(siti: Resident, actor: Actor) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        old = operations.ask_for_help(device=KIOSK, visit=VISIT, nik=siti.nik)
        clock.shift(timedelta(minutes=11))
        state, shown = operations.help_state(visit=VISIT), operations.waiting_calls()
        new = operations.ask_for_help(device=KIOSK, visit=VISIT)

    old.refresh_from_db()
    assert (state, shown) == (HelpAnswer(HelpState.OVER), [])
    assert new != old
    assert (old.state, old.nik) == (HelpState.OVER, "")


def test_another_visit_learns_nothing_of_a_call(call: HelpRequest, siti: Resident, actor: Actor) -> None:
    operations.confirm_help(call=call, resident=siti, by=actor)

    assert operations.help_state(visit=uuid.UUID(int=8)) == HelpAnswer(HelpState.OVER)


def test_the_database_keeps_no_confirmation_without_a_person(call: HelpRequest) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpRequest.objects.update(state=HelpState.CONFIRMED, nik="", ended_at=call.asked_at)


def test_the_head_and_the_mother_collect_for_their_child(in_village: Village) -> None:
    _, head, wife, child = make_couple()

    assert operations.may_collect_for(head, on=TODAY) == [child]
    assert operations.may_collect_for(wife, on=TODAY) == [child]
    assert operations.may_collect_for(child, on=TODAY) == []


def test_nobody_collects_for_the_grown_the_married_and_children_of_others(in_village: Village) -> None:
    family = make_family(
        person("Sutrisno", marital_status=MaritalStatus.MARRIED_REGISTERED),
        person("Bayu", Relation.CHILD, birth_date=date(2009, 11, 21)),
        person("Rina", Relation.CHILD, sex=Sex.FEMALE, birth_date=date(2010, 1, 1),
               marital_status=MaritalStatus.MARRIED_REGISTERED),
        person("Adi", Relation.GRANDCHILD, birth_date=date(2020, 5, 5)),
    )  # fmt: skip
    make_couple()
    head = family.members.heads().get()
    bayu, rina = family.members.get(full_name="Bayu"), family.members.get(full_name="Rina")

    assert [child.full_name for child in operations.may_collect_for(head, on=TODAY)] == ["Adi"]
    assert operations.may_collect_for(bayu, on=TODAY) == []
    assert operations.may_collect_for(rina, on=TODAY) == []


def test_a_parent_who_is_not_the_head_collects_for_the_own_child_only(in_village: Village) -> None:
    mother = person("Rina", Relation.CHILD, sex=Sex.FEMALE, birth_date=date(1995, 4, 4))
    family = make_family(
        person("Sutrisno"),
        mother,
        person("Adi", Relation.GRANDCHILD, birth_date=date(2020, 5, 5), mother_nik=mother.elements["nik"]),
        person("Sari", Relation.GRANDCHILD, sex=Sex.FEMALE, birth_date=date(2021, 5, 5)),
    )
    rina = family.members.get(full_name="Rina")

    assert [child.full_name for child in operations.may_collect_for(rina, on=TODAY)] == ["Adi"]

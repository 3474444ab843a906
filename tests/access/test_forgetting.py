"""What opens nothing any more is not kept."""

import uuid
from datetime import timedelta

import time_machine

from balai.access import operations
from balai.access.claims import NikAndPin
from balai.access.models import HelpRequest, KtpTag, Pin, ServiceCard
from balai.access.operations import forget_what_opens_nothing
from balai.access.tasks import forget
from balai.accounts.models import AuditEntry
from balai.residents.enums import Standing
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.access.factories import CLERK, KIOSK, make_woman
from tests.residents.factories import make_couple

NOON = "2026-11-21T05:00:00Z"
NOTHING = {"pins": 0, "chips": 0, "cards": 0, "calls": 0, "unanswered": 0}


def test_who_has_gone_leaves_no_pin_chip_or_card(in_village: Village) -> None:
    _, head, wife, _ = make_couple()
    for resident, chip in ((head, "0012345678"), (wife, "0012345679")):
        operations.give_pin(resident=resident, by=CLERK)
        operations.give_card(resident=resident, by=CLERK)
        operations.register_tag(resident=resident, scanned=chip, by=CLERK)
    Resident.objects.filter(pk=wife.pk).update(standing=Standing.MOVED)

    done = forget_what_opens_nothing(by=CLERK)

    assert done == {**NOTHING, "pins": 1, "chips": 1, "cards": 1}
    assert Pin.objects.get().resident == KtpTag.objects.get().resident == head
    assert ServiceCard.objects.in_use().get().resident == head
    assert AuditEntry.objects.get(action="access.forgotten").facts == done


def test_who_is_away_finds_the_own_pin_again(in_village: Village) -> None:
    wife = make_couple()[2]
    pin = operations.give_pin(resident=wife, by=CLERK)
    Resident.objects.filter(pk=wife.pk).update(standing=Standing.AWAY)

    forget_what_opens_nothing(by=CLERK)
    Resident.objects.filter(pk=wife.pk).update(standing=Standing.LIVING)

    assert operations.recognise(NikAndPin(wife.nik, pin), device=KIOSK, by=CLERK).resident == wife


def test_a_one_time_pin_and_old_calls_are_deleted_after_their_time(siti: Resident) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        operations.give_one_time_pin(resident=siti, lasts=timedelta(hours=1), by=CLERK)
        operations.ask_for_help(device=KIOSK, visit=uuid.UUID(int=7), nik=siti.nik)
        at_once = forget_what_opens_nothing(by=CLERK)
        clock.shift(timedelta(days=1, hours=2))
        next_day = forget_what_opens_nothing(by=CLERK)
        typed = HelpRequest.objects.get().nik
        clock.shift(timedelta(days=90))
        later = forget_what_opens_nothing(by=CLERK)

    assert at_once == NOTHING
    assert next_day == {**NOTHING, "pins": 1, "unanswered": 1}
    assert typed == ""
    assert later == {**NOTHING, "calls": 1}


def test_every_village_is_tidied(village: Village, other_village: Village) -> None:
    for each in (village, other_village):
        with acting_for(each), time_machine.travel(NOON, tick=False):
            operations.give_one_time_pin(resident=make_woman(), lasts=timedelta(hours=1), by=CLERK)

    with time_machine.travel("2026-11-24T05:00:00Z", tick=False):
        forget(timestamp=0)

    for each in (village, other_village):
        with acting_for(each):
            assert not Pin.objects.exists()

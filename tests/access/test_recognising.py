"""Who stands at the kiosk: found by what they know and hold, and nothing learned by who guesses."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balai.access.claims import BirthAndMother, Claim, NikAndPin, TagAndPin
from balai.access.enums import Way
from balai.access.models import Pin
from balai.access.operations import (
    NotRecognised,
    Recognised,
    block_pin,
    change_pin,
    forgive,
    give_one_time_pin,
    give_pin,
    recognise,
    wait_for,
)
from balai.accounts.attempts import TooManyAttempts
from balai.accounts.models import AuditEntry, SignInCounter
from balai.residents.enums import Standing
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.access.factories import BORN, CLERK, KIOSK, make_woman
from tests.residents.factories import make_couple, make_nik

NOON = "2026-11-21T05:00:00Z"


def outcome(claim: Claim, device: str = KIOSK) -> str:
    try:
        recognise(claim, device=device, by=CLERK)
    except NotRecognised as refused:
        return str(refused)
    except TooManyAttempts:
        return "wait"
    return "recognised"


def other_than(pin: str) -> str:
    return "480917" if pin != "480917" else "480918"


REFUSED = str(NotRecognised())


def test_a_resident_is_recognised_by_nik_and_pin(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)

    found = recognise(NikAndPin(siti.nik, pin), device=KIOSK, by=CLERK)

    assert found == Recognised(siti, Way.NIK_PIN)


def test_a_resident_is_recognised_by_birth_and_mother(siti: Resident) -> None:
    found = recognise(BirthAndMother(siti.nik, BORN, "Sri Wahjuni"), device=KIOSK, by=CLERK)

    assert found == Recognised(siti, Way.BIRTH_MOTHER)


@pytest.mark.parametrize(
    ("born", "mother"), [(date(1992, 7, 6), "Sri Wahyuni"), (BORN, "Sri Rahayu"), (BORN, "")]
)
def test_one_wrong_answer_about_birth_and_mother_is_enough(siti: Resident, born: date, mother: str) -> None:
    assert outcome(BirthAndMother(siti.nik, born, mother)) == REFUSED


def test_a_mother_whom_the_register_does_not_know_recognises_nobody(in_village: Village) -> None:
    woman = make_woman(mother_name="")

    assert outcome(BirthAndMother(woman.nik, BORN, "")) == REFUSED


def test_every_wrong_answer_sounds_the_same(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    without_pin = make_woman("Dewi Lestari")

    said = {
        outcome(NikAndPin(siti.nik, other_than(pin))),
        outcome(NikAndPin(without_pin.nik, pin)),
        outcome(NikAndPin(make_nik(), pin)),
        outcome(NikAndPin("", pin)),
        outcome(NikAndPin("bukan NIK", "")),
        outcome(TagAndPin("0012345678", pin)),
        outcome(BirthAndMother(make_nik(), BORN, "Sri Wahyuni")),
    }

    assert said == {REFUSED}


@pytest.mark.parametrize(
    "claim",
    [
        lambda nik: NikAndPin(nik, "480917"),
        lambda nik: BirthAndMother(nik, BORN, "Sri Rahayu"),
    ],
)
def test_every_wrong_answer_asks_the_database_the_same(siti: Resident, claim: Callable[[str], Claim]) -> None:
    give_pin(resident=siti, by=CLERK)
    without_pin = make_woman("Dewi Lestari")

    def asked(nik: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            outcome(claim(nik))
        statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
        return [re.split(r" WHERE | SET |VALUES|UNNEST", statement)[0] for statement in statements]

    assert asked(siti.nik) == asked(without_pin.nik) == asked(make_nik())


def test_nobody_is_recognised_who_no_longer_lives_here(in_village: Village) -> None:
    wife = make_couple()[2]
    pin = give_pin(resident=wife, by=CLERK)
    Resident.objects.filter(pk=wife.pk).update(standing=Standing.DEAD)

    assert outcome(NikAndPin(wife.nik, pin)) == REFUSED


def test_nobody_is_recognised_in_another_village(siti: Resident, other_village: Village) -> None:
    pin = give_pin(resident=siti, by=CLERK)

    with acting_for(other_village):
        assert outcome(NikAndPin(siti.nik, pin)) == REFUSED


def test_a_blocked_pin_opens_nothing_until_a_new_one_is_given(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    block_pin(resident=siti, reason="HP hilang", by=CLERK)
    blocked = outcome(NikAndPin(siti.nik, pin))

    new = give_pin(resident=siti, by=CLERK)

    assert [blocked, outcome(NikAndPin(siti.nik, new))] == [REFUSED, "recognised"]


def test_a_new_pin_replaces_the_old_one(siti: Resident) -> None:
    old = give_pin(resident=siti, by=CLERK)

    new = give_pin(resident=siti, by=CLERK)

    assert old == new or outcome(NikAndPin(siti.nik, old)) == REFUSED
    assert outcome(NikAndPin(siti.nik, new)) == "recognised"
    assert Pin.objects.count() == 1


def test_a_one_time_pin_serves_one_visit(siti: Resident) -> None:
    pin = give_one_time_pin(resident=siti, lasts=timedelta(hours=4), by=CLERK)

    assert [outcome(NikAndPin(siti.nik, pin)) for _ in range(2)] == ["recognised", REFUSED]


def test_a_one_time_pin_ends_after_its_hours(siti: Resident) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        pin = give_one_time_pin(resident=siti, lasts=timedelta(hours=4), by=CLERK)
        clock.shift(timedelta(hours=4, seconds=1))

        assert outcome(NikAndPin(siti.nik, pin)) == REFUSED


def test_after_a_few_wrong_pins_the_right_one_waits_too(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    with time_machine.travel(NOON, tick=False) as clock:
        said = [outcome(NikAndPin(siti.nik, other_than(pin))) for _ in range(5)]
        said.append(outcome(NikAndPin(siti.nik, pin)))
        clock.shift(timedelta(seconds=30))
        said.append(outcome(NikAndPin(siti.nik, pin)))

    assert said == [REFUSED] * 4 + ["wait"] * 2 + ["recognised"]


def test_a_nik_that_nobody_has_makes_wait_in_the_same_way(in_village: Village) -> None:
    nik = make_nik()
    with time_machine.travel(NOON, tick=False):
        said = [outcome(NikAndPin(nik, "480917")) for _ in range(5)]

    assert said == [REFUSED] * 4 + ["wait"]


def test_knowing_birth_and_mother_does_not_wipe_the_count_of_guessed_pins(siti: Resident) -> None:
    with time_machine.travel(NOON, tick=False):
        for _ in range(4):
            outcome(NikAndPin(siti.nik, "480917"))
        outcome(BirthAndMother(siti.nik, BORN, "Sri Wahyuni"))

        assert outcome(NikAndPin(siti.nik, "480917")) == "wait"


def test_others_go_on_while_one_nik_waits(siti: Resident) -> None:
    neighbour = make_woman("Dewi Lestari")
    pin = give_pin(resident=neighbour, by=CLERK)
    with time_machine.travel(NOON, tick=False):
        for _ in range(6):
            outcome(NikAndPin(siti.nik, "480917"))

        assert outcome(NikAndPin(neighbour.nik, pin)) == "recognised"


def test_who_tries_one_nik_after_the_other_stops_the_kiosk_for_a_moment_and_no_other(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    with time_machine.travel(NOON, tick=False) as clock:
        said = [outcome(NikAndPin(make_nik(), "480917")) for _ in range(21)]
        here, elsewhere = outcome(NikAndPin(siti.nik, pin)), outcome(NikAndPin(siti.nik, pin), "Anjungan 2")
        clock.shift(timedelta(seconds=15))
        later = outcome(NikAndPin(siti.nik, pin))

    assert said == [REFUSED] * 20 + ["wait"]
    assert [here, elsewhere, later] == ["wait", "recognised", "recognised"]


def test_a_success_does_not_wipe_what_was_guessed_at_the_same_kiosk(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    with time_machine.travel(NOON, tick=False):
        for _ in range(19):
            outcome(NikAndPin(make_nik(), "480917"))
        own = outcome(NikAndPin(siti.nik, pin))

        said = [outcome(NikAndPin(make_nik(), "480917")) for _ in range(2)]

    assert [own, *said] == ["recognised", REFUSED, "wait"]


def test_the_desk_ends_the_wait(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    with time_machine.travel(NOON, tick=False):
        for _ in range(4):
            outcome(NikAndPin(siti.nik, other_than(pin)))
        before = wait_for(siti)

        forgive(resident=siti, by=CLERK)

        assert [before, wait_for(siti)] == [timedelta(seconds=30), timedelta()]
        assert outcome(NikAndPin(siti.nik, pin)) == "recognised"


def test_a_resident_chooses_a_pin(siti: Resident) -> None:
    old = give_pin(resident=siti, by=CLERK)
    new = other_than(old)

    change_pin(resident=siti, old=old, new=new, device=KIOSK, by=CLERK)

    assert [outcome(NikAndPin(siti.nik, pin)) for pin in (old, new)] == [REFUSED, "recognised"]
    assert Pin.objects.get().chosen_at is not None


def test_who_found_the_kiosk_open_guesses_the_old_pin_no_faster(siti: Resident) -> None:
    old = give_pin(resident=siti, by=CLERK)

    def guess() -> str:
        try:
            change_pin(resident=siti, old=other_than(old), new="903157", device=KIOSK, by=CLERK)
        except NotRecognised:
            return "refused"
        except TooManyAttempts:
            return "wait"
        return "changed"

    with time_machine.travel(NOON, tick=False):
        assert [guess() for _ in range(5)] == ["refused"] * 4 + ["wait"]


def test_a_one_time_pin_is_not_made_a_lasting_one(siti: Resident) -> None:
    pin = give_one_time_pin(resident=siti, lasts=timedelta(hours=1), by=CLERK)

    with pytest.raises(NotRecognised):
        change_pin(resident=siti, old=pin, new=other_than(pin), device=KIOSK, by=CLERK)


def test_what_happens_stands_in_the_trail_without_any_secret(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    outcome(NikAndPin(siti.nik, other_than(pin)))
    outcome(NikAndPin(make_nik(), pin))
    outcome(NikAndPin(siti.nik, pin))

    lines = list(AuditEntry.objects.filter(action__startswith="access.").order_by("at", "id"))

    assert [(line.action, line.subject_id, line.label, line.facts) for line in lines] == [
        ("access.pin_given", str(siti.pk), "sistem: uji", {}),
        ("access.not_recognised", str(siti.pk), "sistem: uji", {"way": "nik_pin"}),
        ("access.not_recognised", "", "sistem: uji", {"way": "nik_pin"}),
        ("access.recognised", str(siti.pk), "sistem: uji", {"way": "nik_pin"}),
    ]


def test_claims_and_counters_show_no_secret(siti: Resident, caplog: Any) -> None:
    claim = NikAndPin(siti.nik, "480917")

    outcome(claim)

    assert repr(claim) == "NikAndPin()"
    assert [key for key in SignInCounter.objects.values_list("key", flat=True) if siti.nik in key] == []
    assert caplog.text == ""

"""Many at once: each wrong PIN is counted, and a one-time PIN serves once."""

from datetime import timedelta

import pytest

from balai.access.claims import NikAndPin
from balai.access.operations import NotRecognised, give_one_time_pin, give_pin, recognise
from balai.access.rules import DEVICE, PERSON
from balai.accounts.attempts import TooManyAttempts
from balai.accounts.models import SignInCounter
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.access.factories import CLERK, make_woman
from tests.accounts.test_races import at_once
from tests.factories import make_village
from tests.residents.factories import make_nik

pytestmark = pytest.mark.usefixtures("committed")


def guess(village: Village, nik: str, pin: str, device: str) -> str:
    """As a view does: the transaction of the request ends well, whatever was guessed."""
    with acting_for(village):
        try:
            recognise(NikAndPin(nik, pin), device=device, by=CLERK)
        except NotRecognised:
            return "refused"
        except TooManyAttempts:
            return "wait"
        return "recognised"


def test_of_fifty_wrong_pins_at_once_only_the_free_ones_are_checked() -> None:
    village = make_village()
    with acting_for(village):
        woman = make_woman()
        pin = give_pin(resident=woman, by=CLERK)
    wrong = "480917" if pin != "480917" else "480918"

    said = at_once(lambda number: guess(village, woman.nik, wrong, f"Anjungan {number % 5}"), 50)

    assert said == ["refused"] * PERSON.free + ["wait"] * (50 - PERSON.free)
    assert max(SignInCounter.objects.values_list("failures", flat=True)) == PERSON.free


def test_fifty_niks_at_once_at_one_kiosk_are_counted_one_by_one() -> None:
    village = make_village()
    niks = [make_nik() for _ in range(50)]

    said = at_once(lambda number: guess(village, niks[number], "480917", "Anjungan"), 50)

    assert said == ["refused"] * DEVICE.free + ["wait"] * (50 - DEVICE.free)


def test_a_one_time_pin_serves_one_of_many_who_type_it_at_once() -> None:
    village = make_village()
    with acting_for(village):
        woman = make_woman()
        pin = give_one_time_pin(resident=woman, lasts=timedelta(hours=1), by=CLERK)

    said = at_once(lambda number: guess(village, woman.nik, pin, f"Anjungan {number}"), 4)

    assert said == ["recognised", "refused", "refused", "refused"]

"""Somebody guesses on and on: small versions of `bench/pins.py`."""

import random
from datetime import timedelta

import pytest
import time_machine

from balai.access.claims import NikAndPin
from balai.access.operations import NotRecognised, give_pin, recognise
from balai.access.rules import DEVICE
from balai.accounts.attempts import TooManyAttempts
from balai.residents.models import Resident
from balai.tenancy.models import Village
from bench.likeness import kolmogorov_smirnov, mann_whitney
from bench.pins import times_of
from tests.access.factories import CLERK, make_woman
from tests.residents.factories import make_nik

NOON = "2026-11-21T05:00:00Z"


def answer(nik: str, pin: str, device: str) -> str:
    try:
        recognise(NikAndPin(nik, pin), device=device, by=CLERK)
    except NotRecognised:
        return "refused"
    except TooManyAttempts:
        return "wait"
    return "recognised"


def test_five_kiosks_guessed_at_together_leave_a_sixth_as_it_was(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    with time_machine.travel(NOON, tick=False) as clock:
        guesses = [answer(make_nik(), "907315", f"Anjungan {number % 5}") for number in range(110)]
        visits = [answer(siti.nik, pin, "Anjungan 6")]
        for _ in range(4):
            clock.shift(timedelta(minutes=5))
            guesses += [answer(make_nik(), "907315", f"Anjungan {number % 5}") for number in range(20)]
            visits.append(answer(siti.nik, pin, "Anjungan 6"))

    assert visits == ["recognised"] * 5
    assert 5 * DEVICE.free <= guesses.count("refused") <= 5 * (DEVICE.free + 4 * 3)


def test_one_person_is_guessed_at_a_few_times_a_day_from_however_many_kiosks(siti: Resident) -> None:
    pin = give_pin(resident=siti, by=CLERK)
    wrong = "907315" if pin != "907315" else "907316"
    looked_at = []
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(3):
            day = []
            for hour in range(24):
                day.append(answer(siti.nik, wrong, f"Anjungan {hour % 5}"))
                clock.shift(timedelta(hours=1))
            looked_at.append(day.count("refused"))

    assert looked_at == [14, 2, 1]


def test_the_time_of_an_answer_tells_nothing_about_a_nik(in_village: Village) -> None:
    with_pin = [make_woman(f"Siti {number}") for number in range(12)]
    for woman in with_pin:
        give_pin(resident=woman, by=CLERK)
    without = [make_woman(f"Dewi {number}") for number in range(12)]
    asked = {
        "with PIN": [woman.nik for woman in with_pin] * 2,
        "without PIN": [woman.nik for woman in without] * 2,
        "nobody": [make_nik() for _ in range(24)],
    }

    times = times_of(in_village, asked, random.Random(7))

    # Sets of one source look so different once in ten thousand runs.
    assert min(mann_whitney(times["with PIN"], times[group]) for group in ("without PIN", "nobody")) > 1e-4


@pytest.mark.parametrize("test", [mann_whitney, kolmogorov_smirnov])
def test_the_stopwatch_tells_what_is_different_and_not_what_is_alike(test: object) -> None:
    chance = random.Random(7)
    alike = [[chance.gauss(30, 2) for _ in range(200)] for _ in range(2)]
    slower = [value + 1 for value in alike[1]]

    assert test(alike[0], alike[1]) > 0.01  # type: ignore[operator]  # one of the two
    assert test(alike[0], slower) < 1e-4  # type: ignore[operator]  # likewise


def test_the_stopwatch_counts_as_the_textbook_does() -> None:
    one, other = list(range(1, 21)), list(range(11, 31))

    assert mann_whitney(one, other) == pytest.approx(4.6e-5, rel=0.15)
    assert kolmogorov_smirnov(one, other) == pytest.approx(0.0135, rel=0.05)

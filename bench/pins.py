"""10,000 wrong PINs from five kiosks at once, and whether the time of an answer tells anything about a NIK."""

import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from balai.access.claims import NikAndPin
from balai.access.models import Pin
from balai.access.operations import NotRecognised, give_pin, recognise
from balai.access.rules import DEVICE
from balai.accounts.actors import Actor
from balai.accounts.attempts import TooManyAttempts
from balai.accounts.models import SignInCounter
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import percentile, show
from bench.likeness import kolmogorov_smirnov, mann_whitney

DEVICES, GUESSES = 5, 10_000
OF_EACH = 300
WRONG = "907315"
CLERK = Actor.system("uji")
CHANCE = 0.001
"""Two sets of times are called different when sets of one source look so different once in a thousand runs."""


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    village = Village.objects.select_related("regency").get(slug="sukamaju")
    with acting_for(village):
        people = list(Resident.objects.living().exclude(nik="").order_by("nik")[: 2 * OF_EACH + 1])
    _attack(village, people)
    _times(village, people)


def _attack(village: Village, people: list[Resident]) -> None:
    """Half of the guesses at one person, half at everybody and nobody; meanwhile somebody else goes about their day."""
    victim, neighbour, others = people[0], people[1], people[2:]
    with acting_for(village):
        pin = give_pin(resident=victim, by=CLERK)
        honest = NikAndPin(neighbour.nik, give_pin(resident=neighbour, by=CLERK))
    said: Counter[str] = Counter()
    at_victim: Counter[str] = Counter()
    begun = time.perf_counter()

    def guess(device: int) -> None:
        chance = random.Random(device)
        for number in range(GUESSES // DEVICES):
            nik = victim.nik if number % 2 else chance.choice([chance.choice(others).nik, _nobody(chance)])
            wrong = WRONG if pin != WRONG else "907316"
            answer = _answer(village, NikAndPin(nik, wrong), f"Anjungan {device}")
            said[answer] += 1
            at_victim[answer] += nik == victim.nik

    with _somebody_else(village, honest) as (waits, refused):
        _all_at_once(guess, DEVICES)
    took = time.perf_counter() - begun
    show(f"wrong PINs from {DEVICES} kiosks", f"{sum(said.values())} in {took:.0f} s")
    show("of them looked at at all", f"{said['refused']}")
    show("another resident at a sixth kiosk meanwhile",
         f"{len(waits)} × recognised, {percentile(waits, 95) * 1000:.0f} ms p95")  # fmt: skip
    most = DEVICES * (DEVICE.free + took / DEVICE.first_wait.total_seconds() + 1)
    if said["recognised"] or said["refused"] > most or refused:
        raise AssertionError(f"not limited as configured: {said}, others refused {refused} times")
    show("guesses at the one person that were looked at", f"{at_victim['refused']} of {GUESSES // 2}")


def _times(village: Village, people: list[Resident]) -> None:
    """Wrong answers for residents with a PIN, without one, and for nobody, in random turns."""
    chance = random.Random(7)
    with acting_for(village):
        for resident in people[:OF_EACH]:
            if not Pin.objects.filter(resident=resident).exists():
                give_pin(resident=resident, by=CLERK)
    asked = {
        "with PIN": [resident.nik for resident in people[:OF_EACH]],
        "without PIN": [resident.nik for resident in people[OF_EACH + 1 : 2 * OF_EACH + 1]],
        "nobody": [_nobody(chance) for _ in range(OF_EACH)],
    }
    times = times_of(village, asked, chance)
    for group, taken in times.items():
        show(
            f"a wrong PIN, NIK {group}", f"median {statistics.median(taken) * 1000:.2f} ms, n = {len(taken)}"
        )
    told_apart = []
    for one, other in combinations(times, 2):
        ranks, shape = mann_whitney(times[one], times[other]), kolmogorov_smirnov(times[one], times[other])
        show(f"  {one} / {other}", f"Mann–Whitney p = {ranks:.3f}, Kolmogorov–Smirnov p = {shape:.3f}")
        told_apart += [f"{one} / {other}"] if min(ranks, shape) < CHANCE else []
    if told_apart:
        raise AssertionError(f"the time of an answer tells: {told_apart}")


def times_of(village: Village, asked: dict[str, list[str]], chance: random.Random) -> dict[str, list[float]]:
    """Seconds of a refusal for each NIK of each group, in random turns; counters are cleared in between."""
    turns = [(group, nik) for group, niks in asked.items() for nik in niks]
    chance.shuffle(turns)
    for group, nik in turns[:5]:  # what is made once in a process
        _answer(village, NikAndPin(nik, WRONG), group)
    times: dict[str, list[float]] = {group: [] for group in asked}
    for number, (group, nik) in enumerate(turns):
        if number % (DEVICE.free // 2) == 0:
            SignInCounter.objects.all().delete()
        begun = time.perf_counter()
        _answer(village, NikAndPin(nik, WRONG), "Anjungan")
        times[group].append(time.perf_counter() - begun)
    return times


def _answer(village: Village, claim: NikAndPin, device: str) -> str:
    """As a page does: the transaction of the request ends well."""
    with acting_for(village):
        try:
            recognise(claim, device=device, by=CLERK)
        except NotRecognised:
            return "refused"
        except TooManyAttempts:
            return "wait"
        return "recognised"


def _nobody(chance: random.Random) -> str:
    """A NIK of the reserved area that nobody has."""
    return f"990199{chance.randrange(1, 29):02}{chance.randrange(1, 13):02}80{chance.randrange(9000, 10_000)}"


@contextmanager
def _somebody_else(village: Village, claim: NikAndPin) -> Iterator[tuple[list[float], list[str]]]:
    """A resident who is recognised every second at another kiosk, until the block ends."""
    waits: list[float] = []
    refused: list[str] = []
    over = threading.Event()

    def visit() -> None:
        try:
            while not over.wait(1):
                begun = time.perf_counter()
                answer = _answer(village, claim, "Anjungan 6")
                waits.append(time.perf_counter() - begun)
                refused.extend([] if answer == "recognised" else [answer])
        finally:
            connections.close_all()

    thread = threading.Thread(target=visit)
    thread.start()
    try:
        yield waits, refused
    finally:
        over.set()
        thread.join()


def _all_at_once(work: Callable[[int], None], workers: int) -> None:
    def run_one(number: int) -> None:
        try:
            work(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run_one, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

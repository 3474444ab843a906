"""Many desks at once for a while, some of them killed in the middle: no number is lost or used twice."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from balai.core import files
from balai.core.sealing import Verdict, examine_pdf
from balai.letters.keys import roots
from balai.letters.models import Letter
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import show

SECONDS = 120
DESKS = 4
A_LIFE = (4.0, 20.0)
"""Seconds after which a desk is killed, at random."""


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    village = Village.objects.select_related("regency").get(slug="sukamaju")
    connections.close_all()
    killed = _issue_and_kill(village)
    with acting_for(village):
        letters = list(Letter.objects.order_by("serial").values_list("serial", "number", "pdf_sha256"))
    serials = [serial for serial, _, _ in letters]
    twice = [number for number, count in Counter(number for _, number, _ in letters).items() if count > 1]
    if serials != list(range(serials[0], serials[0] + len(serials))) or twice:
        raise AssertionError(f"a number is missing or doubled: {twice}")
    sample = random.Random(1).sample(letters, min(50, len(letters)))
    sound = sum(examine_pdf(files.read(sha), roots()).verdict is Verdict.GENUINE for _, _, sha in sample)
    show(
        "letters issued, desks killed",
        f"{len(letters)} by {DESKS} desks in {SECONDS} s, {killed} killed by -9",
    )
    show("numbers", f"{serials[0]} to {serials[-1]}, none missing, none twice")
    show("letters examined and genuine", f"{sound} of {len(sample)}")


def _issue_and_kill(village: Village) -> int:
    chance, killed = random.Random(7), 0
    until = time.monotonic() + SECONDS
    desks: list[tuple[subprocess.Popen[str], float]] = []
    while time.monotonic() < until:
        while len(desks) < DESKS:
            desks.append((_desk(village), time.monotonic() + chance.uniform(*A_LIFE)))
        for desk, dies_at in list(desks):
            if time.monotonic() >= dies_at:
                desk.kill()
                desk.wait()
                desks.remove((desk, dies_at))
                killed += 1
        time.sleep(0.05)
    for desk, _ in desks:
        desk.kill()
        desk.wait()
    return killed


def _desk(village: Village) -> subprocess.Popen[str]:
    desk = subprocess.Popen(
        [sys.executable, "-m", "bench.worker", village.slug, "domisili", "1000000"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    if desk.stdin:
        desk.stdin.write("\n")
        desk.stdin.close()
    return desk

"""Every paper of every service for a village with a short name and one with the longest: nothing over the edge, codes that lead.

`BENCH_POSTERS=akta-kelahiran,surat-pindah` tries only these services. Then how long the largest board takes.
"""

import os
import resource
import time
from pathlib import Path
from statistics import median

from balai.accounts.actors import Actor
from balai.letters.operations import prepare_village
from balai.posters.enums import Subject
from balai.posters.ledger import Hall
from balai.posters.papers import PAPERS, SIZES
from balai.posters.setting import Wanted
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import percentile, seconds, show
from bench.people import make_villages
from tests.posters.making import LONG, NOW, codes_on, every_size, faults, hall_of, make_office, with_bleed

SHOWN = 20
ON_THE_BOARD = 75
ROUNDS = 5


def run(data_dir: Path) -> None:
    asked = [slug for slug in os.environ.get("BENCH_POSTERS", "").split(",") if slug]
    wrong: list[str] = []
    times: list[float] = []
    short, long = make_villages(2)
    Village.objects.filter(pk=long.pk).update(**LONG)
    long.refresh_from_db()
    for village in (short, long):
        with acting_for(village):
            prepare_village(by=Actor.system("bench"))
            if village is long:
                make_office()
            hall = hall_of(village)
        times += [_try(wanted, wrong) for wanted in _papers(hall, asked, bleed=village is long)]
    show("papers", f"{len(times)} ({len(hall.services)} services, {len(every_size())} formats, 2 villages)")
    show("one paper, median / 95 % / longest", " / ".join(
        f"{each * 1000:.0f} ms" for each in (median(times), percentile(times, 95), max(times))
    ))  # fmt: skip
    _boards(hall)
    for problem in wrong[:SHOWN]:
        print(f"  {problem}")
    show("papers with a fault", str(len(wrong)))
    if wrong:
        raise AssertionError(f"{len(wrong)} papers have a fault")


def _papers(hall: Hall, asked: list[str], *, bleed: bool) -> list[Wanted]:
    services = [each for slug, each in hall.services.items() if not asked or slug in asked]
    found = []
    for paper, size in every_size():
        for service in services if paper.subject is Subject.SERVICE else [None]:
            wanted = hall.wanted(paper, size, service)
            found.append(with_bleed(wanted) if bleed else wanted)
    return found


def _try(wanted: Wanted, wrong: list[str]) -> float:
    """How long it takes; what is wrong with it is added."""
    begun = time.perf_counter()
    pdf = wanted.as_pdf(NOW)
    taken = time.perf_counter() - begun
    found = faults(wanted, pdf)
    if (codes := codes_on(wanted.size, pdf)) != {wanted.address}:
        found.append(f"codes {codes}")
    wrong += [f"{wanted.title}, {wanted.size.slug}: {fault}" for fault in found]
    return taken


def _boards(hall: Hall) -> None:
    paper, size = PAPERS["papan-standar"], SIZES["a0"]
    every = list(hall.services.values())
    board = (every * (ON_THE_BOARD // len(every) + 1))[:ON_THE_BOARD]
    wanted = Wanted(paper, size, hall.facts, hall.on, board=board)
    first = seconds(lambda: wanted.as_pdf(NOW))
    again = median(seconds(lambda: wanted.as_pdf(NOW)) for _ in range(ROUNDS))
    one = Wanted(paper, size, hall.facts, hall.on, board=board[:12])
    measured = seconds(lambda: one.as_pdf(NOW))
    show(f"board A0 with {ON_THE_BOARD} services, first / again", f"{first:.2f} s / {again:.2f} s")
    show("board A0 with 12 services, measured to fit one sheet", f"{measured:.2f} s")
    show(
        "memory of the process, highest",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
    )

"""Every kind for 200 residents who are hard to print: no error, nothing missing, nothing outside the page, few pages.

`BENCH_KINDS=kelahiran,pindah` tries only these kinds.
"""

import os
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from django.db import connections

from balai.letters.models import KindVersion
from balai.residents.models import Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import show
from bench.people import make_villages
from tests.letters.factories import NOW, make_ready, version_of
from tests.letters.kinds.answering import Answering
from tests.letters.kinds.drawing import draw
from tests.letters.kinds.paper import look_at
from tests.letters.kinds.people import make_people

RESIDENTS = 200
TALKATIVE = 10
"""Every tenth resident fills in everything, as long as allowed."""
SHOWN = 20


@dataclass(slots=True)
class Tried:
    """How many papers of each number of pages, and what is wrong with which."""

    pages: Counter[int]
    wrong: list[str]


def run(data_dir: Path) -> None:
    (village,) = make_villages(1)
    with acting_for(village):
        make_ready()
        people = make_people(RESIDENTS, on=NOW.date())
        every = sorted(KindVersion.objects.current().values_list("kind__slug", flat=True))
    asked = [slug for slug in os.environ.get("BENCH_KINDS", "").split(",") if slug]
    if unknown := set(asked) - set(every):
        raise SystemExit(f"no such kind: {', '.join(sorted(unknown))}")
    begun = time.perf_counter()
    tried = _by_all_cores(village, people, asked or every)
    for problem in tried.wrong[:SHOWN]:
        print(f"  {problem}")
    show(
        "kinds × residents",
        f"{len(asked or every)} × {RESIDENTS} in {time.perf_counter() - begun:.0f} s",
    )
    show(
        "papers by number of pages",
        ", ".join(f"{count} of {number}" for number, count in sorted(tried.pages.items())),
    )
    show("papers with a fault", str(len(tried.wrong)))
    if tried.wrong:
        raise AssertionError(f"{len(tried.wrong)} papers have a fault")


def _by_all_cores(village: Village, people: Sequence[Resident], slugs: Sequence[str]) -> Tried:
    """Each kind in one of as many processes as there are cores."""
    connections.close_all()  # a process must not inherit one
    cores = os.process_cpu_count() or 1
    tried = Tried(Counter(), [])
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as processes:
        count = len(slugs)
        for each in processes.map(_kind, [village] * count, [people] * count, slugs):
            tried.pages += each.pages
            tried.wrong += each.wrong
    return tried


def _kind(village: Village, people: Sequence[Resident], slug: str) -> Tried:
    with acting_for(village):
        answering, version = Answering(people, on=NOW.date()), version_of(slug)
        tried = Tried(Counter(), [])
        for number in range(len(people)):
            pages, problems = _paper(answering, version, number)
            tried.pages[pages] += 1
            tried.wrong += [f"{slug}, resident {number}: {problem}" for problem in problems]
    return tried


def _paper(answering: Answering, version: KindVersion, number: int) -> tuple[int, list[str]]:
    """How many pages it takes, and what is wrong with it."""
    try:
        drawn = draw(answering.wish(version, number, talkative=number % TALKATIVE == 1), answering)
    except Exception as problem:  # whatever it is, it is a fault of this paper
        return 0, [f"{type(problem).__name__}: {problem}"]
    problems: list[str] = []
    taken = 0
    for paper in drawn.papers:
        seen = look_at(paper.pdf, paper.margins)
        taken = taken or seen.pages
        problems += seen.faults
        if seen.pages > paper.most_pages:
            problems.append(f"{seen.pages} pages")
        if "{" in seen.text:
            problems.append("a placeholder was printed")
    return taken, problems

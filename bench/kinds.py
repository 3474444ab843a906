"""Every kind for 200 residents who are hard to print: no error, nothing missing, nothing outside the page, few pages."""

import time
from collections import Counter
from pathlib import Path

from balai.letters.models import KindVersion
from balai.tenancy.scope import acting_for
from bench.figures import show
from bench.people import make_villages
from tests.letters.factories import NOW, make_ready
from tests.letters.kinds.answering import Answering
from tests.letters.kinds.drawing import draw
from tests.letters.kinds.paper import faults, pages_and_text
from tests.letters.kinds.people import make_people

RESIDENTS = 200
TALKATIVE = 10
"""Every tenth resident fills in everything, as long as allowed."""
SHOWN = 20


def run(data_dir: Path) -> None:
    (village,) = make_villages(1)
    begun, wrong, pages = time.perf_counter(), [], Counter[int]()
    with acting_for(village):
        make_ready()
        on = NOW.date()
        answering = Answering(make_people(RESIDENTS, on=on), on=on)
        versions = sorted(KindVersion.objects.current(), key=lambda version: version.kind.slug)
        for version in versions:
            for number in range(RESIDENTS):
                taken, problems = _paper(answering, version, number)
                pages[taken] += 1
                wrong += [f"{version.kind.slug}, resident {number}: {problem}" for problem in problems]
    for problem in wrong[:SHOWN]:
        print(f"  {problem}")
    show("kinds × residents", f"{len(versions)} × {RESIDENTS} in {time.perf_counter() - begun:.0f} s")
    show(
        "papers by number of pages",
        ", ".join(f"{count} of {number}" for number, count in sorted(pages.items())),
    )
    show("papers with a fault", str(len(wrong)))
    if wrong:
        raise AssertionError(f"{len(wrong)} papers have a fault")


def _paper(answering: Answering, version: KindVersion, number: int) -> tuple[int, list[str]]:
    """How many pages it takes, and what is wrong with it."""
    try:
        drawn = draw(answering.wish(version, number, talkative=number % TALKATIVE == 1), answering)
    except Exception as problem:  # whatever it is, it is a fault of this paper
        return 0, [f"{type(problem).__name__}: {problem}"]
    problems = []
    for paper in drawn.papers:
        pages, text = pages_and_text(paper)
        problems += faults(paper, drawn.margins)
        if pages > (version.definition.pages if paper is drawn.pdf else 1):
            problems.append(f"{pages} pages")
        if "{" in text:
            problems.append("a placeholder was printed")
    return pages_and_text(drawn.pdf)[0], problems

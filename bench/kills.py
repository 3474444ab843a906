"""Web server, database, printing process and lines die in every step of a visit to the kiosk, in every moment of the step,
in every way, again and again. After each visit: one letter, one number without a gap, one paper, a ledger that says what lies
in the tray, and a screen that said what to do. The cases are those of tests/chaos.
"""

import os
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

from django.core.management import call_command

from balai.core import files
from balai.core.sealing import Verdict, examine_pdf
from balai.letters.models import Letter
from balai.tenancy.scope import acting_for
from balai.villages.keys import roots
from bench.figures import show
from tests.chaos.books import letters_so_far
from tests.chaos.cases import all_cases, visit_to
from tests.chaos.hall import Hall, open_hall

ROUNDS = int(os.environ.get("BENCH_KILLS", "3"))
PEOPLE = 12


def run(data_dir: Path) -> None:
    call_command("collectstatic", "--no-input", verbosity=0)
    cases, chance = all_cases(), random.Random(11)
    survived: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    with open_hall(data_dir, people=PEOPLE) as hall:
        for turn in range(1, ROUNDS + 1):
            for case in chance.sample(cases, len(cases)):
                begun = time.monotonic()
                with visit_to(hall) as walk:
                    case.happens(walk)
                survived[case.name] += 1
                seconds[case.name] += time.monotonic() - begun
            show(f"round {turn}: visits that survived so far", f"{survived.total()} of {turn * len(cases)}")
        print(f"  {'what happened':<82} survived  seconds a visit")
        for case in cases:
            mean = seconds[case.name] / ROUNDS
            print(f"  {case.name:<82} {survived[case.name]:>3} of {ROUNDS}  {mean:6.1f}", flush=True)
        _sum_up(hall, len(cases))


def _sum_up(hall: Hall, cases: int) -> None:
    with acting_for(hall.village):
        letters = list(Letter.objects.values_list("pdf_sha256", flat=True))
    genuine = sum(examine_pdf(files.read(pdf), roots()).verdict is Verdict.GENUINE for pdf in letters)
    show("visits", f"{cases * ROUNDS}")
    show("letters, numbered without gap, each once in the agenda", f"{letters_so_far(hall)}")
    show("papers in the tray, each the paper of one letter", f"{len(hall.printer.spool)}")
    show("genuine", f"{genuine} of {len(letters)}")
    if not letters_so_far(hall) == len(hall.printer.spool) == genuine == cases * ROUNDS:
        raise AssertionError("one letter, one number, one paper: not so")

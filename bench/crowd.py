"""Residents and officers in twenty processes at once, somebody killed every second: nothing acknowledged is lost, nothing is
sent twice, no application is in a state that the table does not lead to.
"""

import os
import random
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connections

from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from bench.figures import show
from tests.applications.crowd import check, said_in, work_as
from tests.applications.factories import birth_service
from tests.processes import kill, start

SECONDS = int(os.environ.get("BENCH_SECONDS", "300"))
AT_ONCE = {"resident": 10, "officer": 8, "registry": 2}
"""Processes. Whoever is killed is followed by another: within five minutes 300 people have worked."""


def run(data_dir: Path) -> None:
    call_command("load_sample", small=True, verbosity=0)
    village = Village.objects.get(slug="sukamaju")
    with acting_for(village):
        birth_service()
    connections.close_all()
    with TemporaryDirectory(prefix="balai-crowd-") as folder:
        killed = _under_fire(Path(folder))
        said = said_in(Path(folder).glob("*.log"))
        applications = check(village, said)
        assert applications, "nobody has worked"
    show("steps acknowledged", f"{len(said):,} with {applications:,} applications in {SECONDS} s")
    show("killed", f"{killed}; lost 0, sent twice 0, outside the table 0")


def _under_fire(folder: Path) -> int:
    chance, killed, number = random.Random(7), 0, 0
    crowd: list[tuple[str, ForkServerProcess]] = []

    def join(who: str) -> None:
        nonlocal number
        number += 1
        crowd.append((who, start(work_as, "sukamaju", who, SECONDS, folder / f"{number}.log")))

    for who, many in AT_ONCE.items():
        for _ in range(many):
            join(who)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        time.sleep(1)
        who, unlucky = crowd.pop(chance.randrange(len(crowd)))
        kill(unlucky)
        killed += 1
        join(who)
    for _, each in crowd:
        kill(each)
    return killed

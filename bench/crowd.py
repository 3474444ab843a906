"""Two hundred residents and twenty officers at once, each a process, killed one after another: nothing acknowledged is lost,
nothing is sent twice, no application is in a state that the table does not lead to.
"""

import os
import time
from collections import deque
from itertools import count
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
FOREVER = 86_400.0
AT_ONCE = {"resident": 200, "officer": 18, "registry": 2}
"""Processes. Whoever is killed is followed by another."""


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
    """Kill whoever has worked longest, every second, and at the end everybody; how many were killed while they worked."""
    crowd: deque[tuple[str, ForkServerProcess]] = deque()
    numbers = count()

    def join(who: str) -> None:
        log = folder / f"{next(numbers)}.log"
        crowd.append((who, start(work_as, "sukamaju", who, FOREVER, log)))

    for who, many in AT_ONCE.items():
        for _ in range(many):
            join(who)
    killed, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        time.sleep(1)
        who, oldest = crowd.popleft()
        _kill_at_work(oldest)
        killed += 1
        join(who)
    for _, each in crowd:
        _kill_at_work(each)
    return killed + len(crowd)


def _kill_at_work(process: ForkServerProcess) -> None:
    assert process.is_alive(), f"somebody gave up by himself: {process.exitcode}"
    kill(process)

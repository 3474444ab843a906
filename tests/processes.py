"""Processes that a test may kill: real ones, forked from one that has loaded the hall, so that a start costs nothing."""

import multiprocessing
import os
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

NAME = "balai at work"
"""By which PostgreSQL tells the connections of such a process from the test's."""

_LOADED = multiprocessing.get_context("forkserver")
_LOADED.set_forkserver_preload(["tests.loaded_hall"])


def start(work: Callable[..., object], *args: Any) -> ForkServerProcess:
    """Begin `work(*args)` in a process of its own, on the database and in the folder of this test."""
    where = str(connection.settings_dict["NAME"]), Path(settings.BALAI_DATA_DIR)
    process = _LOADED.Process(target=_do, args=(*where, work, args), daemon=True)
    process.start()
    return process


def kill(process: ForkServerProcess) -> None:
    """SIGKILL: it cannot put anything in order."""
    process.kill()
    process.join()


def kill_once(has_begun: Callable[[], bool], work: Callable[..., object], *args: Any) -> None:
    """Run `work(*args)` in a process of its own, and kill it when it has begun to show."""
    process = start(work, *args)
    while process.is_alive() and not has_begun():
        time.sleep(0.02)
    kill(process)


def _do(database: str, folder: Path, work: Callable[..., object], args: tuple[Any, ...]) -> None:
    os.environ["PGAPPNAME"] = NAME
    for alias in connections.settings:
        connections.settings[alias]["NAME"] = database
    settings.BALAI_DATA_DIR = folder
    work(*args)

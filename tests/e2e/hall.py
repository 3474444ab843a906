"""A whole hall for the browser: real web, live and worker processes on a copy of the small sample."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings

from balai.sample.accounts import DEMO_PASSWORD
from config.embedded import LOGIN, OWNER
from config.env import read_environment
from config.supervisor import commands, serving_environment
from tests.databases import CLUSTER, FOLDER, TEMPLATE, copy_of_template, create_database, once_a_run
from tests.e2e.costs import ACCESS_LOG
from tests.ports import free_port
from tests.post_office import PostOffice

START_SECONDS = 120
SAMPLE = "balai_sample"
"""The database and the data folder of which each hall has a copy."""


@dataclass(frozen=True)
class Hall:
    address: str
    log: Path
    environment: dict[str, str]
    web: int
    """The process that serves its pages."""
    post: PostOffice
    """Where its e-mail arrives."""
    password: str = DEMO_PASSWORD

    def url(self, path: str = "/", village: str = "sukamaju") -> str:
        return f"{self.address}/{village}{path}"

    def arrange(self, script: str) -> str:
        """Run Python inside the hall, for what takes a desk many pages; returns what it printed."""
        done = subprocess.run(
            [".venv/bin/python", "manage.py", "shell", "--no-imports", "-c", script],
            env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.strip()


@contextmanager
def open_hall() -> Iterator[Hall]:
    """The hall is open inside the block, with a sample of its own."""
    once_a_run(SAMPLE, _fill)
    port, live_port = free_port(), free_port()
    with copy_of_template(SAMPLE) as database, PostOffice() as post:
        data_dir = FOLDER / database
        shutil.copytree(FOLDER / SAMPLE, data_dir, symlinks=True)
        address = f"http://localhost:{port}"
        environment = _environment(database) | post.told | {
            "PORT": str(port), "BALAI_LIVE_PORT": str(live_port), "BALAI_PUBLIC_URL": address, "BALAI_DEMO": "1",
        }  # fmt: skip
        processes = _start(environment, data_dir, port, live_port)
        try:
            _wait_until_open(f"{address}/sehat", processes)
            yield Hall(address, data_dir / "hall.log", environment, processes[0].pid, post)
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(20)


def _fill() -> None:
    """Load the sample in a process of its own: keys and files belong into its own data folder.

    The sample's letters are printed with the public address of the tests, which no hall has: a test that follows a
    code issues its letter in its hall.
    """
    create_database(SAMPLE, template=TEMPLATE)
    data_dir = FOLDER / SAMPLE
    data_dir.mkdir()
    (data_dir / "static").symlink_to(settings.STATIC_ROOT)
    subprocess.run(
        [".venv/bin/python", "manage.py", "load_sample", "--small"],
        env=_environment(SAMPLE), check=True, capture_output=True,
    )  # fmt: skip


def _environment(database: str) -> dict[str, str]:
    """What a process is told that works on this database, and on the data folder that goes with it."""
    return os.environ | {
        "BALAI_DATA_DIR": str(FOLDER / database),
        "BALAI_DATABASE_URL": CLUSTER.url(LOGIN, database), "BALAI_OWNER_DATABASE_URL": CLUSTER.url(OWNER, database),
    }  # fmt: skip


def _start(
    environment: dict[str, str], data_dir: Path, port: int, live_port: int
) -> list[subprocess.Popen[bytes]]:
    described = replace(read_environment(environment), port=port, live_port=live_port)
    serving = serving_environment(environment)
    with (data_dir / "hall.log").open("wb") as log:
        return [
            subprocess.Popen(
                command, env=serving | (ACCESS_LOG if name == "web" else {}), stdout=log, stderr=log
            )
            for name, command in commands(described).items()
        ]


def _wait_until_open(address: str, processes: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and all(process.poll() is None for process in processes):
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the hall did not open")

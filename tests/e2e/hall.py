"""A whole hall for the browser: real web, live and worker processes on a database copy with the small sample."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.request import urlopen

from balai.sample.accounts import DEMO_PASSWORD
from config.embedded import LOGIN, OWNER
from config.env import read_environment
from config.supervisor import commands
from tests.databases import CLUSTER, copy_of_template
from tests.e2e.costs import ACCESS_LOG
from tests.ports import free_port
from tests.post_office import PostOffice

START_SECONDS = 120


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
    """The hall is open inside the block, with data of its own."""
    port, live_port = free_port(), free_port()
    with copy_of_template() as database, PostOffice() as post:
        data_dir = Path(os.environ["BALAI_TEST_FOLDER"]) / database
        environment = _environment(data_dir, database, port, live_port) | post.told
        _fill(environment)
        processes = _start(environment, data_dir, port, live_port)
        try:
            address = f"http://localhost:{port}"
            _wait_until_open(f"{address}/sehat", processes)
            yield Hall(address, data_dir / "hall.log", environment, processes[0].pid, post)
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(20)


def _environment(data_dir: Path, database: str, port: int, live_port: int) -> dict[str, str]:
    data_dir.mkdir()
    return os.environ | {
        "BALAI_DATA_DIR": str(data_dir), "PORT": str(port), "BALAI_LIVE_PORT": str(live_port),
        "BALAI_DATABASE_URL": CLUSTER.url(LOGIN, database), "BALAI_OWNER_DATABASE_URL": CLUSTER.url(OWNER, database),
        "BALAI_PUBLIC_URL": f"http://localhost:{port}", "BALAI_DEMO": "1",
    }  # fmt: skip


def _fill(environment: dict[str, str]) -> None:
    """In a process of its own: keys and files belong into the hall's own data folder."""
    for command in (["load_sample", "--small"], ["collectstatic", "--no-input", "-v0"]):
        subprocess.run(
            [".venv/bin/python", "manage.py", *command], env=environment, check=True, capture_output=True
        )


def _start(
    environment: dict[str, str], data_dir: Path, port: int, live_port: int
) -> list[subprocess.Popen[bytes]]:
    described = replace(read_environment(environment), port=port, live_port=live_port)
    with (data_dir / "hall.log").open("wb") as log:
        return [
            subprocess.Popen(
                command, env=environment | (ACCESS_LOG if name == "web" else {}), stdout=log, stderr=log
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

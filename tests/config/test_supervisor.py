"""`make run` for real: its processes come together, serve, and go together."""

import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from config.embedded import LOGIN, OWNER, Cluster
from tests.e2e.hall import free_port

ROOT = Path(__file__).resolve().parents[2]


def environment(database: str, data_dir: Path, **more: str) -> dict[str, str]:
    cluster = Cluster.of(settings.BALAI_DATA_DIR)
    return os.environ | {
        "BALAI_DATA_DIR": str(data_dir), "PORT": str(free_port()), "BALAI_LIVE_PORT": str(free_port()),
        "BALAI_DATABASE_URL": cluster.url(LOGIN, database), "BALAI_OWNER_DATABASE_URL": cluster.url(OWNER, database),
        **more,
    }  # fmt: skip


@contextmanager
def supervised(variables: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    hall = subprocess.Popen(
        [sys.executable, "-m", "config.supervisor"],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        for line in hall.stdout or ():
            if "Ctrl-C" in line:
                break
        yield hall
    finally:
        if hall.poll() is None:
            hall.terminate()
        hall.wait(30)
        if hall.stdout:
            hall.stdout.close()


def children_of(process: subprocess.Popen[str]) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in listed.stdout.split()]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    (tmp_path / "hall").mkdir()
    return tmp_path / "hall"


def test_the_hall_speaks_https_with_a_certificate_of_its_own_authority(
    committed: str, data_dir: Path
) -> None:
    variables = environment(committed, data_dir, BALAI_TLS="1")

    with supervised(variables) as hall:
        trusting = ssl.create_default_context()
        for path in (data_dir / "keys").rglob("*.crt"):
            trusting.load_verify_locations(path)
        with urlopen(f"https://localhost:{variables['PORT']}/sehat", context=trusting) as answer:
            assert answer.read() == b"ok"
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(f"https://localhost:{variables['PORT']}/sehat")
        hall.send_signal(signal.SIGINT)

    assert hall.returncode == 0
    assert list(data_dir.rglob("server.key")) == []


def test_no_serving_process_is_told_how_to_be_the_owner(committed: str, data_dir: Path) -> None:
    variables = environment(committed, data_dir)
    secret = Cluster.of(settings.BALAI_DATA_DIR).password(OWNER)

    with supervised(variables) as hall:
        told = [Path(f"/proc/{pid}/environ").read_bytes().decode() for pid in children_of(hall)]

    assert len(told) == 3
    assert [one for one in told if secret in one or "BALAI_AS_OWNER" in one] == []


@pytest.mark.parametrize("entry", ["config.wsgi", "config.live"])
def test_a_serving_process_knows_no_owner_and_opens_no_file_of_theirs(entry: str) -> None:
    program = (
        "import sys; opened = []; sys.addaudithook(lambda e, a: opened.append(str(a[0])) if e == 'open' else None);"
        f"import {entry}; from django.conf import settings;"
        "print(sorted(settings.DATABASES), [name for name in opened if 'administration' in name])"
    )
    variables = {name: value for name, value in os.environ.items() if name != "BALAI_AS_OWNER"}

    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True
    )

    assert finished.stdout.strip().splitlines()[-1] == "['default', 'progress'] []"


def test_a_stop_ends_all_processes(committed: str, data_dir: Path) -> None:
    with supervised(environment(committed, data_dir)) as hall:
        children = children_of(hall)
        hall.send_signal(signal.SIGTERM)

    assert (len(children), hall.returncode) == (3, 0)
    assert [pid for pid in children if alive(pid)] == []


def test_when_one_process_dies_the_others_are_stopped_and_it_is_said(committed: str, data_dir: Path) -> None:
    with supervised(environment(committed, data_dir)) as hall:
        children = children_of(hall)
        os.kill(children[-1], signal.SIGKILL)
        until = time.monotonic() + 30
        while hall.poll() is None and time.monotonic() < until:
            time.sleep(0.05)

    assert hall.returncode == 1
    assert [pid for pid in children if alive(pid)] == []


def test_a_wrong_setting_ends_in_a_sentence(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "config.supervisor"], cwd=ROOT, env=os.environ | {"PORT": "delapan"},
        capture_output=True, text=True,
    )  # fmt: skip

    assert (finished.returncode, finished.stderr) == (
        1,
        "Balai: PORT must be a whole number, not 'delapan'.\n",
    )

"""`make run` for real: its processes come together, serve, and go together."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from config.embedded import LOGIN, OWNER
from tests.databases import CLUSTER
from tests.ports import free_port
from tests.virtual_printer import wait_until

SECONDS = 60
ROOT = Path(__file__).resolve().parents[2]


def environment(database: str, data_dir: Path, **more: str) -> dict[str, str]:
    return os.environ | {
        "BALAI_DATA_DIR": str(data_dir), "PORT": str(free_port()), "BALAI_LIVE_PORT": str(free_port()),
        "BALAI_DATABASE_URL": CLUSTER.url(LOGIN, database), "BALAI_OWNER_DATABASE_URL": CLUSTER.url(OWNER, database),
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


def all_children_of(process: subprocess.Popen[str]) -> list[int]:
    """The four processes of a hall; the web server is announced before the others are started."""
    wait_until(lambda: len(children_of(process)) == 4, 20)
    return children_of(process)


def children_of(process: subprocess.Popen[str]) -> list[int]:
    return children_of_pid(process.pid)


def children_of_pid(pid: int) -> list[int]:
    """Those that live, in the order of their start."""
    listed = subprocess.run(["ps", "-o", "pid=,stat=", "--ppid", str(pid)], capture_output=True, text=True)
    return sorted(int(line.split()[0]) for line in listed.stdout.splitlines() if "Z" not in line.split()[1])


def answers(variables: dict[str, str]) -> bool:
    with suppress(OSError), urlopen(f"http://localhost:{variables['PORT']}/sehat", timeout=5):
        return True
    return False


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


def test_a_hall_starts_again_what_dies_and_ends_all_together(committed: str, data_dir: Path) -> None:
    variables = environment(committed, data_dir)
    secret = CLUSTER.password(OWNER)

    with supervised(variables) as hall:
        first = all_children_of(hall)
        told = [Path(f"/proc/{pid}/environ").read_bytes().decode() for pid in first]
        assert [one for one in told if secret in one or "BALAI_AS_OWNER" in one] == []

        # What a killed web server leaves behind holds no port.
        [worker] = children_of_pid(first[0])
        os.kill(first[0], signal.SIGKILL)
        wait_until(lambda: not alive(worker), SECONDS)
        wait_until(lambda: answers(variables), SECONDS)

        second = all_children_of(hall)
        for pid in second:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(set(children_of(hall)) - set(second)) == 4, SECONDS)
        wait_until(lambda: answers(variables), SECONDS)
        third = children_of(hall)
        hall.send_signal(signal.SIGTERM)

    assert hall.returncode == 0
    assert [pid for pid in first + second + third if alive(pid)] == []


def test_a_process_that_keeps_dying_closes_the_hall(committed: str, data_dir: Path) -> None:
    with supervised(environment(committed, data_dir)) as hall:
        children = all_children_of(hall)
        while hall.poll() is None:
            for pid in children_of(hall)[3:]:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)

    assert hall.returncode == 1
    assert [pid for pid in children if alive(pid)] == []


def test_a_web_server_that_never_begins_closes_the_hall_at_once(committed: str, data_dir: Path) -> None:
    variables = environment(committed, data_dir)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(variables["PORT"])))
        taken.listen()
        with supervised(variables) as hall:
            assert hall.wait(SECONDS) == 1


def test_a_wrong_setting_ends_in_a_sentence(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "config.supervisor"], cwd=ROOT, env=os.environ | {"PORT": "delapan"},
        capture_output=True, text=True,
    )  # fmt: skip

    assert (finished.returncode, finished.stderr) == (
        1,
        "Balai: PORT must be a whole number, not 'delapan'.\n",
    )

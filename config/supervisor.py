"""`make run`: database, web, live, worker and printing processes under one roof, started in order and stopped together.

What dies is started again, for nobody stands beside an office's server. What keeps dying closes the hall, and says so.
"""

import hashlib
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType
from urllib.request import urlopen

from balai.core.keystore import KeyMissing
from config import embedded
from config.certificates import ServerKey
from config.env import ROOT, Environment, Misconfigured, read_environment

STOP_SECONDS = 10
LOOK_SECONDS = 1
START_SECONDS = 30
MOST_ENDS, WITHIN_SECONDS = 5, 60
"""How often one process may end in so many seconds."""
ADDRESS = "{address}"
OWNERS = frozenset({"BALAI_AS_OWNER", "BALAI_OWNER_DATABASE_URL"})
"""Settings that only the preparation needs."""
LEAN = {"MALLOC_ARENA_MAX": "2"}
"""glibc gives threads up to eight heaps a processor, each with room that the others cannot use; two draw letters as fast,
and a web process is a seventh smaller after a hundred visits (`mallopt(3)`).
"""


class Supervisor:
    """Starts the processes, starts again what ends by itself, and stops all of them when somebody presses Ctrl-C."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.ends: dict[str, list[float]] = {}
        self.stopping = self.started_database = False
        self.looks_again_at = 0.0

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_soon)
        key: ServerKey | None = None
        try:
            self._prepare()
            key = ServerKey.write(self.environment) if self.environment.tls else None
            programs = commands(self.environment, key)
            self._start(
                "web", programs.pop("web")
            )  # first, with the machine to itself: people wait for pages
            self._start_database()  # while the web server loads, unless the preparation has started it
            if self._answers():
                _announce(self.environment)
            elif ended := self._ended():  # it never began: what it has said tells why
                return _give_up(f"proses {ended} berhenti.")
            for name, command in programs.items():
                self._start(name, command)
            return self._watch(commands(self.environment, key))
        finally:
            self._stop_all()
            if key:
                key.forget()
            if self.started_database:
                embedded.stop(self.environment.data_dir)

    def _prepare(self) -> None:
        """Make the database ready, once for each state of the code and kind of database."""
        stamp = self.environment.data_dir / "prepared"
        mark = fingerprint(self.environment)
        if stamp.exists() and stamp.read_text() == mark:
            return
        self._start_database()
        if not self.stopping:
            _prepare(self.environment)
            stamp.write_text(mark)

    def _start_database(self) -> None:
        if not self.environment.database_url and not self.stopping:
            self.started_database |= embedded.ensure_running(self.environment.data_dir)

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, name: str, command: list[str]) -> None:
        """In a process group of its own: Ctrl-C reaches us alone, and we stop the others in order."""
        if not self.stopping:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=serving_environment(os.environ), start_new_session=True
            )

    def _answers(self) -> bool:
        scheme = "https" if self.environment.tls else "http"
        address = f"{scheme}://127.0.0.1:{self.environment.port}/sehat"
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and not self.stopping and self._ended() is None:
            if _is_healthy(address):
                return True
            time.sleep(0.05)
        return False

    def _watch(self, programs: Mapping[str, list[str]]) -> int:
        while not self.stopping:
            ended = self._ended()
            what = f"proses {ended}" if ended else "basis data" if self._is_database_gone() else ""
            if what and self._ends_too_often(what):
                return _give_up(f"{what} terlalu sering berhenti.")
            if what:
                _say(f"{what} berhenti. Dimulai lagi.")
            if ended:
                self._clear(ended)
                self._start(ended, programs[ended])
            elif what:
                self._start_database()
            time.sleep(0.2)
        return 0

    def _ended(self) -> str | None:
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)

    def _is_database_gone(self) -> bool:
        """Looked for every second, where the database is ours to start."""
        if self.environment.database_url or self.stopping or time.monotonic() < self.looks_again_at:
            return False
        self.looks_again_at = time.monotonic() + LOOK_SECONDS
        return not embedded.is_running(self.environment.data_dir)

    def _ends_too_often(self, what: str) -> bool:
        now = time.monotonic()
        self.ends[what] = [*(at for at in self.ends.get(what, ()) if now - at < WITHIN_SECONDS), now]
        return len(self.ends[what]) >= MOST_ENDS

    def _clear(self, name: str) -> None:
        """End what a killed process left behind: it would hold the port."""
        with suppress(ProcessLookupError):
            os.killpg(self.processes[name].pid, signal.SIGKILL)

    def _stop_all(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        for process in self.processes.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _say(sentence: str) -> None:
    print(f"Balai: {sentence}", file=sys.stderr, flush=True)


def _give_up(reason: str) -> int:
    _say(f"{reason} Semua dihentikan.")
    return 1


def serving_environment(told: Mapping[str, str]) -> dict[str, str]:
    """What web, live and worker processes are told of it: nothing that opens the database as its owner."""
    return LEAN | {name: value for name, value in told.items() if name not in OWNERS}


def commands(environment: Environment, key: ServerKey | None = None) -> dict[str, list[str]]:
    """The processes of one hall, by name."""
    granian = [
        sys.executable,
        "-m",
        "granian",
        "--no-ws",
        "--log-level",
        "warning",
        "--host",
        environment.bind,
    ]
    tls = ["--ssl-certificate", str(key.certificate_file), "--ssl-keyfile", str(key.key_file)] if key else []
    workers = str(environment.web_workers)
    return {
        "web": [*granian, *tls, "--interface", "wsgi", "--port", str(environment.port), "--workers", workers,
                "--blocking-threads", "4", "--backpressure", "64", "config.wsgi:application"],
        "live": [*granian, *tls, "--interface", "asgi", "--port", str(environment.live_port), "config.live:application"],
        "worker": [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "2", "--shutdown-graceful-timeout", "8"],
        "printing": [sys.executable, "manage.py", "deliver_prints"],
    }  # fmt: skip


def _prepare(environment: Environment) -> None:
    """Migrate, update the villages, collect the static files, load the sample."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["BALAI_AS_OWNER"] = "1"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("prepare_database", verbosity=0)
    call_command("update_villages", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if environment.demo:
        call_command("load_sample")
        from balai.sample.accounts import described

        _welcome(environment).write_text(described(ADDRESS))
    connections.close_all()


def _welcome(environment: Environment) -> Path:
    """Who may sign in to the sample, kept so that a later start needs to ask nobody."""
    return environment.data_dir / "sample-accounts.txt"


def fingerprint(environment: Environment) -> str:
    """Changes whenever a file of the project does, or the database that it is for."""
    digest = hashlib.sha256(f"{environment.demo} {environment.database_url}".encode())
    sources = [
        ROOT / "uv.lock",
        *sorted((ROOT / "balai").rglob("*")),
        *sorted((ROOT / "config").rglob("*.py")),
    ]
    for path in sources:
        if path.is_file() and path.suffix != ".pyc":
            state = path.stat()
            digest.update(f"{path.relative_to(ROOT)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _is_healthy(address: str) -> bool:
    try:
        # Our own loopback address; its certificate is our own authority's, which this process needn't trust.
        context = _any_certificate() if address.startswith("https") else None
        with urlopen(address, timeout=2, context=context) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:
        return False


def _any_certificate() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _announce(environment: Environment) -> None:
    scheme = "https" if environment.tls else "http"
    address = f"{scheme}://localhost:{environment.port}/"
    print(f"\nBalai sudah buka: {address}", flush=True)
    if environment.demo:
        print(_welcome(environment).read_text().replace(ADDRESS, address), flush=True)
    print("Berhenti: tekan Ctrl-C.\n", flush=True)


def main() -> None:
    try:
        environment = read_environment()
        sys.exit(Supervisor(environment).run())
    except (Misconfigured, embedded.DatabaseWontStart, KeyMissing) as problem:
        sys.exit(f"Balai: {problem}")


if __name__ == "__main__":
    main()

"""`make run`: database, web, live and worker processes under one roof, started in order and stopped together."""

import hashlib
import os
import signal
import ssl
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.request import urlopen

from balai.core.keystore import KeyMissing
from config import embedded
from config.certificates import ServerKey
from config.env import ROOT, Environment, Misconfigured, read_environment

STOP_SECONDS = 10
START_SECONDS = 30
ADDRESS = "{address}"
OWNERS = frozenset({"BALAI_AS_OWNER", "BALAI_OWNER_DATABASE_URL"})
"""Settings that only the preparation needs."""


class Supervisor:
    """Starts the processes, and stops all of them as soon as one ends or somebody presses Ctrl-C."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_soon)
        started_database = False
        key: ServerKey | None = None
        try:
            if not self.environment.database_url:
                started_database = embedded.ensure_running(self.environment.data_dir)
            if not self.stopping:
                _prepare(self.environment)
            key = ServerKey.write(self.environment) if self.environment.tls else None
            for name, command in commands(self.environment, key).items():
                self._start(name, command)
                if (
                    name == "web" and self._answers()
                ):  # first, with the machine to itself: people wait for pages
                    _announce(self.environment)
            return self._watch()
        finally:
            self._stop_all()
            if key:
                key.forget()
            if started_database:
                embedded.stop(self.environment.data_dir)

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _start(self, name: str, command: list[str]) -> None:
        """In a process group of its own: Ctrl-C reaches us alone, and we stop the others in order."""
        if not self.stopping:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=_serving_environment(), start_new_session=True
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

    def _watch(self) -> int:
        while not self.stopping:
            if ended := self._ended():
                print(f"Balai: proses {ended} berhenti. Semua dihentikan.", file=sys.stderr)
                return 1
            time.sleep(0.2)
        return 0

    def _ended(self) -> str | None:
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)

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


def _serving_environment() -> dict[str, str]:
    """What web, live and worker processes are told: nothing that opens the database as its owner."""
    return {name: value for name, value in os.environ.items() if name not in OWNERS}


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
    }  # fmt: skip


def _prepare(environment: Environment) -> None:
    """Migrate, collect the static files, load the sample: once for each state of the code and kind of database."""
    stamp = environment.data_dir / "prepared"
    mark = _fingerprint(environment)
    if stamp.exists() and stamp.read_text() == mark:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["BALAI_AS_OWNER"] = "1"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("prepare_database", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if environment.demo:
        call_command("load_sample")
        from balai.sample.accounts import described

        _welcome(environment).write_text(described(ADDRESS))
    connections.close_all()
    stamp.write_text(mark)


def _welcome(environment: Environment) -> Path:
    """Who may sign in to the sample, kept so that a later start needs to ask nobody."""
    return environment.data_dir / "sample-accounts.txt"


def _fingerprint(environment: Environment) -> str:
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
        with urlopen(address, timeout=2, context=_any_certificate()) as response:  # noqa: S310
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

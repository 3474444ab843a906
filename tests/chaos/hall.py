"""A hall of which every part may be killed: a PostgreSQL, a web server and a printing process of its own, and a printer."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
from django.db import connections
from psycopg import sql

from balai.access.operations import give_pin
from balai.accounts.actors import Actor
from balai.printing.models import Printer
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from config import embedded
from config.env import ROOT, read_environment
from config.supervisor import commands, fingerprint, serving_environment
from tests.factories import make_village
from tests.kiosk.factories import make_kiosk
from tests.letters.factories import make_ready, make_resident
from tests.ports import free_port
from tests.printing.wire import Wire, wire_to
from tests.virtual_printer import VirtualPrinter, virtual_printer, wait_until

BY = Actor.system("uji")
SECONDS = 120  # a loaded machine takes half a minute to start a process


@dataclass(frozen=True)
class Person:
    """Somebody who comes to the kiosk."""

    nik: str
    pin: str


@dataclass
class Program:
    """One of the hall's processes, started by the command that `make run` starts it by."""

    command: list[str]
    environment: Mapping[str, str]
    log: Path
    address: str = ""
    """What answers once it has started; "" where nothing does."""
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command, cwd=ROOT, env=dict(self.environment), start_new_session=True, stdout=log, stderr=log
            )  # fmt: skip
        if self.address:
            wait_until(self.answers, SECONDS)

    def kill(self) -> None:
        """With its children, as when the power fails."""
        if self._process:
            self._send(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def thaw(self) -> None:
        self._send(signal.SIGCONT)

    def _send(self, number: signal.Signals) -> None:
        if self._process:
            os.killpg(self._process.pid, number)

    def answers(self) -> bool:
        """Whether it serves."""
        if self._process and self._process.poll() is not None:
            raise RuntimeError(f"it ended: {self.log.read_text()[-2000:]}")
        with suppress(OSError), urlopen(self.address, timeout=5):
            return True
        return False


@dataclass(frozen=True)
class Database:
    """The hall's PostgreSQL, and ways to lose it."""

    data_dir: Path

    @property
    def cluster(self) -> embedded.Cluster:
        return embedded.Cluster.of(self.data_dir)

    def start(self) -> None:
        """As a new start of the hall does."""
        connections.close_all()
        embedded.ensure_running(self.data_dir)

    def kill(self) -> None:
        """The server's first process; the others notice and go."""
        os.kill(self._pid, signal.SIGKILL)
        wait_until(lambda: not self._children(), SECONDS)

    def stop_at_once(self) -> None:
        """As when the machine is switched off: nothing is written any more."""
        subprocess.run(
            [embedded.program("pg_ctl"), "stop", "-D", str(self.cluster.data), "-m", "immediate", "-w"],
            user=self.cluster.account, extra_groups=[] if self.cluster.account else None, cwd="/", check=True,
            env=embedded.program_environment(), stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def kill_one(self) -> None:
        """One process that serves a connection; the server ends all others and comes back by itself."""
        asked = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1"
        os.kill(self.ask(asked)[0][0], signal.SIGKILL)
        wait_until(self._is_away, SECONDS)

    def ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """As the superuser, who sees all villages."""
        with psycopg.connect(self.cluster.url(embedded.SUPERUSER), autocommit=True) as connection:
            return connection.execute(question, values).fetchall()

    @contextmanager
    def held(self, table: str) -> Iterator[None]:
        """Whoever writes to `table` waits until the block ends, or the server dies."""
        with (
            suppress(psycopg.OperationalError),
            psycopg.connect(self.cluster.url(embedded.SUPERUSER)) as holder,
        ):
            holder.execute(sql.SQL("LOCK TABLE {} IN EXCLUSIVE MODE").format(sql.Identifier(table)))
            yield

    def somebody_waits(self) -> bool:
        return bool(self.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))

    @property
    def _pid(self) -> int:
        return int((self.cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def _children(self) -> str:
        listed = subprocess.run(["ps", "-eo", "pid=,command="], capture_output=True, text=True).stdout
        return "\n".join(line for line in listed.splitlines() if str(self.cluster.data) in line)

    def _is_away(self) -> bool:
        try:
            self.ask("SELECT 1")
        except psycopg.OperationalError:
            return True
        return False


@dataclass
class Hall:
    """One village, one kiosk, one printer behind a wire that can be cut."""

    village: Village
    token: str
    people: list[Person]
    database: Database
    web: Program
    printing: Program
    printer: VirtualPrinter
    wire: Wire
    came: int = 0
    """How many people have come so far."""

    @property
    def address(self) -> str:
        return f"{self.web.address.rpartition('/')[0]}/{self.village.slug}/anjungan/"

    def next_person(self) -> Person:
        self.came += 1
        return self.people[self.came % len(self.people)]

    @contextmanager
    def under_one_roof(self) -> Iterator[subprocess.Popen[bytes]]:
        """The same hall in the hands of `make run`, which has prepared it before."""
        data_dir = self.database.data_dir
        told = read_environment(dict(self.web.environment))
        (data_dir / "prepared").write_text(fingerprint(told))
        self.web.kill()
        self.printing.kill()
        with self.web.log.open("ab") as log:
            roof = subprocess.Popen(
                [sys.executable, "-m", "config.supervisor"], cwd=ROOT, env=dict(self.web.environment), stdout=log, stderr=log
            )  # fmt: skip
        try:
            wait_until(self.web.answers, SECONDS)
            yield roof
        finally:
            roof.terminate()
            roof.wait()
            self.database.start()
            self.web.start()
            self.printing.start()


@contextmanager
def open_hall(data_dir: Path, *, people: int = 3) -> Iterator[Hall]:
    """On the database of `data_dir`, to which Django is connected and in which there is nothing yet."""
    with ExitStack() as stack:
        printer = stack.enter_context(virtual_printer())
        wire = stack.enter_context(wire_to(printer.port))
        village = make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
        with acting_for(village):
            make_ready()
            known = [_person() for _ in range(people)]
            device, token = make_kiosk(by=BY)
            device.printer = Printer.objects.create(name="Pencetak", kind="sheet", address=wire.address)
            device.save(update_fields=["printer"])
        connections.close_all()
        web, printing = _programs(data_dir)
        hall = Hall(village, token, known, Database(data_dir), web, printing, printer, wire)
        for program in (web, printing):
            stack.callback(program.kill)
            program.start()
        yield hall


def _person() -> Person:
    resident = make_resident()
    return Person(resident.nik, give_pin(resident=resident, by=BY))


def _programs(data_dir: Path) -> tuple[Program, Program]:
    """Web server and printing, told what a hall with an embedded database is told."""
    address = f"http://localhost:{free_port()}"
    told = {
        "BALAI_DATA_DIR": str(data_dir), "PORT": address.rpartition(":")[2], "BALAI_LIVE_PORT": str(free_port()),
        "BALAI_PUBLIC_URL": address, "BALAI_DEMO": "0",
    }  # fmt: skip
    environment = serving_environment(os.environ) | told
    started = commands(read_environment(environment))
    log = data_dir / "hall.log"
    return (
        Program(started["web"], environment, log, f"{address}/sehat"),
        Program(started["printing"], environment, log),
    )

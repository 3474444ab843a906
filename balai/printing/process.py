"""The process that delivers prints: one for the whole hall, woken by the database when a print is wished for.

An advisory lock makes it the only one. The lock belongs to a connection, so the database lets it go as soon as the
process dies, and whoever comes next takes up every unfinished print at once, while the printers still know of them.

Each printer has a lane of its own: its prints follow one another, and a jam in one printer holds up no other.
"""

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from importlib import import_module
from typing import Final
from uuid import UUID

import psycopg
from django.db import OperationalError, connections
from django.utils import timezone

from balai.core import ipp
from balai.core.live import CHANNEL
from balai.printing.delivery import advance
from balai.printing.ledger import TOPIC_OF_ALL
from balai.printing.models import Printer, PrintJob
from balai.printing.operations.health import note_health
from balai.tenancy.scope import acting_for, acting_for_regency

logger = logging.getLogger(__name__)

LOCK: Final = 0x42616C6169_50  # "Balai" and "P"
TICK_SECONDS: Final = 1.0
ROUND_SECONDS: Final = 60.0
"""How often everything is looked for again, should a notice have been missed, and every printer is asked how it is."""
RECONNECT_SECONDS: Final = 1.0
AFTER_FAULT_SECONDS: Final = 5.0
MOST_ASKED_AT_ONCE: Final = 4

type Lane = tuple[int, UUID]
"""A village and one of its printers."""


class Process:
    """Runs until `stop`, through lost connections and whatever one print does."""

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Ask it to end; what is under way is taken up by the next process."""
        self._stopping.set()

    def run(self) -> None:
        import_module("balai.core.ipp_wire")  # heavy; here before the first letter waits for it
        while not self._stopping.is_set():
            try:
                with closing(Lanes()) as lanes:
                    self._serve(lanes)
            except (psycopg.OperationalError, OperationalError):
                logger.warning("printing: the database is away")
                self._stopping.wait(RECONNECT_SECONDS)
            finally:
                connections.close_all()

    def _serve(self, lanes: "Lanes") -> None:
        """One term: as long as the connection holds the lock."""
        with _connection() as connection:
            while not self._is_the_only_one(connection):
                if self._stopping.wait(TICK_SECONDS):
                    return
            connection.execute(f"LISTEN {CHANNEL}")
            next_round = 0.0
            while not self._stopping.is_set():
                if lanes.is_round_due or time.monotonic() >= next_round:
                    lanes.is_round_due = False
                    self._go_round(lanes)
                    next_round = time.monotonic() + ROUND_SECONDS
                for notice in connection.notifies(timeout=TICK_SECONDS, stop_after=1):
                    self._wake(lanes, notice.payload)

    def _is_the_only_one(self, connection: psycopg.Connection) -> bool:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        return bool(row and row[0])

    def _go_round(self, lanes: "Lanes") -> None:
        """Take up every unfinished print, and ask the printers how they are, a few at a time and beside everything else."""
        with acting_for_regency("mengirim cetakan"):
            waiting = PrintJob.objects.to_deliver(timezone.now())
            unfinished = set(waiting.values_list("village_id", "printer_id"))
            printers = list(Printer.objects.active().reached_by_network().order_by("asked_at"))
        for lane in unfinished:
            lanes.open(lane)
        idle = [printer for printer in printers if (printer.village_id, printer.pk) not in unfinished]
        lanes.ask(idle)

    def _wake(self, lanes: "Lanes", topic: str) -> None:
        """`printing:VILLAGE:JOB`: something changed about a print."""
        match topic.split(":"):
            case [name, village, job] if name == TOPIC_OF_ALL and village.isdigit():
                with acting_for(int(village)):
                    found = (
                        PrintJob.objects.unfinished()
                        .filter(pk=job)
                        .values_list("printer_id", flat=True)
                        .first()
                    )
                if found:
                    lanes.open((int(village), found))


class Lanes:
    """The printers that have something to print now, each with a thread; and a few threads that ask the idle ones.

    They last one term: whoever lost the lock must let go of everything, for another process may hold it by now.
    """

    def __init__(self) -> None:
        self._over = threading.Event()
        self._threads: dict[Lane, threading.Thread] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(MOST_ASKED_AT_ONCE, thread_name_prefix="ask")
        self._asking: list[Future[None]] = []
        self.is_round_due = True
        """Whether everything unfinished is to be looked for again."""

    def open(self, lane: Lane) -> None:
        """See to it that somebody serves this printer."""
        with self._lock:
            if lane not in self._threads:
                self._threads[lane] = threading.Thread(
                    target=self._serve, args=[lane], name=f"lane {lane[1]}"
                )
                self._threads[lane].start()

    def ask(self, printers: list[Printer]) -> None:
        """Ask each how it is, unless the last round is still waiting for answers."""
        if all(each.done() for each in self._asking):
            self._asking = [self._pool.submit(self._ask, printer) for printer in printers]

    def close(self) -> None:
        """End the term: let every lane make its last step, and wait for it."""
        self._over.set()
        with self._lock:
            threads = list(self._threads.values())
        for thread in threads:
            thread.join()
        self._pool.shutdown()

    def _ask(self, printer: Printer) -> None:
        if self._over.is_set():
            return
        try:
            state = ipp.ask(printer.address)
            with acting_for(printer.village_id):
                note_health(printer=printer, state=state)
        except OperationalError:
            return  # the next round asks again
        except Exception:  # nobody reads the Future: what is not logged here is never heard of
            logger.exception("printing: asking a printer failed")
        finally:
            connections.close_all()

    def _serve(self, lane: Lane) -> None:
        """Print after print until there is none left. Whatever goes wrong ends the lane; the next round opens it again.

        Without the database nobody may go on: another process may hold the lock by now.
        """
        try:
            while not self._over.is_set() and (job_id := self._next_or_close(lane)):
                self._deliver(lane[0], job_id)
        except OperationalError:
            logger.warning("printing: a lane lost the database")
        except Exception:  # whatever it was, the printer's other prints must go on
            logger.exception("printing: a step failed")
            self._over.wait(AFTER_FAULT_SECONDS)
        finally:
            with self._lock:
                if self._threads.get(lane) is threading.current_thread():  # it ended before its prints did
                    del self._threads[lane]
                    self.is_round_due = True  # not earlier: a round opens no lane that is still there
            connections.close_all()

    def _next_or_close(self, lane: Lane) -> UUID | None:
        """The next print; without one the lane closes at once, so that a wish made now opens it again."""
        with self._lock:
            job_id = _next_job(lane)
            if job_id is None:
                del self._threads[lane]
            return job_id

    def _deliver(self, village_id: int, job_id: UUID) -> None:
        pause: float | None = 0.0
        while pause is not None and not self._over.wait(pause):
            pause = advance(village_id, job_id)


def _next_job(lane: Lane) -> UUID | None:
    village_id, printer_id = lane
    with acting_for(village_id):
        waiting = (
            PrintJob.objects.to_deliver(timezone.now())
            .filter(printer_id=printer_id)
            .order_by("created_at", "id")
        )
        return waiting.values_list("pk", flat=True).first()


def _connection() -> psycopg.Connection:
    parameters = connections["default"].get_connection_params()
    wanted = {
        name: parameters[name]
        for name in ("host", "port", "dbname", "user", "password", "connect_timeout")
        if parameters.get(name)
    }
    return psycopg.connect(**wanted, autocommit=True)

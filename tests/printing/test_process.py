"""The delivering process is killed at every step: one paper, and a ledger that tells the truth."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from typing import Any

import psycopg
import pytest
from django.core.management import call_command

from balai.printing.enums import JobState
from balai.printing.models import Printer, PrintEvent, PrintJob
from balai.printing.process import LOCK, Lane, Lanes
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from config.embedded import SUPERUSER
from tests.databases import CLUSTER
from tests.factories import make_village
from tests.printing.factories import make_job, make_printer
from tests.printing.wire import Operation, Wire, wire_to
from tests.processes import NAME, kill, start
from tests.virtual_printer import VirtualPrinter, wait_until
from tests.virtual_printer import virtual_printer as another_printer

SECONDS = 120  # a loaded machine takes half a minute to start a process


@pytest.fixture
def village_of_its_own(committed: str) -> Village:
    return make_village()


@pytest.fixture
def wire(virtual_printer: VirtualPrinter) -> Iterator[Wire]:
    with wire_to(virtual_printer.port) as wire:
        yield wire


@pytest.fixture
def second_printer() -> Iterator[VirtualPrinter]:
    with another_printer() as printer:
        yield printer


@contextmanager
def delivering() -> Iterator[ForkServerProcess]:
    """What `make run` starts."""
    process = start(call_command, "deliver_prints")
    try:
        yield process
    finally:
        kill(process)


def state_of(village: Village, job: PrintJob) -> str:
    with acting_for(village):
        return PrintJob.objects.values_list("state", flat=True).get(pk=job.pk)


def wait_until_state(village: Village, job: PrintJob, state: JobState) -> None:
    """Only a state that lasts: one that passes may have passed between two looks."""
    try:
        wait_until(lambda: state_of(village, job) == state, SECONDS)
    except TimeoutError as late:
        raise TimeoutError(f"{late}: {job} went through {story(village, job)}") from late


def story(village: Village, job: PrintJob) -> list[str]:
    with acting_for(village):
        return list(PrintEvent.objects.filter(job=job).values_list("state", flat=True))


def test_a_print_that_commits_comes_out(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter
) -> None:
    with delivering():
        with acting_for(village_of_its_own):
            printer = make_printer(virtual_printer.address)
            jobs = [make_job(printer) for _ in range(3)]

        for job in jobs:
            wait_until_state(village_of_its_own, job, JobState.DONE)

    assert len(virtual_printer.spool) == 3


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(("hold", Operation.CREATE_JOB), id="before the printer has a job"),
        pytest.param(("swallow", Operation.CREATE_JOB), id="before the ledger knows the job"),
        pytest.param(("hold", Operation.SEND_DOCUMENT), id="before the document arrives"),
        pytest.param(("swallow", Operation.SEND_DOCUMENT), id="before the ledger knows that it was sent"),
        pytest.param(("swallow", Operation.GET_JOB_ATTRIBUTES), id="before the ledger knows that it is out"),
    ],
)
def test_killed_between_any_two_steps_there_is_one_paper(
    moment: tuple[str, Operation],
    committed: str,
    village_of_its_own: Village,
    virtual_printer: VirtualPrinter,
    wire: Wire,
) -> None:
    way, operation = moment
    setattr(wire, way, operation)
    with acting_for(village_of_its_own):
        job = make_job(make_printer(wire.address))

    with delivering() as first:
        assert wire.cut.wait(SECONDS)
        kill(first)
    wire.mend()
    with delivering():
        wait_until_state(village_of_its_own, job, JobState.DONE)

    assert len(virtual_printer.spool) == 1
    assert story(village_of_its_own, job) == [
        JobState.QUEUED, JobState.SENDING, JobState.PRINTING, JobState.DONE,
    ]  # fmt: skip


def test_killed_in_mid_print_there_is_one_paper(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.jam()
    with acting_for(village_of_its_own):
        job = make_job(make_printer(virtual_printer.address))
    with delivering() as first:
        wait_until_state(village_of_its_own, job, JobState.PRINTING)
        kill(first)

    virtual_printer.unjam()
    with delivering():
        wait_until_state(village_of_its_own, job, JobState.DONE)

    assert len(virtual_printer.spool) == 1


def test_a_printer_that_lost_the_job_while_nobody_looked_leaves_nobody_sure(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter, wire: Wire
) -> None:
    wire.swallow = Operation.SEND_DOCUMENT
    with acting_for(village_of_its_own):
        job = make_job(make_printer(wire.address))
    with delivering() as first:
        assert wire.cut.wait(SECONDS)
        kill(first)
    wait_until(lambda: virtual_printer.spool)
    virtual_printer.switch_off()
    virtual_printer.switch_on()

    wire.mend()
    with delivering():
        wait_until_state(village_of_its_own, job, JobState.UNSURE)
        time.sleep(2)

    assert len(virtual_printer.spool) == 1


def test_losing_the_database_in_mid_print_loses_nothing(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.jam()
    with acting_for(village_of_its_own):
        printer = make_printer(virtual_printer.address)
        jobs = [make_job(printer), make_job(printer)]
    with delivering() as process:
        wait_until_state(village_of_its_own, jobs[0], JobState.PRINTING)
        end_its_connections()
        virtual_printer.unjam()

        for job in jobs:
            wait_until_state(village_of_its_own, job, JobState.DONE)
        assert process.is_alive()

    assert len(virtual_printer.spool) == 2


def test_losing_only_the_lock_it_lets_go_of_every_printer_and_begins_anew(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter
) -> None:
    """Another process may hold the lock by now, and would deliver the same prints."""
    virtual_printer.jam()
    with acting_for(village_of_its_own):
        job = make_job(make_printer(virtual_printer.address))
    with delivering() as process:
        wait_until_state(village_of_its_own, job, JobState.PRINTING)
        first = holder_of_the_lock()
        assert ask_server("SELECT pg_terminate_backend(%s)", [first]) == [(True,)]

        wait_until(lambda: holder_of_the_lock() not in {None, first}, SECONDS)
        virtual_printer.unjam()
        wait_until_state(village_of_its_own, job, JobState.DONE)
        assert process.is_alive()

    assert len(virtual_printer.spool) == 1


class WatchedLanes(Lanes):
    """Remembers whether a lane still stood in the way when it asked for a round."""

    lane: Lane = (None, uuid7())  # type: ignore[assignment]  # of no village: every step of it fails
    stood_in_the_way: bool | None = None

    def __setattr__(self, name: str, value: object) -> None:
        if name == "is_round_due" and value and hasattr(self, "_threads"):
            self.stood_in_the_way = self.lane in self._threads
        super().__setattr__(name, value)


def test_a_lane_that_fails_is_free_before_it_asks_to_be_opened_again(
    committed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("balai.printing.process.AFTER_FAULT_SECONDS", 0.1)
    lanes = WatchedLanes()
    lanes.is_round_due, lanes.stood_in_the_way = False, None

    lanes.open(lanes.lane)
    wait_until(lambda: lanes.is_round_due, SECONDS)
    lanes.close()

    assert lanes.stood_in_the_way is False


def test_what_goes_wrong_in_asking_a_printer_is_logged(
    committed: str, caplog: pytest.LogCaptureFixture
) -> None:
    lanes = Lanes()

    lanes.ask([Printer(name="Tanpa desa")])
    lanes.close()

    assert [record.message for record in caplog.records if record.exc_info] == [
        "printing: asking a printer failed"
    ]


def test_a_term_that_is_over_waits_for_no_print(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter
) -> None:
    virtual_printer.jam()
    with acting_for(village_of_its_own):
        job = make_job(make_printer(virtual_printer.address))
    lanes = Lanes()
    lanes.open((village_of_its_own.pk, job.printer_id))
    wait_until_state(village_of_its_own, job, JobState.PRINTING)

    closing = threading.Thread(target=lanes.close, daemon=True)
    closing.start()
    closing.join(SECONDS)

    assert not closing.is_alive()
    assert state_of(village_of_its_own, job) == JobState.PRINTING


def end_its_connections() -> None:
    """As when PostgreSQL is restarted."""
    ended = ask_server(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = %s", [NAME]
    )
    assert ended[0][0] >= 2


def holder_of_the_lock() -> int | None:
    held = ask_server(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = %s",
        [LOCK],
    )
    return held[0][0] if held else None


def ask_server(question: str, values: list[object]) -> list[tuple[Any, ...]]:
    url = CLUSTER.url(SUPERUSER, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(question, values).fetchall()


def test_two_processes_print_each_letter_once(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter
) -> None:
    with delivering(), delivering():
        with acting_for(village_of_its_own):
            printer = make_printer(virtual_printer.address)
            jobs = [make_job(printer) for _ in range(4)]
        for job in jobs:
            wait_until_state(village_of_its_own, job, JobState.DONE)

    assert len(virtual_printer.spool) == 4


def test_a_jam_in_one_printer_holds_up_no_other(
    committed: str,
    village_of_its_own: Village,
    virtual_printer: VirtualPrinter,
    second_printer: VirtualPrinter,
) -> None:
    virtual_printer.jam()
    with acting_for(village_of_its_own):
        stuck = make_job(make_printer(virtual_printer.address))
        free = make_job(make_printer(second_printer.address))

    with delivering():
        wait_until_state(village_of_its_own, free, JobState.DONE)
        assert state_of(village_of_its_own, stuck) != JobState.DONE

    assert virtual_printer.spool == []


def test_asked_to_stop_it_stops(
    committed: str, village_of_its_own: Village, virtual_printer: VirtualPrinter
) -> None:
    with acting_for(village_of_its_own):
        job = make_job(make_printer(virtual_printer.address))
    with delivering() as process:
        wait_until_state(village_of_its_own, job, JobState.DONE)

        process.terminate()

        process.join(SECONDS)
        assert process.exitcode == 0

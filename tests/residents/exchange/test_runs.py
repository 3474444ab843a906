"""An uploaded file on its way: checked and written by jobs, decided by an officer, safe against everything that stops."""

import os
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from balai.accounts.enums import Role
from balai.accounts.models import Officer
from balai.core.durable import StorageFull
from balai.residents.exchange import keeping, runs
from balai.residents.exchange.enums import Decision, LineKind, RunState
from balai.residents.exchange.models import ImportLine, ImportRun
from balai.residents.models import LifeEvent, Resident
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from tests.factories import make_actor, make_officer, make_village
from tests.processes import kill, start
from tests.residents.exchange.files import Row, family, workbook

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def village(committed: str) -> Village:
    return make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")


@pytest.fixture
def officer(village: Village) -> Officer:
    return make_officer(village, Role.OPERATOR)


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Uploads of other tests, in other processes, are none of this one's business."""
    settings.BALAI_DATA_DIR = tmp_path / "hall"


def receive(
    village: Village, officer: Officer, folder: Path, rows: list[Row], name: str = "warga.xlsx"
) -> ImportRun:
    content = workbook(folder / name, rows).read_bytes()
    with acting_for(village):
        return runs.receive_file(
            upload=SimpleUploadedFile(name, content),
            as_of=date(2026, 11, 1),
            occupations=None,
            by=make_actor(officer),
        )


def fresh(village: Village, run: ImportRun) -> ImportRun:
    with acting_for(village):
        return ImportRun.objects.get(pk=run.pk)


def decide(
    village: Village, officer: Officer, run: ImportRun, decision: Decision, *, accept: bool = False
) -> None:
    with acting_for(village):
        runs.decide(run=run, decision=decision, accept_happenings=accept, by=make_actor(officer))


def checked(village: Village, officer: Officer, folder: Path, rows: list[Row]) -> ImportRun:
    run = receive(village, officer, folder, rows)
    runs.check_run(village, run.pk)
    return fresh(village, run)


def test_a_file_goes_all_the_way(village: Village, officer: Officer, tmp_path: Path) -> None:
    run = checked(village, officer, tmp_path, family())
    assert (run.state, run.recognised, run.counts["added"]) == (RunState.CHECKED, "opensid", 3)
    with acting_for(village):
        assert not Resident.objects.exists()
        assert ImportLine.objects.filter(run=run, kind=LineKind.ADDED).count() == 3

    decide(village, officer, run, Decision.ALL_OR_NOTHING)
    runs.apply_run(village, run.pk)

    run = fresh(village, run)
    assert run.state == RunState.APPLIED
    assert not keeping.file_of(run.pk).exists()
    with acting_for(village):
        assert Resident.objects.count() == 3
        assert run.event is not None
        assert (run.event.recorded_by, run.event.occurred_on, run.event.document) == (
            officer,
            date(2026, 11, 1),
            "warga.xlsx",
        )
        assert set(Resident.objects.values_list("data_as_of", flat=True)) == {date(2026, 11, 1)}
        assert not ImportLine.objects.filter(run=run, kind=LineKind.ADDED).exists()


def test_a_job_that_comes_twice_writes_once(village: Village, officer: Officer, tmp_path: Path) -> None:
    run = checked(village, officer, tmp_path, family())
    decide(village, officer, run, Decision.ALL_OR_NOTHING)

    runs.apply_run(village, run.pk)
    runs.apply_run(village, run.pk)

    with acting_for(village):
        assert LifeEvent.objects.count() == 1


def test_all_or_nothing_writes_nothing_while_a_row_errs(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    rows = [*family(1), *family(2)]
    rows[5]["sex"] = 9
    run = checked(village, officer, tmp_path, rows)
    decide(village, officer, run, Decision.ALL_OR_NOTHING)

    runs.apply_run(village, run.pk)

    assert fresh(village, run).state == RunState.HELD
    with acting_for(village):
        assert not Resident.objects.exists()


def test_good_rows_are_written_and_the_bad_ones_can_be_taken_home(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    rows = [*family(1), *family(2)]
    rows[5]["tanggallahir"] = "kemarin"
    run = checked(village, officer, tmp_path, rows)

    decide(village, officer, run, Decision.GOOD_ROWS)
    runs.apply_run(village, run.pk)

    book = openpyxl.load_workbook(keeping.marked_file_of(run.pk))
    cell = book["Data Penduduk"]["J7"]
    assert (cell.value, cell.fill.fgColor.rgb) == ("kemarin", "FFF8D7D3")
    assert "bukan tanggal" in cell.comment.text
    assert book["Masalah"]["E2"].value == "Ini bukan tanggal."
    with acting_for(village):
        assert Resident.objects.count() == 5


def test_a_refused_file_is_deleted_and_its_reason_kept(village: Village, officer: Officer) -> None:
    with acting_for(village):
        run = runs.receive_file(
            upload=SimpleUploadedFile("foto.xlsx", b"\x89PNG\r\n\x1a\n"),
            as_of=date(2026, 11, 1),
            occupations=None,
            by=make_actor(officer),
        )

    runs.check_run(village, run.pk)

    run = fresh(village, run)
    assert run.state == RunState.REFUSED
    assert "gambar PNG" in run.reason
    assert not keeping.file_of(run.pk).exists()


def test_a_cancelled_file_is_deleted(village: Village, officer: Officer, tmp_path: Path) -> None:
    run = checked(village, officer, tmp_path, family())

    with acting_for(village):
        runs.cancel(run=run, by=make_actor(officer))

    assert fresh(village, run).state == RunState.CANCELLED
    assert keeping.kept_runs() == set()


def test_a_decision_is_taken_once(village: Village, officer: Officer, tmp_path: Path) -> None:
    run = checked(village, officer, tmp_path, family())
    decide(village, officer, run, Decision.GOOD_ROWS)

    with pytest.raises(runs.DecisionNotPossible):
        decide(village, officer, run, Decision.GOOD_ROWS)


def test_what_nobody_decided_is_swept_after_a_week(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    run = checked(village, officer, tmp_path, family())

    with time_machine.travel(run.uploaded_at + timedelta(days=8), tick=True):
        runs.sweep(village)

    assert fresh(village, run).state == RunState.CANCELLED
    assert keeping.kept_runs() == set()


def test_a_full_disk_is_told_and_leaves_nothing(
    village: Village, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with acting_for(village), pytest.raises(StorageFull):
        runs.receive_file(
            upload=SimpleUploadedFile("a.xlsx", b"PK"),
            as_of=date(2026, 11, 1),
            occupations=None,
            by=make_actor(officer),
        )

    assert keeping.kept_runs() == set()


def test_the_register_may_change_between_check_and_decision(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    first = checked(village, officer, tmp_path, family())
    second = checked(village, officer, tmp_path, family())
    decide(village, officer, first, Decision.ALL_OR_NOTHING)
    decide(village, officer, second, Decision.ALL_OR_NOTHING)

    runs.apply_run(village, first.pk)
    runs.apply_run(village, second.pk)

    assert fresh(village, second).state == RunState.APPLIED
    assert fresh(village, second).event is None
    with acting_for(village):
        assert Resident.objects.count() == 3


def test_two_imports_at_once_come_one_after_the_other(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    started = [checked(village, officer, tmp_path, family(serial)) for serial in (1, 1, 2)]
    for run in started:
        decide(village, officer, run, Decision.GOOD_ROWS)

    def work(run: ImportRun) -> None:
        try:
            runs.apply_run(village, run.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[run]) for run in started]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {fresh(village, run).state for run in started} == {RunState.APPLIED}
    with acting_for(village):
        assert Resident.objects.count() == 6


@pytest.mark.parametrize("delay", [0.0, 0.15, 0.4, 0.8])
def test_a_worker_killed_while_writing_leaves_nothing_half_written(
    village: Village, officer: Officer, tmp_path: Path, delay: float
) -> None:
    rows = [row for serial in range(1, 60) for row in family(serial)]
    run = checked(village, officer, tmp_path, rows)
    decide(village, officer, run, Decision.ALL_OR_NOTHING)
    worker = start(runs.apply_run, village, run.pk)
    time.sleep(delay)

    kill(worker)

    with acting_for(village):
        assert Resident.objects.count() in {0, len(rows)}
        assert LifeEvent.objects.count() == Resident.objects.exists()
    runs.apply_run(village, run.pk)
    assert fresh(village, run).state == RunState.APPLIED
    with acting_for(village):
        assert (Resident.objects.count(), LifeEvent.objects.count()) == (len(rows), 1)


def test_a_worker_killed_while_checking_is_repeated(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    run = receive(village, officer, tmp_path, family())
    worker = start(runs.check_run, village, run.pk)
    time.sleep(0.2)

    kill(worker)
    runs.check_run(village, run.pk)

    assert fresh(village, run).state == RunState.CHECKED


def test_a_run_without_a_worker_can_be_started_again_by_the_officer(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    run = receive(village, officer, tmp_path, family())
    with acting_for(village):
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.CHECKING)
    run = fresh(village, run)
    assert not runs.is_still(run)

    with time_machine.travel(run.uploaded_at + timedelta(minutes=5), tick=True), acting_for(village):
        assert runs.is_still(run)
        runs.check_again(run=run, occupations=None, by=make_actor(officer))

    assert fresh(village, run).state == RunState.WAITING


def test_progress_is_seen_while_the_work_is_not_done(
    village: Village, officer: Officer, tmp_path: Path
) -> None:
    run = receive(village, officer, tmp_path, family())
    seen: list[Any] = []
    tell = runs._progress(village, run)

    with acting_for(village):
        tell("Membaca berkas", 2000, 0)
        with acting_for(village, using="progress"):
            seen.append(ImportRun.objects.using("progress").get(pk=run.pk).done)

    assert seen == [2000]

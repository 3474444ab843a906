"""Housekeeping of the hall."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from balai.core import files
from balai.letters.models import Letter
from balai.printing.enums import JobState
from balai.printing.models import PrintJob
from balai.tenancy.scope import acting_for
from config.tasks import MOST_DEATHS, forget_sessions, retry_stalled_jobs, sweep_files
from tests.factories import make_village
from tests.letters.factories import issue, make_ready
from tests.printing.factories import make_job, make_printer


def take_job_with_a_worker_that_dies(seconds_ago: int, deaths: int = 0) -> int:
    """As after `kill -9`: the job is being done by a worker whose last sign of life is old."""
    job = app.configure_task("hall.sweep_files").defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s) RETURNING id",
            [timedelta(seconds=seconds_ago)],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE id = %s",
            [worker, deaths, job],
        )
    return job


@pytest.mark.parametrize(("seconds_ago", "status"), [(3600, "todo"), (5, "doing")])
def test_a_job_of_a_dead_worker_is_done_again_and_one_of_a_living_is_left(
    committed: str, seconds_ago: int, status: str
) -> None:
    job = take_job_with_a_worker_that_dies(seconds_ago)

    async_to_sync(retry_stalled_jobs.func)(timestamp=0)

    assert ProcrastinateJob.objects.get(pk=job).status == status


def test_a_job_that_took_every_worker_with_it_is_given_up(committed: str) -> None:
    job = take_job_with_a_worker_that_dies(3600, deaths=MOST_DEATHS)

    async_to_sync(retry_stalled_jobs.func)(timestamp=0)

    assert ProcrastinateJob.objects.get(pk=job).status == "failed"


def test_sessions_that_are_over_are_forgotten(db: None) -> None:
    now = timezone.now()
    for key, hours in (("lewat", -1), ("masih", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))

    forget_sessions.func(timestamp=0)

    assert [session.session_key for session in Session.objects.all()] == ["masih"]


def test_files_without_an_owner_are_swept_and_letters_stay(
    committed: str, tmp_path: Path, settings: Any
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    village = make_village()
    with acting_for(village):
        make_ready()
        letter = issue()
    orphan = files.store(b"left by a transaction that was rolled back")
    long_ago = time.time() - 3 * 24 * 3600
    for sha in (orphan, letter.pdf_sha256):
        os.utime(files.path_of(sha), (long_ago, long_ago))

    sweep_files.func(timestamp=0)

    with acting_for(village):
        assert files.read(Letter.objects.get().pdf_sha256)
    assert not files.path_of(orphan).exists()


def test_what_was_printed_long_ago_is_swept_unless_it_is_a_letter(
    committed: str, tmp_path: Path, settings: Any
) -> None:
    settings.BALAI_DATA_DIR = tmp_path
    village = make_village()
    with acting_for(village):
        make_ready()
        letter = issue()
        practice, still_waiting = (
            files.store(files.read(letter.pdf_sha256) + end) for end in (b"\n", b"\n\n")
        )
        for sha in (letter.pdf_sha256, practice):
            make_job(make_printer(), pdf_sha256=sha)
        PrintJob.objects.update(state=JobState.DONE, ended_at=timezone.now() - timedelta(days=31))
        make_job(make_printer(), pdf_sha256=still_waiting)
    long_ago = time.time() - 40 * 24 * 3600
    for sha in (letter.pdf_sha256, practice, still_waiting):
        os.utime(files.path_of(sha), (long_ago, long_ago))

    sweep_files.func(timestamp=0)

    left = {sha: files.path_of(sha).exists() for sha in (letter.pdf_sha256, practice, still_waiting)}
    assert left == {letter.pdf_sha256: True, practice: False, still_waiting: True}


def test_long_jobs_are_done_one_at_a_time() -> None:
    """The worker has two places: one is always left for what somebody waits for."""
    long = [task for task in app.tasks.values() if task.queue == "long"]

    assert len(long) > 5
    assert {task.lock for task in long} == {"long"}

"""Large packages: received while somebody waits, taken in by a job, each application by itself and once.

What is taken in and what the run tells of it are one transaction. A job whose worker dies is done again
(`config.tasks.retry_stalled_jobs`) and goes on with the application after the last one that is told of.
"""

from datetime import datetime
from functools import partial
from typing import IO, Final
from uuid import UUID

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.applications.at_once import at_village
from balai.applications.enums import Action, PackageState, Side
from balai.applications.long_work import waiting
from balai.applications.long_work.pace import (
    KEPT_FOR,
    close,
    locked,
    move,
    standing_still,
    telling_why_it_stops,
)
from balai.applications.models import Application, PackageRun
from balai.applications.packages.archive import Package, Purpose
from balai.applications.packages.receiving import Outcome, opened, take_in_one
from balai.applications.packages.refusals import PackageRefused
from balai.applications.rules import spelled
from balai.core.seals import SealUnavailable
from balai.documents.rules import MEGABYTE
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village
from balai.tenancy.scope import current_village_id

MOST_FILES_AT_ONCE: Final = 40
MOST_BYTES_AT_ONCE: Final = 10 * MEGABYTE
"""More files, or more bytes, are taken in by a job: every page is examined by a process of its own."""
PURPOSE_AT: Final = {Side.VILLAGE: Purpose.ANSWERS, Side.AGENCY: Purpose.REQUESTS}
STOPPED: Final = "Pekerjaan berhenti di tengah jalan. Impor paket yang sama sekali lagi: yang sudah masuk tidak masuk dua kali."


def is_large(package: Package) -> bool:
    """Whether nobody should wait for it in front of a page."""
    return package.file_count > MOST_FILES_AT_ONCE or package.size > MOST_BYTES_AT_ONCE


def receive_package(*, package: Package, source: IO[bytes], desk: Side, by: Actor) -> PackageRun:
    """Keep an opened package, in the scope of its village, and have it taken in. Raises `StorageFull`, `KeyMissing`."""
    from balai.applications.tasks import take_in_package  # tasks call this module

    village_id = current_village_id()
    if by.officer is None or village_id is None:
        raise ValueError("a package is received from an officer, in the scope of its village")
    run_id = uuid7()
    waiting.put_aside(run_id, [source], village_id=village_id)
    run = PackageRun.objects.create(
        id=run_id, desk=desk, officer=by.officer, size=package.size, total=len(package.codes)
    )
    record(Action.PACKAGE_RECEIVED, by=by, subject=run, facts={"count": run.total, "bytes": run.size})
    take_in_package.defer(village_id=village_id, run_id=str(run_id))
    return run


def take_in_run(village: Village, run_id: UUID) -> None:
    """The job. Done twice, or by two workers at once, it is done once."""
    desk = _begun(village, run_id)
    if desk is None:
        return
    stop = partial(_end, village, run_id, PackageState.STOPPED)
    with (
        telling_why_it_stops(stop, PackageRefused, SealUnavailable, otherwise=STOPPED),
        waiting.taken_out(run_id, village_id=village.pk) as source,
    ):
        package, _ = opened(
            source, purpose=PURPOSE_AT[desk], village_of=lambda _: village, by=Actor.system("paket")
        )
        for code in package.codes:
            _take_in(village, run_id, package, code)
        _end(village, run_id, PackageState.DONE)


def outcomes_of(run: PackageRun) -> list[Outcome]:
    """What has become of each application so far, with the names that this village knows. One query."""
    known = Application.objects.filter(code__in=[each["code"] for each in run.outcomes]).for_lists()
    names = {each.code: f"{each.service.name}: {each.applicant_name}" for each in known}
    return [
        Outcome(spelled(code), each["words"], names.get(code, ""), each["is_new"], each["is_problem"])
        for each in run.outcomes
        for code in [each["code"]]
    ]


def sweep_runs(*, now: datetime) -> None:
    """In the scope of a village: give up what stands still, and forget what was taken in long ago."""
    for run in standing_still(PackageRun.objects.at_work(), now=now):
        close(run, PackageState.STOPPED, STOPPED)
    PackageRun.objects.filter(received_at__lt=now - KEPT_FOR).delete()


def _begun(village: Village, run_id: UUID) -> Side | None:
    """Whose desk it is; None when it is over."""
    with at_village(village):
        run = _locked(run_id)
        if run is None or not run.is_at_work:
            return None
        move(run, state=PackageState.WORKING)
        return Side(run.desk)


def _take_in(village: Village, run_id: UUID, package: Package, code: str) -> None:
    """One application and its line, unless they are there."""
    with at_village(village):
        run = _locked(run_id)
        if run is None or not run.is_at_work or code in {each["code"] for each in run.outcomes}:
            return
        outcome = take_in_one(package, code, by=Actor.of(run.officer))
        told = {
            "code": code,
            "words": outcome.words,
            "is_new": outcome.is_new,
            "is_problem": outcome.is_problem,
        }
        move(run, outcomes=[*run.outcomes, told])


def _end(village: Village, run_id: UUID, state: PackageState, reason: str = "") -> None:
    with at_village(village):
        run = _locked(run_id)
        if run is not None and run.is_at_work:
            close(run, state, reason)


def _locked(run_id: UUID) -> PackageRun | None:
    return locked(PackageRun.objects.all(), run_id)

"""What happens to an uploaded file: received, checked, decided, written. Each step may be repeated safely.

The steps that take long run as jobs. A killed worker leaves nothing half-written: checking starts over, and writing is
one transaction that knows its run.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.core.live import announce
from balai.residents.exchange import keeping
from balai.residents.exchange.enums import Decision, LineKind, RunState
from balai.residents.exchange.lines import store_lines
from balai.residents.exchange.marking import write_marked
from balai.residents.exchange.models import AT_WORK, ImportLine, ImportRun
from balai.residents.exchange.operations import Choices, Import, apply_import, check_import
from balai.residents.exchange.problems import Refused
from balai.residents.exchange.report import report_of
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, current_village_id

KEPT_UNDECIDED = timedelta(days=7)
KEPT_MARKED = timedelta(days=30)
STILL_AFTER = timedelta(minutes=2)
"""A run that has not moved for so long has lost its worker, or other long work is before it."""
BETWEEN_STEPS = 0.5  # seconds between two lines about how far a job has come
STOPPED = "Pekerjaan berhenti di tengah jalan. Tidak ada yang tertulis separuh. Coba sekali lagi."
EXPIRED = "Tidak diputuskan selama 7 hari. Berkasnya sudah dihapus."


class DecisionNotPossible(Exception):
    """The run is not waiting for this step any more; the sentence says so."""


def receive_file(
    *, upload: UploadedFile[bytes], as_of: date, occupations: int | None, by: Actor
) -> ImportRun:
    """Keep an uploaded file and have it checked. Raises `StorageFull`."""
    if by.officer is None:
        raise ValueError("a file is received from an officer")
    run_id = uuid7()
    keeping.keep(run_id, upload.chunks())
    with transaction.atomic():
        run = ImportRun.objects.create(
            id=run_id, officer=by.officer, file_name=(upload.name or "berkas")[:200], file_size=upload.size or 0,
            as_of=as_of, occupations=occupations, moved_at=timezone.now(),
        )  # fmt: skip
        audit.record("residents.import_uploaded", by=by, subject=run, facts={"bytes": run.file_size})
        _defer("check_import", run)
    return run


@transaction.atomic
def decide(*, run: ImportRun, decision: Decision, accept_happenings: bool, by: Actor) -> ImportRun:
    """Have a checked file written. Raises `DecisionNotPossible`."""
    run = _locked(run, RunState.CHECKED)
    run.state, run.decision, run.accept_happenings = RunState.QUEUED, decision, accept_happenings
    run.decided_at = run.moved_at = timezone.now()
    run.stage, run.done, run.total = "", 0, 0
    run.save(
        update_fields=[
            "state",
            "decision",
            "accept_happenings",
            "decided_at",
            "moved_at",
            "stage",
            "done",
            "total",
        ]
    )
    facts = {"decision": str(decision), "events": accept_happenings}
    audit.record("residents.import_decided", by=by, subject=run, facts=facts)
    _defer("apply_import", run)
    return run


@transaction.atomic
def cancel(*, run: ImportRun, by: Actor) -> None:
    """Forget a file without writing anything. Raises `DecisionNotPossible`."""
    run = _locked(run, RunState.CHECKED, RunState.FAILED, RunState.WAITING, RunState.HELD)
    _close(run, RunState.CANCELLED, "")
    audit.record("residents.import_cancelled", by=by, subject=run)
    transaction.on_commit(lambda: keeping.forget(run.pk, with_marked=True))


@transaction.atomic
def check_again(*, run: ImportRun, occupations: int | None, by: Actor) -> ImportRun:
    """Check once more: with another occupation list, after a failure, or because the register has changed.

    Raises `DecisionNotPossible`.
    """
    states = [RunState.CHECKED, RunState.FAILED, RunState.HELD]
    if is_still(run):
        states += [RunState.WAITING, RunState.CHECKING, RunState.QUEUED, RunState.APPLYING]
    run = _locked(run, *states)
    if not keeping.file_of(run.pk).exists():
        raise DecisionNotPossible("Berkas ini sudah dihapus. Unggah sekali lagi.")
    run.state, run.occupations, run.decision, run.decided_at = RunState.WAITING, occupations, "", None
    run.moved_at, run.reason = timezone.now(), ""
    run.save(update_fields=["state", "occupations", "decision", "decided_at", "moved_at", "reason"])
    audit.record("residents.import_rechecked", by=by, subject=run)
    _defer("check_import", run)
    return run


def is_still(run: ImportRun) -> bool:
    """Whether a run that should be at work has not moved for a while."""
    return run.state in AT_WORK and (run.moved_at is None or timezone.now() - run.moved_at > STILL_AFTER)


def check_run(village: Village, run_id: UUID) -> None:
    """The job of the dry run. Done twice, it is done once."""
    run = _begin(village, run_id, (RunState.WAITING, RunState.CHECKING), RunState.CHECKING)
    if run is None:
        return
    with _told_when_it_fails(village, run):
        started = time.monotonic()
        by = Actor.of(run.officer)
        choices = Choices(occupations=run.occupations, as_of=run.as_of)
        result = check_import(
            keeping.file_of(run.pk), village=village, by=by, choices=choices, progress=_progress(village, run)
        )
        plan = result.plan
        if plan.errors or plan.warnings:
            write_marked(
                keeping.file_of(run.pk), keeping.marked_file_of(run.pk), errors=plan.errors, warnings=plan.warnings,
                rows=plan.rows,
            )  # fmt: skip
        with acting_for(village), transaction.atomic():
            fresh = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
            if fresh.state != RunState.CHECKING:
                return
            store_lines(run.pk, plan)
            fresh.state, fresh.recognised = RunState.CHECKED, plan.table.layout.name
            fresh.counts, fresh.seconds = _counts(result), round(time.monotonic() - started, 1)
            fresh.occupations = plan.table.occupations if run.occupations else None
            fresh.moved_at = timezone.now()
            fresh.save(update_fields=["state", "recognised", "counts", "seconds", "occupations", "moved_at"])
            announce(fresh.topic)


def apply_run(village: Village, run_id: UUID) -> None:
    """The job that writes. A second time it finds the event of the first and writes nothing."""
    run = _begin(village, run_id, (RunState.QUEUED, RunState.APPLYING), RunState.APPLYING)
    if run is None:
        return
    with _told_when_it_fails(village, run):
        choices = Choices(
            occupations=run.occupations, as_of=run.as_of, accept_happenings=run.accept_happenings,
            skip_bad_rows=run.decision == Decision.GOOD_ROWS,
        )  # fmt: skip
        result = apply_import(
            keeping.file_of(run.pk), village=village, by=Actor.of(run.officer), choices=choices, run=run.pk,
            document=run.file_name, progress=_progress(village, run),
        )  # fmt: skip
        with acting_for(village), transaction.atomic():
            fresh = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
            if fresh.state != RunState.APPLYING:
                return
            if result.is_applied:
                fresh.event = result.event
                fresh.save(update_fields=["event"])
                _forget_people(fresh)
                _close(fresh, RunState.APPLIED, "")
                transaction.on_commit(lambda: keeping.forget(run.pk))
            else:
                store_lines(run.pk, result.plan)
                fresh.counts = _counts(result)
                fresh.save(update_fields=["counts"])
                _close(fresh, RunState.HELD, "Masih ada baris salah, jadi tidak ada yang ditulis.")
            announce(fresh.topic)


def sweep(village: Village) -> None:
    """Delete what nobody decided, and marked workbooks that nobody needs any more."""
    now = timezone.now()
    with acting_for(village):
        for run in ImportRun.objects.undecided().filter(uploaded_at__lt=now - KEPT_UNDECIDED):
            if not run.is_at_work or is_still(run):
                _forget_people(run)
                _close(run, RunState.CANCELLED, EXPIRED)
                keeping.forget(run.pk, with_marked=True)
        here = keeping.kept_runs()
        old = ImportRun.objects.filter(pk__in=here, finished_at__lt=now - KEPT_MARKED)
        for run_id in old.values_list("pk", flat=True):
            keeping.forget(run_id, with_marked=True)


def _begin(
    village: Village, run_id: UUID, states: tuple[RunState, ...], working: RunState
) -> ImportRun | None:
    """Take a run for work, or None when somebody else has finished it."""
    with acting_for(village), transaction.atomic():
        run = (
            ImportRun.objects.select_related("officer")
            .select_for_update(of=("self",))
            .filter(pk=run_id)
            .first()
        )
        if run is None or run.state not in states:
            return None
        run.state, run.moved_at = working, timezone.now()
        run.save(update_fields=["state", "moved_at"])
        announce(run.topic)
        return run


@contextmanager
def _told_when_it_fails(village: Village, run: ImportRun) -> Iterator[None]:
    """A refusal is an answer; anything else is a failure that the officer sees and may repeat."""
    try:
        yield
    except Refused as refusal:
        _end(village, run, RunState.REFUSED, str(refusal))
        keeping.forget(run.pk, with_marked=True)
    except Exception:
        _end(village, run, RunState.FAILED, STOPPED)
        raise


def _end(village: Village, run: ImportRun, state: RunState, reason: str) -> None:
    with acting_for(village), transaction.atomic():
        fresh = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        _close(fresh, state, reason)
        announce(fresh.topic)


def _close(run: ImportRun, state: RunState, reason: str) -> None:
    run.state, run.reason, run.finished_at = state, reason, timezone.now()
    run.save(update_fields=["state", "reason", "finished_at"])


def _forget_people(run: ImportRun) -> None:
    """The history has them now; of the report only its problems stay."""
    ImportLine.objects.filter(run=run).exclude(kind__in=[LineKind.ERROR, LineKind.WARNING]).delete()


def _locked(run: ImportRun, *states: RunState) -> ImportRun:
    fresh = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if fresh.state not in states:
        raise DecisionNotPossible(f"Berkas ini {fresh.get_state_display().lower()}.")
    return fresh


def _counts(result: Import) -> dict[str, Any]:
    """Numbers of the report and no names."""
    report = report_of(result)
    counts = {name: value for name, value in report.items() if isinstance(value, int) and name != "applied"}
    counts |= {name: len(report[name]) for name in ("errors", "warnings", "events")}
    counts["columns"] = result.plan.table.columns
    return counts


def _progress(village: Village, run: ImportRun) -> Callable[[str, int, int], None]:
    """Tell how far the job has come, on a connection of its own: the job's own transaction shows nothing until its end."""
    told_stage, told_at = "", 0.0

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal told_stage, told_at
        now = time.monotonic()
        if stage == told_stage and now - told_at < BETWEEN_STEPS:
            return
        told_stage, told_at = stage, now
        with acting_for(village, using="progress"):
            ImportRun.objects.using("progress").filter(pk=run.pk).update(
                stage=stage, done=done, total=total, moved_at=timezone.now()
            )
            announce(run.topic, using="progress")

    return tell


def _defer(task: str, run: ImportRun) -> None:
    """Enqueue a job in this transaction, with ids only."""
    from balai.residents import tasks

    getattr(tasks, task).defer(village_id=current_village_id(), run_id=str(run.pk))

"""A large package goes on by itself: each application once, whoever dies, and a page that tells how far it is."""

import os
import threading
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.applications import operations
from balai.applications.enums import PackageState, Side
from balai.applications.long_work import waiting
from balai.applications.long_work.pace import move, sweep_waiting
from balai.applications.models import Application, Event, PackageRun
from balai.applications.packages import runs
from balai.applications.packages.archive import Purpose
from balai.applications.packages.receiving import opened
from balai.applications.packages.sending import send_by_package
from balai.documents.keeping import ContentUnreadable
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from balai.villages import keys
from balai.villages.known_offices import believe
from tests.applications.factories import birth, birth_service
from tests.factories import make_actor, make_officer, make_village
from tests.letters.test_races import at_desks
from tests.processes import kill_once

MANY = 4


@pytest.fixture
def far(committed: str, own_keys: None) -> Village:
    """The village as the registry's hall has it."""
    village = make_village(slug="air-jernih", name="Air Jernih", code="99.01.01.2002")
    with acting_for(village):
        birth_service()
    return village


@pytest.fixture
def run(far: Village) -> PackageRun:
    """A package of several births, received at the registry and waiting for a worker."""
    home = make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")
    keys.prepare_seal(home, at=timezone.now())
    believe(far.code, keys.seal_of(home).certificate, at=far.regency.code)
    by = make_actor(make_officer(home, Role.OPERATOR))
    with acting_for(home):
        sent = [approved(by) for _ in range(MANY)]
        with send_by_package(applications=sent, village=home, with_specific=True, by=by) as stick:
            content = stick.read()
    with acting_for(far):
        package, _ = opened(BytesIO(content), purpose=Purpose.REQUESTS, village_of=lambda _: far, by=by)
        return runs.receive_package(package=package, source=BytesIO(content), desk=Side.AGENCY, by=by)


def approved(by: Actor) -> Application:
    sent = birth()
    return operations.approve_application(application=sent, revision=sent.revision, by=by)


def fresh(village: Village, run: PackageRun) -> PackageRun:
    with acting_for(village):
        return PackageRun.objects.get(pk=run.pk)


def assert_each_came_once(village: Village, run: PackageRun) -> None:
    done = fresh(village, run)
    assert (done.state, [each["is_new"] for each in done.outcomes]) == (PackageState.DONE, [True] * MANY)
    with acting_for(village):
        assert Application.objects.count() == MANY
        assert Event.objects.count() == MANY * 3  # sent, approved, forwarded
        assert [outcome.words for outcome in runs.outcomes_of(done)] == ["Diterima."] * MANY
    with pytest.raises(ContentUnreadable):
        waiting.taken_out(run.pk, village_id=village.pk)


def test_a_worker_killed_on_the_way_is_followed_by_one_that_goes_on(far: Village, run: PackageRun) -> None:
    def has_begun() -> bool:
        return fresh(far, run).done >= 1

    kill_once(has_begun, runs.take_in_run, far, run.pk)
    assert has_begun()

    runs.take_in_run(far, run.pk)
    runs.take_in_run(far, run.pk)

    assert_each_came_once(far, run)


def test_two_workers_at_once_take_each_application_in_once(far: Village, run: PackageRun) -> None:
    at_desks(lambda _: runs.take_in_run(far, run.pk), desks=2)

    assert_each_came_once(far, run)


def test_the_sweep_leaves_a_package_alone_that_moves_at_that_moment(far: Village, run: PackageRun) -> None:
    with acting_for(far):
        PackageRun.objects.update(moved_at=timezone.now() - timedelta(days=2))
    moving, swept = threading.Event(), threading.Event()

    def begin() -> None:
        with acting_for(far):
            move(PackageRun.objects.get(), state=PackageState.WORKING)
            moving.set()
            swept.wait(timeout=2)  # one who waits for this row would be done only after it

    def sweep() -> None:
        moving.wait()
        with acting_for(far):
            runs.sweep_runs(now=timezone.now())
        swept.set()

    at_desks(lambda desk: (begin, sweep)[desk](), desks=2)

    runs.take_in_run(far, run.pk)
    assert_each_came_once(far, run)


def test_what_waits_is_encrypted_and_given_up_when_nobody_comes(far: Village, run: PackageRun) -> None:
    kept = (settings.BALAI_DATA_DIR / "paket" / f"{run.pk}.0").read_bytes()
    assert b"manifest.json" not in kept
    with waiting.taken_out(run.pk, village_id=far.pk) as source:
        assert b"manifest.json" in source.read()

    aborted = uuid7()
    waiting.put_aside(aborted, [BytesIO(b"PK")], village_id=far.pk)  # its row was never kept
    folder = settings.BALAI_DATA_DIR / "paket"
    for path in folder.iterdir():
        os.utime(path, (timezone.now().timestamp(),) * 2)
    for days, left in ((0, {str(run.pk), str(aborted)}), (2, {str(run.pk)})):
        with acting_for_regency("uji"):
            sweep_waiting(now=timezone.now() + timedelta(days=days))
        assert {path.stem for path in folder.iterdir()} == left

    with time_machine.travel(timezone.now() + timedelta(days=2)), acting_for(far):
        assert PackageRun.objects.get(pk=run.pk).is_still
        runs.sweep_runs(now=timezone.now())

    stopped = fresh(far, run)
    assert (stopped.state, stopped.reason) == (PackageState.STOPPED, runs.STOPPED)
    runs.take_in_run(far, run.pk)
    with acting_for(far):
        assert not Application.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=40)), acting_for(far):
        runs.sweep_runs(now=timezone.now())
        assert not PackageRun.objects.exists()

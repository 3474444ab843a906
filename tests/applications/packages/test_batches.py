"""Many issued documents go on by themselves: each matched and kept once, whoever dies, forgotten on time."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.enums import Role
from balai.accounts.models import AuditEntry, Officer, RegencyAssignment
from balai.applications import operations
from balai.applications.enums import Action, BatchState, Side, State
from balai.applications.issued import batches
from balai.applications.long_work import pace, waiting
from balai.applications.long_work.pace import sweep_waiting
from balai.applications.models import Application, IssuedBatch, Result
from balai.documents import examining
from balai.documents.keeping import OF_NO_VILLAGE, ContentUnreadable
from balai.documents.operations import open_document
from balai.documents.refusals import Busy
from balai.documents.rules import MEGABYTE
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from balai.villages.keys import key_store
from tests.applications.factories import birth
from tests.documents.files import pdf
from tests.factories import make_actor, make_officer, make_village
from tests.letters.test_races import at_desks
from tests.processes import kill_once

MANY = 3
MASTER_KEY_DAMAGED = "Kunci utama rusak. Pulihkan kunci utama dari cadangan."


@pytest.fixture
def home(committed: str, own_keys: None) -> Village:
    return make_village(slug="sukamaju", name="Sukamaju", code="99.01.01.2001")


@pytest.fixture
def registrar(home: Village) -> Actor:
    officer = make_officer()
    RegencyAssignment.objects.create(officer=officer, role=Role.CIVIL_REGISTRY, since=timezone.localdate())
    return Actor.of(officer)


@pytest.fixture
def batch(home: Village, registrar: Actor) -> IssuedBatch:
    """A file for each of several births in process, named by its code, waiting for a worker."""
    with acting_for(home):
        codes = [in_process(make_actor(make_officer(home, Role.OPERATOR))).code for _ in range(MANY)]
    files = [ContentFile(pdf() + f"%{code}".encode(), name=f"Akta {code}.pdf") for code in codes]
    return batches.receive_batch(files=files, by=registrar)


def in_process(by: Actor) -> Application:
    sent = birth()
    for step in ("approve", "forward", "accept"):
        sent = getattr(operations, f"{step}_application")(application=sent, revision=sent.revision, by=by)
    return sent


def fresh(batch: IssuedBatch) -> IssuedBatch:
    return IssuedBatch.objects.get(pk=batch.pk)


def matched(batch: IssuedBatch) -> IssuedBatch:
    batches.work_on(batch.pk)
    return fresh(batch)


def kept(village: Village) -> Iterator[tuple[str, bool]]:
    """Each document: how its application stands, and whether it is the file that bears its code."""
    with acting_for(village):
        for result in Result.objects.select_related("application", "document"):
            content = open_document(result.document)
            yield result.application.state, content.endswith(result.application.code.encode())


def test_a_worker_killed_while_it_matches_or_keeps_is_followed_by_one_that_goes_on(
    home: Village, batch: IssuedBatch
) -> None:
    kill_once(lambda: fresh(batch).done >= 1, batches.work_on, batch.pk)
    assert 1 <= fresh(batch).done < MANY
    table = matched(batch)
    assert (table.state, [bool(each["application"]) for each in table.outcomes]) == ("matched", [True] * MANY)
    assert list(kept(home)) == []

    batches.confirm_batch(batch=batch, places=range(MANY), finish=True, by=Actor.of(batch.officer))
    kill_once(lambda: fresh(batch).tried >= 1, batches.work_on, batch.pk)
    assert 1 <= fresh(batch).tried < MANY
    at_desks(lambda _: batches.work_on(batch.pk), desks=2)

    assert (fresh(batch).state, [each["kept"] for each in fresh(batch).outcomes]) == ("done", [""] * MANY)
    assert list(kept(home)) == [(State.FINISHED, True)] * MANY
    with pytest.raises(ContentUnreadable):
        waiting.taken_out(batch.pk, village_id=OF_NO_VILLAGE)


def test_what_is_confirmed_is_in_the_trail_once(batch: IssuedBatch) -> None:
    by = Actor.of(batch.officer)
    matched(batch)
    with pytest.raises(batches.NothingTicked):
        batches.confirm_batch(batch=batch, places=[MANY], finish=True, by=by)
    assert fresh(batch).state == BatchState.MATCHED

    for _ in range(2):
        batches.confirm_batch(batch=batch, places=[0, 2], finish=True, by=by)

    with acting_for_regency("uji"):
        trail = AuditEntry.objects.filter(action=Action.ISSUED_CONFIRMED)
        told = list(trail.values_list("officer", "subject_id", "facts"))
    assert told == [(batch.officer.pk, str(batch.pk), {"count": 2})]


def test_one_that_cannot_be_kept_leaves_the_others_alone(home: Village, batch: IssuedBatch) -> None:
    first = matched(batch).outcomes[0]["application"]
    with acting_for(home):
        went = Application.objects.get(pk=first)
        by = make_actor(make_officer(home, Role.OPERATOR))
        operations.reject_application(
            application=went,
            revision=went.revision,
            side=Side.AGENCY,
            reason="Salah",
            remedy="Ulangi",
            by=by,
        )
    batches.confirm_batch(batch=batch, places=[0, 1], finish=False, by=Actor.of(batch.officer))

    batches.work_on(batch.pk)

    told = [each.get("kept") for each in fresh(batch).outcomes]
    assert (bool(told[0]), told[1:]) == (True, ["", None])
    assert list(kept(home)) == [(State.IN_PROCESS, True)]


def test_what_waits_is_encrypted_and_forgotten_on_time(home: Village, batch: IssuedBatch) -> None:
    aside = settings.BALAI_DATA_DIR / "paket"
    assert not any(b"%PDF" in path.read_bytes() for path in aside.iterdir())
    assert b"Akta" not in bytes(batch.names)
    assert [name[:5] for name in batches.names_in(batch)] == ["Akta "] * MANY
    matched(batch)

    for hours, is_there in ((23, True), (25, False)):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            batches.sweep_batches(now=timezone.now())
            with acting_for_regency("uji"):
                sweep_waiting(now=timezone.now())
            assert len(list(aside.iterdir())) == (MANY if is_there else 0)

    assert (fresh(batch).state, fresh(batch).reason) == (BatchState.STOPPED, batches.NOT_CONFIRMED)
    batches.confirm_batch(batch=batch, places=[0], finish=True, by=Actor.of(batch.officer))
    batches.work_on(batch.pk)
    assert list(kept(home)) == []
    batches.sweep_batches(now=timezone.now() + timedelta(days=31))
    assert not IssuedBatch.objects.exists()


def test_no_file_of_a_batch_takes_the_place_of_another(batch: IssuedBatch) -> None:
    first, second, third = sorted((settings.BALAI_DATA_DIR / "paket").iterdir())
    second.write_bytes(first.read_bytes())
    third.write_bytes(third.read_bytes()[:-1])
    with waiting.taken_out(batch.pk, village_id=OF_NO_VILLAGE) as file:
        assert file.read().startswith(b"%PDF")

    for number in (1, 2):
        with pytest.raises(ContentUnreadable):
            waiting.taken_out(batch.pk, village_id=OF_NO_VILLAGE, number=number)


def test_what_is_cut_off_between_two_pieces_does_not_open(committed: str, own_keys: None) -> None:
    work, whole = uuid7(), b"1" * (MEGABYTE + 1)
    waiting.put_aside(work, [BytesIO(whole)], village_id=OF_NO_VILLAGE)
    with waiting.taken_out(work, village_id=OF_NO_VILLAGE) as file:
        assert file.read() == whole
    (path,) = (settings.BALAI_DATA_DIR / "paket").iterdir()
    kept = path.read_bytes()
    first = 4 + int.from_bytes(kept[:4])

    path.write_bytes(kept[:first])

    with pytest.raises(ContentUnreadable):
        waiting.taken_out(work, village_id=OF_NO_VILLAGE)


def test_a_job_that_cannot_open_its_files_says_so_at_its_page(batch: IssuedBatch) -> None:
    key_store().master_key_file.write_text("rusak")

    batches.work_on(batch.pk)

    stopped = fresh(batch)
    assert (stopped.state, stopped.reason) == (BatchState.STOPPED, MASTER_KEY_DAMAGED)


def test_the_sweep_leaves_what_is_confirmed_at_that_moment_alone(home: Village, batch: IssuedBatch) -> None:
    matched(batch)
    IssuedBatch.objects.update(moved_at=timezone.now() - timedelta(days=2))
    confirmed, swept = threading.Event(), threading.Event()

    def confirm() -> None:
        with transaction.atomic():
            batches.confirm_batch(batch=batch, places=range(MANY), finish=True, by=Actor.of(batch.officer))
            confirmed.set()
            swept.wait(timeout=2)  # one who waits for this row would be done only after it

    def sweep() -> None:
        confirmed.wait()
        batches.sweep_batches(now=timezone.now())
        swept.set()

    at_desks(lambda desk: (confirm, sweep)[desk](), desks=2)

    assert fresh(batch).state == BatchState.KEEPING
    batches.work_on(batch.pk)
    assert list(kept(home)) == [(State.FINISHED, True)] * MANY


@pytest.fixture
def busy_until(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """The examiner has no turn left until somebody has paused so many times."""
    taken, pauses = 0, 0

    def begin(until: int) -> None:
        nonlocal taken, pauses
        taken, pauses = 2, until
        for _ in range(taken):
            assert examining._TURNS.acquire(timeout=1)

    def pause(seconds: float) -> None:
        nonlocal pauses
        pauses -= 1
        if not pauses:
            end()

    def end() -> None:
        nonlocal taken
        while taken:
            taken -= 1
            examining._TURNS.release()

    monkeypatch.setattr(examining, "TURN_SECONDS", 0.01)
    monkeypatch.setattr(pace, "sleep", pause)
    yield begin
    end()


def test_a_busy_examiner_is_asked_again_before_a_file_counts_as_failed(
    home: Village, batch: IssuedBatch, busy_until: Callable[[int], None]
) -> None:
    busy_until(2)
    assert [bool(each["application"]) for each in matched(batch).outcomes] == [True] * MANY
    batches.confirm_batch(batch=batch, places=range(MANY), finish=True, by=Actor.of(batch.officer))

    busy_until(2)
    batches.work_on(batch.pk)

    assert [each["kept"] for each in fresh(batch).outcomes] == [""] * MANY
    assert list(kept(home)) == [(State.FINISHED, True)] * MANY


def test_an_examiner_that_stays_busy_is_told_of(
    home: Village, batch: IssuedBatch, busy_until: Callable[[int], None]
) -> None:
    matched(batch)
    batches.confirm_batch(batch=batch, places=[1], finish=True, by=Actor.of(batch.officer))
    busy_until(99)

    batches.work_on(batch.pk)

    done = fresh(batch)
    assert (done.state, done.outcomes[1]["kept"]) == (BatchState.DONE, str(Busy()))
    assert list(kept(home)) == []


def dismissed_by_term(officer: Officer) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    RegencyAssignment.objects.filter(officer=officer).update(since=yesterday, until=yesterday)


def dismissed_by_account(officer: Officer) -> None:
    Officer.objects.filter(pk=officer.pk).update(is_active=False)


def dismissed_by_role(officer: Officer) -> None:
    RegencyAssignment.objects.filter(officer=officer).update(role=Role.DISTRICT_HEAD, district="99.01.01")


@pytest.mark.parametrize("dismiss", [dismissed_by_term, dismissed_by_account, dismissed_by_role])
def test_nothing_goes_on_for_an_officer_who_serves_no_more(
    home: Village, batch: IssuedBatch, dismiss: Callable[[Officer], None]
) -> None:
    matched(batch)
    batches.confirm_batch(batch=batch, places=range(MANY), finish=True, by=Actor.of(batch.officer))
    dismiss(batch.officer)

    batches.work_on(batch.pk)

    stopped = fresh(batch)
    assert (stopped.state, stopped.reason) == (BatchState.STOPPED, str(batches.NoLongerServing()))
    assert list(kept(home)) == []


def test_matching_too_stops_for_an_officer_who_serves_no_more(batch: IssuedBatch) -> None:
    dismissed_by_term(batch.officer)

    stopped = matched(batch)

    assert (stopped.state, stopped.outcomes) == (BatchState.STOPPED, [])

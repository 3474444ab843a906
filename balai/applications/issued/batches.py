"""Many issued documents at once: matched by a job, confirmed by whoever uploaded them, then kept by a job.

What becomes of a file and what the batch tells of it are one transaction. A job whose worker dies is done again
(`config.tasks.retry_stalled_jobs`) and goes on with the file after the last one that is told of.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.accounts.enums import Permission
from balai.accounts.models import Officer, RegencyAssignment
from balai.accounts.rules import permissions_of
from balai.accounts.seeing import villages_seen_by
from balai.applications.at_once import OBSTACLES, at_village
from balai.applications.enums import Action, BatchState, Side, State
from balai.applications.issued.matching import match, waiting_for
from balai.applications.long_work import waiting
from balai.applications.long_work.pace import (
    KEPT_FOR,
    close,
    locked,
    move,
    patiently,
    standing_still,
    telling_why_it_stops,
)
from balai.applications.models import Application, IssuedBatch
from balai.applications.operations import add_result, finish_application
from balai.documents.keeping import OF_NO_VILLAGE, seal, unseal
from balai.documents.operations import text_of
from balai.documents.refusals import FileRefused, NotExamined
from balai.tenancy.fields import uuid7
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for_regency

MOST_FILES: Final = 200
MOST_MEGABYTES: Final = 500
"""Of all files together: what an officer may send at once is little more (`config.uploads`)."""
_NAMES_PLACE: Final = -1
"""Where the names are bound to, beside the places of the content."""
STOPPED: Final = (
    "Pekerjaan berhenti di tengah jalan. Unggah lagi: yang sudah disimpan tidak tersimpan dua kali."
)
NOT_CONFIRMED: Final = "Tidak dipastikan dalam sehari, jadi berkasnya dihapus. Unggah lagi."
GONE: Final = "Permohonannya tidak ada di Disdukcapil lagi."


class NothingTicked(ValueError):
    """No file is ticked that has an application."""

    def __init__(self) -> None:
        super().__init__("Centang dulu berkas yang disimpan.")


class NoLongerServing(Exception):
    """Whoever uploaded the files processes no applications any more."""

    def __init__(self) -> None:
        super().__init__(
            "Petugas yang mengunggah tidak bertugas memproses permohonan lagi. Petugas lain perlu mengunggah sisanya."
        )


def receive_batch(*, files: Sequence[File[bytes]], by: Actor) -> IssuedBatch:
    """Keep what was uploaded, and have it matched. Raises `StorageFull`, `KeyMissing`."""
    if by.officer is None:
        raise ValueError("issued documents are received from an officer")
    batch_id = uuid7()
    names = json.dumps([str(file.name)[:120] for file in files]).encode()
    waiting.put_aside(batch_id, files, village_id=OF_NO_VILLAGE)
    with transaction.atomic():
        batch = IssuedBatch.objects.create(
            id=batch_id,
            officer=by.officer,
            total=len(files),
            names=seal(names, village_id=OF_NO_VILLAGE, owner=batch_id, place=_NAMES_PLACE),
        )
        record(Action.ISSUED_RECEIVED, by=by, subject=batch, facts={"count": batch.total})
        _defer(batch)
    return batch


def names_in(batch: IssuedBatch) -> list[str]:
    """What the files were called. Raises `ContentUnreadable`, `KeyMissing`."""
    sealed = bytes(batch.names)
    told = unseal(sealed, village_id=OF_NO_VILLAGE, owner=batch.pk, place=_NAMES_PLACE)
    return [str(name) for name in json.loads(told)]


@transaction.atomic
def confirm_batch(*, batch: IssuedBatch, places: Iterable[int], finish: bool, by: Actor) -> None:
    """Have the ticked files kept, each with the application it was matched with. Raises `NothingTicked`.

    Asked again, or of a batch that doesn't wait for it, nothing happens.
    """
    found = locked(IssuedBatch.objects.all(), batch.pk)
    if found is None or found.state != BatchState.MATCHED:
        return
    matched = {place for place, each in enumerate(found.outcomes) if each["application"]}
    chosen = sorted(matched & set(places))
    if not chosen:
        raise NothingTicked
    move(found, state=BatchState.KEEPING, chosen=chosen, finishes=finish)
    record(Action.ISSUED_CONFIRMED, by=by, subject=found, facts={"count": len(chosen)})
    _defer(found)


def work_on(batch_id: UUID) -> None:
    """The job. Done twice, or by two workers at once, it is done once."""
    batch = _begun(batch_id)
    if batch is None:
        return
    with telling_why_it_stops(
        partial(_end, batch_id, BatchState.STOPPED), NoLongerServing, otherwise=STOPPED
    ):
        if batch.state == BatchState.KEEPING:
            _keep_each(batch)
        else:
            _match_each(batch)


@transaction.atomic
def sweep_batches(*, now: datetime) -> None:
    """Give up what stands still or was never confirmed, and forget what was done long ago."""
    for batch in standing_still(IssuedBatch.objects.waiting(), now=now):
        is_theirs = batch.state == BatchState.MATCHED
        close(batch, BatchState.STOPPED, NOT_CONFIRMED if is_theirs else STOPPED)
    IssuedBatch.objects.filter(received_at__lt=now - KEPT_FOR).delete()


def _defer(batch: IssuedBatch) -> None:
    from balai.applications.tasks import work_on_issued  # tasks call this module

    work_on_issued.defer(batch_id=str(batch.pk))


@transaction.atomic
def _begun(batch_id: UUID) -> IssuedBatch | None:
    """The batch with what it waits for; None when that is nothing."""
    batch = locked(IssuedBatch.objects.all(), batch_id)
    if batch is None or not batch.is_at_work:
        return None
    move(batch, state=BatchState.KEEPING if batch.state == BatchState.KEEPING else BatchState.MATCHING)
    return batch


def _match_each(batch: IssuedBatch) -> None:
    names = names_in(batch)
    for place, content in _opened(batch, range(len(batch.outcomes), batch.total)):
        told = _matched(names[place], content, batch.officer)
        with transaction.atomic():
            found = locked(IssuedBatch.objects.all(), batch.pk)
            if found is None or found.state != BatchState.MATCHING:
                return
            if len(found.outcomes) == place:
                move(found, outcomes=[*found.outcomes, told])
    with transaction.atomic():
        found = locked(IssuedBatch.objects.all(), batch.pk)
        if found is not None and found.state == BatchState.MATCHING:
            move(found, state=BatchState.MATCHED)


def _opened(batch: IssuedBatch, places: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """The files at these places, as long as whoever uploaded them serves. Raises `NoLongerServing`."""
    for place in places:
        _check_serves(batch.officer)
        with waiting.taken_out(batch.pk, village_id=OF_NO_VILLAGE, number=place) as file:
            content = file.read()
        yield place, content


def _check_serves(officer: Officer) -> None:
    """Raises `NoLongerServing`."""
    serving = RegencyAssignment.objects.of(officer).serving(timezone.localdate())
    roles = serving.filter(officer__is_active=True).values_list("role", flat=True)
    if Permission.PROCESS_APPLICATIONS not in permissions_of(roles):
        raise NoLongerServing


def _matched(name: str, content: bytes, officer: Officer) -> dict[str, Any]:
    """The application of a file among those that the officer sees, or why there is none."""
    try:
        text = patiently(partial(text_of, content))
    except (FileRefused, NotExamined) as problem:
        return {"application": "", "words": str(problem)}
    with acting_for_regency("mencocokkan dokumen jadi"):
        among = waiting_for(name, text, villages=villages_seen_by(officer))
    matched = match(name, text, among)
    if matched.application is None:
        return {"application": "", "words": matched.words}
    application = matched.application
    return {
        "application": str(application.pk),
        "village": application.village_id,
        "words": matched.words,
    }


def _keep_each(batch: IssuedBatch) -> None:
    untold = [place for place in batch.chosen if "kept" not in batch.outcomes[place]]
    for place, content in _opened(batch, untold):
        village = villages_seen_by(batch.officer).filter(pk=batch.outcomes[place]["village"]).first()
        if village is None:
            _tell_once(batch.pk, place, lambda _: GONE)
        else:
            _keep_one(batch.pk, village, place, content)
    _end(batch.pk, BatchState.DONE)


def _keep_one(batch_id: UUID, village: Village, place: int, content: bytes) -> None:
    """One file and its line, unless they are there."""

    def tried() -> None:
        with at_village(village):
            _tell_once(batch_id, place, partial(_kept, place=place, content=content))

    try:
        patiently(tried)
    except NotExamined as problem:
        words = str(problem)
        _tell_once(batch_id, place, lambda _: words)


@transaction.atomic
def _tell_once(batch_id: UUID, place: int, outcome: Callable[[IssuedBatch], str]) -> None:
    """Write what came of a file; where that is told already, nothing happens, and `outcome` isn't asked."""
    batch = locked(IssuedBatch.objects.all(), batch_id)
    if batch is None or batch.state != BatchState.KEEPING or "kept" in batch.outcomes[place]:
        return
    told = {**batch.outcomes[place], "kept": outcome(batch)}
    move(batch, outcomes=[*batch.outcomes[:place], told, *batch.outcomes[place + 1 :]])


def _kept(batch: IssuedBatch, *, place: int, content: bytes) -> str:
    """ "" when it was kept, else the sentence that says what stood in the way. Raises `NotExamined`."""
    key, by = UUID(batch.outcomes[place]["application"]), Actor.of(batch.officer)
    application = Application.objects.seen_by_agency().filter(pk=key).first()
    if application is None:
        return GONE
    try:
        with transaction.atomic():
            add_result(application=application, content=content, title=application.service.name, by=by)
            if batch.finishes and application.state == State.IN_PROCESS:
                finish_application(
                    application=application, revision=application.revision, side=Side.AGENCY, by=by
                )
    except (*OBSTACLES, FileRefused) as obstacle:
        return str(obstacle)
    return ""


@transaction.atomic
def _end(batch_id: UUID, state: BatchState, reason: str = "") -> None:
    batch = locked(IssuedBatch.objects.all(), batch_id)
    if batch is not None and batch.is_at_work:
        close(batch, state, reason)

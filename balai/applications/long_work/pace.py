"""How long work moves on, and how it ends. Each piece and what is told of it are one transaction of the caller."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from time import sleep
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from balai.applications.long_work import waiting
from balai.applications.models import IssuedBatch, LongWork, PackageRun
from balai.core.durable import StorageFull
from balai.core.keystore import KeyMissing
from balai.core.live import announce
from balai.documents.keeping import ContentUnreadable
from balai.documents.refusals import NotExamined

GIVEN_UP_AFTER: Final = timedelta(days=1)
"""Whoever looks does so once a night: it may take another day."""
KEPT_FOR: Final = timedelta(days=30)
PAUSES: Final = (5, 15)
"""Seconds before a file that could not be examined is looked at again."""
STORAGE_FAILS: Final[tuple[type[Exception], ...]] = (ContentUnreadable, KeyMissing, StorageFull)
"""What may come between any long work and its files; `str()` of each is a sentence."""


def locked[W: LongWork](among: QuerySet[W], work_id: Any) -> W | None:
    """The work with its officer, nobody else's until the transaction ends."""
    return among.select_for_update(of=("self",)).select_related("officer").filter(pk=work_id).first()


def move(work: LongWork, **changed: Any) -> None:
    """Write what changed and wake the page that waits for it."""
    for name, value in changed.items():
        setattr(work, name, value)
    work.moved_at = timezone.now()
    work.save(update_fields=[*changed, "moved_at"])
    announce(work.topic)


def standing_still[W: LongWork](among: QuerySet[W], *, now: datetime) -> QuerySet[W]:
    """In a transaction: what is given up, locked. What somebody moves at this moment is not among it."""
    still = among.filter(moved_at__lt=now - GIVEN_UP_AFTER)
    return still.select_for_update(of=("self",), skip_locked=True)


def close(work: LongWork, state: Any, reason: str = "") -> None:
    """Of locked work: nothing comes after this. What was put aside is deleted, once nobody can need it to do a piece again."""
    move(work, state=state, reason=reason)
    transaction.on_commit(partial(waiting.forget, work.pk))


@contextmanager
def telling_why_it_stops(
    stop: Callable[[str], None], *refusals: type[Exception], otherwise: str
) -> Iterator[None]:
    """Stop the work that fails inside: with the sentence of a refusal, or for anything else with `otherwise`.

    Everything is caught, for whoever waits at its page must see that it ended. What is no refusal is raised again: the
    job's log tells why.
    """
    try:
        yield
    except (*STORAGE_FAILS, *refusals) as refusal:
        stop(str(refusal))
    except Exception:
        stop(otherwise)
        raise


def patiently[T](examine: Callable[[], T]) -> T:
    """What `examine` says of a file, asked again while the office is busy: nobody waits in front of a page.

    Raises `NotExamined` when it was too busy each time.
    """
    for seconds in PAUSES:
        try:
            return examine()
        except NotExamined:
            sleep(seconds)
    return examine()


def sweep_waiting(*, now: datetime) -> None:
    """In the scope of the regency: delete what was put aside for work that is over, or whose row was never kept.

    An upload whose process was killed leaves its files behind; work of whatever village that still wants its own keeps it.
    """
    old = waiting.put_aside_before(now - GIVEN_UP_AFTER)
    for wanted in (PackageRun.objects.at_work(), IssuedBatch.objects.waiting()):
        old -= set(wanted.filter(pk__in=old).values_list("pk", flat=True))
    for work_id in old:
        waiting.forget(work_id)

"""Writing one step of a print: the job's new state and the line that tells it, together."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from balai.core.live import announce
from balai.printing.enums import JobState, Trouble
from balai.printing.models import UNFINISHED, PrintEvent, PrintJob
from balai.tenancy.scope import current_village_id

TOPIC_OF_ALL = "printing"
PRINTER = "pencetak"
"""Who says so, where the printer itself does."""


def topic_of_village(village_id: int | None) -> str:
    """What the desk's pages about printers listen to."""
    return f"{TOPIC_OF_ALL}:{village_id}"


def topic_of_job(job: PrintJob) -> str:
    """What a page that waits for one print listens to, and what wakes the process that delivers."""
    return f"{TOPIC_OF_ALL}:{job.village_id or current_village_id()}:{job.pk}"


def tell(job: PrintJob, *, label: str, note: str = "") -> None:
    """Add the line about what `job` has become, and wake whoever waits for it."""
    PrintEvent.objects.create(
        job=job, state=job.state, troubles=job.troubles, note=note[:200], label=label, at=timezone.now()
    )
    announce(topic_of_job(job), topic_of_village(job.village_id or current_village_id()))


def move(
    job: PrintJob,
    state: JobState,
    *,
    troubles: Iterable[Trouble] = (),
    label: str = PRINTER,
    note: str = "",
    fields: Mapping[str, object] | None = None,
) -> bool:
    """Bring `job` into `state` if that changes anything; False when the ledger says so already, or says it is over.

    Only an unfinished print moves: whatever was told of one that is over stays as it was told.
    """
    now = timezone.now()
    wanted = sorted(troubles)
    changes: dict[str, object] = {"state": state, "troubles": wanted, **(fields or {})}
    if state not in UNFINISHED:
        changes["ended_at"] = now
    if not wanted:
        changes["troubled_since"] = None
    elif job.troubled_since is None:
        changes["troubled_since"] = now
    if all(getattr(job, name) == value for name, value in changes.items()):
        return False
    says_more = job.state != state or list(job.troubles) != wanted
    if not PrintJob.objects.unfinished().filter(pk=job.pk).update(**changes):
        job.refresh_from_db()
        return False
    for name, value in changes.items():
        setattr(job, name, value)
    if says_more or note:
        tell(job, label=label, note=note)
    return True

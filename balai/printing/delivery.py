"""A print's way to paper, step by step. Each step may be the last one that this process lives to make.

The order is what keeps a letter from being printed twice, or not at all:

1. the ledger says *sending*,
2. the printer makes an empty job, which prints nothing,
3. the ledger knows the job's number,
4. the document goes into that job,
5. the ledger says *printing*, and the job is followed until it is over.

Whoever takes over after a crash asks the printer. Between 1 and 3 nothing was printed: an empty job of this name is taken
up. Between 3 and 5 the printer says whether its job has the document. When it does not know the job any more (it was
switched off), nobody knows, and the ledger says so: *unsure*.

No transaction is open while a printer is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from balai.core import ipp
from balai.core.ipp import (
    JobCondition,
    JobUnknown,
    PrinterBusy,
    PrinterRefused,
    PrinterState,
    PrinterUnreachable,
    RemoteJob,
)
from balai.printing.contents import GONE, content_of
from balai.printing.enums import JobState, Medium, Trouble
from balai.printing.ledger import move
from balai.printing.models import PrintJob
from balai.printing.operations.health import note_health
from balai.printing.rules import has_waited_too_long, medium_name, troubles_of
from balai.tenancy.scope import acting_for

SOON: Final = 0.3
"""Seconds until a job that runs well is looked at again."""
LATER: Final = 1.5
"""Seconds until a printer that stands still is looked at again."""
AT_ONCE: Final = 0.0
OVER: Final[float | None] = None


def advance(village_id: int, job_id: UUID) -> float | None:
    """Make the next step of one print. Returns after how many seconds to make another, or None when it is over."""
    with acting_for(village_id):
        job = PrintJob.objects.select_related("printer", "document").filter(pk=job_id).first()
    if job is None or job.is_over:
        return OVER
    return Delivery(village_id, job, timezone.now()).step()


@dataclass(slots=True)
class Delivery:
    """One print and the step that is made now."""

    village_id: int
    job: PrintJob
    now: datetime

    @property
    def address(self) -> str:
        return str(self.job.printer.address)

    @property
    def is_too_late(self) -> bool:
        return has_waited_too_long(
            self.now, created_at=self.job.created_at, troubled_since=self.job.troubled_since
        )

    def step(self) -> float | None:
        """Whatever is next. A printer that falls silent, or forgets the job, in the middle of it is dealt with here."""
        steps = {
            JobState.QUEUED: self.start,
            JobState.SENDING: self.hand_over,
            JobState.PRINTING: self.follow,
        }
        try:
            return steps[JobState(self.job.state)]()
        except PrinterUnreachable:
            return self._unreachable()
        except JobUnknown:
            return self._end(JobState.UNSURE, [Trouble.FORGOTTEN])
        except (PrinterBusy, PrinterRefused):
            return self._wait([Trouble.BUSY])

    def start(self) -> float | None:
        """Ask the printer; begin when nothing is in the way. Until then nothing was sent."""
        if self._is_unwanted():
            return self._give_up()
        state = self._look()
        if troubles := self._troubles(state):
            return self._wait(troubles)
        self._tell(JobState.SENDING)
        return self._fill_new(state)

    def hand_over(self) -> float | None:
        """Go on where somebody stopped: perhaps before there was a job, perhaps after the document had arrived."""
        return self._before_there_was_a_job() if self.job.remote_id is None else self._before_it_was_told()

    def follow(self) -> float | None:
        """Look what became of the job."""
        if self._is_unwanted():
            self._drop()
        remote = self._remote()
        if remote.is_over:
            return self._conclude(remote)
        troubles = self._troubles(self._look())
        self._tell(JobState.PRINTING, troubles, sheets=max(remote.sheets, self.job.sheets))
        return LATER if troubles else SOON

    def _before_there_was_a_job(self) -> float | None:
        """Nothing can have been printed: no document is sent before the ledger knows the job's number."""
        left_behind = ipp.find(self.address, self.job.remote_name)
        if left_behind is not None and not left_behind.is_over:
            self._tell(JobState.SENDING, remote_id=left_behind.id)
            return self._fill_or_drop()
        if self._is_unwanted():
            return self._give_up()
        state = self._look()
        return self._fill_new(state) if state.is_reachable else self._wait([Trouble.UNREACHABLE])

    def _before_it_was_told(self) -> float | None:
        remote = self._remote()
        if remote.is_empty:
            return self._fill_or_drop()
        if remote.is_arriving:
            return SOON
        if remote.condition is JobCondition.ABORTED and remote.sheets == 0:
            self._tell(JobState.SENDING, remote_id=None)  # the printer gave up waiting for the document
            return AT_ONCE
        self._tell(JobState.PRINTING, sent_at=self.now)
        return AT_ONCE

    def _fill_new(self, state: PrinterState) -> float | None:
        """Make an empty job, write down its number, fill it. `state` is the printer's own, for it names the medium."""
        medium = medium_name(state, Medium(self.job.medium))
        try:
            number = ipp.create(self.address, name=self.job.remote_name, media=medium)
        except PrinterRefused as refused:
            return self._end(JobState.FAILED, [Trouble.REFUSED], note=str(refused))
        self._tell(JobState.SENDING, remote_id=number)
        return self._fill()

    def _fill_or_drop(self) -> float | None:
        if self._is_unwanted():
            self._drop()
            return self._give_up()
        return self._fill()

    def _fill(self) -> float | None:
        """Send the document into its empty job. Whether it arrived is for the next step to find out if the line breaks."""
        try:
            ipp.send(self.address, self._remote_id, content_of(self.job))
        except JobUnknown:
            # It was empty a moment ago, and is gone: nothing was printed.
            self._tell(JobState.SENDING, remote_id=None)
            return LATER
        except PrinterRefused as refused:
            return self._refused(refused)
        except GONE as lost:
            self._drop()
            return self._end(JobState.FAILED, [Trouble.REFUSED], note=str(lost))
        self._tell(JobState.PRINTING, sent_at=timezone.now())
        return SOON

    def _refused(self, refused: PrinterRefused) -> float | None:
        if not self._remote().is_empty:
            return SOON  # it has its document already
        self._drop()
        return self._end(JobState.FAILED, [Trouble.REFUSED], note=str(refused))

    def _conclude(self, remote: RemoteJob) -> float | None:
        sheets = max(remote.sheets, self.job.sheets)
        if remote.condition is JobCondition.COMPLETED:
            return self._end(JobState.DONE, sheets=max(sheets, self.job.pages))
        if remote.condition is JobCondition.ABORTED:
            return self._end(JobState.FAILED, [Trouble.ABORTED], sheets=sheets)
        if self.is_too_late and not self.job.cancel_asked_at:
            return self._end(JobState.FAILED, [Trouble.EXPIRED], sheets=sheets)
        note = "" if self.job.cancel_asked_at else "Dibatalkan di pencetak"
        return self._end(JobState.CANCELLED, sheets=sheets, note=note)

    def _is_unwanted(self) -> bool:
        return self.job.cancel_asked_at is not None or self.is_too_late

    def _give_up(self) -> float | None:
        """Only where nothing was sent."""
        if self.job.cancel_asked_at:
            return self._end(JobState.CANCELLED)
        return self._end(JobState.FAILED, [Trouble.EXPIRED])

    @property
    def _remote_id(self) -> int:
        if self.job.remote_id is None:
            raise AssertionError("no document goes into a job that the ledger does not know")
        return int(self.job.remote_id)

    def _remote(self) -> RemoteJob:
        """The job at the printer. A printer that forgot ours may have given its number to another: that one is not ours."""
        remote = ipp.job(self.address, self._remote_id)
        if remote.name != self.job.remote_name:
            raise JobUnknown
        return remote

    def _look(self) -> PrinterState:
        """How the printer is, noted for the desk."""
        state = ipp.ask(self.address)
        with acting_for(self.village_id):
            note_health(printer=self.job.printer, state=state)
        return state

    def _troubles(self, state: PrinterState) -> list[Trouble]:
        return troubles_of(state, Medium(self.job.medium))

    def _unreachable(self) -> float | None:
        """Wait for it to come back. Once the document may have arrived, only somebody who looks can say what happened."""
        if not self._is_unwanted():
            self._look()
            return self._wait([Trouble.UNREACHABLE])
        if self.job.remote_id is None:
            return self._give_up()
        return self._end(JobState.UNSURE, [Trouble.UNREACHABLE])

    def _drop(self) -> None:
        """Ask the printer to forget the job. Whatever it says, the job itself tells what became of it."""
        try:
            ipp.cancel(self.address, self._remote_id)
        except (PrinterUnreachable, JobUnknown, PrinterRefused, PrinterBusy):
            return  # an empty job goes away by itself, another one comes to its end

    def _wait(self, troubles: Sequence[Trouble]) -> float:
        self._tell(JobState(self.job.state), troubles)
        return LATER

    def _end(
        self, state: JobState, troubles: Sequence[Trouble] = (), *, note: str = "", sheets: int | None = None
    ) -> float | None:
        self._tell(state, troubles, note=note, **({} if sheets is None else {"sheets": sheets}))
        return OVER

    def _tell(
        self,
        state: JobState,
        troubles: Sequence[Trouble] = (),
        *,
        note: str = "",
        **fields: int | datetime | None,
    ) -> None:
        with acting_for(self.village_id):
            move(self.job, state, troubles=troubles, note=note, fields=fields)

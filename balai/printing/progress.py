"""Where a print stands, for a page that waits for it."""

from dataclasses import dataclass

from balai.printing.enums import JobState, Trouble
from balai.printing.models import PrintJob
from balai.printing.wording import REMEDIES, SENTENCES


@dataclass(frozen=True, slots=True)
class JobView:
    """A print in words. `hint` says what holds it up, or is empty.

    `came_out` is None while nobody can say: not over yet, unsure, or in the hands of a browser.
    """

    state: JobState
    is_over: bool
    came_out: bool | None
    sentence: str
    hint: str
    for_officer: str
    trouble: Trouble | None


def describe(job: PrintJob) -> JobView:
    """Read one print; asks neither the database nor the printer."""
    state = JobState(job.state)
    trouble = Trouble(job.troubles[0]) if job.troubles else None
    remedy = REMEDIES[trouble] if trouble else None
    return JobView(
        state=state,
        is_over=job.is_over,
        came_out=_came_out(state),
        sentence=SENTENCES[state],
        hint=remedy.for_resident if remedy else "",
        for_officer=remedy.for_officer if remedy else "",
        trouble=trouble,
    )


def _came_out(state: JobState) -> bool | None:
    if state is JobState.DONE:
        return True
    return False if state in {JobState.FAILED, JobState.CANCELLED} else None

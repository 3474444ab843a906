"""How the paper and the printer stand, for a kiosk page."""

from contextlib import suppress
from dataclasses import dataclass

from balai.accounts.actors import Actor
from balai.core.slips import Slip, SlipFailed
from balai.kiosk.models import Errand, KioskDevice
from balai.kiosk.operations.devices import call_officer
from balai.printing.enums import Health, JobState, Medium, PrinterKind, Trouble
from balai.printing.models import Printer, PrintJob
from balai.printing.operations import NoSuchPrinter
from balai.printing.operations.health import note_health
from balai.printing.progress import JobView, describe
from balai.printing.readiness import Readiness, readiness
from balai.printing.slips import print_slip_now
from balai.printing.wording import REMEDIES
from balai.tenancy.scope import acting_for

NO_PRINTER = "Anjungan ini belum punya pencetak. Sentuh Panggil petugas."


@dataclass(frozen=True, slots=True)
class PaperView:
    """A print as its visitor sees it: the sentence, and what may be touched now."""

    view: JobView

    @property
    def mood(self) -> str:
        """The state of the notice."""
        if self.view.came_out or self.view.state is JobState.HANDED_OVER:
            return "good"
        return "warn" if self.view.is_over or self.view.trouble else "info"

    @property
    def is_out(self) -> bool:
        return self.mood == "good"

    @property
    def is_unsure(self) -> bool:
        return self.view.state is JobState.UNSURE

    @property
    def may_repeat(self) -> bool:
        return self.view.state in (JobState.FAILED, JobState.CANCELLED)

    @property
    def is_held_up(self) -> bool:
        """Whether the number must be said to be safe."""
        return self.mood == "warn"


def prints_here(job: PrintJob) -> bool:
    """Whether this screen's own browser is to print it, and has not yet."""
    return job.printer.kind == PrinterKind.BROWSER and job.state == JobState.QUEUED


def paper_view(job: PrintJob) -> PaperView:
    return PaperView(describe(job))


@dataclass(frozen=True, slots=True)
class PrinterSign:
    """A chip that says how the printer was when it was last asked."""

    label: str
    state: str


def sign_of(printer: Printer | None) -> PrinterSign:
    if printer is None:
        return PrinterSign("Belum ada pencetak", "warn")
    if printer.health in (Health.TROUBLED, Health.UNREACHABLE):
        label = Trouble(printer.troubles[0]).label if printer.troubles else "Pencetak perlu dilihat"
        return PrinterSign(label, "warn")
    return PrinterSign("Pencetak siap", "good")


def hand_out_code(*, device: KioskDevice, errand: Errand, by: Actor) -> None:
    """The code of a letter that somebody must sign, on a slip where the kiosk has a printer for them.

    It stands on the screen too, so nothing is lost when no slip comes out. Waits for the printer: no scope may be open.
    """
    with acting_for(device.village_id):
        printer = device.slip_printer
    if printer is None:
        return
    slip = Slip(
        title="Kode ambil surat",
        lines=(errand.spelled_code, str(errand.kind), "Ambil di anjungan atau di loket."),
    )
    with suppress(SlipFailed, NoSuchPrinter):
        print_slip_now(printer=printer, slip=slip, title="Kode ambil", device=device.label, by=by)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the printer of a kiosk said when it was asked; `found` is None where there is none to ask."""

    found: Readiness | None

    @property
    def problem(self) -> str:
        """Why nothing can be printed there now, for the resident; "" when it can."""
        if self.found is None:
            return NO_PRINTER
        return "" if self.found.is_ready else REMEDIES[self.found.troubles[0]].for_resident


def ask_printer(printer: Printer | None, medium: Medium) -> Answer:
    """Ask whether this can be printed there now. Takes its time: no scope may be open."""
    return Answer(readiness(printer, medium) if printer is not None and printer.is_active else None)


def note_answer(device: KioskDevice, answer: Answer) -> None:
    """Remember how the printer of `device` was, and call an officer to it when it can't print."""
    found = answer.found
    if found is None or device.printer is None:
        return
    if found.state is not None:
        note_health(printer=device.printer, state=found.state)
    if not found.is_ready and found.troubles[0] is not Trouble.BUSY:
        call_officer(device=device)

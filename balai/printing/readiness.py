"""Can this printer print now? Asked before a letter gets its number, so that no number is given to no paper."""

from dataclasses import dataclass

from balai.core import ipp
from balai.printing.enums import Medium, PrinterKind, Trouble
from balai.printing.models import Printer
from balai.printing.rules import troubles_of


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is in the way of printing, and what the printer said; None where it cannot be asked."""

    troubles: tuple[Trouble, ...]
    state: ipp.PrinterState | None

    @property
    def is_ready(self) -> bool:
        return not self.troubles


def readiness(printer: Printer, medium: Medium) -> Readiness:
    """Ask the printer, which takes up to `ipp.ASK_SECONDS`: call it outside a transaction that holds locks.

    A printer behind a browser cannot be asked and counts as ready.
    """
    if printer.kind != PrinterKind.SHEET:
        return Readiness(troubles=(), state=None)
    state = ipp.ask(printer.address)
    return Readiness(tuple(troubles_of(state, medium)), state)

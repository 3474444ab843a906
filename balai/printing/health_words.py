"""A printer's state as the desk shows it: a lamp, a word, and what to do."""

from dataclasses import dataclass

from balai.printing.enums import Health, PrinterKind, Trouble
from balai.printing.models import Printer
from balai.printing.wording import REMEDIES

_LAMPS = {
    Health.UNKNOWN: "",
    Health.READY: "good",
    Health.BUSY: "info",
    Health.TROUBLED: "bad",
    Health.UNREACHABLE: "bad",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One printer in words; `remedies` say what the officer does about each trouble."""

    printer: Printer
    lamp: str
    word: str
    remedies: tuple[tuple[str, str], ...]


def in_words(printer: Printer) -> Seen:
    """Read what is known of a printer; asks nobody."""
    if not printer.is_active:
        return Seen(printer, "", "tidak dipakai", ())
    if printer.kind != PrinterKind.SHEET:
        return Seen(printer, "info", "tidak bisa ditanya", ())
    troubles = [Trouble(each) for each in printer.troubles]
    word = str(troubles[0].label) if troubles else str(Health(printer.health).label)
    remedies = tuple((str(each.label), REMEDIES[each].for_officer) for each in troubles)
    return Seen(printer, _LAMPS[Health(printer.health)], word, remedies)

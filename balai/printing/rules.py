"""What a printer's own words mean for a letter: pure functions over what it said.

Reasons of RFC 8011 5.4.12 may end in -report, -warning or -error; printers differ in which they add, so the reason itself
counts. Paper and toner are judged by level where the printer tells it, for one empty tray or colour stops no letter.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from balai.core.ipp import PrinterCondition, PrinterState
from balai.core.media import A4, F4, Sheet, name_among, size_of
from balai.printing.enums import Health, Medium, Trouble

SHEETS: Final = {Medium.A4: A4, Medium.F4: F4}
PATIENCE: Final = timedelta(minutes=15)
"""How long a print may stand still. Later it is dropped: a letter must not come out when its resident has long gone."""
OLDEST: Final = timedelta(hours=2)
"""A print that waited longer than this, such as over a night without current, is not sent any more."""

DOCUMENT_KEPT: Final = timedelta(days=30)
"""How long after its end a print's document can be printed again. A letter's stays, for the letter keeps it."""

_TROUBLES: Final = {
    "media-jam": Trouble.JAM,
    "cover-open": Trouble.COVER_OPEN,
    "door-open": Trouble.COVER_OPEN,
    "interlock-open": Trouble.COVER_OPEN,
    "input-tray-missing": Trouble.TRAY_MISSING,
    "marker-waste-full": Trouble.WASTE_FULL,
    "output-area-full": Trouble.OUTPUT_FULL,
    "paused": Trouble.PAUSED,
    "moving-to-paused": Trouble.PAUSED,
    "shutdown": Trouble.PAUSED,
}
_NO_PAPER: Final = frozenset({"media-empty", "media-needed"})
_NO_TONER: Final = frozenset({"toner-empty", "marker-supply-empty"})
_SEVERITIES: Final = ("-report", "-warning", "-error")


def troubles_of(state: PrinterState, medium: Medium) -> list[Trouble]:
    """What keeps this printer from printing on `medium` now, in the order of the alphabet; nothing when it can."""
    if not state.is_reachable:
        return [Trouble.UNREACHABLE]
    reasons = set(map(_without_severity, state.reasons))
    found = {_TROUBLES[reason] for reason in reasons if reason in _TROUBLES}
    found |= set(_of_paper(state, SHEETS[medium], reasons))
    if _lacks_toner(state, reasons):
        found.add(Trouble.TONER_OUT)
    if not state.takes_pdf:
        found.add(Trouble.NO_PDF)
    if not state.is_accepting:
        found.add(Trouble.NOT_ACCEPTING)
    if state.condition is PrinterCondition.STOPPED and not found:
        found.add(Trouble.STOPPED)
    return sorted(found)


def health_of(state: PrinterState, troubles: Iterable[Trouble]) -> Health:
    """One word for the lamp beside a printer."""
    if not state.is_reachable:
        return Health.UNREACHABLE
    if any(troubles):
        return Health.TROUBLED
    return Health.BUSY if state.condition is PrinterCondition.PROCESSING else Health.READY


def medium_name(state: PrinterState, medium: Medium) -> str:
    """What this printer calls the paper; the common name where it does not tell which it knows."""
    return name_among(SHEETS[medium], state.media_supported) or SHEETS[medium].name


def has_waited_too_long(now: datetime, *, created_at: datetime, troubled_since: datetime | None) -> bool:
    """Whether a print is to be dropped instead of printed."""
    stands_still = troubled_since is not None and now - troubled_since > PATIENCE
    return stands_still or now - created_at > OLDEST


def _without_severity(reason: str) -> str:
    for severity in _SEVERITIES:
        reason = reason.removesuffix(severity)
    return reason


def _of_paper(state: PrinterState, sheet: Sheet, reasons: set[str]) -> Iterable[Trouble]:
    if state.media_supported and name_among(sheet, state.media_supported) is None:
        return [Trouble.WRONG_PAPER]
    trays = [tray for tray in state.trays if sheet.is_close_to(tray.size) is not None]
    if any(tray.sheets != 0 for tray in trays):
        return []
    if trays or _NO_PAPER & reasons:
        return [Trouble.PAPER_OUT]
    ready = [size_of(name) for name in state.media_ready or ()]
    is_ready = any(size and sheet.is_close_to(size) is not None for size in ready)
    return [] if state.media_ready is None or is_ready else [Trouble.WRONG_PAPER]


def _lacks_toner(state: PrinterState, reasons: set[str]) -> bool:
    """Letters are black. A printer with several colours goes on without yellow."""
    black = [level for name, level in state.markers if _is_black(name)]
    levels = black or ([state.markers[0][1]] if len(state.markers) == 1 else [])
    if levels:
        return max(levels) == 0
    return bool(_NO_TONER & reasons)


def _is_black(name: str) -> bool:
    return any(word in name.lower() for word in ("black", "hitam"))

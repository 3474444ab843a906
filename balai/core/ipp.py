"""Printers that speak IPP (RFC 8011, IPP Everywhere PWG 5100.14): asked and given work from ordinary threads.

A document is sent in two steps. `create` makes an empty job, `send` fills it. Whoever writes down the job's number
between the two can find out after a crash whether the document arrived: an empty job prints nothing, and a printer says
of one that it still waits for its document (`RemoteJob.is_empty`). Source: RFC 8011 4.2.4 and 4.3.1.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from balai.core.office_network import ForeignAddress, host_and_port

ASK_SECONDS: Final = 2.5
SEND_SECONDS: Final = 20.0
USER: Final = "Balai"
PORT: Final = 631
SCHEMES: Final = frozenset({"ipp", "ipps"})
_LISTED: Final = 100
# Not operations-supported: pyipp gives up on a maker's own operation, which most printers have.
_STATE_ATTRIBUTES: Final = [
    "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-make-and-model", "media-ready",
    "media-supported", "marker-names", "marker-levels", "printer-input-tray", "printer-supply",
    "printer-supply-description", "document-format-supported",
]  # fmt: skip
_JOB_ATTRIBUTES: Final = [
    "job-id", "job-name", "job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed",
]  # fmt: skip
_GONE_BY: Final = frozenset({0x0404})
"""client-error-not-possible: the job is in no state in which this could still be done."""


class PrinterUnreachable(Exception):
    """Nothing answers at the address, or not in time: switched off, unplugged, another address."""


class PrinterBusy(Exception):
    """The printer takes no job now; it may in a moment."""


class JobUnknown(Exception):
    """The printer does not know (any more) the job that it was asked about."""


class PrinterRefused(Exception):
    """The printer will not do this; `status` is the IPP status code."""

    def __init__(self, status: int) -> None:
        super().__init__(f"IPP status 0x{status:04x}")
        self.status = status


class Operation(IntEnum):
    """`operation-id` (RFC 8011 5.4.15)."""

    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class PrinterCondition(IntEnum):
    """`printer-state` (RFC 8011 5.4.11)."""

    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class JobCondition(IntEnum):
    """`job-state` (RFC 8011 5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True)
class Tray:
    """What lies in one tray: width and height in millimetres, and how many sheets; None where the printer can't tell."""

    size: tuple[float, float]
    sheets: int | None


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What a printer says of itself. Without an answer `is_reachable` is false and everything else empty.

    `media_ready` is None where the printer does not tell what lies in its trays. `markers` are levels of toner or ink
    in percent by name, without those that it does not know.
    """

    is_reachable: bool
    condition: PrinterCondition = PrinterCondition.STOPPED
    reasons: tuple[str, ...] = ()
    is_accepting: bool = False
    media_ready: tuple[str, ...] | None = None
    media_supported: tuple[str, ...] = ()
    trays: tuple[Tray, ...] = ()
    markers: tuple[tuple[str, int], ...] = ()
    model: str = ""
    takes_pdf: bool = True


UNREACHABLE: Final = PrinterState(is_reachable=False)


@dataclass(frozen=True, slots=True)
class RemoteJob:
    """A job as the printer knows it; `sheets` is how many came out so far, as far as it tells."""

    id: int
    name: str
    condition: JobCondition
    reasons: tuple[str, ...]
    sheets: int

    @property
    def is_empty(self) -> bool:
        """Whether it still waits for its document, so that nothing was printed."""
        return self.condition is JobCondition.HELD and "job-data-insufficient" in self.reasons

    @property
    def is_arriving(self) -> bool:
        """Whether its document is still being received, or its sender fell silent half-way."""
        return self.condition is JobCondition.HELD and "job-incoming" in self.reasons

    @property
    def is_over(self) -> bool:
        return self.condition in {JobCondition.CANCELED, JobCondition.ABORTED, JobCondition.COMPLETED}


def check_address(address: str) -> None:
    """Raise `ForeignAddress` unless `address` may be a printer of the office. A host name is checked when it is called."""
    host_and_port(address, schemes=SCHEMES, port=PORT)


def ask(address: str) -> PrinterState:
    """How the printer at `address` is; `UNREACHABLE` when nothing answers within `ASK_SECONDS`."""
    operation = {"requested-attributes": _STATE_ATTRIBUTES}
    try:
        answer = _call(address, Operation.GET_PRINTER_ATTRIBUTES, operation, ASK_SECONDS)
        return _understood(address, _printer_state, answer["printers"])
    except (PrinterUnreachable, PrinterRefused, PrinterBusy, JobUnknown):  # no printer is found there either
        return UNREACHABLE


def create(address: str, *, name: str, media: str) -> int:
    """Make an empty job on this medium and return its number. Nothing is printed before `send`.

    A printer that cannot do what is asked refuses instead of taking its default paper (ipp-attribute-fidelity).
    Raises `PrinterUnreachable`, `PrinterBusy`, `PrinterRefused`.
    """
    operation = {"job-name": name, "ipp-attribute-fidelity": True}
    answer = _call(address, Operation.CREATE_JOB, operation, ASK_SECONDS, job={"media": media})
    return _understood(address, lambda told: int(told["job-id"]), answer["jobs"])


def send(address: str, job_id: int, pdf: bytes) -> None:
    """Fill the job with its document. Raises `PrinterUnreachable`, `JobUnknown`, `PrinterRefused`, `PrinterBusy`."""
    operation = {"job-id": job_id, "document-format": "application/pdf", "last-document": True}
    _call(address, Operation.SEND_DOCUMENT, operation, SEND_SECONDS, document=pdf)


def job(address: str, job_id: int) -> RemoteJob:
    """What became of a job. Raises `JobUnknown`, `PrinterUnreachable`, `PrinterRefused`."""
    operation = {"job-id": job_id, "requested-attributes": _JOB_ATTRIBUTES}
    answer = _call(address, Operation.GET_JOB_ATTRIBUTES, operation, ASK_SECONDS)
    return _understood(address, _remote_job, answer["jobs"])


def find(address: str, name: str) -> RemoteJob | None:
    """The newest job of this name that the printer still knows, finished or not. Raises `PrinterUnreachable`."""
    found = [each for which in ("not-completed", "completed") for each in _jobs(address, which, name)]
    return max(found, key=lambda each: each.id, default=None)


def cancel(address: str, job_id: int) -> None:
    """Ask the printer to drop a job; one that is over stays what it is. Raises `JobUnknown`, `PrinterUnreachable`."""
    try:
        _call(address, Operation.CANCEL_JOB, {"job-id": job_id}, ASK_SECONDS)
    except PrinterRefused as refused:
        if refused.status not in _GONE_BY:
            raise


def _jobs(address: str, which: str, name: str) -> list[RemoteJob]:
    operation = {"which-jobs": which, "limit": _LISTED, "requested-attributes": _JOB_ATTRIBUTES}
    listed = _call(address, Operation.GET_JOBS, operation, ASK_SECONDS)["jobs"]
    return [_understood(address, _remote_job, [each]) for each in listed if each.get("job-name") == name]


def _call(
    address: str,
    operation: Operation,
    attributes: Mapping[str, Any],
    seconds: float,
    *,
    job: Mapping[str, Any] | None = None,
    document: bytes | None = None,
) -> dict[str, Any]:
    try:
        check_address(address)
    except ForeignAddress as foreign:
        raise PrinterUnreachable(address) from foreign
    message: dict[str, Any] = {"operation-attributes-tag": {"requesting-user-name": USER, **attributes}}
    if job:
        message["job-attributes-tag"] = dict(job)
    if document is not None:
        message["data"] = document

    from balai.core.ipp_wire import exchange  # heavy: most processes never call a printer

    return exchange(address, operation, message, seconds)


def _printer_state(told: Mapping[str, Any]) -> PrinterState:
    formats = _several(told.get("document-format-supported"))
    return PrinterState(
        is_reachable=True,
        condition=PrinterCondition(int(told.get("printer-state", PrinterCondition.STOPPED))),
        reasons=_reasons(told.get("printer-state-reasons")),
        is_accepting=bool(told.get("printer-is-accepting-jobs", True)),
        media_ready=_several(told["media-ready"]) if told.get("media-ready") else None,
        media_supported=_several(told.get("media-supported")),
        trays=tuple(_trays(_several(told.get("printer-input-tray")))),
        markers=_markers(told),
        model=_text(told.get("printer-make-and-model", "")),
        takes_pdf=not formats or "application/pdf" in formats,
    )


def _remote_job(told: Mapping[str, Any]) -> RemoteJob:
    sheets = told.get("job-media-sheets-completed") or told.get("job-impressions-completed") or 0
    return RemoteJob(
        id=int(told["job-id"]),
        name=str(told.get("job-name", "")),
        condition=JobCondition(int(told["job-state"])),
        reasons=_reasons(told.get("job-state-reasons")),
        sheets=sheets if isinstance(sheets, int) else 0,
    )


def _markers(told: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Levels of what is used up, from marker-levels (CUPS) or printer-supply (PWG 5100.13 5.6.34)."""
    levels = told.get("marker-levels")
    levels = levels if isinstance(levels, list) else [levels]
    pairs = list(zip(_several(told.get("marker-names")), levels, strict=False))
    pairs += _supplies(_several(told.get("printer-supply")), _several(told.get("printer-supply-description")))
    return tuple((name, level) for name, level in pairs if isinstance(level, int) and level >= 0)


def _supplies(told: tuple[str, ...], names: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """'type=toner;class=supplyThatIsConsumed;maxcapacity=100;level=75;' → ("Black Toner", 75)."""
    for name, text in zip(names, told, strict=False):
        facts = _facts(text)
        capacity, level = _number(facts.get("maxcapacity")), _number(facts.get("level"))
        if facts.get("class") == "supplyThatIsConsumed" and capacity and level is not None:
            yield name, round(100 * level / capacity)


def _trays(told: tuple[str, ...]) -> Iterator[Tray]:
    """'mediafeed=29700;mediaxfeed=21000;maxcapacity=250;level=0;' → Tray((210, 297), 0). PWG 5100.13 5.6.27."""
    for facts in map(_facts, told):
        feed, across = _number(facts.get("mediafeed")), _number(facts.get("mediaxfeed"))
        if feed and across:
            shorter, longer = sorted((feed, across))
            unit = _millimetres(longer)
            yield Tray((shorter * unit, longer * unit), _number(facts.get("level")))


def _millimetres(longer_side: int) -> float:
    """What one step of a tray's measures is: printers count in hundredths of a millimetre, in ten-thousandths of an inch or
    in micrometres, and do not say which; sheets between A5 and A3 tell them apart."""
    if longer_side < 60_000:
        return 0.01
    return 0.00254 if longer_side < 180_000 else 0.001


def _facts(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split(";") if "=" in pair)


def _number(text: str | None) -> int | None:
    """A count; None for none and for the negative ones that mean "some" or "unknown"."""
    return int(text) if text and text.isdigit() else None


def _understood[T](
    address: str, reading: Callable[[Mapping[str, Any]], T], groups: list[dict[str, Any]]
) -> T:
    """What the first group of an answer says. Raises `PrinterUnreachable`: whoever answers like that is no printer."""
    try:
        return reading(groups[0] if groups else {})
    except (KeyError, ValueError, TypeError) as odd:
        raise PrinterUnreachable(address) from odd


def _reasons(told: Any) -> tuple[str, ...]:
    return tuple(reason for reason in _several(told) if reason != "none")


def _several(told: Any) -> tuple[str, ...]:
    """pyipp gives a list only where there is more than one value."""
    if told is None or told == "":
        return ()
    return tuple(map(_text, told)) if isinstance(told, list) else (_text(told),)


def _text(told: Any) -> str:
    """Without signs that cannot be printed: the database takes no NUL."""
    return "".join(sign for sign in str(told) if sign.isprintable())

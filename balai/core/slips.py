"""Slips on thermal printers of the office network (ESC/POS over TCP, usually port 9100).

A printer that does not answer looks as if it had paper: python-escpos then says "enough" (2). So it is asked first whether
it is there, with a limit on the time, and only then about its paper.
"""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from balai.core.office_network import ForeignAddress, host_and_port, is_in_office

if TYPE_CHECKING:
    from escpos.printer import Network

SECONDS: Final = 2.0
_PORT: Final = 9100
_SCHEMES: Final = frozenset({"tcp"})
_NO_PAPER: Final = 0


class SlipState(StrEnum):
    """How a thermal printer is."""

    READY = "ready"
    PAPER_OUT = "paper_out"
    OFFLINE = "offline"


class SlipFailed(Exception):
    """The slip did not come out; `state` says why. What stood on it is kept nowhere."""

    def __init__(self, state: SlipState) -> None:
        super().__init__("Struk tidak tercetak. Periksa pencetak struk.")
        self.state = state


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed: a title, lines of text, and a QR code where `qr` is not empty."""

    title: str
    lines: tuple[str, ...]
    qr: str = ""


def check_slip_address(address: str) -> None:
    """Raise `ForeignAddress` unless this is `tcp://host:port` and may be in the office. Names are checked when called."""
    host_and_port(address, schemes=_SCHEMES, port=_PORT)


def print_slip(address: str, slip: Slip) -> None:
    """Print and cut one slip. Raises `SlipFailed`: nothing was sent, or the paper ended while it was printed."""
    try:
        with _printer(address) as printer:
            if (state := _state(printer)) is not SlipState.READY:
                raise SlipFailed(state)
            _draw(printer, slip)
            if (state := _state(printer)) is not SlipState.READY:
                raise SlipFailed(state)
    except (OSError, ForeignAddress) as silent:
        raise SlipFailed(SlipState.OFFLINE) from silent


def _draw(printer: "Network", slip: Slip) -> None:
    printer.set(align="center", bold=True, double_height=True, double_width=True)
    printer.textln(slip.title)
    printer.set_with_default(align="center")
    for line in slip.lines:
        printer.textln(line)
    if slip.qr:
        printer.qr(slip.qr, size=6, center=False)
    printer.cut()


def _state(printer: "Network") -> SlipState:
    if not printer.is_online():
        # A printer that ran out of paper also goes offline; only its paper sensor tells the two apart.
        return SlipState.PAPER_OUT if printer.paper_status() == _NO_PAPER else SlipState.OFFLINE
    return SlipState.PAPER_OUT if printer.paper_status() == _NO_PAPER else SlipState.READY


@contextmanager
def _printer(address: str) -> "Iterator[Network]":
    from escpos.printer import Network  # heavy: most processes never print a slip

    host, port = host_and_port(address, schemes=_SCHEMES, port=_PORT)
    found = socket.gethostbyname(host)
    if not is_in_office(ipaddress.ip_address(found)):
        raise ForeignAddress(address)
    with socket.create_connection((found, port), SECONDS) as connection:
        printer = Network(found, port=port, timeout=SECONDS)
        printer.device = connection  # its own `open` forgets to close a socket that finds nobody
        yield printer

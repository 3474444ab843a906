"""Slips against a thermal printer that speaks the real status bytes."""

import threading
from collections.abc import Iterator
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest

from balai.core.office_network import ForeignAddress
from balai.core.slips import Slip, SlipFailed, SlipState, check_slip_address, print_slip

ASKS_ONLINE, ASKS_PAPER = b"\x10\x04\x01", b"\x10\x04\x04"
ONLINE, OFFLINE = b"\x12", b"\x1a"
PAPER, NEARLY_OUT, NO_PAPER = b"\x12", b"\x1e", b"\x7e"


class Thermal(ThreadingTCPServer):
    """Answers DLE EOT 1 and 4 as printers do, keeps everything else as paper. A silent one answers nothing."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Head)
        self.online, self.paper, self.is_silent = ONLINE, PAPER, False
        self.printed = b""

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


class Head(BaseRequestHandler):
    server: Thermal

    def handle(self) -> None:
        while received := self.request.recv(65536):
            for question, answer in ((ASKS_ONLINE, self.server.online), (ASKS_PAPER, self.server.paper)):
                if received.endswith(question):
                    received = received.removesuffix(question)
                    if not self.server.is_silent:
                        self.request.sendall(answer)
            self.server.printed += received


@pytest.fixture
def thermal() -> Iterator[Thermal]:
    with Thermal() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def outcome(address: str) -> SlipState:
    """Ready: the slip came out."""
    try:
        print_slip(address, Slip("Antrean", ("A-12",)))
    except SlipFailed as failed:
        return failed.state
    return SlipState.READY


@pytest.mark.parametrize(
    ("online", "paper", "state"),
    [
        (ONLINE, PAPER, SlipState.READY),
        (ONLINE, NEARLY_OUT, SlipState.READY),
        (ONLINE, NO_PAPER, SlipState.PAPER_OUT),
        (OFFLINE, NO_PAPER, SlipState.PAPER_OUT),
        (OFFLINE, PAPER, SlipState.OFFLINE),
    ],
)
def test_a_thermal_printer_says_how_it_is(
    thermal: Thermal, online: bytes, paper: bytes, state: SlipState
) -> None:
    thermal.online, thermal.paper = online, paper

    assert outcome(thermal.address) is state


def test_a_printer_that_does_not_answer_is_not_believed_to_have_paper(thermal: Thermal) -> None:
    thermal.is_silent = True

    assert outcome(thermal.address) is SlipState.OFFLINE


def test_a_slip_has_title_lines_qr_and_a_cut(thermal: Thermal) -> None:
    print_slip(thermal.address, Slip("Antrean", ("Nomor A-12", "Tunggu dipanggil"), qr="balai:a12"))

    assert b"Antrean" in thermal.printed
    assert b"Nomor A-12" in thermal.printed
    assert b"\x1dv0" in thermal.printed  # a picture: the QR code
    assert b"\x1dV" in thermal.printed  # the cut


def test_without_paper_nothing_is_sent(thermal: Thermal) -> None:
    thermal.paper = NO_PAPER

    with pytest.raises(SlipFailed) as failed:
        print_slip(thermal.address, Slip("PIN", ("123 456",)))

    assert failed.value.state is SlipState.PAPER_OUT
    assert thermal.printed == b""


def test_nobody_at_the_address_is_offline() -> None:
    assert outcome("tcp://127.0.0.1:9") is SlipState.OFFLINE


@pytest.mark.parametrize("address", ["tcp://8.8.8.8:9100", "http://192.168.1.9", "tcp://", "192.168.1.9"])
def test_only_printers_of_the_office_are_called(address: str) -> None:
    with pytest.raises(ForeignAddress):
        check_slip_address(address)

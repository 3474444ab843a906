"""The IPP client against a real IPP Everywhere printer, and against whatever else answers."""

import struct
import threading
from collections.abc import Iterator
from functools import partial
from socketserver import BaseRequestHandler, ThreadingTCPServer

import pytest

from balai.core import ipp
from balai.core.ipp import (
    JobCondition,
    JobUnknown,
    PrinterCondition,
    PrinterUnreachable,
    Tray,
)
from balai.core.office_network import ForeignAddress
from tests.virtual_printer import A4, F4, LETTER, VirtualPrinter, wait_until

PDF = b"%PDF-1.7\n%test\n"


def print_it(printer: VirtualPrinter, name: str = "Balai satu", media: str = A4) -> int:
    job_id = ipp.create(printer.address, name=name, media=media)
    ipp.send(printer.address, job_id, PDF)
    return job_id


def is_over(printer: VirtualPrinter, job_id: int) -> bool:
    return ipp.job(printer.address, job_id).is_over


def test_a_printer_says_how_it_is(virtual_printer: VirtualPrinter) -> None:
    state = ipp.ask(virtual_printer.address)

    assert state.is_reachable
    assert state.condition is PrinterCondition.IDLE
    assert state.reasons == ()
    assert state.is_accepting
    assert state.media_ready == (A4,)
    assert state.media_supported == (LETTER, A4, F4)
    assert state.trays == (Tray((210, 297), 250),)
    assert state.markers == (("Black Toner", 75),)
    assert state.takes_pdf


def test_a_printer_that_is_off_is_unreachable(virtual_printer: VirtualPrinter) -> None:
    virtual_printer.switch_off()

    assert ipp.ask(virtual_printer.address) == ipp.UNREACHABLE
    with pytest.raises(PrinterUnreachable):
        ipp.create(virtual_printer.address, name="Balai", media=A4)


def test_a_document_comes_out_on_the_paper_that_was_asked_for(virtual_printer: VirtualPrinter) -> None:
    job_id = print_it(virtual_printer)
    wait_until(lambda: is_over(virtual_printer, job_id))

    done = ipp.job(virtual_printer.address, job_id)

    assert (done.condition, done.name, done.sheets) == (JobCondition.COMPLETED, "Balai satu", 1)
    assert [path.read_bytes() for path in virtual_printer.spool] == [PDF]
    assert virtual_printer.media == [A4]


def test_a_job_without_its_document_prints_nothing_and_says_so(virtual_printer: VirtualPrinter) -> None:
    job_id = ipp.create(virtual_printer.address, name="Balai kosong", media=A4)

    empty = ipp.find(virtual_printer.address, "Balai kosong")

    assert empty is not None
    assert (empty.id, empty.is_empty, empty.is_over) == (job_id, True, False)
    assert virtual_printer.spool == []


def test_a_finished_job_is_found_by_its_name(virtual_printer: VirtualPrinter) -> None:
    job_id = print_it(virtual_printer, "Balai dua")
    wait_until(lambda: is_over(virtual_printer, job_id))

    found = ipp.find(virtual_printer.address, "Balai dua")

    assert found is not None
    assert found.id == job_id
    assert ipp.find(virtual_printer.address, "Balai tiga") is None


def test_a_printer_refuses_paper_that_it_does_not_have(virtual_printer: VirtualPrinter) -> None:
    with pytest.raises(ipp.PrinterRefused):
        ipp.create(virtual_printer.address, name="Balai", media="iso_a3_297x420mm")


def test_a_busy_printer_is_busy_and_a_job_can_be_cancelled(virtual_printer: VirtualPrinter) -> None:
    virtual_printer.jam()
    job_id = print_it(virtual_printer)
    wait_until(lambda: "media-jam-warning" in ipp.ask(virtual_printer.address).reasons)

    with pytest.raises(ipp.PrinterBusy):
        ipp.create(virtual_printer.address, name="Balai dua", media=A4)
    ipp.cancel(virtual_printer.address, job_id)
    virtual_printer.unjam()

    wait_until(lambda: is_over(virtual_printer, job_id))
    assert ipp.job(virtual_printer.address, job_id).condition is JobCondition.CANCELED
    ipp.cancel(virtual_printer.address, job_id)  # once more changes nothing


def test_a_job_that_nobody_sent_is_unknown(virtual_printer: VirtualPrinter) -> None:
    with pytest.raises(JobUnknown):
        ipp.job(virtual_printer.address, 4711)


def test_paper_running_out_is_told(virtual_printer: VirtualPrinter) -> None:
    virtual_printer.empty_paper()

    state = ipp.ask(virtual_printer.address)

    assert state.reasons == ("media-empty-report",)
    assert state.trays == (Tray((210, 297), 0),)


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.20/ipp/print", "ipp://8.8.8.8/ipp/print", "ipp://169.254.169.254/latest", "ipp:///ipp/print",
        "ipp://0.0.0.0/ipp/print", "ipp://[2606:4700::1]/ipp/print", "ipp://a:b@192.168.1.20/ipp/print", "192.168.1.20", "",
        "ipp://192.168.1.20:99999/", "file:///etc/passwd", "ipp://[::ffff:8.8.8.8]/ipp/print",
    ],
)  # fmt: skip
def test_only_printers_of_the_office_are_called(address: str) -> None:
    with pytest.raises(ForeignAddress):
        ipp.check_address(address)


@pytest.mark.parametrize(
    "address",
    ["ipp://192.168.1.20/ipp/print", "ipps://10.0.0.9:443/ipp/print", "ipp://printer.local/ipp/print"],
)
def test_addresses_in_the_office_are_fine(address: str) -> None:
    ipp.check_address(address)


class Silence(BaseRequestHandler):
    """Takes the request, promises an answer, and never gives it."""

    def handle(self) -> None:
        self.request.recv(65536)
        self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx")
        self.request.recv(1)


class Stranger(BaseRequestHandler):
    """A web server that is no printer."""

    def handle(self) -> None:
        self.request.recv(65536)
        self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")


def http(status: str, body: bytes, *headers: bytes) -> bytes:
    head = [b"HTTP/1.1 " + status.encode(), b"Content-Length: %d" % len(body), b"Connection: close", *headers]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def attribute(tag: int, name: bytes, value: bytes) -> bytes:
    """RFC 8010 3.1.4."""
    return struct.pack(f">bh{len(name)}sh{len(value)}s", tag, len(name), name, len(value), value)


def ipp_answer(group: int, *attributes: bytes, status: int = 0) -> bytes:
    """A whole answer with one group of attributes (2: a job, 4: a printer); none for 0."""
    told = bytes([group, *b"".join(attributes)]) if group else b""
    operation = attribute(0x47, b"attributes-charset", b"utf-8")
    return http("200 OK", struct.pack(">bbhib", 2, 0, status, 1, 1) + operation + told + b"\x03")


PRINTER_IS = partial(attribute, 0x21, b"printer-state")
MANY = (attribute(0x21, b"job-id", bytes([0, 0, 0, 7])), attribute(0x21, b"", bytes([0, 0, 0, 8])))


class Odd(BaseRequestHandler):
    """Answers every request with the same bytes."""

    says: bytes

    def handle(self) -> None:
        self.request.recv(65536)
        self.request.sendall(self.says)


def odd(says: bytes) -> type[Odd]:
    return type("Odd", (Odd,), {"says": says})


UPGRADE = odd(http("426 Upgrade Required", b"", b"Upgrade: TLS/1.2, HTTP/1.1", b"Connection: Upgrade"))
LATIN_PAGE = odd(http("404 Not Found", "Drucker für Gäste".encode("latin-1"), b"Content-Type: text/html"))
NEW_STATE = odd(ipp_answer(4, PRINTER_IS(bytes([0, 0, 0, 99]))))
NO_SUCH_PRINTER = odd(ipp_answer(0, status=0x0406))
NO_JOB = odd(ipp_answer(0))
JOB_WITHOUT_NUMBER = odd(ipp_answer(2, attribute(0x21, b"job-state", bytes([0, 0, 0, 3]))))
JOB_WITH_TWO_NUMBERS = odd(ipp_answer(2, *MANY))


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    with ThreadingTCPServer(("127.0.0.1", 0), request.param) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"ipp://127.0.0.1:{listening.server_address[1]}/ipp/print"
        listening.shutdown()


@pytest.mark.parametrize(
    "server", [Silence, Stranger, UPGRADE, LATIN_PAGE, NEW_STATE, NO_SUCH_PRINTER], indirect=True
)
def test_whatever_else_answers_counts_as_unreachable(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ipp, "ASK_SECONDS", 0.5)

    assert ipp.ask(server) == ipp.UNREACHABLE


@pytest.mark.parametrize(
    "server", [UPGRADE, LATIN_PAGE, NO_JOB, JOB_WITHOUT_NUMBER, JOB_WITH_TWO_NUMBERS], indirect=True
)
def test_an_answer_that_no_printer_gives_is_none(server: str) -> None:
    with pytest.raises(PrinterUnreachable):
        ipp.create(server, name="Balai", media=A4)
    with pytest.raises(PrinterUnreachable):
        ipp.job(server, 7)


MODEL = odd(ipp_answer(4, attribute(0x41, b"printer-make-and-model", b"Printer\x00 Uji")))


@pytest.mark.parametrize("server", [MODEL], indirect=True)
def test_what_a_printer_calls_itself_can_be_written_down(server: str) -> None:
    assert ipp.ask(server).model == "Printer Uji"

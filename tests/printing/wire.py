"""A wire between Balai and a printer that can be cut at a chosen moment."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import IntEnum
from http.client import HTTPConnection
from socketserver import StreamRequestHandler, ThreadingTCPServer


class Operation(IntEnum):
    CREATE_JOB = 0x0005
    SEND_DOCUMENT = 0x0006
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B


NOT_SUPPORTED = bytes.fromhex("0200 0501 00000001 01") + (
    b"\x47\x00\x12attributes-charset\x00\x05utf-8\x48\x00\x1battributes-natural-language\x00\x02en\x03"
)
"""server-error-operation-not-supported (RFC 8011 4.1.6.2)."""


class Wire(ThreadingTCPServer):
    """Passes requests on, and remembers in `heard` what was asked.

    `hold` stops a request before the printer hears it, `swallow` keeps the printer's answer, `refuse` answers in its place
    that it can do no such thing; `drop` ends the line at once. `is_down`: somebody has pulled the plug.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, printer_port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passage)
        self.printer_port = printer_port
        self.hold: Operation | None = None
        self.swallow: Operation | None = None
        self.refuse: Operation | None = None
        self.drop: Operation | None = None
        self.is_down = False
        self.heard: list[int] = []
        self.cut = threading.Event()

    @property
    def address(self) -> str:
        return f"ipp://127.0.0.1:{self.server_address[1]}/ipp/print"

    def mend(self) -> None:
        self.hold = self.swallow = self.refuse = self.drop = None
        self.is_down = False
        self.cut.clear()


class Passage(StreamRequestHandler):
    server: Wire

    def handle(self) -> None:
        if self.server.is_down:
            return
        body = self._body()
        if not body:
            return
        operation = int.from_bytes(body[2:4])
        self.server.heard.append(operation)
        if operation == self.server.hold:
            self._fall_silent()
            return
        if operation == self.server.drop:
            return
        try:
            answer = NOT_SUPPORTED if operation == self.server.refuse else self._ask_printer(body)
        except OSError:
            return  # the printer is off: the line drops, as it does without a wire
        if operation == self.server.swallow:
            self._fall_silent()
            return
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {len(answer)}\r\n\r\n"
        self.wfile.write(head.encode() + answer)

    def _fall_silent(self) -> None:
        self.server.cut.set()
        with suppress(ConnectionError):
            self.rfile.read()  # until the other end is dead

    def _body(self) -> bytes:
        length = 0
        while (line := self.rfile.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return self.rfile.read(length)

    def _ask_printer(self, body: bytes) -> bytes:
        printer = HTTPConnection("127.0.0.1", self.server.printer_port, timeout=10)
        with closing(printer):
            printer.request("POST", "/ipp/print", body, {"Content-Type": "application/ipp"})
            return printer.getresponse().read()


@contextmanager
def wire_to(printer_port: int) -> Iterator[Wire]:
    with Wire(printer_port) as wire:
        threading.Thread(target=wire.serve_forever, daemon=True).start()
        yield wire
        wire.shutdown()

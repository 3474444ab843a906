"""A line as remote villages have it, between a browser and a server: slow, losing requests, and at times not there.

What is modelled: so many bytes a second in each direction, shared by all connections. A share of the POST requests breaks: half
of them somewhere in the request, half on the way back, when the server has already done its work. Packets that get
lost and come again are not modelled, for TCP mends those; what an application sees of them is the rate. A cut begins when so
many bytes have gone up: nothing passes for its length, then every connection from before it is gone.
"""

import random
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Final

PIECE: Final = 1024


class LineBroken(ConnectionError):
    """The connection is gone."""


@dataclass
class Line:
    """How bad it is, and what went over it. `is_bad` may be set once the page is there."""

    bytes_per_second: int
    share_lost: float
    cuts_at: Sequence[int] = ()
    cut_seconds: float = 20
    seed: int = 1
    is_bad: bool = False
    up: int = 0
    down: int = 0
    requests: int = 0
    broken: int = 0
    cuts: int = 0
    _random: random.Random = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _free: dict[str, float] = field(default_factory=lambda: {"up": 0.0, "down": 0.0})
    _cut_until: float = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def fate(self, length: int) -> tuple[int, int]:
        """Up to which byte of a request, and of its answer, the connection holds; both beyond the end for most."""
        with self._lock:
            self.requests += 1
            if not self.is_bad or self._random.random() >= self.share_lost:
                return length, 1 << 30
            self.broken += 1
            if self._random.random() < 0.5:
                return self._random.randrange(length), 0
            return length, self._random.randrange(200)

    def carry(self, way: str, count: int, since: float) -> None:
        """Wait until `count` bytes are over. Raises `LineBroken` when a cut came since the connection began."""
        with self._lock:
            if (
                self.is_bad
                and way == "up"
                and len(self.cuts_at) > self.cuts
                and self.up >= self.cuts_at[self.cuts]
            ):
                self.cuts += 1
                self._cut_until = time.monotonic() + self.cut_seconds
            now, ends = time.monotonic(), self._cut_until
            begins = max(now, self._free[way])
            self._free[way] = begins + count / self.bytes_per_second
            if way == "up":
                self.up += count
            else:
                self.down += count
        if now < ends:
            time.sleep(ends - now)
            if since < ends - self.cut_seconds:
                raise LineBroken
        else:
            time.sleep(max(0.0, begins + count / self.bytes_per_second - now))


class _Passage(BaseRequestHandler):
    server: "_Proxy"

    def handle(self) -> None:
        with suppress(OSError):
            self._pass_on()

    def _pass_on(self) -> None:
        line, begun = self.server.line, time.monotonic()
        head, body = self._request()
        if not head:
            return
        request = head + body
        is_post = head.startswith(b"POST")
        until, answer_until = line.fate(len(request)) if is_post else (len(request), 1 << 30)
        with socket.create_connection(("127.0.0.1", self.server.port)) as upstream:
            for at in range(0, until, PIECE):
                piece = request[at : min(until, at + PIECE)]
                line.carry("up", len(piece), begun)
                if self._is_gone():
                    return
                upstream.sendall(piece)
            if until < len(request):
                return
            passed = 0
            while piece := upstream.recv(PIECE):
                line.carry("down", len(piece), begun)
                self.request.sendall(piece[: max(0, answer_until - passed)])
                passed += len(piece)
                if passed > answer_until:
                    return

    def _request(self) -> tuple[bytes, bytes]:
        """One request; the server is asked to close behind it, so that each has a connection of its own."""
        received = b""
        while b"\r\n\r\n" not in received:
            piece = self.request.recv(65536)
            if not piece:
                return b"", b""
            received += piece
        head, _, body = received.partition(b"\r\n\r\n")
        lines = [each for each in head.split(b"\r\n") if not each.lower().startswith(b"connection:")]
        length = next((int(each[15:]) for each in lines if each.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            piece = self.request.recv(65536)
            if not piece:
                return b"", b""
            body += piece
        return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n", body

    def _is_gone(self) -> bool:
        """Whether the browser has given up."""
        self.request.setblocking(False)
        try:
            return bool(self.request.recv(1, socket.MSG_PEEK) == b"")
        except BlockingIOError:
            return False
        finally:
            self.request.setblocking(True)


class _Proxy(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, port: int, line: Line) -> None:
        super().__init__(("127.0.0.1", 0), _Passage)
        self.port, self.line = port, line

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers that go away are no error."""


@contextmanager
def bad_line_to(port: int, line: Line) -> Iterator[str]:
    """The address at which `line` leads to the server on `port` of this machine."""
    proxy = _Proxy(port, line)
    serving = threading.Thread(target=proxy.serve_forever, daemon=True)
    serving.start()
    try:
        yield f"http://localhost:{proxy.server_address[1]}"
    finally:
        proxy.shutdown()
        proxy.server_close()
        serving.join(5)

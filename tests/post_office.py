"""A mail server for tests: the protocol itself, so that nothing of the hall is replaced."""

import base64
import socketserver
import threading
from typing import Any, Self


class Post(socketserver.StreamRequestHandler):
    """As much of SMTP as a client that signs in needs (RFC 5321, RFC 4954)."""

    server: "PostOffice"

    def handle(self) -> None:
        self.say("220 kantor.test ESMTP")
        for line in self.rfile:
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    self.say("250-kantor.test\r\n250 AUTH PLAIN")
                case "AUTH":
                    _, user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
                    self.server.signed_in.append((user, password))
                    self.say("235 Welcome")
                case "RCPT" if self.server.refuses:
                    self.say("550 Nobody here")
                case "DATA":
                    self.say("354 Go on")
                    self.server.received.append(self.message())
                    self.say("250 Kept")
                case "QUIT":
                    self.say("221 Goodbye")
                    return
                case _:
                    self.say("250 OK")

    def message(self) -> str:
        return b"".join(iter(self.rfile.readline, b".\r\n")).decode()

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """A mail server on this machine, open inside the block: it takes every message, or refuses all."""

    daemon_threads = True

    def __init__(self, *, refuses: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Post)
        self.refuses = refuses
        self.received: list[str] = []
        self.signed_in: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return super().__enter__()

    def __exit__(self, *raised: Any) -> None:
        self.shutdown()
        super().__exit__(*raised)

    @property
    def told(self) -> dict[str, str]:
        """How an operator tells the hall of it."""
        return {
            "BALAI_MAIL": f"smtp://desa:kata%40sandi@127.0.0.1:{self.server_address[1]}",
            "BALAI_MAIL_FROM": "balai@sukamaju.example",
        }

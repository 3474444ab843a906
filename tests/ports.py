"""Ports for servers that tests start."""

import os
import socket
from itertools import count
from secrets import randbelow

FIRST, EACH = 16_000, 1_000
"""Below the ports that the system lends to whoever calls out, and a thousand for each process of a run, so that between the
look and the server's start nobody else takes one."""

_OURS = FIRST + EACH * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_next = count(randbelow(EACH))


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    while True:
        port = _OURS + next(_next) % EACH
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port

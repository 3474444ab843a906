"""So many connections that ask for one page again and again, over loopback: `python -m bench.load ADDRESS SECONDS CONNECTIONS`."""

import asyncio
import json
import re
import sys
import time
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


async def _visit(host: str, port: int, request: bytes, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head[:80])
        length = _LENGTH.search(head)
        if length is None:
            raise RuntimeError("no length")
        await reader.readexactly(int(length[1]))
        times.append(time.perf_counter() - begun)
    writer.close()


async def _load(address: str, seconds: float, connections: int) -> list[float]:
    parts = urlsplit(address)
    if parts.hostname not in {"localhost", "127.0.0.1"}:
        raise ValueError("load goes to this machine only")
    request = (
        f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: br\r\n"
        "User-Agent: Mozilla/5.0 (Linux; Android 14) Chrome/130\r\n\r\n"
    ).encode()
    times: list[float] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(
        *(_visit(parts.hostname, parts.port or 80, request, until, times) for _ in range(connections))
    )
    return times


if __name__ == "__main__":
    address, seconds, connections = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    found = sorted(asyncio.run(_load(address, seconds, connections)))
    print(
        json.dumps(
            {
                "a_second": len(found) / seconds,
                "p50": found[len(found) // 2],
                "p99": found[len(found) * 99 // 100],
            }
        )
    )

"""The live process: server-sent events from PostgreSQL's NOTIFY, apart from the request workers.

One database connection listens; each browser holds one open response. It says "changed", nothing else.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402  # Django must be set up first
from django.db import connections  # noqa: E402

from balai.core.live import CHANNEL, TopicForged, read_topic  # noqa: E402

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

HEARTBEAT_SECONDS = 20
RECONNECT_SECONDS = 2
MOST_LISTENERS = 500
EVENT = b"event: changed\ndata: 1\n\n"
HEARTBEAT = b": alive\n\n"


class Listeners:
    """Who waits for which topic."""

    def __init__(self) -> None:
        self.waiting: dict[str, set[asyncio.Event]] = {}

    def __len__(self) -> int:
        return sum(map(len, self.waiting.values()))

    def join(self, topic: str) -> asyncio.Event:
        event = asyncio.Event()
        self.waiting.setdefault(topic, set()).add(event)
        return event

    def leave(self, topic: str, event: asyncio.Event) -> None:
        self.waiting[topic].discard(event)
        if not self.waiting[topic]:
            del self.waiting[topic]

    def wake(self, topic: str) -> None:
        for event in self.waiting.get(topic, ()):
            event.set()

    def wake_all(self) -> None:
        """After a lost connection nobody knows what was missed: everybody asks again."""
        for topic in self.waiting:
            self.wake(topic)


listeners = Listeners()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI entry: `GET /?topik=TOKEN`."""
    if scope["type"] == "lifespan":
        await _live_and_die(receive, send)
    elif scope["type"] == "http":
        await _serve(scope, receive, send)


async def _live_and_die(receive: Receive, send: Send) -> None:
    await receive()
    listening = asyncio.create_task(_listen())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    listening.cancel()
    with suppress(asyncio.CancelledError):
        await listening
    await send({"type": "lifespan.shutdown.complete"})


async def _listen() -> None:
    parameters = connections["default"].get_connection_params()
    wanted = {
        name: parameters[name]
        for name in ("host", "port", "dbname", "user", "password")
        if parameters.get(name)
    }
    while True:
        with suppress(psycopg.OperationalError):
            async with await psycopg.AsyncConnection.connect(**wanted, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                listeners.wake_all()
                async for notice in connection.notifies():
                    listeners.wake(notice.payload)
        await asyncio.sleep(RECONNECT_SECONDS)


async def _serve(scope: Scope, receive: Receive, send: Send) -> None:
    token = parse_qs(scope["query_string"].decode()).get("topik", [""])[0]
    try:
        topic = read_topic(token)
    except TopicForged:
        await _answer(send, 403)
        return
    if len(listeners) >= MOST_LISTENERS:
        await _answer(send, 503)
        return
    event = listeners.join(topic)
    stream = asyncio.create_task(_stream(scope, event, send))
    try:
        while (await receive())["type"] != "http.disconnect":
            continue
    finally:
        stream.cancel()
        with suppress(asyncio.CancelledError):
            await stream
        listeners.leave(topic, event)


async def _stream(scope: Scope, event: asyncio.Event, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _headers(scope)})
    await send(_part(HEARTBEAT))
    while True:
        try:
            await asyncio.wait_for(event.wait(), HEARTBEAT_SECONDS)
            event.clear()
            await send(_part(EVENT))
        except TimeoutError:
            await send(_part(HEARTBEAT))


def _part(body: bytes) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": True}


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Pages come from the neighbouring port: allow exactly the hosts that we serve."""
    headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
    origin = dict(scope["headers"]).get(b"origin", b"").decode()
    host = origin.partition("://")[2].rpartition(":")[0] or origin.partition("://")[2]
    if host in settings.ALLOWED_HOSTS:
        headers.append((b"access-control-allow-origin", origin.encode()))
    return headers


async def _answer(send: Send, status: int) -> None:
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]}
    )
    await send({"type": "http.response.body", "body": b""})

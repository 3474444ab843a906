"""The live process says "changed" to whoever may listen, and nothing else to anybody."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
import time_machine
from django.db import connection

from balai.core.live import TopicForged, announce, read_topic, topic_token
from config import live

Messages = list[dict[str, Any]]


def run_with_live_process(visit: Callable[[], Coroutine[Any, Any, Messages]]) -> Messages:
    """Run `visit` while the process listens to the database."""

    async def session() -> Messages:
        listening = asyncio.create_task(live._listen())
        try:
            return await visit()
        finally:
            listening.cancel()

    return asyncio.run(session())


async def listen(query: str, sent: Messages, enough: int, *, origin: str = "") -> None:
    """One browser: stays until `enough` messages have come."""

    async def receive() -> dict[str, Any]:
        while len(sent) < enough:
            await asyncio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"origin", origin.encode())] if origin else []
    scope = {"type": "http", "query_string": query.encode(), "headers": headers}
    await asyncio.wait_for(live.application(scope, receive, send), 10)


def test_a_token_names_its_topic_and_can_not_be_forged() -> None:
    token = topic_token("impor:1")

    assert read_topic(token) == "impor:1"
    with pytest.raises(TopicForged):
        read_topic(token.replace("impor:1", "impor:2"))


def test_a_token_ends_with_the_working_day() -> None:
    with time_machine.travel("2026-11-20T08:00:00Z"):
        token = topic_token("impor:1")

    with time_machine.travel("2026-11-20T21:00:00Z"), pytest.raises(TopicForged):
        read_topic(token)


def test_without_a_token_nobody_listens() -> None:
    sent: Messages = []

    asyncio.run(listen("topik=impor:1", sent, 2))

    assert sent[0]["status"] == 403


def test_a_listener_hears_its_own_topic_only(committed: str) -> None:
    ours: Messages = []
    theirs: Messages = []

    async def visit() -> Messages:
        first = asyncio.create_task(listen(f"topik={topic_token('satu')}", ours, 4))
        second = asyncio.create_task(listen(f"topik={topic_token('dua')}", theirs, 5))
        while len(theirs) < 3 or len(ours) < 3:  # headers, heartbeat, and the wake-up after connecting
            await asyncio.sleep(0.01)
        await asyncio.to_thread(announce_and_close, "satu")
        await first
        second.cancel()
        return ours

    run_with_live_process(visit)

    assert [message.get("body") for message in ours[1:]] == [live.HEARTBEAT, live.EVENT, live.EVENT]
    assert [message.get("body") for message in theirs[1:]] == [live.HEARTBEAT, live.EVENT]


def announce_and_close(topic: str) -> None:
    announce(topic)
    connection.close()


def test_only_our_own_pages_may_read_the_stream() -> None:
    ours = dict(live._headers({"headers": [(b"origin", b"http://localhost:8000")]}))
    strangers = dict(live._headers({"headers": [(b"origin", b"https://attacker.example")]}))

    assert ours[b"access-control-allow-origin"] == b"http://localhost:8000"
    assert b"access-control-allow-origin" not in strangers


def test_listeners_who_leave_are_forgotten() -> None:
    listeners = live.Listeners()
    event = listeners.join("satu")

    listeners.leave("satu", event)

    assert (len(listeners), listeners.waiting) == (0, {})

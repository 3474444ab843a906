"""Pages read aloud for phones."""

import pytest
from django.test import RequestFactory

from balai.core.recordings import (
    MOST_AT_ONCE,
    MOST_KEPT,
    MOST_NEW,
    Recordings,
    TooManyRecordings,
    mark_of,
    mp3,
    sound,
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_words_become_an_mp3_a_tenth_of_the_weight() -> None:
    recording = mp3("Akta kelahiran. Gratis. Datang ke kantor.")

    assert recording[:2] in {b"\xff\xf3", b"\xff\xfb"} or recording[:3] == b"ID3"
    assert 3_000 < len(recording) < 20_000


def test_the_same_words_are_recorded_once() -> None:
    recorded: list[str] = []

    def record(text: str) -> bytes:
        recorded.append(text)
        return text.encode()

    recordings = Recordings(record)

    assert [recordings.of("Gratis."), recordings.of("Gratis.")] == [b"Gratis."] * 2
    assert recorded == ["Gratis."]
    assert recordings.get(mark_of("Gratis.")) == b"Gratis."
    assert recordings.get(mark_of("Lain.")) is None


def test_nobody_makes_the_server_talk_without_end() -> None:
    clock = Clock()
    recordings = Recordings(str.encode, clock=clock)
    for place in range(MOST_NEW):
        recordings.of(f"Kalimat {place}.")

    with pytest.raises(TooManyRecordings):
        recordings.of("Satu lagi.")
    assert recordings.of("Kalimat 0.") == b"Kalimat 0."
    clock.now = 60.0
    assert recordings.of("Satu lagi.") == b"Satu lagi."


def test_only_a_few_wait_for_the_voice_at_once() -> None:
    deep: list[str] = []

    def record(text: str) -> bytes:
        deep.append(text)
        return recordings.of(f"{text}.")

    recordings = Recordings(record)

    with pytest.raises(TooManyRecordings):
        recordings.of("a")
    assert len(deep) == MOST_AT_ONCE


def test_memory_holds_the_latest_only() -> None:
    clock = Clock()
    recordings = Recordings(str.encode, clock=clock)
    for place in range(MOST_KEPT + 1):
        clock.now += 60
        recordings.of(str(place))

    assert recordings.get(mark_of("0")) is None
    assert recordings.get(mark_of("1")) == b"1"


@pytest.mark.parametrize(
    ("wanted", "span", "body"),
    [
        ("", None, b"0123456789"),
        ("bytes=0-1", "bytes 0-1/10", b"01"),
        ("bytes=8-", "bytes 8-9/10", b"89"),
        ("bytes=-3", "bytes 7-9/10", b"789"),
        ("bytes=5-99", "bytes 5-9/10", b"56789"),
        ("bytes=99-", None, b"0123456789"),
        ("bytes=a-b", None, b"0123456789"),
        ("bytes=0-1,3-4", None, b"0123456789"),
        ("bytes=-", None, b"0123456789"),
    ],
)
def test_a_player_may_ask_for_a_part(wanted: str, span: str | None, body: bytes) -> None:
    answer = sound(RequestFactory().get("/", headers={"Range": wanted}), b"0123456789")

    assert (answer.status_code, answer.get("Content-Range"), answer.content) == (
        206 if span else 200,
        span,
        body,
    )

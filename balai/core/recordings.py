"""Pages read aloud for phones: the voice as MP3, made once, kept a while, and never more than a server can bear.

Two minutes are 350 kB at 24 kbit/s, a fifteenth of what the voice gives, and every phone plays them.
"""

import io
import time
import wave
from collections import OrderedDict, deque
from collections.abc import Callable
from hashlib import sha256
from threading import BoundedSemaphore, Lock

import lameenc
from django.http import HttpRequest, HttpResponse

from balai.core.voice import voice

KILOBITS, RATE = 24, 16_000
_FAST = 7  # LAME's own scale; what is better cannot be heard in this voice
MOST_KEPT = 48
MOST_NEW, EACH_SECONDS = 20, 60.0
MOST_AT_ONCE = 2
KEPT_SECONDS = 7 * 24 * 3600
"""How long a browser keeps one; its address changes with its words."""


class TooManyRecordings(Exception):
    """More new ones were asked for than one process makes; those that it keeps still play."""


class Recordings:
    """What one process has read aloud lately, by the words. `record` may raise `VoiceUnavailable`."""

    def __init__(
        self, record: Callable[[str], bytes], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._record, self._clock = record, clock
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._made: deque[float] = deque(maxlen=MOST_NEW)
        self._lock, self._places = Lock(), BoundedSemaphore(MOST_AT_ONCE)

    def get(self, mark: str) -> bytes | None:
        """The recording of the words with this mark, if it is kept."""
        with self._lock:
            found = self._kept.get(mark)
            if found is not None:
                self._kept.move_to_end(mark)
            return found

    def of(self, text: str) -> bytes:
        """The recording of a text, made where none is kept. Raises `TooManyRecordings`, `VoiceUnavailable`."""
        mark = mark_of(text)
        if (kept := self.get(mark)) is not None:
            return kept
        if not self._places.acquire(blocking=False):
            raise TooManyRecordings
        try:
            self._count()
            made = self._record(text)
        finally:
            self._places.release()
        with self._lock:
            self._kept[mark] = made
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def _count(self) -> None:
        now = self._clock()
        with self._lock:
            if len(self._made) == MOST_NEW and now - self._made[0] < EACH_SECONDS:
                raise TooManyRecordings
            self._made.append(now)


def mark_of(text: str) -> str:
    """What stands for a text in the address of its recording."""
    return sha256(text.encode()).hexdigest()[:16]


def mp3(text: str) -> bytes:
    """`text` read aloud, at most `voice.LONGEST` characters. Raises `VoiceUnavailable`."""
    with wave.open(io.BytesIO(voice().clip(text))) as clip:
        rate, samples = clip.getframerate(), clip.readframes(clip.getnframes())
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(RATE)
    encoder.set_bit_rate(KILOBITS)
    encoder.set_quality(_FAST)
    return bytes(encoder.encode(samples) + encoder.flush())


RECORDINGS = Recordings(mp3)
"""Those of this process."""


def sound(request: HttpRequest, recording: bytes) -> HttpResponse:
    """A recording as players ask for it: whole, or a part (RFC 9110 section 14); Safari plays nothing without."""
    response = HttpResponse(recording, content_type="audio/mpeg")
    first, last = _part(request.headers.get("Range", ""), len(recording))
    if first is not None:
        response = HttpResponse(recording[first : last + 1], status=206, content_type="audio/mpeg")
        response.headers["Content-Range"] = f"bytes {first}-{last}/{len(recording)}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}, immutable"
    return response


def _part(wanted: str, size: int) -> tuple[int | None, int]:
    """The first and last byte of a range that can be given; else None, and all of it is given."""
    unit, _, span = wanted.partition("=")
    begin, dash, end = span.partition("-")
    if unit.strip() != "bytes" or not dash or not (begin + end).isascii() or not (begin + end).isdigit():
        return None, size - 1
    if not begin:
        return max(0, size - int(end)), size - 1
    first, last = int(begin), min(int(end), size - 1) if end else size - 1
    return (first, last) if first <= last else (None, size - 1)

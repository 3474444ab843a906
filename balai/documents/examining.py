"""Looking into a file that a stranger sent. The file itself is opened in a child process only.

Hostile files make parsers loop or eat memory. The child limits itself before it reads; the parent sees the first bytes
of the file, waits no longer than a clock, and takes what the child wrote.
"""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from balai.documents import rules
from balai.documents.enums import MediaType, Treatment
from balai.documents.refusals import REFUSALS, Busy, FileRefused, TooSlow, refused
from balai.documents.sniffing import kind_of

logger = logging.getLogger(__name__)

PROGRAM_ROOT: Final = Path(__file__).resolve().parent.parent.parent
CHILD: Final = "balai.documents.child"
CLOCK_SECONDS: Final = 20
TURN_SECONDS: Final = 4
READ_PAGES: Final = 3
READ_SIGNS: Final = 20_000
# Opening a file costs half a second of a processor. Whoever waits for a turn holds one of the few threads that serve
# everybody, so nobody waits long; browsers with scripts come again by themselves.
_TURNS = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file as it may be kept, and what it is. A PDF has no measures of its own, for its pages may differ."""

    content: bytes
    media_type: MediaType
    treatment: Treatment
    pages: int
    width: int | None = None
    height: int | None = None
    sharpness: int | None = None
    brightness: int | None = None


def examine(content: bytes) -> Examined:
    """Draw a photograph anew, look into a PDF. Raises `FileRefused`, and `NotExamined` when it may be tried again."""
    return _examined(content, _kind(content), untouched=False)


def examine_untouched(content: bytes, media_type: str) -> Examined:
    """Look into a file that is kept byte for byte. Raises `FileRefused`, `NotExamined`."""
    kind = _kind(content)
    if {"jpeg": MediaType.JPEG, "pdf": MediaType.PDF}.get(kind) != media_type:
        raise refused("other_type")
    return _examined(content, kind, untouched=True)


def page_drawn(pdf: bytes, *, page: int, long_side: int) -> bytes:
    """A page (from 1) of a PDF as JPEG. Raises `FileRefused`, `NotExamined`."""
    return _asked("draw_page", [pdf], page=page, long_side=long_side)[1]


def page_glimpsed(pdf: bytes, *, long_side: int) -> bytes:
    """The first page of a PDF as JPEG, too coarse to be read. Raises `FileRefused`, `NotExamined`."""
    return _asked("glimpse", [pdf], long_side=long_side)[1]


def text_of(pdf: bytes) -> str:
    """What the first pages of a PDF say. Raises `FileRefused`, `NotExamined`."""
    if _kind(pdf) != "pdf":
        raise refused("other_type")
    return _asked("read_text", [pdf], pages=READ_PAGES, most=READ_SIGNS)[1].decode()


def joined(parts: Sequence[bytes]) -> bytes:
    """Photographs and PDFs as one PDF, in their order. Raises `FileRefused`, `NotExamined`."""
    return _asked("join", parts)[1]


def _kind(content: bytes) -> str:
    if len(content) > rules.LARGEST_FILE:
        raise refused("too_large")
    kind = kind_of(content)
    if kind in REFUSALS:
        raise refused(kind)
    return kind


def _examined(content: bytes, kind: str, *, untouched: bool) -> Examined:
    work = "look_into" if kind == "pdf" else "draw"
    told, kept = _asked(work, [content], kind=kind, untouched=untouched)
    return Examined(
        content=kept,
        media_type=MediaType.PDF if kind == "pdf" else MediaType.JPEG,
        treatment=Treatment(told["treatment"]),
        pages=told["pages"],
        width=told.get("width"),
        height=told.get("height"),
        sharpness=told.get("sharpness"),
        brightness=told.get("brightness"),
    )


def _asked(work: str, parts: Sequence[bytes], **wanted: Any) -> tuple[Mapping[str, Any], bytes]:
    question = json.dumps({"work": work, "lengths": [len(part) for part in parts], **wanted})
    if not _TURNS.acquire(timeout=TURN_SECONDS):
        raise Busy
    try:
        child = subprocess.run(
            [sys.executable, "-B", "-m", CHILD],
            cwd=PROGRAM_ROOT,
            env={"PYTHONUTF8": "1"},  # no setting, no secret
            input=b"".join((question.encode(), b"\n", *parts)),
            capture_output=True,
            timeout=CLOCK_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise TooSlow from None
    finally:
        _TURNS.release()
    line, _, kept = child.stdout.partition(b"\n")
    if child.returncode:  # killed by one of its limits, or by what a parser does with a hostile file
        logger.warning("a file of %s bytes ended its child with %s", len(parts[0]), child.returncode)
        raise refused("too_heavy")
    told: Mapping[str, Any] = json.loads(line)
    if "refused" in told:
        raise FileRefused(told["refused"])
    return told, kept

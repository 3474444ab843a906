"""The child process in which files are opened: `python -m balai.documents.child`.

On standard input a line of JSON that says what is wanted and how long each part is, then the parts. On standard
output a line of JSON, then the file that is to be kept, if there is one.
"""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from balai.core.confinement import limit_self
from balai.documents.refusals import FileRefused, refused

MEMORY: Final = 1024**3
SECONDS: Final = 8
"""Of a processor."""

type Answer = tuple[Mapping[str, Any], bytes]


def draw(wanted: Mapping[str, Any], parts: list[bytes]) -> Answer:
    """A photograph, as it is kept."""
    from balai.documents.pictures import as_received, drawn_anew

    drawn = as_received(parts[0]) if wanted["untouched"] else drawn_anew(parts[0], wanted["kind"])
    told = {
        "width": drawn.width, "height": drawn.height, "pages": 1,
        "sharpness": drawn.quality.sharpness, "brightness": drawn.quality.brightness,
        "treatment": "untouched" if wanted["untouched"] else "drawn",
    }  # fmt: skip
    return told, drawn.content


def look_into(wanted: Mapping[str, Any], parts: list[bytes]) -> Answer:
    """A PDF, as it is kept."""
    from balai.documents.pdf_files import looked_into

    looked = looked_into(parts[0], untouched=wanted["untouched"])
    treatment = "untouched" if looked.content == parts[0] else "rewritten"
    return {"pages": looked.pages, "treatment": treatment}, looked.content


def draw_page(wanted: Mapping[str, Any], parts: list[bytes]) -> Answer:
    """A page of a PDF as a picture."""
    from balai.documents.pdf_files import drawn_page

    return {}, drawn_page(parts[0], wanted["page"], wanted["long_side"])


def glimpse(wanted: Mapping[str, Any], parts: list[bytes]) -> Answer:
    """The first page of a PDF as a picture that nobody can read."""
    from balai.documents.pdf_files import glimpsed_page

    return {}, glimpsed_page(parts[0], wanted["long_side"])


def read_text(wanted: Mapping[str, Any], parts: list[bytes]) -> Answer:
    """What the first pages of a PDF say."""
    from balai.documents.pdf_files import text_of

    return {}, text_of(parts[0], pages=wanted["pages"], most=wanted["most"]).encode()


def join(wanted: Mapping[str, Any], parts: list[bytes]) -> Answer:
    """Several files as one PDF."""
    from balai.documents.pdf_files import joined

    return {}, joined(parts)


WORK: Final[Mapping[str, Callable[[Mapping[str, Any], list[bytes]], Answer]]] = {
    "draw": draw,
    "look_into": look_into,
    "draw_page": draw_page,
    "glimpse": glimpse,
    "read_text": read_text,
    "join": join,
}


def main() -> None:
    wanted = json.loads(sys.stdin.buffer.readline())
    limit_self(memory=MEMORY, seconds=SECONDS)
    parts = [sys.stdin.buffer.read(length) for length in wanted["lengths"]]
    content = b""
    told: Mapping[str, Any]
    try:
        told, content = WORK[wanted["work"]](wanted, parts)
    except FileRefused as refusal:
        told = {"refused": str(refusal)}
    except MemoryError:
        told = {"refused": str(refused("too_heavy"))}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)


if __name__ == "__main__":
    main()

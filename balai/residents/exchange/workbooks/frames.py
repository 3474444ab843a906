"""What the child says to its parent: marshalled tuples, each with its length before it.

marshal and not pickle: it carries numbers and texts only and cannot call anything.
"""

import marshal
import struct
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any, BinaryIO

LENGTH = struct.Struct("<I")
LARGEST_FRAME = 64 * 1024 * 1024
"""Two thousand rows of 32 KB each. Read, it may take eight times as much memory."""

type Cell = str | float | int | bool | tuple[int, int, int]
"""A date is (year, month, day); an empty cell is ''."""
type Frame = tuple[Any, ...]


def write_frame(stream: BinaryIO, *frame: Any) -> None:
    _write(stream, marshal.dumps(frame))


def write_rows(stream: BinaryIO, numbers: list[int], rows: list[list[Any]]) -> None:
    """A frame of rows; dates and times go as tuples and texts."""
    try:
        payload = marshal.dumps(("rows", numbers, rows))
    except ValueError:
        payload = marshal.dumps(("rows", numbers, [[_plain(cell) for cell in row] for row in rows]))
    _write(stream, payload)


def _write(stream: BinaryIO, payload: bytes) -> None:
    stream.write(LENGTH.pack(len(payload)) + payload)


def read_frames(read: Callable[[int], bytes]) -> Iterator[Frame]:
    """Frames until the child closes its end. Raises `EOFError` when it stops in the middle of one."""
    while header := read(LENGTH.size):
        if len(header) < LENGTH.size:
            raise EOFError
        (length,) = LENGTH.unpack(header)
        payload = read(length) if length <= LARGEST_FRAME else b""
        if len(payload) < length:
            raise EOFError
        yield marshal.loads(payload)  # noqa: S302  (written by our own child, see above)


def _plain(cell: Any) -> Cell:
    if isinstance(cell, date):
        return (cell.year, cell.month, cell.day)
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell  # type: ignore[no-any-return]  # calamine gives nothing else

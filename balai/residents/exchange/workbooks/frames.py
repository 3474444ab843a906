"""What the child says to its parent: marshalled tuples, each with its length before it.

marshal and not pickle: it carries numbers and texts only and cannot call anything.
"""

import marshal
import struct
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any, BinaryIO

LENGTH = struct.Struct("<I")
LARGEST_FRAME = 256 * 1024 * 1024

type Cell = str | float | int | bool | tuple[int, int, int]
"""A date is (year, month, day); an empty cell is ''."""
type Frame = tuple[Any, ...]


def write_frame(stream: BinaryIO, *frame: Any) -> None:
    payload = marshal.dumps(frame)
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


def plain_rows(rows: list[list[Any]]) -> list[list[Cell]]:
    """The rows with dates and times as tuples and texts; without any, the rows as they are."""
    try:
        marshal.dumps(rows)
    except ValueError:
        return [[_plain(cell) for cell in row] for row in rows]
    return rows


def _plain(cell: Any) -> Cell:
    if isinstance(cell, date):
        return (cell.year, cell.month, cell.day)
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell  # type: ignore[no-any-return]  # calamine gives nothing else

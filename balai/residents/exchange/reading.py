"""Files from outside, read in a child process with limits of memory and time.

The parent trusts nothing but the frames: a child that dies, hangs or asks for too much ends in a `Refused` with a
sentence, never in a dead worker.
"""

import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import balai
from balai.residents.exchange.problems import Refused
from balai.residents.exchange.workbooks import limits
from balai.residents.exchange.workbooks.frames import Cell, Frame, read_frames

PROGRAM_ROOT = Path(balai.__file__).parents[1]
CHILD = "balai.residents.exchange.workbooks.child"
READ_AT_ONCE = 1 << 20
DIED = (
    "Pembaca berkas berhenti di tengah jalan: berkas ini rusak, atau isinya terlalu luas untuk memori. "
    "Salin tabel warga saja ke buku kerja baru, simpan sebagai .xlsx, lalu coba lagi."
)
TOO_SLOW = (
    f"Berkas ini belum selesai dibaca setelah {limits.CHILD_SECONDS // 60} menit, jadi dihentikan. "
    "Bagi menjadi beberapa berkas, atau simpan ulang sebagai .xlsx."
)


@dataclass(slots=True)
class Sheet:
    """What is known of a sheet before its rows come. Rows and columns count from 1."""

    name: str
    merged: list[tuple[int, int, int, int]]
    """Top, left, bottom, right of each merged range."""
    errors: list[tuple[int, int]]
    uncalculated: list[tuple[int, int]]
    formulas: dict[int, tuple[int, int]]
    """Of a column: how many formulas, and the row of the first."""


@dataclass(slots=True)
class Rows:
    """A piece of the rows of the sheet that came before it, blank rows left out."""

    numbers: list[int]
    cells: list[list[Cell]]


@dataclass(slots=True)
class Reading:
    """What the file said beside its rows."""

    notes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    blank_rows: int = 0


type Piece = Sheet | Rows


@contextmanager
def reading(path: Path) -> Iterator[tuple[Reading, Iterator[Piece]]]:
    """Open a file: what it says beside its rows (filled as the pieces are read), and the pieces.

    The pieces raise `Refused` with a sentence when the file can't be read. The child is gone when the block ends.
    Raises `OSError` when there is no such file, or it is not ours to read.
    """
    with path.open("rb"):
        pass
    child = subprocess.Popen(
        [sys.executable, "-B", "-m", CHILD, str(path.resolve())],
        cwd=PROGRAM_ROOT,
        env={"PYTHONUTF8": "1"},  # no setting, no secret
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdout is not None  # noqa: S101  (asked for above)
    said = Reading()
    try:
        yield said, _pieces(child.stdout, said)
    finally:
        child.kill()
        child.stdout.close()
        child.wait()


def _pieces(stream: IO[bytes], said: Reading) -> Iterator[Piece]:
    try:
        for frame in read_frames(_TimedReader(stream).read):
            match frame:
                case ("rows", numbers, cells):
                    yield Rows(numbers, cells)
                case ("sheet", *facts):
                    yield Sheet(*facts)
                case ("refused", reason):
                    raise Refused(reason)
                case ("end",):
                    return
                case _:
                    _remember(frame, said)
    except EOFError as death:
        raise Refused(DIED) from death
    raise Refused(DIED)


def _remember(frame: Frame, said: Reading) -> None:
    match frame:
        case ("note", text):
            said.notes.append(text)
        case ("hidden", name):
            said.hidden.append(name)
        case ("blank", count):
            said.blank_rows += count


class _TimedReader:
    """Reads a pipe until a deadline. Time in which nobody asks for the next piece does not count."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._left = float(limits.CHILD_SECONDS)
        self._buffer = bytearray()

    def read(self, size: int) -> bytes:
        while len(self._buffer) < size:
            started = time.monotonic()
            ready, _, _ = select.select([self._stream], [], [], max(self._left, 0))
            self._left -= time.monotonic() - started
            if not ready:
                raise Refused(TOO_SLOW)
            chunk = self._stream.read1(READ_AT_ONCE)  # type: ignore[attr-defined]  # a BufferedReader
            if not chunk:
                break
            self._buffer += chunk
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

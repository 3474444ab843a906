"""What was uploaded, until the work on it is over: file by file, encrypted, on the disk before a row tells of it."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from django.conf import settings

from balai.core.durable import naming_a_full_disk, write_new_pieces
from balai.documents.keeping import ContentUnreadable, seal, unseal
from balai.documents.rules import MEGABYTE

_LENGTH: Final = 4
"""Bytes before each piece that say how long it is."""
_ROOM: Final = 2**40
"""Bytes that a file of a work may have, so that each piece of each file is bound to a place of its own."""


def put_aside(work: UUID, sources: Iterable[IO[bytes]], *, village_id: int) -> None:
    """Write the files of an upload and make sure that they are on the disk, before a row tells of it.

    Raises `StorageFull`, `KeyMissing`: then nothing is left.
    """
    try:
        for number, source in enumerate(sources):
            source.seek(0)
            write_new_pieces(_path_of(work, number), _sealed(source, work, number * _ROOM, village_id))
    except BaseException:
        forget(work)
        raise


def _sealed(source: IO[bytes], work: UUID, place: int, village_id: int) -> Iterator[bytes]:
    """The pieces as they are written; an empty one says that nothing comes after it."""
    while True:
        piece = source.read(MEGABYTE)
        sealed = seal(piece, village_id=village_id, owner=work, place=place)
        yield len(sealed).to_bytes(_LENGTH) + sealed
        if not piece:
            return
        place += len(piece)


def taken_out(work: UUID, *, village_id: int, number: int = 0) -> IO[bytes]:
    """A file as it came, without a name. Raises `ContentUnreadable`, `KeyMissing`, `StorageFull`."""
    with ExitStack() as unless_whole, naming_a_full_disk():
        target = unless_whole.enter_context(tempfile.TemporaryFile(dir=_folder()))
        for piece in _pieces(work, number, village_id):
            target.write(piece)
        target.seek(0)
        unless_whole.pop_all()  # the caller closes it
        return target


def _pieces(work: UUID, number: int, village_id: int) -> Iterator[bytes]:
    place = number * _ROOM
    try:
        with _path_of(work, number).open("rb") as file:
            while True:
                sealed = file.read(int.from_bytes(file.read(_LENGTH)))
                piece = unseal(sealed, village_id=village_id, owner=work, place=place)
                if not piece:
                    return
                yield piece
                place += len(piece)
    except FileNotFoundError:
        raise ContentUnreadable from None


def forget(work: UUID) -> None:
    """Delete it; once is enough."""
    for path in _folder().glob(f"{work}.*"):
        path.unlink(missing_ok=True)


def put_aside_before(moment: datetime) -> set[UUID]:
    """Whose uploads have been there since before then."""
    old = (path for path in _folder().iterdir() if path.stat().st_mtime < moment.timestamp())
    return {UUID(path.stem) for path in old}


def _path_of(work: UUID, number: int) -> Path:
    return _folder() / f"{work}.{number}"


def _folder() -> Path:
    folder = Path(settings.BALAI_DATA_DIR) / "paket"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder

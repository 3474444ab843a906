"""What was uploaded, until the work on it is over: in a file, encrypted, on the disk before a row tells of it."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from django.conf import settings

from balai.core.durable import write_new_pieces
from balai.documents.keeping import ContentUnreadable, seal, unseal
from balai.documents.rules import MEGABYTE

_LENGTH: Final = 4
"""Bytes before each piece that say how long it is."""


def put_aside(work: UUID, source: IO[bytes], *, village_id: int) -> None:
    """Write the upload and make sure that it is on the disk, before a row tells of it. Raises `StorageFull`."""
    source.seek(0)
    write_new_pieces(_file_of(work), _sealed(source, work, village_id))


def _sealed(source: IO[bytes], work: UUID, village_id: int) -> Iterator[bytes]:
    place = 0
    while piece := source.read(MEGABYTE):
        sealed = seal(piece, village_id=village_id, owner=work, place=place)
        yield len(sealed).to_bytes(_LENGTH) + sealed
        place += len(piece)


def taken_out(work: UUID, *, village_id: int) -> IO[bytes]:
    """The upload as it came, in a file without a name. Raises `ContentUnreadable`."""
    with ExitStack() as unless_whole:
        target = unless_whole.enter_context(tempfile.TemporaryFile())
        place = 0
        try:
            with _file_of(work).open("rb") as file:
                while told := file.read(_LENGTH):
                    sealed = file.read(int.from_bytes(told))
                    target.write(piece := unseal(sealed, village_id=village_id, owner=work, place=place))
                    place += len(piece)
        except FileNotFoundError:
            raise ContentUnreadable from None
        target.seek(0)
        unless_whole.pop_all()  # the caller closes it
        return target


def forget(work: UUID) -> None:
    """Delete it; once is enough."""
    _file_of(work).unlink(missing_ok=True)


def put_aside_before(moment: datetime) -> list[UUID]:
    """Whose uploads have been there since before then."""
    old = (path for path in _folder().iterdir() if path.stat().st_mtime < moment.timestamp())
    return [UUID(path.name) for path in old]


def _file_of(work: UUID) -> Path:
    return _folder() / str(work)


def _folder() -> Path:
    folder = Path(settings.BALAI_DATA_DIR) / "paket"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder

"""Files that survive a power cut: complete under their name, or not there at all."""

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# How the names of files begin that a killed process left half-written.
UNFINISHED: Final = ".tulis-"


class StorageFull(Exception):
    """The disk has no room left. Nothing was written under the wanted name."""

    def __init__(self) -> None:
        super().__init__(
            "Penyimpanan komputer kantor penuh, jadi berkas belum disimpan. "
            "Kosongkan ruang penyimpanan, lalu coba lagi."
        )


def write_new(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file that must not exist yet, synced to the disk together with its name.

    Of several writers exactly one succeeds. Raises `FileExistsError`, `StorageFull`.
    """
    with _written_beside(path, content, mode) as temporary:
        path.hardlink_to(temporary)


def write_new_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a large file that must not exist yet, synced to the disk together with its name.

    A killed process leaves a part of it under its name: tell nobody of the name before this returns.
    Raises `FileExistsError`, `StorageFull`, and what `pieces` raises: then nothing is left.
    """
    with naming_a_full_disk():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(path.parent)
        except BaseException:
            path.unlink()
            raise


def write_over(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file or replace it at once; a reader sees the old content or the new. Raises `StorageFull`."""
    with _written_beside(path, content, mode) as temporary:
        temporary.replace(path)


def make_folder(folder: Path, *, mode: int = 0o700) -> None:
    """Make a folder with its missing parents, each synced into its own parent. Raises `StorageFull`."""
    if folder.is_dir():
        return
    make_folder(folder.parent, mode=mode)
    with naming_a_full_disk():
        folder.mkdir(mode=mode, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; without it a power cut may lose a file that was itself synced."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def naming_a_full_disk() -> Iterator[None]:
    """Raises `StorageFull` where the disk has no room for what is written inside."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull from error
        raise


@contextmanager
def _written_beside(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    with naming_a_full_disk():
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(file.fileno(), mode)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            yield temporary
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)

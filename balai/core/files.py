"""The store of files named by their SHA-256: letters as issued, logos, pictures.

A file is complete and synced before `store` returns, so a row that names it may be committed. A transaction that
rolls back leaves an orphan, which `sweep` removes later.
"""

import fcntl
import os
import re
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from balai.core.durable import UNFINISHED, StorageFull, make_folder, sync_folder, write_over

__all__ = ["FileDamaged", "FileMissing", "StorageFull", "path_of", "read", "store", "sweep"]

_NAME = re.compile(r"[0-9a-f]{64}")


class FileMissing(Exception):
    """A file that the register names is not in the store."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Berkas tidak ada di penyimpanan. Pulihkan dari cadangan, atau beri tahu pengelola Balai."
        )
        self.name = name


class FileDamaged(Exception):
    """A stored file no longer has the content it was stored with."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Berkas di penyimpanan rusak. Pulihkan dari cadangan, atau beri tahu pengelola Balai."
        )
        self.name = name


def store(content: bytes) -> str:
    """Store `content` durably and return its name, the SHA-256 in hexadecimal.

    Storing the same content again only refreshes its age, which keeps `sweep` away from it. Raises `StorageFull`.
    """
    name = sha256(content).hexdigest()
    path = path_of(name)
    make_folder(path.parent)
    with _locked(fcntl.LOCK_SH):
        if path.is_file() and path.read_bytes() == content:
            os.utime(path)
            sync_folder(path.parent)  # whoever wrote it may not have come to this yet
        else:
            write_over(path, content)
    return name


def read(name: str) -> bytes:
    """The content stored under `name`. Raises `FileMissing`, `FileDamaged` (it is checked on every reading)."""
    try:
        content = path_of(name).read_bytes()
    except FileNotFoundError:
        raise FileMissing(name) from None
    if sha256(content).hexdigest() != name:
        raise FileDamaged(name)
    return content


def path_of(name: str) -> Path:
    """Where the file of this name is or would be, for a web server or a backup that copies it."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of a stored file: {name!r}")
    return _folder() / name[:2] / name


def sweep(known: Collection[str], *, older_than: timedelta = timedelta(days=1)) -> int:
    """Remove files that no row names and that are older than `older_than`; return how many.

    The age protects a file whose transaction has not committed yet.
    """
    removed = 0
    newest = time.time() - older_than.total_seconds()
    for path in sorted(_folder().glob("*/*")):
        ours = _NAME.fullmatch(path.name) or path.name.startswith(UNFINISHED)
        if not ours or path.name in known:
            continue
        # Locked, so that `store` cannot take it up between the look and the removal; a writer may have renamed it.
        with _locked(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if path.stat().st_mtime <= newest:
                path.unlink()
                removed += 1
    return removed


@contextmanager
def _locked(kind: int) -> Iterator[None]:
    with (_folder() / ".kunci").open("ab") as lock:
        fcntl.flock(lock, kind)
        yield


def _folder() -> Path:
    return Path(settings.BALAI_DATA_DIR) / "files"

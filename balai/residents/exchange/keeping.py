"""Uploaded files, kept only until they are decided: under the run's id, readable by nobody else."""

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings


def file_of(run: UUID) -> Path:
    return folder() / str(run)


def marked_file_of(run: UUID) -> Path:
    """The workbook in which the bad cells are marked."""
    return folder() / f"{run}.xlsx"


def folder() -> Path:
    """Outside the web root. Made when it is first needed."""
    path = Path(settings.BALAI_DATA_DIR) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(run: UUID, chunks: Iterable[bytes]) -> None:
    """Write an upload and make sure that it is on the disk, before a row tells of it. Raises `OSError` (disk full)."""
    path = file_of(run)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def forget(run: UUID, *, with_marked: bool = False) -> None:
    """Delete the upload; the marked workbook stays for whoever repairs the file, unless `with_marked`."""
    file_of(run).unlink(missing_ok=True)
    if with_marked:
        marked_file_of(run).unlink(missing_ok=True)


def kept_runs() -> set[UUID]:
    """Runs of which a file or a marked workbook is here."""
    return {UUID(path.stem) for path in folder().iterdir() if path.is_file()}

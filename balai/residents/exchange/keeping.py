"""Uploaded files, kept only until they are decided: under the run's id, readable by nobody else."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from balai.core.durable import write_new_pieces


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
    """Write an upload and make sure that it is on the disk, before a row tells of it. Raises `StorageFull`."""
    write_new_pieces(file_of(run), chunks)


def forget(run: UUID, *, with_marked: bool = False) -> None:
    """Delete the upload; the marked workbook stays for whoever repairs the file, unless `with_marked`."""
    file_of(run).unlink(missing_ok=True)
    if with_marked:
        marked_file_of(run).unlink(missing_ok=True)


def kept_runs() -> set[UUID]:
    """Runs of which a file or a marked workbook is here."""
    return {UUID(path.stem) for path in folder().iterdir() if path.is_file()}

"""What must be kept, written to a folder and read back: the database first, then files and keys.

In that order nothing in the database points to a file that the backup lacks: files are written before their rows
commit and are never changed.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from config import embedded

DUMP, MANIFEST = "database.dump", "manifest.json"
FOLDERS = ("files", "keys")
LAYOUT = 1


class BackupFailed(Exception):
    """Nothing usable was written or read; the sentence says what to do."""


def write_backup(target: Path) -> Path:
    """Write one backup into a new folder below `target` and return it. Raises `BackupFailed`; leaves nothing half-done."""
    finished = target / f"balai-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    unfinished = target / f".{finished.name}"
    unfinished.mkdir(parents=True, mode=0o700)
    try:
        _dump(unfinished / DUMP)
        for name in FOLDERS:
            source = settings.BALAI_DATA_DIR / name
            shutil.copytree(source, unfinished / name) if source.exists() else (unfinished / name).mkdir()
        _write_manifest(unfinished)
        unfinished.rename(finished)
    except OSError as problem:
        raise BackupFailed(
            f"The backup could not be written: {problem}. Free some space or choose another place."
        ) from problem
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return finished


def read_backup(source: Path) -> None:
    """Restore a backup into an empty database and data folder. Raises `BackupFailed` before anything is changed."""
    _check_manifest(source)
    _check_empty()
    for name in FOLDERS:
        shutil.copytree(source / name, settings.BALAI_DATA_DIR / name, dirs_exist_ok=True)
    _postgres_program("pg_restore", "--no-owner", "--no-comments", "--exit-on-error", "--single-transaction",
                      "--dbname", _name(), str(source / DUMP))  # fmt: skip


def _dump(path: Path) -> None:
    _postgres_program(
        "pg_dump", "--format=custom", "--compress=gzip:5", "--no-owner", "--file", str(path), _name()
    )


def _postgres_program(name: str, *arguments: str) -> None:
    connections["owner"].close()
    owner = connections["owner"].get_connection_params()
    secrets = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    environment = embedded.program_environment() | {
        variable: str(owner[key]) for variable, key in secrets.items() if owner.get(key)
    }
    finished = subprocess.run(
        [embedded.program(name), *arguments], env=environment, capture_output=True, text=True
    )
    if finished.returncode:
        raise BackupFailed(f"{name}: {finished.stderr.strip()}")


def _name() -> str:
    return str(connections["owner"].settings_dict["NAME"])


def _write_manifest(folder: Path) -> None:
    manifest = {
        "layout": LAYOUT,
        "written_at": datetime.now(UTC).isoformat(),
        "files": dict(_digests(folder)),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
    os.sync()


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            with path.open("rb") as file:
                yield str(path.relative_to(folder)), hashlib.file_digest(file, "sha256").hexdigest()


def _check_manifest(folder: Path) -> None:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    except (OSError, ValueError) as problem:
        raise BackupFailed(
            f"{folder} is no backup of Balai: {MANIFEST} is missing or unreadable."
        ) from problem
    if manifest.get("layout") != LAYOUT:
        raise BackupFailed(
            "This backup was written by another version of Balai. Restore it with that version."
        )
    found = dict(_digests(folder))
    if damaged := [name for name, digest in manifest["files"].items() if found.get(name) != digest]:
        raise BackupFailed(
            f"The backup is damaged; these files differ or are missing: {', '.join(damaged[:5])}"
        )


def _check_empty() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        if cursor.fetchone()[0]:
            raise BackupFailed("The database is not empty. Restore into a new BALAI_DATA_DIR.")
    stored = settings.BALAI_DATA_DIR / "files"
    if stored.exists() and any(path.is_file() for path in stored.rglob("*")):
        raise BackupFailed("The data folder already holds files. Restore into a new BALAI_DATA_DIR.")

"""Secrets that are made at first start and kept in the data folder, readable by nobody else."""

import os
import secrets
from pathlib import Path


def secret(data_dir: Path, name: str) -> str:
    """The secret called `name`; made once, also when two processes start together."""
    path = data_dir / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = path.with_name(f"{name}.{os.getpid()}.new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return path.read_text()

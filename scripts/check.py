"""`make check`: everything that can be said about the code without running a test. All of it, then the verdict."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config import embedded

PYTHON = sys.executable
CHECKS: dict[str, list[str]] = {
    "format": ["-m", "ruff", "format", "--check", "-q", "."],
    "lint": ["-m", "ruff", "check", "-q", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    "templates": ["-m", "djlint", "--quiet", "--lint", "balai"],
    "migrations in step": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """Settings as in an office that serves HTTPS, with an empty database of our own."""
    with tempfile.TemporaryDirectory(prefix="balai-check-") as folder:
        data_dir = Path(folder) / "data"
        embedded.ensure_running(data_dir, options={"fsync": "off"})
        try:
            yield os.environ | {"BALAI_DATA_DIR": str(data_dir), "BALAI_TLS": "1", "BALAI_DEMO": "0"}
        finally:
            embedded.destroy(data_dir)


def main() -> None:
    failed = []
    with own_database() as environment:
        for name, command in CHECKS.items():
            finished = subprocess.run([PYTHON, *command], env=environment, capture_output=True, text=True)
            print(f"{'ok' if finished.returncode == 0 else 'NO':3} {name}", flush=True)
            if finished.returncode:
                failed.append(name)
                print(finished.stdout + finished.stderr, flush=True)
    if failed:
        sys.exit(f"Not clean: {', '.join(failed)}")


if __name__ == "__main__":
    main()

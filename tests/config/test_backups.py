"""A backup is worth what can be restored from it: into an empty place, down to a letter that still verifies."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from balai.core.sealing import Verdict, examine_pdf
from balai.letters.models import Letter
from balai.tenancy.scope import acting_for
from config import embedded
from config.backups import BackupFailed, read_backup, write_backup
from tests.factories import make_village
from tests.letters.factories import issue, make_ready

ROOT = Path(__file__).resolve().parents[2]

READ_BACK = """
import json, pathlib
from balai.core import files
from balai.villages.keys import roots
from balai.letters.models import Letter
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from cryptography.hazmat.primitives.serialization import Encoding
with acting_for(Village.objects.get()):
    letter = Letter.objects.get()
root = roots()[0].public_bytes(Encoding.PEM).decode()
print(json.dumps({"number": letter.number, "pdf": files.read(letter.pdf_sha256).hex(), "root": root}))
"""


@pytest.fixture
def data_dir(tmp_path: Path, settings: Any) -> Path:
    """Keys and files of this test's own."""
    settings.BALAI_DATA_DIR = tmp_path / "hall"
    return tmp_path / "hall"


@pytest.fixture
def letter(data_dir: Path, committed: str) -> Letter:
    village = make_village()
    with acting_for(village):
        make_ready()
        return issue()


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "new"
    yield place
    embedded.destroy(place)


def manage(place: Path, *arguments: str) -> str:
    environment = os.environ | {"BALAI_DATA_DIR": str(place)}
    finished = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_a_letter_verifies_after_a_restore_into_an_empty_place(
    letter: Letter, tmp_path: Path, empty_place: Path
) -> None:
    written = write_backup(tmp_path / "usb")

    manage(empty_place, "restore", str(written))
    found = json.loads(manage(empty_place, "shell", "--no-imports", "-c", READ_BACK))

    root = x509.load_pem_x509_certificate(found["root"].encode())
    examined = examine_pdf(bytes.fromhex(found["pdf"]), [root])
    assert (found["number"], examined.verdict) == (letter.number, Verdict.GENUINE)


def test_a_damaged_backup_is_refused(letter: Letter, tmp_path: Path) -> None:
    written = write_backup(tmp_path / "usb")
    stored = next(path for path in (written / "files").rglob("*") if path.is_file())
    stored.write_bytes(b"something else")

    with pytest.raises(BackupFailed, match="damaged"):
        read_backup(written)


def test_a_place_that_holds_data_is_refused(letter: Letter, tmp_path: Path) -> None:
    written = write_backup(tmp_path / "usb")

    with pytest.raises(BackupFailed, match="not empty"):
        read_backup(written)


def test_a_backup_is_readable_by_its_owner_alone(letter: Letter, tmp_path: Path) -> None:
    written = write_backup(tmp_path / "usb")

    assert written.stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_leaves_nothing_half_written(
    tmp_path: Path, data_dir: Path, committed: str
) -> None:
    target = tmp_path / "usb"
    target.mkdir()
    (data_dir / "files").mkdir(parents=True)
    (data_dir / "files" / "dangling").symlink_to(tmp_path / "nowhere")

    with pytest.raises(BackupFailed):
        write_backup(target)

    assert list(target.iterdir()) == []

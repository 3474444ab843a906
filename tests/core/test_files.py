import errno
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from balai.core import files
from balai.core.durable import make_folder, write_new, write_over
from balai.core.files import FileDamaged, FileMissing, StorageFull

NOBODY = timedelta(seconds=-5)  # every file is old enough


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.BALAI_DATA_DIR = tmp_path / "data"
    return tmp_path / "data" / "files"


def stored(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*/*")}


def test_what_is_stored_is_read_back_under_its_sha256() -> None:
    name = files.store(b"surat")

    assert name == sha256(b"surat").hexdigest()
    assert files.read(name) == b"surat"


def test_the_same_content_is_kept_once(folder: Path) -> None:
    first = files.store(b"surat")
    again = files.store(b"surat")

    assert first == again
    assert stored(folder) == {first}


def test_only_the_office_account_can_read_a_stored_file() -> None:
    path = files.path_of(files.store(b"surat"))

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_file_and_folder_are_synced_before_the_name_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").resolve()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)

    path = files.path_of(files.store(b"surat"))

    assert synced[-1] == str(path.parent.resolve())
    assert Path(synced[-2]).name.startswith(".tulis-")
    assert str(path.parent.parent.resolve()) in synced


def test_a_missing_file_is_said() -> None:
    with pytest.raises(FileMissing, match="Pulihkan dari cadangan"):
        files.read("0" * 64)


def test_a_damaged_file_is_never_handed_out_and_is_healed_by_storing_again() -> None:
    name = files.store(b"surat")
    files.path_of(name).write_bytes(b"tipu!")

    with pytest.raises(FileDamaged, match="rusak"):
        files.read(name)
    files.store(b"surat")

    assert files.read(name) == b"surat"


@pytest.mark.parametrize("name", ["", "abc", "../../etc/passwd", "A" * 64, "0" * 63 + "\n"])
def test_only_a_sha256_names_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="name of a stored file"):
        files.read(name)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_half_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(_: int) -> None:
        raise OSError(code, os.strerror(code))

    make_folder(folder / "00")
    name = sha256(b"surat").hexdigest()
    make_folder(folder / name[:2])
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(StorageFull, match="Penyimpanan komputer kantor penuh"):
        files.store(b"surat")

    assert stored(folder) == set()


def test_other_disk_errors_are_not_called_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    make_folder(folder / sha256(b"surat").hexdigest()[:2])
    monkeypatch.setattr(os, "fsync", broken)

    with pytest.raises(OSError, match="Input/output error"):
        files.store(b"surat")


def test_a_sweep_removes_old_orphans_only(folder: Path) -> None:
    kept, orphan = files.store(b"surat"), files.store(b"yatim")
    half_written = files.path_of(orphan).with_name(".tulis-abc")
    half_written.write_bytes(b"set")
    foreign = folder / "00" / "catatan.txt"
    make_folder(foreign.parent)
    foreign.write_text("milik orang lain")

    young = files.sweep({kept})
    old = files.sweep({kept}, older_than=NOBODY)

    assert (young, old) == (0, 2)
    assert stored(folder) == {kept, "catatan.txt"}


def test_storing_again_makes_an_orphan_young() -> None:
    name = files.store(b"surat")
    os.utime(files.path_of(name), (1, 1))

    files.store(b"surat")

    assert files.sweep(set()) == 0
    assert files.read(name) == b"surat"


def test_many_threads_store_the_same_and_different_content() -> None:
    start = threading.Barrier(8)

    def work(worker: int) -> list[str]:
        start.wait()
        return [files.store(f"surat {(worker * number) % 7}".encode()) for number in range(20)]

    with ThreadPoolExecutor(8) as workers:
        names = {name for batch in workers.map(work, range(8)) for name in batch}

    assert {files.read(name) for name in names} == {f"surat {number}".encode() for number in range(7)}


def test_storing_and_sweeping_together_never_loses_what_was_just_stored() -> None:
    stop = threading.Event()

    def sweep() -> None:
        while not stop.is_set():
            files.sweep(set())

    def store_what_looks_old() -> bool:
        for _ in range(100):
            with suppress(FileNotFoundError):
                os.utime(files.path_of(name), (1, 1))
            files.store(b"surat")
        return files.read(name) == b"surat"

    name = files.store(b"surat")
    with ThreadPoolExecutor(1) as workers:
        sweeping = workers.submit(sweep)
        kept = store_what_looks_old()
        stop.set()
        sweeping.result()

    assert kept


def test_of_many_writers_of_a_new_file_exactly_one_succeeds(tmp_path: Path) -> None:
    start = threading.Barrier(8)

    def write(worker: int) -> bool:
        start.wait()
        return succeeds(write_new, tmp_path / "kunci", str(worker).encode())

    with ThreadPoolExecutor(8) as workers:
        won = list(workers.map(write, range(8)))

    assert sum(won) == 1
    assert (tmp_path / "kunci").read_bytes() == str(won.index(True)).encode()
    assert [path.name for path in tmp_path.iterdir()] == ["kunci"]


def succeeds(write: Callable[..., Any], *arguments: Any) -> bool:
    try:
        write(*arguments)
    except FileExistsError:
        return False
    return True


def test_replacing_a_file_leaves_the_new_content_only(tmp_path: Path) -> None:
    write_over(tmp_path / "a", b"lama")
    write_over(tmp_path / "a", b"baru", mode=0o644)

    assert (tmp_path / "a").read_bytes() == b"baru"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644
    assert len(list(tmp_path.iterdir())) == 1

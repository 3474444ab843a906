"""The embedded PostgreSQL, started for real in a folder of the test's own."""

import json
import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from config import embedded
from config.embedded import LOGIN, OWNER, SUPERUSER, Cluster, DatabaseWontStart


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    embedded.destroy(folder)


def server_pid(data_dir: Path) -> int:
    return int((Cluster.of(data_dir).data / "postmaster.pid").read_text().splitlines()[0])


def ask(data_dir: Path, statement: str, role: str = OWNER) -> object:
    with psycopg.connect(Cluster.of(data_dir).url(role), autocommit=True) as connection:
        answer = connection.execute(statement)
        row = answer.fetchone() if answer.description else None
    return row[0] if row else None


def test_the_second_start_finds_the_server_running(data_dir: Path) -> None:
    assert embedded.ensure_running(data_dir)
    assert not embedded.ensure_running(data_dir)


def test_starts_at_the_same_moment_start_one_server(data_dir: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        started = list(pool.map(lambda _: embedded.ensure_running(data_dir), range(4)))

    assert sorted(started) == [False, False, False, True]


def test_data_survive_a_stop(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    ask(data_dir, "CREATE TABLE kept AS SELECT 7 AS n")

    embedded.stop(data_dir)
    embedded.ensure_running(data_dir)

    assert ask(data_dir, "SELECT n FROM kept") == 7


def test_a_killed_server_starts_again(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    ask(data_dir, "CREATE TABLE kept AS SELECT 7 AS n")

    os.kill(server_pid(data_dir), signal.SIGKILL)
    embedded.ensure_running(data_dir)

    assert ask(data_dir, "SELECT n FROM kept") == 7


def test_a_stale_lock_that_names_somebody_elses_process_is_removed(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    embedded.stop(data_dir)
    lock = Cluster.of(data_dir).data / "postmaster.pid"
    stranger = subprocess.Popen(["sleep", "60"])
    lock.write_text(f"{stranger.pid}\n{lock.parent}\n1\n5432\n\n\n")

    try:
        assert embedded.ensure_running(data_dir)
    finally:
        stranger.kill()
        stranger.wait()


def test_the_server_listens_on_no_network_and_trusts_nobody(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)

    assert ask(data_dir, "SHOW listen_addresses") == ""
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=str(Cluster.of(data_dir).sockets), user=LOGIN, dbname="balai", password="guess")


def test_the_login_role_owns_nothing_and_is_no_superuser(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)

    rights = "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolinherit FROM pg_roles"
    assert ask(data_dir, f"{rights} WHERE rolname = '{LOGIN}'", LOGIN) is False


def test_secrets_are_readable_by_the_owner_alone(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)

    for name in ("database.json", "database-administration.json"):
        assert stat.S_IMODE((data_dir / name).stat().st_mode) == 0o600


def test_the_file_that_every_process_reads_holds_the_login_roles_password_alone(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)

    assert set(json.loads((data_dir / "database.json").read_text())) == {LOGIN}


def test_a_file_of_an_earlier_version_is_divided(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    both = [data_dir / name for name in ("database.json", "database-administration.json")]
    together = {role: password for file in both for role, password in json.loads(file.read_text()).items()}
    both[0].write_text(json.dumps(together))
    both[1].unlink()

    embedded.ensure_running(data_dir)

    assert [set(json.loads(file.read_text())) for file in both] == [{LOGIN}, {OWNER, SUPERUSER}]
    assert ask(data_dir, "SELECT 1") == 1


def test_without_an_account_for_the_server_a_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "ACCOUNTS", ("tidak-ada-di-sini",))
    monkeypatch.setattr(embedded, "ACCOUNT_SECONDS", 0)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(DatabaseWontStart, match="useradd --system balai"):
        embedded._account_for(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_nobody_kept_is_handed_over_to_the_servers_account(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    embedded.stop(data_dir)
    cluster = Cluster.of(data_dir)
    for path in (cluster.folder, *cluster.folder.rglob("*")):
        shutil.chown(path, "nobody")

    embedded.ensure_running(data_dir)

    assert ask(data_dir, "SELECT 1") == 1
    assert {path.owner() for path in cluster.folder.rglob("*")} == {cluster.account}


def test_permissions_of_folders_that_are_not_ours_are_left_alone(tmp_path: Path, data_dir: Path) -> None:
    tmp_path.chmod(0o700)

    embedded.ensure_running(data_dir)

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_data_of_another_major_version_are_refused_with_a_sentence(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    embedded.stop(data_dir)
    (Cluster.of(data_dir).data / "PG_VERSION").write_text("12\n")

    with pytest.raises(DatabaseWontStart, match="PostgreSQL 12"):
        embedded.ensure_running(data_dir)


def test_a_database_whose_password_is_gone_is_left_alone_with_a_sentence(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    embedded.stop(data_dir)
    cluster = Cluster.of(data_dir)
    shutil.move(cluster.credentials_file, data_dir / "elsewhere")

    with pytest.raises(DatabaseWontStart, match="Restore the data folder from a backup"):
        embedded.ensure_running(data_dir)

    assert (cluster.data / "PG_VERSION").exists()


def test_a_long_folder_name_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("desa-yang-namanya-panjang-sekali-" * 4) / "data"

    try:
        assert embedded.ensure_running(deep)
    finally:
        embedded.destroy(deep)


def test_the_log_repeats_no_statement_and_no_value(data_dir: Path) -> None:
    embedded.ensure_running(data_dir)
    ask(data_dir, "CREATE TABLE people AS SELECT '9901010101909001' AS nik")
    ask(data_dir, "CREATE UNIQUE INDEX nik_once ON people (nik)")

    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(data_dir, "INSERT INTO people VALUES ('9901010101909001')")

    log = Cluster.of(data_dir).log.read_text()
    assert "nik_once" in log
    assert "9901010101909001" not in log


def test_a_socket_folder_that_somebody_else_led_elsewhere_is_refused(tmp_path: Path) -> None:
    deep = tmp_path / ("desa-yang-namanya-panjang-sekali-" * 4) / "data"
    sockets = Cluster.of(deep).sockets
    sockets.parent.mkdir(parents=True, exist_ok=True)
    sockets.symlink_to(tmp_path, target_is_directory=True)

    try:
        with pytest.raises(DatabaseWontStart, match="belongs to somebody else"):
            embedded.ensure_running(deep)
    finally:
        sockets.unlink()

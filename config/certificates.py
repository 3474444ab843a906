"""The office server's TLS certificate, signed by the regency's own authority (`BALAI_TLS=1`)."""

import shutil
import socket
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from balai.core.authority import CertificateAuthority
from balai.core.keystore import KeyStore
from config.env import Environment

ALWAYS = ("localhost", "127.0.0.1")
IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder that no disk keeps


@dataclass(frozen=True)
class ServerKey:
    """Files for granian, which opens no encrypted key: the open one lives in memory while the hall is open."""

    certificate_file: Path
    key_file: Path

    @classmethod
    def write(cls, environment: Environment) -> "ServerKey":
        """Raises `KeyMissing` when the authority's keys were lost."""
        keys = environment.data_dir / "keys"
        store = KeyStore(keys / "segel", keys / "kunci-utama")
        now = datetime.now(UTC)
        authority = CertificateAuthority.open_or_create(store, regency="Balai", at=now)
        certificate = authority.issue_server_certificate(
            {*ALWAYS, socket.gethostname(), *environment.hosts}, at=now
        )
        folder = Path(tempfile.mkdtemp(prefix="balai-tls-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
        certificate.write_open_key(folder / "server.key")
        return cls(certificate.certificate_file, folder / "server.key")

    def forget(self) -> None:
        shutil.rmtree(self.key_file.parent, ignore_errors=True)

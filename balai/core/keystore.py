"""Private keys at rest: encrypted files, and the master key that opens them in a separate file.

Copying the folder of encrypted keys alone opens nothing. `manage.py backup` keeps both together, so that one backup
restores a hall: whoever holds a backup can seal (docs/operations.md).
"""

import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from balai.core.durable import make_folder, write_new, write_over

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,80}")
_MASTER_KEY_BYTES = 32
_NONCE_BYTES = 12


class KeyMissing(Exception):
    """A private key cannot be opened: its file or the master key is missing, or they do not belong together."""


class KeyExists(Exception):
    """A key of this name was made before; it is never overwritten."""


class KeyStore:
    """ECDSA P-256 keys, each in its own encrypted PKCS#8 file in `folder`, and a few secrets beside them."""

    def __init__(self, folder: Path, master_key_file: Path) -> None:
        self.folder = folder
        self.master_key_file = master_key_file

    def create(self, name: str) -> ec.EllipticCurvePrivateKey:
        """Make and keep a new key. Of several processes exactly one succeeds.

        The master key is made together with the first key. Raises `KeyExists`, `KeyMissing`, `StorageFull`.
        """
        path = self.path_of(name)
        if path.exists():
            raise KeyExists(f"Kunci {name} sudah ada.")
        make_folder(self.folder)
        if not self.master_key_file.exists():
            self._create_master_key()
        key = ec.generate_private_key(ec.SECP256R1())
        sealed = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(self.passphrase(name).encode()),
        )
        try:
            write_new(path, sealed)
        except FileExistsError:
            raise KeyExists(f"Kunci {name} sudah ada.") from None
        return key

    def load(self, name: str) -> ec.EllipticCurvePrivateKey:
        """Open a key. Raises `KeyMissing` with what to do."""
        try:
            sealed = self.path_of(name).read_bytes()
        except FileNotFoundError:
            raise KeyMissing(
                f"Berkas kunci {name} tidak ada. Pulihkan folder kunci dari cadangan, lalu coba lagi."
            ) from None
        try:
            key = serialization.load_pem_private_key(sealed, self.passphrase(name).encode())
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise KeyMissing(
                f"Kunci {name} tidak bisa dibuka: berkasnya rusak atau kunci utama bukan pasangannya. "
                "Pulihkan keduanya dari cadangan yang sama."
            ) from None
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise KeyMissing(f"Kunci {name} bukan jenis yang dipakai Balai.")
        return key

    def keep_secret(self, name: str, text: str) -> None:
        """Keep a secret of somebody else's, such as a password of a service, encrypted; replaces an earlier one.

        Raises `KeyMissing`, `StorageFull`.
        """
        make_folder(self.folder)
        if not self.master_key_file.exists():
            self._create_master_key()
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(self._secret_key(name)).encrypt(nonce, text.encode(), name.encode())
        write_over(self._secret_file(name), nonce + sealed)

    def secret(self, name: str) -> str:
        """A secret that was kept. Raises `KeyMissing` with what to do."""
        try:
            kept = self._secret_file(name).read_bytes()
            nonce, sealed = kept[:_NONCE_BYTES], kept[_NONCE_BYTES:]
            return AESGCM(self._secret_key(name)).decrypt(nonce, sealed, name.encode()).decode()
        except (FileNotFoundError, InvalidTag, ValueError):
            raise KeyMissing(
                f"Rahasia {name} tidak bisa dibuka. Isi lagi di pengaturan, atau pulihkan folder kunci dari cadangan."
            ) from None

    def derived_key(self, name: str) -> bytes:
        """32 bytes for encrypting at rest, the same at every call; nothing of it is written anywhere.

        The master key is made if this is the first key of all. Raises `KeyMissing`, `StorageFull`.
        """
        if not self.master_key_file.exists():
            self._create_master_key()
        derivation = HKDF(hashes.SHA256(), length=32, salt=None, info=f"balai at rest {name}".encode())
        return derivation.derive(self._master_key())

    def _secret_file(self, name: str) -> Path:
        return self.path_of(name).with_suffix(".rahasia")

    def _secret_key(self, name: str) -> bytes:
        derivation = HKDF(hashes.SHA256(), length=32, salt=None, info=f"balai secret {name}".encode())
        return derivation.derive(self._master_key())

    def has(self, name: str) -> bool:
        """Whether a key of this name was made (not whether it opens)."""
        return self.path_of(name).exists()

    def path_of(self, name: str) -> Path:
        """The encrypted file of a key, for a server that reads it itself together with `passphrase`."""
        if not _NAME.fullmatch(name) or ".." in name:
            raise ValueError(f"not the name of a key: {name!r}")
        return self.folder / f"{name}.pem"

    def passphrase(self, name: str) -> str:
        """What opens the file of this key, derived from the master key. Raises `KeyMissing`."""
        derivation = HKDF(hashes.SHA256(), length=32, salt=None, info=f"balai key {name}".encode())
        return derivation.derive(self._master_key()).hex()

    def _master_key(self) -> bytes:
        try:
            master_key = bytes.fromhex(self.master_key_file.read_text("ascii"))
        except FileNotFoundError:
            raise KeyMissing(
                "Kunci utama tidak ada, jadi segel tidak bisa dibuka. Pulihkan kunci utama dari cadangan."
            ) from None
        except ValueError:
            raise KeyMissing("Kunci utama rusak. Pulihkan kunci utama dari cadangan.") from None
        if len(master_key) != _MASTER_KEY_BYTES:
            raise KeyMissing("Kunci utama rusak. Pulihkan kunci utama dari cadangan.")
        return master_key

    def _create_master_key(self) -> None:
        # A new master key beside old keys would make them useless for ever without anyone noticing.
        if any(self.folder.glob("*.pem")):
            raise KeyMissing(
                "Kunci utama tidak ada, padahal kunci lain sudah dibuat. Pulihkan kunci utama dari cadangan."
            )
        make_folder(self.master_key_file.parent)
        try:
            write_new(self.master_key_file, secrets.token_bytes(_MASTER_KEY_BYTES).hex().encode())
        except FileExistsError:
            return  # another process was first

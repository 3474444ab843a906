"""The regency's certificate authority: it vouches for village seals and for the office server.

Created at the first start, offline, with a key of its own. Its root certificate is what a verify page trusts and what
is installed on kiosks and phones of the office. Certificates are files beside the keys; nothing secret is in them.
"""

import ipaddress
import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from balai.core.durable import write_new, write_over
from balai.core.keystore import KeyExists, KeyMissing, KeyStore
from balai.core.signed_facts import key_id_of, sign_message

ROOT_KEY: Final = "kabupaten"
SERVER_KEY: Final = "server"

ROOT_YEARS: Final = 25
SEAL_YEARS: Final = 5
# Apple's systems refuse server certificates of longer life even below a root the user installed.
SERVER_DAYS: Final = 800
_RENEW_BEFORE: Final = timedelta(days=30)
# Office computers without internet run fast or slow; a certificate of "tomorrow" would not be believed.
_BACKDATED: Final = timedelta(days=1)

_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_CODE = re.compile(r"[0-9]{2}(\.[0-9]{2}){0,2}(\.[0-9]{4})?")


@dataclass(frozen=True)
class SealCertificate:
    """A village's seal certificate and the name of its private key in the key store."""

    certificate: x509.Certificate
    key_name: str


@dataclass(frozen=True)
class ServerCertificate:
    """What a TLS server needs: the certificate, its encrypted key and what opens it."""

    certificate_file: Path
    key_file: Path
    key_passphrase: str = field(repr=False)

    def write_open_key(self, path: Path) -> None:
        """Write the key unencrypted, readable only for this account, for a server that opens no encrypted one.

        granian 2.8 fails on encrypted elliptic-curve keys. Write it to a folder in memory and remove it at the end.
        """
        key = serialization.load_pem_private_key(self.key_file.read_bytes(), self.key_passphrase.encode())
        plain = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write_over(path, plain, mode=0o600)


class CertificateAuthority:
    """Issues, finds and revokes certificates below one self-signed root. Open it by `open_or_create`."""

    def __init__(self, store: KeyStore, root: x509.Certificate) -> None:
        self.store = store
        self.root = root

    @classmethod
    def open_or_create(cls, store: KeyStore, *, regency: str, at: datetime) -> "CertificateAuthority":
        """The authority kept in `store`, made now if there is none. Safe for several processes at first start.

        `regency` is its name in the certificate ("Kabupaten Nusa Raya"). Raises `KeyMissing` when its key is lost.
        """
        if not store.has(ROOT_KEY) and not _certificate_file(store, ROOT_KEY).exists():
            with suppress(KeyExists):  # another process was first; its certificate may still be missing
                store.create(ROOT_KEY)
        if not _certificate_file(store, ROOT_KEY).exists():
            root = _self_signed(store.load(ROOT_KEY), regency, at)
            _keep_new(store, ROOT_KEY, root)
        return cls.open(store)

    @classmethod
    def open(cls, store: KeyStore) -> "CertificateAuthority":
        """The authority kept in `store`. Raises `KeyMissing` when there is none."""
        root = _read(store, ROOT_KEY)
        if root is None:
            raise KeyMissing("Sertifikat kabupaten belum dibuat. Jalankan Balai sekali sampai selesai.")
        return cls(store, root)

    def issue_seal_certificate(self, *, code: str, name: str, at: datetime) -> SealCertificate:
        """Make a new seal key and certificate for the village `code` ("99.01.01.2001"), called `name`.

        Earlier seals of the village stay valid until revoked; the newest is the one in use. Raises `KeyMissing`,
        `StorageFull`.
        """
        key_name = self._next_seal_name(code)
        key = self.store.create(key_name)
        subject = _name(organisation=name, common=f"Segel {name}", serial=code)
        certificate = (
            self._below_root(subject, key.public_key(), at, timedelta(days=365 * SEAL_YEARS))
            .add_extension(_key_usage(digital_signature=True, content_commitment=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage([_DOCUMENT_SIGNING]), critical=False)
            .sign(self.store.load(ROOT_KEY), hashes.SHA256())
        )
        _keep_new(self.store, key_name, certificate)
        return SealCertificate(certificate, key_name)

    def seal_certificate(self, code: str) -> SealCertificate:
        """The seal in use by a village: the newest that is not revoked. Raises `KeyMissing`."""
        revoked = self.revoked()
        for seal in reversed(self.seal_certificates(code)):
            if seal.certificate.serial_number not in revoked:
                return seal
        raise KeyMissing("Segel desa belum dibuat. Buat segel di menu pengaturan desa.")

    def seal_certificates(self, code: str) -> list[SealCertificate]:
        """All seals a village ever had, the oldest first: what checks its letters, old ones too."""
        found = []
        for number in range(1, self._seals_made(code) + 1):
            name = _seal_name(code, number)
            certificate = _read(self.store, name)
            if certificate is not None:
                found.append(SealCertificate(certificate, name))
        return found

    def issue_server_certificate(self, hosts: Collection[str], *, at: datetime) -> ServerCertificate:
        """The office server's TLS certificate for these host names and IP addresses.

        The one made earlier is given again while it names all hosts and is valid for another month.
        """
        current = _read(self.store, SERVER_KEY)
        if current is None or not _serves(current, hosts) or current.not_valid_after_utc - at < _RENEW_BEFORE:
            try:
                key = self.store.create(SERVER_KEY)
            except KeyExists:
                key = self.store.load(SERVER_KEY)
            certificate = (
                self._below_root(_name(common=min(hosts)), key.public_key(), at, timedelta(days=SERVER_DAYS))
                .add_extension(_key_usage(digital_signature=True), critical=True)
                .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
                .add_extension(x509.SubjectAlternativeName(sorted(map(_general_name, hosts), key=str)), False)
                .sign(self.store.load(ROOT_KEY), hashes.SHA256())
            )
            write_over(_certificate_file(self.store, SERVER_KEY), _pem(certificate), mode=0o644)
        return ServerCertificate(
            _certificate_file(self.store, SERVER_KEY),
            self.store.path_of(SERVER_KEY),
            self.store.passphrase(SERVER_KEY),
        )

    def revoke(self, certificate: x509.Certificate, *, at: datetime) -> None:
        """From `at` on, seals made with this certificate are not believed. The first revocation stands."""
        revoked = {str(serial): time.isoformat() for serial, time in self.revoked().items()}
        revoked.setdefault(str(certificate.serial_number), at.isoformat())
        write_over(self._revocations_file(), json.dumps(revoked, indent=1).encode(), mode=0o644)

    def revoked(self) -> Mapping[int, datetime]:
        """Serial numbers of revoked certificates and since when."""
        try:
            kept = json.loads(self._revocations_file().read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return {int(serial): datetime.fromisoformat(time) for serial, time in kept.items()}

    def revocation_list(self, *, at: datetime, days: int = 30) -> bytes:
        """The revoked certificates as a signed X.509 list (DER) for verifiers elsewhere."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(at)
            .next_update(at + timedelta(days=days))
        )
        for serial, time in self.revoked().items():
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(time).build()
            )
        signed = builder.sign(self.store.load(ROOT_KEY), hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.DER)

    def sign(self, statement: Mapping[int, object]) -> bytes:
        """What the regency itself declares to verify pages, as a COSE message under the root's key."""
        return sign_message(statement, key=self.store.load(ROOT_KEY), key_id=key_id_of(self.root))

    def _below_root(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, at: datetime, life: timedelta
    ) -> x509.CertificateBuilder:
        root_key = self.root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.root.subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(at - _BACKDATED)
            .not_valid_after(min(at + life, self.root.not_valid_after_utc))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(root_key), critical=False
            )
        )

    def _seals_made(self, code: str) -> int:
        number = 0
        while self.store.has(_seal_name(code, number + 1)):
            number += 1
        return number

    def _next_seal_name(self, code: str) -> str:
        return _seal_name(code, self._seals_made(code) + 1)

    def _revocations_file(self) -> Path:
        return self.store.folder / "dicabut.json"


def _self_signed(key: ec.EllipticCurvePrivateKey, regency: str, at: datetime) -> x509.Certificate:
    name = _name(organisation=regency, common=f"Balai {regency}")
    public_key = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _BACKDATED)
        .not_valid_after(at + timedelta(days=365 * ROOT_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .sign(key, hashes.SHA256())
    )


def _name(*, common: str, organisation: str = "", serial: str = "") -> x509.Name:
    # X.520 allows 64 characters in these attributes.
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "ID")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]))
    if serial:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, common[:64]))
    return x509.Name(parts)


def _key_usage(**allowed: bool) -> x509.KeyUsage:
    usages = dict.fromkeys(
        [
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    return x509.KeyUsage(**(usages | allowed))


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _serves(certificate: x509.Certificate, hosts: Collection[str]) -> bool:
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {_general_name(host) for host in hosts} <= set(named)


def _seal_name(code: str, number: int) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(f"not an area code: {code!r}")
    return f"segel-{code}-{number}"


def _certificate_file(store: KeyStore, name: str) -> Path:
    return store.path_of(name).with_suffix(".crt")


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _keep_new(store: KeyStore, name: str, certificate: x509.Certificate) -> None:
    try:
        write_new(_certificate_file(store, name), _pem(certificate), mode=0o644)
    except FileExistsError:
        return  # another process was first, with a certificate for the same key


def _read(store: KeyStore, name: str) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(_certificate_file(store, name).read_bytes())
    except FileNotFoundError:
        return None

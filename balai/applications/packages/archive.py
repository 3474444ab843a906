"""The file itself: a ZIP with a manifest of checksums, and a signature over the manifest (ADR 0029).

Nothing in it is believed, and nothing but the manifest and its signature is unpacked, before the signature is checked;
no name of the ZIP ever becomes a path.
"""

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import IO, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from balai.applications.packages.refusals import UnknownOffice, damaged, no_package, too_large
from balai.applications.rules import CODE_LENGTH, CODE_SIGNS
from balai.core.signed_facts import FactsForged, UnknownKey, key_id_of, read_message, sign_message
from balai.documents.rules import LARGEST_FILE, MEGABYTE

FORMAT: Final = "balai-paket-1"
MANIFEST, SIGNATURE, OFFICE = "manifest.json", "manifest.cose", "kantor.pem"
MOST_FILES: Final = 4_000
LARGEST_PACKAGE: Final = 300 * MEGABYTE
LARGEST_MANIFEST: Final = 2 * MEGABYTE
LARGEST_DIRECTORY: Final = MEGABYTE
"""Bytes of the list of files at the end of the ZIP, which is read before anything can be checked."""
_SMALL: Final = 8_192
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_NAME: Final = re.compile(
    rf"[{CODE_SIGNS}]{{{CODE_LENGTH}}}/(?:[a-z0-9-]{{1,60}}/)?[a-z0-9-]{{1,80}}\.[a-z]{{3,4}}"
)
_PIECE: Final = MEGABYTE
_FORMAT_FACT, _DIGEST_FACT = 1, 2
_BROKEN: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    ValueError, OSError,
)  # fmt: skip
_END: Final = struct.Struct("<4s4H2LH")
"""The end of a ZIP without a comment: where its list of files begins, and how long that is."""
_LONG_END: Final = 20
"""Bytes of what would stand before it in a ZIP of more than 4 GB."""


class Purpose(StrEnum):
    """Which way a package goes."""

    REQUESTS = "permohonan"
    ANSWERS = "jawaban"


@dataclass(frozen=True, slots=True)
class Office:
    """Who signs: a loaded key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def office_code(certificate: x509.Certificate) -> str:
    """'9F3A-77C1-…': eighty bits of the certificate's checksum, for reading out on the telephone."""
    digits = sha256(certificate.public_bytes(Encoding.DER)).hexdigest()[:20].upper()
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def write_package(
    target: IO[bytes],
    files: Iterable[tuple[str, bytes]],
    *,
    purpose: Purpose,
    village: str,
    made_at: datetime,
    office: Office,
) -> None:
    """Write the files, the manifest and its signature to `target`. Raises `PackageRefused` when it gets too large."""
    listed: dict[str, dict[str, str | int]] = {}
    together = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            if not _NAME.fullmatch(name) or name in listed:
                raise ValueError(f"not a name for a package: {name!r}")
            together += len(content)
            listed[name] = {"sha256": sha256(content).hexdigest(), "size": len(content)}
            if together > LARGEST_PACKAGE or len(listed) > MOST_FILES:
                raise too_large()
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, _compression(name))
        told = {
            "format": FORMAT,
            "purpose": purpose.value,
            "village": village,
            "made_at": made_at.isoformat(),
            "files": listed,
        }
        manifest = json.dumps(told, ensure_ascii=False, indent=1).encode()
        facts = {_FORMAT_FACT: FORMAT, _DIGEST_FACT: sha256(manifest).digest()}
        signature = sign_message(facts, key=office.key, key_id=key_id_of(office.certificate))
        own = {
            MANIFEST: manifest,
            SIGNATURE: signature,
            OFFICE: office.certificate.public_bytes(Encoding.PEM),
        }
        for name, content in own.items():
            archive.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)


def _compression(name: str) -> int:
    """Photographs don't get smaller."""
    return zipfile.ZIP_STORED if name.endswith(".jpg") else zipfile.ZIP_DEFLATED


class Package:
    """A package whose signature and every checksum were found right. `read` gives a file of it."""

    def __init__(self, archive: zipfile.ZipFile, told: Mapping[str, Any]) -> None:
        self._archive, self._files = archive, told["files"]
        self.purpose = Purpose(told["purpose"])
        self.village: str = told["village"]
        self.made_at = datetime.fromisoformat(told["made_at"])

    @property
    def codes(self) -> list[str]:
        """The tracking codes of the applications in it, in the order in which they were put in."""
        return list(dict.fromkeys(name.partition("/")[0] for name in self._files))

    @property
    def size(self) -> int:
        """Bytes of all its files together."""
        return sum(int(listed["size"]) for listed in self._files.values())

    @property
    def file_count(self) -> int:
        return len(self._files)

    def names(self) -> Iterator[str]:
        yield from self._files

    def read(self, name: str) -> bytes:
        """Raises `PackageRefused` where there is no such file, or where it isn't the one that was signed."""
        listed = self._files.get(name)
        if listed is None:
            raise damaged()
        try:
            with self._archive.open(name) as opened:
                content = opened.read(listed["size"] + 1)
        except _BROKEN:
            raise damaged() from None
        if len(content) != listed["size"] or sha256(content).hexdigest() != listed["sha256"]:
            raise damaged()
        return content


type KeysOf = Callable[[Mapping[str, Any]], Mapping[bytes, ec.EllipticCurvePublicKey]]


def read_package(source: IO[bytes], *, keys_of: KeysOf) -> Package:
    """The package in a file, checked whole.

    `keys_of` gets what the manifest says of village and purpose and gives the keys that may sign it; it may refuse.
    Raises `PackageRefused`, of which `UnknownOffice` is one kind.
    """
    _check_bounds(source)
    try:
        archive = zipfile.ZipFile(source)
        sizes = _sizes(archive)
        manifest = _small(archive, MANIFEST, sizes, LARGEST_MANIFEST)
        signature = _small(archive, SIGNATURE, sizes, _SMALL)
        certificate = x509.load_pem_x509_certificate(_small(archive, OFFICE, sizes, _SMALL))
    except _BROKEN:
        raise damaged() from None
    told = _read_manifest(manifest)
    _check_signature(signature, manifest, keys_of(told), certificate)
    if set(sizes) != {*told["files"], MANIFEST, SIGNATURE, OFFICE}:
        raise damaged()
    package = Package(archive, told)
    for name in package.names():
        package.read(name)
    return package


def _check_bounds(source: IO[bytes]) -> None:
    """Before the list of files is read: how long the file is, and how long its list."""
    length = source.seek(0, 2)
    if length > LARGEST_PACKAGE + MEGABYTE * 10:
        raise too_large()
    if length < _END.size + _LONG_END:
        raise no_package()
    source.seek(max(length - _END.size - _LONG_END, 0))
    before, end = source.read(_LONG_END)[:4], source.read(_END.size)
    sign, _, _, _, entries, directory, _, comment = _END.unpack(end)
    source.seek(0)
    # A second, longer list of files would be believed instead of this one.
    if sign != b"PK\x05\x06" or comment or before == b"PK\x06\x07":
        raise no_package()
    if entries > MOST_FILES + 3 or directory > LARGEST_DIRECTORY:
        raise too_large()


def _sizes(archive: zipfile.ZipFile) -> dict[str, int]:
    """How large each file says it is; a name twice, one that could be a path, or one with a secret is refused."""
    sizes: dict[str, int] = {}
    for info in archive.infolist():
        own = info.filename in {MANIFEST, SIGNATURE, OFFICE}
        is_odd = info.filename in sizes or info.is_dir() or info.flag_bits & 1
        if is_odd or not (own or _NAME.fullmatch(info.filename)):
            raise damaged()
        sizes[info.filename] = info.file_size
    if {MANIFEST, SIGNATURE, OFFICE} - set(sizes):
        raise no_package()
    return sizes


def _small(archive: zipfile.ZipFile, name: str, sizes: Mapping[str, int], most: int) -> bytes:
    if sizes[name] > most:
        raise too_large()
    with archive.open(name) as opened:
        return opened.read(most)


def _read_manifest(manifest: bytes) -> dict[str, Any]:
    """What the manifest says, in the form that we write. Raises `PackageRefused`."""
    try:
        told = json.loads(manifest)
        if told["format"] != FORMAT or not isinstance(told["village"], str):
            raise no_package()
        Purpose(told["purpose"])
        datetime.fromisoformat(told["made_at"])
        together = 0
        for name, listed in told["files"].items():
            size, digest = listed["size"], listed["sha256"]
            if not (isinstance(size, int) and 0 <= size <= LARGEST_FILE and isinstance(digest, str)):
                raise damaged()
            if not _NAME.fullmatch(name):
                raise damaged()
            together += size
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise no_package() from None
    if together > LARGEST_PACKAGE or len(told["files"]) > MOST_FILES:
        raise too_large()
    found: dict[str, Any] = told
    return found


def _check_signature(
    signature: bytes,
    manifest: bytes,
    keys: Mapping[bytes, ec.EllipticCurvePublicKey],
    certificate: x509.Certificate,
) -> None:
    """Whether an office that is known signed this manifest. Raises `PackageRefused`, `UnknownOffice`."""
    shown, own = key_id_of(certificate), certificate.public_key()
    if not isinstance(own, ec.EllipticCurvePublicKey):
        raise damaged()
    try:
        facts = read_message(signature, keys={shown: own})
    except (FactsForged, UnknownKey):
        raise damaged() from None
    if facts != {_FORMAT_FACT: FORMAT, _DIGEST_FACT: sha256(manifest).digest()}:
        raise damaged()
    if shown not in keys:
        raise UnknownOffice(certificate)
    try:
        read_message(signature, keys=keys)
    except (FactsForged, UnknownKey):
        raise damaged() from None

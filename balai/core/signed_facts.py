"""A few facts with a signature, small enough for a QR code: COSE_Sign1 (RFC 9052) with ES256 over CBOR.

The text goes into the fragment of a URL, which a phone never sends to a server, so a printed letter is checked
without asking anyone: the page needs only the public keys (`public_point`), and WebCrypto understands the signature
(64 bytes, r and s). The key is named like the EU's health certificates do: first 8 bytes of the certificate's SHA-256.

The message is written as one decimal number, as SMART Health Cards do: a QR code packs three digits into ten bits, so a
byte takes 8.03 bits of the code where base64 takes 10.7, and the code gets two versions coarser.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import cbor2
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

type Fact = str | int | bytes | bool | date | None
type FactName = str | int

LONGEST: Final = 4096  # digits; a QR code holds fewer, and Python refuses to read numbers of more than 4300
_COSE_SIGN1: Final = 18
_DAYS: Final = 100  # RFC 8943: a date as days since 1970-01-01, three bytes instead of eleven
_EPOCH: Final = date(1970, 1, 1)
_ALGORITHM, _KEY_ID, _ES256 = 1, 4, -7
_HALF: Final = 32  # bytes of r and of s


class FactsForged(Exception):
    """The text is not what the holder of the key signed: damaged, shortened or made up."""

    def __init__(self) -> None:
        super().__init__(
            "Kode ini tidak asli atau rusak. Jangan terima suratnya sebelum ditanyakan ke kantor desa."
        )


class NoFacts(FactsForged):
    """The text is no signed message at all: another kind of QR code, or half of ours."""


class UnknownKey(Exception):
    """The facts are signed, or say so, by a key we do not know; `key_id` is its name."""

    def __init__(self, key_id: bytes) -> None:
        super().__init__("Kode ini dibuat oleh kantor yang tidak dikenal di sini.")
        self.key_id = key_id


def sign_facts(
    facts: Mapping[FactName, Fact] | Mapping[str, Fact] | Mapping[int, Fact],
    *,
    key: ec.EllipticCurvePrivateKey,
    key_id: bytes,
) -> str:
    """Sign `facts` with a P-256 key, for a QR code: decimal digits, about 650 for ten facts with one SHA-256.

    Short integer names keep it short.
    """
    return str(int.from_bytes(sign_message(facts, key=key, key_id=key_id)))


def sign_message(facts: Mapping[Any, Any], *, key: ec.EllipticCurvePrivateKey, key_id: bytes) -> bytes:
    """The same as bytes (`application/cose`), which may also hold lists and maps."""
    protected = cbor2.dumps({_ALGORITHM: _ES256, _KEY_ID: key_id}, canonical=True)
    payload = cbor2.dumps(_plain(facts), canonical=True)
    r, s = decode_dss_signature(key.sign(_to_be_signed(protected, payload), ec.ECDSA(hashes.SHA256())))
    signature = r.to_bytes(_HALF) + s.to_bytes(_HALF)
    return cbor2.dumps(cbor2.CBORTag(_COSE_SIGN1, [protected, {}, payload, signature]))


def read_facts(text: str, *, keys: Mapping[bytes, ec.EllipticCurvePublicKey]) -> dict[FactName, Fact]:
    """The facts in `text`, after their signature was checked with the key it names.

    Raises `FactsForged` (of which `NoFacts` is one kind), `UnknownKey`.
    """
    return read_message(_message_in(text), keys=keys)


def read_message(message: bytes, *, keys: Mapping[bytes, ec.EllipticCurvePublicKey]) -> dict[FactName, Fact]:
    """The same for what `sign_message` wrote."""
    protected, payload, signature = _parts(message)
    key_id = _named_key(protected)
    if key_id not in keys:
        raise UnknownKey(key_id)
    encoded = encode_dss_signature(int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:]))
    try:
        keys[key_id].verify(encoded, _to_be_signed(protected, payload), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise FactsForged from None
    facts: dict[FactName, Fact] = cbor2.loads(payload)
    return facts


def claimed_facts(text: str) -> Mapping[Any, Any]:
    """What `text` says before anything is checked: only good for finding whose key must check it.

    Raises `FactsForged`.
    """
    _, payload, _ = _parts(_message_in(text))
    try:
        claimed = cbor2.loads(payload)
    except (cbor2.CBORError, ValueError, RecursionError):
        raise FactsForged from None
    if not isinstance(claimed, dict):
        raise FactsForged
    return claimed


def key_id_of(certificate: x509.Certificate) -> bytes:
    """The name of a certificate's key in signed facts: 8 bytes."""
    return certificate.fingerprint(hashes.SHA256())[:8]


def public_key_of(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey:
    """The key that checks what this certificate's owner signed. Raises `TypeError` for another kind of key."""
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TypeError("not an elliptic-curve key")
    return key


def public_point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A key as 65 bytes, as a browser takes it (`crypto.subtle.importKey("raw", …)`)."""
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def canonical_hash(content: object) -> bytes:
    """SHA-256 of `content` as canonical CBOR: equal content gives the same 32 bytes whatever the order of its keys.

    Content is what JSON knows, and bytes, dates, aware times, decimals and UUIDs; floats are refused, because
    they do not survive storing and reading exactly. Take it of what is stored, not of what was put in: JSON turns
    dates into text.
    """
    return sha256(cbor2.dumps(_plain(content), canonical=True)).digest()


def _plain(content: object) -> object:
    match content:
        case None | bool() | int() | str() | bytes():
            return content
        case datetime():
            if content.utcoffset() is None:
                raise TypeError("a time without time zone cannot be signed")
            return content.astimezone(UTC).isoformat()
        case date():
            return cbor2.CBORTag(_DAYS, (content - _EPOCH).days)
        case Decimal() | UUID():
            return str(content)
        case Mapping():
            return {_plain(name): _plain(value) for name, value in content.items()}
        case list() | tuple():
            return [_plain(value) for value in content]
        case _:
            raise TypeError(f"{type(content).__name__} cannot be signed")


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _message_in(text: str) -> bytes:
    # A leading zero would be a second way of writing the same message.
    if len(text) > LONGEST or not (text.isascii() and text.isdigit()) or text.startswith("0"):
        raise NoFacts
    number = int(text)
    return number.to_bytes((number.bit_length() + 7) // 8)


def _parts(message: bytes) -> tuple[bytes, bytes, bytes]:
    try:
        parsed = cbor2.loads(message)
        if cbor2.dumps(parsed) != message:  # written in another way than ours, or with something behind it
            raise NoFacts
    except (cbor2.CBORError, ValueError, TypeError, RecursionError):
        raise NoFacts from None
    match parsed:
        case cbor2.CBORTag(
            tag=18, value=[bytes() as protected, {}, bytes() as payload, bytes() as signature]
        ):
            if len(signature) == 2 * _HALF:
                return protected, payload, signature
    raise NoFacts


def _named_key(protected: bytes) -> bytes:
    try:
        header = cbor2.loads(protected)
    except (cbor2.CBORError, ValueError, RecursionError):
        raise FactsForged from None
    match header:
        case {1: -7, 4: bytes() as key_id}:
            return key_id
    raise FactsForged

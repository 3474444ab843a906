"""A detached CMS signature (RFC 5652) as PAdES B-B asks for it (ETSI EN 319 122-1), by ECDSA P-256 and SHA-256.

Only digest and signature differ from one letter to the next, so the DER is put together from finished pieces. Building
it anew by a general ASN.1 library took longer than everything else in sealing.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

_SEQUENCE, _SET, _OID, _OCTETS, _INTEGER = 0x30, 0x31, 0x06, 0x04, 0x02
_CONTEXT_0 = 0xA0


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def _identifier(hexadecimal: str) -> bytes:
    return _der(_OID, bytes.fromhex(hexadecimal))


_VERSION_1 = _der(_INTEGER, b"\x01")
_DATA = _identifier("2a864886f70d010701")  # 1.2.840.113549.1.7.1
_SIGNED_DATA = _identifier("2a864886f70d010702")  # 1.2.840.113549.1.7.2
_CONTENT_TYPE = _identifier("2a864886f70d010903")  # 1.2.840.113549.1.9.3
_MESSAGE_DIGEST = _identifier("2a864886f70d010904")  # 1.2.840.113549.1.9.4
_SIGNING_CERTIFICATE_2 = _identifier("2a864886f70d010910022f")  # 1.2.840.113549.1.9.16.2.47, RFC 5035
_SHA256_NAME = _identifier("608648016503040201")  # 2.16.840.1.101.3.4.2.1
_ECDSA_SHA256_NAME = _identifier("2a8648ce3d040302")  # 1.2.840.10045.4.3.2
_SHA256 = _der(_SEQUENCE, _SHA256_NAME)
_ECDSA_SHA256 = _der(_SEQUENCE, _ECDSA_SHA256_NAME)


def signed_data(digest: bytes, certificate: x509.Certificate, sign: Callable[[bytes], bytes]) -> bytes:
    """The DER of a CMS `SignedData` over content whose SHA-256 is `digest`.

    `sign` gets the bytes to be signed and returns an ECDSA signature in DER. A signing time is not among the
    attributes: PAdES keeps it in the PDF.
    """
    encoded, issuer_and_serial, signing_certificate = _pieces_of(certificate)
    attributes = sorted([
        _der(_SEQUENCE, _CONTENT_TYPE, _der(_SET, _DATA)),
        _der(_SEQUENCE, _MESSAGE_DIGEST, _der(_SET, _der(_OCTETS, digest))),
        signing_certificate,
    ])  # DER: the elements of a SET OF stand in the order of their octets  # fmt: skip
    signature = sign(_der(_SET, *attributes))
    signer = _der(
        _SEQUENCE,
        _VERSION_1,
        issuer_and_serial,
        _SHA256,
        _der(_CONTEXT_0, *attributes),
        _ECDSA_SHA256,
        _der(_OCTETS, signature),
    )
    content = _der(
        _SEQUENCE,
        _VERSION_1,
        _der(_SET, _SHA256),
        _der(_SEQUENCE, _DATA),
        _der(_CONTEXT_0, encoded),
        _der(_SET, signer),
    )
    return _der(_SEQUENCE, _SIGNED_DATA, _der(_CONTEXT_0, content))


@lru_cache(maxsize=512)
def _pieces_of(certificate: x509.Certificate) -> tuple[bytes, bytes, bytes]:
    """The certificate, its issuer and serial number, and the attribute that binds it to the signature."""
    encoded = certificate.public_bytes(Encoding.DER)
    serial = certificate.serial_number
    number = _der(_INTEGER, serial.to_bytes(serial.bit_length() // 8 + 1))
    issuer_and_serial = _der(_SEQUENCE, certificate.issuer.public_bytes(), number)
    # ESSCertIDv2 with its usual hash algorithm, SHA-256, which DER leaves out.
    named = _der(_SEQUENCE, _der(_OCTETS, sha256(encoded).digest()))
    signing_certificate = _der(
        _SEQUENCE, _SIGNING_CERTIFICATE_2, _der(_SET, _der(_SEQUENCE, _der(_SEQUENCE, named)))
    )
    return encoded, issuer_and_serial, signing_certificate

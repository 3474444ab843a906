"""Offices elsewhere whose signature is believed here: a hall of its own in a village without a line, or the registry's.

Their certificates are files beside the keys; nothing secret is in them. An office becomes known when somebody compared
its code with what that office read out, and only to the office of that somebody: a server holds many villages, and none
decides for another whom it believes. So each is kept by two area codes: `at`, whose desk believes, and the office's own.
"""

from collections.abc import Mapping
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from balai.core.durable import make_folder, sync_folder, write_over
from balai.core.signed_facts import key_id_of, public_key_of
from balai.villages.keys import authority


def keys_believed(code: str, *, at: str) -> Mapping[bytes, ec.EllipticCurvePublicKey]:
    """The keys that sign for the office with this area code: those made here and not withdrawn, and those met at a desk.

    Raises `SealUnavailable` where nothing was ever signed.
    """
    own = authority()
    revoked = own.revoked()
    made = [seal.certificate for seal in own.seal_certificates(code)]
    return {
        key_id_of(certificate): public_key_of(certificate)
        for certificate in (*made, *offices_met(code, at=at))
        if certificate.serial_number not in revoked
    }


def offices_met(code: str, *, at: str) -> list[x509.Certificate]:
    """Who was met at that desk under this area code and is believed there since, the newest certificate first."""
    met = [x509.load_pem_x509_certificate(path.read_bytes()) for path in _folder(code, at).glob("*.crt")]
    return sorted(met, key=lambda certificate: certificate.not_valid_before_utc, reverse=True)


def believe(code: str, certificate: x509.Certificate, *, at: str) -> None:
    """From now on believe what the owner of this certificate signs for the office `code`. Raises `StorageFull`."""
    make_folder(_folder(code, at))
    name = key_id_of(certificate).hex()
    write_over(_folder(code, at) / f"{name}.crt", certificate.public_bytes(Encoding.PEM), mode=0o644)


def forget(code: str, certificate: x509.Certificate, *, at: str) -> bool:
    """Believe the owner of this certificate no longer; False when nobody believed it any more."""
    path = _folder(code, at) / f"{key_id_of(certificate).hex()}.crt"
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    sync_folder(path.parent)
    return True


def _folder(code: str, at: str) -> Path:
    data: Path = settings.BALAI_DATA_DIR
    for each in (code, at):
        if not each or set(each) - set("0123456789."):
            raise ValueError(f"not an area code: {each!r}")
    return data / "keys" / "dikenal" / at / code

"""The CMS structure put together by hand: read back by another library, octet by octet."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from balai.core.authority import CertificateAuthority
from balai.core.cms import signed_data
from balai.core.keystore import KeyStore

DIGEST = sha256(b"surat").digest()
ES256 = ec.ECDSA(hashes.SHA256())


@pytest.fixture
def signed(tmp_path: Path) -> tuple[bytes, x509.Certificate]:
    store = KeyStore(tmp_path / "keys", tmp_path / "apart" / "master.key")
    now = datetime(2026, 11, 20, tzinfo=UTC)
    authority = CertificateAuthority.open_or_create(store, regency="Kabupaten Nusa Raya", at=now)
    seal = authority.issue_seal_certificate(code="99.01.01.2001", name="Pemerintah Desa Sukamaju", at=now)
    key = store.load(seal.key_name)
    return signed_data(DIGEST, seal.certificate, lambda octets: key.sign(octets, ES256)), seal.certificate


def test_another_library_writes_the_same_octets(signed: tuple[bytes, x509.Certificate]) -> None:
    structure = cms.ContentInfo.load(signed[0], strict=True)

    assert structure["content"].native["version"] == "v1"
    assert structure.dump(force=True) == signed[0]


def test_the_attributes_are_those_of_a_baseline_signature(signed: tuple[bytes, x509.Certificate]) -> None:
    encoded, certificate = signed
    signer = cms.ContentInfo.load(encoded)["content"]["signer_infos"][0]

    attributes = {each["type"].native: each["values"].native[0] for each in signer["signed_attrs"]}

    assert sorted(attributes) == ["content_type", "message_digest", "signing_certificate_v2"]
    assert (attributes["content_type"], attributes["message_digest"]) == ("data", DIGEST)
    named = attributes["signing_certificate_v2"]["certs"][0]
    assert tsp.ESSCertIDv2(named)["hash_algorithm"]["algorithm"].native == "sha256"
    assert named["cert_hash"] == sha256(certificate.public_bytes(Encoding.DER)).digest()
    assert signer["sid"].chosen["serial_number"].native == certificate.serial_number


def test_the_signature_is_over_the_attributes_as_der_orders_them(
    signed: tuple[bytes, x509.Certificate],
) -> None:
    encoded, certificate = signed
    signer = cms.ContentInfo.load(encoded)["content"]["signer_infos"][0]
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)

    ordered = cms.CMSAttributes(sorted(signer["signed_attrs"], key=lambda each: each.dump()))

    assert ordered.dump() == signer["signed_attrs"].untag().dump()
    key.verify(signer["signature"].native, signer["signed_attrs"].untag().dump(), ES256)

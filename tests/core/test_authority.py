import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from balai.core.authority import CertificateAuthority
from balai.core.keystore import KeyMissing, KeyStore
from tests.core.seals import AT, VILLAGE, make_authority


@pytest.fixture
def authority(tmp_path: Path) -> CertificateAuthority:
    return make_authority(tmp_path)


def public_key(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey:
    key = certificate.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    return key


def test_the_authority_is_the_same_after_a_restart(tmp_path: Path, authority: CertificateAuthority) -> None:
    again = make_authority(tmp_path, at=AT + timedelta(days=900))

    assert again.root == authority.root


def test_processes_that_start_together_get_one_authority(tmp_path: Path) -> None:
    start = threading.Barrier(6)

    def begin(_: int) -> x509.Certificate:
        start.wait()
        return make_authority(tmp_path).root

    with ThreadPoolExecutor(6) as workers:
        roots = set(workers.map(begin, range(6)))

    assert len(roots) == 1


def test_a_start_killed_between_key_and_certificate_is_completed(tmp_path: Path) -> None:
    store = KeyStore(tmp_path / "keys", tmp_path / "apart" / "master.key")
    key = store.create("kabupaten")

    authority = make_authority(tmp_path)

    assert public_key(authority.root).public_numbers() == key.public_key().public_numbers()


def test_the_root_signs_certificates_and_nothing_else(authority: CertificateAuthority) -> None:
    usage = authority.root.extensions.get_extension_for_class(x509.KeyUsage).value
    limits = authority.root.extensions.get_extension_for_class(x509.BasicConstraints).value

    assert (usage.key_cert_sign, usage.crl_sign, usage.digital_signature) == (True, True, False)
    assert (limits.ca, limits.path_length) == (True, 0)
    assert authority.root.not_valid_before_utc < AT


def test_a_seal_certificate_names_the_village_and_its_purpose(authority: CertificateAuthority) -> None:
    seal = authority.issue_seal_certificate(code=VILLAGE, name="Pemerintah Desa Sukamaju", at=AT)

    certificate = seal.certificate
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    certificate.verify_directly_issued_by(authority.root)
    assert {name.oid: name.value for name in certificate.subject} == {
        NameOID.COUNTRY_NAME: "ID",
        NameOID.ORGANIZATION_NAME: "Pemerintah Desa Sukamaju",
        NameOID.SERIAL_NUMBER: VILLAGE,
        NameOID.COMMON_NAME: "Segel Pemerintah Desa Sukamaju",
    }
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    assert AT + timedelta(days=365 * 5) == certificate.not_valid_after_utc
    assert public_key(certificate) == authority.store.load(seal.key_name).public_key()


def test_a_long_village_name_still_gets_a_seal(authority: CertificateAuthority) -> None:
    name = "Pemerintah Desa Adat " + "Panjang Sekali " * 6

    seal = authority.issue_seal_certificate(code=VILLAGE, name=name, at=AT)

    assert (
        seal.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == f"Segel {name}"[:64]
    )


def test_a_seal_never_outlives_the_root(authority: CertificateAuthority) -> None:
    late = AT + timedelta(days=365 * 24)

    seal = authority.issue_seal_certificate(code=VILLAGE, name="Desa", at=late)

    assert seal.certificate.not_valid_after_utc == authority.root.not_valid_after_utc


def test_the_newest_seal_is_used_and_the_old_ones_still_check_letters(
    authority: CertificateAuthority,
) -> None:
    first = authority.issue_seal_certificate(code=VILLAGE, name="Desa Sukamaju", at=AT)
    second = authority.issue_seal_certificate(code=VILLAGE, name="Desa Sukamaju", at=AT)
    authority.issue_seal_certificate(code="99.01.01.2002", name="Desa Air Jernih", at=AT)

    assert authority.seal_certificate(VILLAGE) == second
    assert authority.seal_certificates(VILLAGE) == [first, second]


def test_a_revoked_seal_is_not_used_again(authority: CertificateAuthority) -> None:
    first = authority.issue_seal_certificate(code=VILLAGE, name="Desa Sukamaju", at=AT)
    second = authority.issue_seal_certificate(code=VILLAGE, name="Desa Sukamaju", at=AT)

    authority.revoke(second.certificate, at=AT)
    authority.revoke(second.certificate, at=AT + timedelta(days=5))

    assert authority.seal_certificate(VILLAGE) == first
    assert authority.revoked() == {second.certificate.serial_number: AT}


def test_a_village_without_a_seal_is_told_to_make_one(authority: CertificateAuthority) -> None:
    with pytest.raises(KeyMissing, match="Buat segel di menu pengaturan desa"):
        authority.seal_certificate(VILLAGE)


def test_a_lost_root_key_is_said_before_anything_is_issued(authority: CertificateAuthority) -> None:
    authority.store.path_of("kabupaten").unlink()

    with pytest.raises(KeyMissing, match="Pulihkan folder kunci"):
        authority.issue_seal_certificate(code=VILLAGE, name="Desa", at=AT)

    assert authority.root == CertificateAuthority.open(authority.store).root
    assert authority.seal_certificates(VILLAGE) == []


def test_a_store_without_authority_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="belum dibuat"):
        CertificateAuthority.open(KeyStore(tmp_path, tmp_path / "m"))


@pytest.mark.parametrize("code", ["", "../x", "9901012001", "99.01.01.2001/x"])
def test_a_seal_belongs_to_an_area_code(authority: CertificateAuthority, code: str) -> None:
    with pytest.raises(ValueError, match="area code"):
        authority.issue_seal_certificate(code=code, name="Desa", at=AT)


def test_the_server_certificate_names_hosts_and_addresses(authority: CertificateAuthority) -> None:
    server = authority.issue_server_certificate(["balai.local", "192.0.2.7", "localhost"], at=AT)

    certificate = x509.load_pem_x509_certificate(server.certificate_file.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    certificate.verify_directly_issued_by(authority.root)
    assert set(names.get_values_for_type(x509.DNSName)) == {"balai.local", "localhost"}
    assert names.get_values_for_type(x509.IPAddress) == [ip_address("192.0.2.7")]
    assert list(purposes) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc <= timedelta(days=825)


def test_the_server_certificate_is_kept_until_hosts_or_time_ask_for_another(
    authority: CertificateAuthority,
) -> None:
    def content(hosts: list[str], days: int) -> bytes:
        return authority.issue_server_certificate(
            hosts, at=AT + timedelta(days=days)
        ).certificate_file.read_bytes()

    first = content(["localhost", "192.0.2.7"], 0)

    assert content(["localhost"], 700) == first
    renewed = content(["localhost"], 790)
    assert renewed != first
    assert content(["localhost", "balai.local"], 791) != renewed


def test_a_tls_server_opens_the_key_and_a_client_trusts_it(authority: CertificateAuthority) -> None:
    now = authority.root.not_valid_before_utc + timedelta(days=1)
    server = authority.issue_server_certificate(["localhost"], at=now)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.certificate_file, server.key_file, server.key_passphrase)

    assert context.get_ca_certs() == []
    assert server.key_passphrase not in repr(server)
    assert b"ENCRYPTED" in server.key_file.read_bytes()


def test_a_server_that_opens_no_encrypted_key_gets_an_open_one_for_itself(
    tmp_path: Path, authority: CertificateAuthority
) -> None:
    server = authority.issue_server_certificate(["localhost"], at=AT)

    server.write_open_key(tmp_path / "server.key")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.certificate_file, tmp_path / "server.key")
    assert (tmp_path / "server.key").stat().st_mode & 0o777 == 0o600


def test_the_revocation_list_is_signed_by_the_root(authority: CertificateAuthority) -> None:
    seal = authority.issue_seal_certificate(code=VILLAGE, name="Desa Sukamaju", at=AT)
    authority.revoke(seal.certificate, at=AT)

    revoked = x509.load_der_x509_crl(authority.revocation_list(at=AT))

    assert revoked.is_signature_valid(public_key(authority.root))
    assert [entry.serial_number for entry in revoked] == [seal.certificate.serial_number]

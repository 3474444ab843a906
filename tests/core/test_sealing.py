from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from balai.core.authority import CertificateAuthority
from balai.core.sealing import Seal, SealKind, SealUnavailable, Verdict, VillageSeal, examine_pdf, open_seal
from balai.core.sealing import _LoadedKeySigner as LoadedKeySigner
from tests.core.seals import (
    AT,
    VILLAGE,
    make_authority,
    plain_letter,
    with_bit_flipped,
    with_empty_field_on_top,
    with_note_on_top,
    with_other_page,
)

NAME = "Pemerintah Desa Sukamaju"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> CertificateAuthority:
    authority = make_authority(tmp_path_factory.mktemp("kabupaten"))
    authority.issue_seal_certificate(code=VILLAGE, name=NAME, at=AT)
    return authority


@pytest.fixture(scope="module")
def village_seal(authority: CertificateAuthority) -> VillageSeal:
    return open_seal(authority, VILLAGE)


@pytest.fixture(scope="module")
def stranger_seal(tmp_path_factory: pytest.TempPathFactory) -> VillageSeal:
    """A seal with the same names, from an authority of the forger's own."""
    forged = make_authority(tmp_path_factory.mktemp("palsu"))
    forged.issue_seal_certificate(code=VILLAGE, name=NAME, at=AT)
    return open_seal(forged, VILLAGE)


@pytest.fixture(scope="module")
def sealed(village_seal: VillageSeal) -> bytes:
    return set_seal(village_seal)


def set_seal(seal: Seal, pdf: bytes | None = None, *, minutes: int = 0) -> bytes:
    return seal.seal(
        plain_letter() if pdf is None else pdf,
        reason="Surat nomor 0001",
        location="Sukamaju",
        at=AT + timedelta(minutes=minutes),
    )


def test_a_sealed_letter_is_genuine(authority: CertificateAuthority, sealed: bytes) -> None:
    examination = examine_pdf(sealed, [authority.root])

    (seal,) = examination.seals
    assert examination.verdict is Verdict.GENUINE
    assert (seal.kind, seal.signer, seal.sealed_at) == (SealKind.VILLAGE, NAME, AT)
    assert (seal.reason, seal.intact) == ("Surat nomor 0001", True)
    assert seal.certificate_serial == authority.seal_certificate(VILLAGE).certificate.serial_number


def test_the_seal_is_pades_and_keeps_the_letter_archival(sealed: bytes) -> None:
    document = pypdf.PdfReader(BytesIO(sealed))

    catalogue = document.trailer["/Root"].get_object()
    (field,) = (reference.get_object() for reference in catalogue["/AcroForm"].get_object()["/Fields"])
    signature = field["/V"].get_object()
    metadata = catalogue["/Metadata"].get_object().get_data().decode()
    assert signature["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature["/M"] == "D:20261120094158+07'00'"
    assert field["/F"] & 4  # printed, as PDF/A asks
    assert field["/Rect"][0] == field["/Rect"][2]  # and without area, so it needs no picture
    assert "/MarkInfo" in catalogue
    assert "/Perms" in catalogue
    assert "<pdfaid:part>2</pdfaid:part>" in metadata or 'pdfaid:part="2"' in metadata
    assert plain_letter() == sealed[: len(plain_letter())]


def test_a_second_seal_leaves_the_first_valid(
    authority: CertificateAuthority, village_seal: VillageSeal, sealed: bytes
) -> None:
    twice = set_seal(village_seal, sealed, minutes=5)

    examination = examine_pdf(twice, [authority.root])

    assert examination.verdict is Verdict.GENUINE
    assert [seal.intact for seal in examination.seals] == [True, True]
    assert [seal.sealed_at for seal in examination.seals] == [AT, AT + timedelta(minutes=5)]
    assert examination.seals[0] == examine_pdf(sealed, [authority.root]).seals[0]


def test_another_authority_that_is_trusted_as_certified_is_said_to_be_certified(
    authority: CertificateAuthority, stranger_seal: VillageSeal, tmp_path: Path, sealed: bytes
) -> None:
    national = make_authority(tmp_path, regency="Badan Nasional")
    national.issue_seal_certificate(code=VILLAGE, name="HARUN WIRATMAJA", at=AT)
    both = set_seal(open_seal(national, VILLAGE), sealed, minutes=1)

    examination = examine_pdf(both, [authority.root], certified_roots=[national.root])

    assert examination.verdict is Verdict.GENUINE
    assert [seal.kind for seal in examination.seals] == [SealKind.VILLAGE, SealKind.CERTIFIED]


@pytest.mark.parametrize("attack", [with_other_page, with_note_on_top, with_empty_field_on_top])
def test_what_is_added_behind_the_seal_is_found(
    authority: CertificateAuthority, sealed: bytes, attack: object
) -> None:
    assert callable(attack)
    attacked = attack(sealed)

    examination = examine_pdf(attacked, [authority.root])

    assert attacked.startswith(sealed)
    assert examination.verdict is Verdict.ALTERED


def test_a_stranger_cannot_hide_a_change_under_a_signature_of_his_own(
    authority: CertificateAuthority, stranger_seal: VillageSeal, sealed: bytes
) -> None:
    for attacked in (with_other_page(sealed), with_note_on_top(sealed), sealed):
        examination = examine_pdf(stranger_like(stranger_seal, attacked), [authority.root])

        assert examination.verdict is Verdict.ALTERED
        assert [seal.trusted for seal in examination.seals] == [True, False]


def stranger_like(seal: VillageSeal, pdf: bytes) -> bytes:
    """Signed with a visible field, which covers part of the page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name="Tipuan", md_algorithm="sha256"),
        signer=LoadedKeySigner(seal.key, seal.certificate),
        new_field_spec=fields.SigFieldSpec("Tipuan", box=(100, 400, 300, 450)),
    )
    signed: BytesIO = signer.sign_pdf(writer)
    return signed.getvalue()


def test_a_seal_of_a_forger_with_the_same_name_is_not_trusted(
    authority: CertificateAuthority, stranger_seal: VillageSeal
) -> None:
    examination = examine_pdf(set_seal(stranger_seal), [authority.root])

    assert examination.verdict is Verdict.UNKNOWN_SIGNER
    assert (examination.seals[0].kind, examination.seals[0].signer) == (None, NAME)


def test_a_letter_without_its_seal_is_unsealed(authority: CertificateAuthority) -> None:
    assert examine_pdf(plain_letter(), [authority.root]).verdict is Verdict.UNSEALED


def test_only_a_seal_certificate_seals(authority: CertificateAuthority) -> None:
    server = authority.issue_server_certificate(["localhost"], at=AT)
    certificate = x509.load_pem_x509_certificate(server.certificate_file.read_bytes())
    misused = VillageSeal(authority.store.load("server"), certificate)

    examination = examine_pdf(set_seal(misused), [authority.root])

    assert examination.verdict is Verdict.UNKNOWN_SIGNER


@pytest.mark.parametrize(
    ("hours", "verdict"), [(-1, Verdict.UNKNOWN_SIGNER), (0, Verdict.UNKNOWN_SIGNER), (1, Verdict.GENUINE)]
)
def test_a_revoked_certificate_is_believed_only_before_its_revocation(
    authority: CertificateAuthority, village_seal: VillageSeal, sealed: bytes, hours: int, verdict: Verdict
) -> None:
    revoked = {village_seal.certificate.serial_number: AT + timedelta(hours=hours)}

    assert examine_pdf(sealed, [authority.root], revoked=revoked).verdict is verdict


def test_a_letter_outlives_its_certificate(tmp_path: Path) -> None:
    long_ago = AT - timedelta(days=365 * 8)
    authority = make_authority(tmp_path, at=long_ago)
    authority.issue_seal_certificate(code=VILLAGE, name=NAME, at=long_ago)
    letter = open_seal(authority, VILLAGE).seal(plain_letter(), reason="", location="", at=long_ago)

    assert examine_pdf(letter, [authority.root]).verdict is Verdict.GENUINE
    with pytest.raises(SealUnavailable, match="Masa berlaku segel desa habis"):
        set_seal(open_seal(authority, VILLAGE))


def test_no_bit_of_the_letter_can_be_flipped(authority: CertificateAuthority, sealed: bytes) -> None:
    @settings(max_examples=40)
    @given(place=st.integers(0, len(plain_letter()) - 1))
    def check(place: int) -> None:
        examination = examine_pdf(with_bit_flipped(sealed, place), [authority.root])

        assert examination.verdict is not Verdict.GENUINE

    check()


def test_no_bytes_break_the_examination(authority: CertificateAuthority, sealed: bytes) -> None:
    @settings(max_examples=60)
    @given(junk=st.binary(max_size=200), cut=st.integers(0, len(sealed)))
    def check(junk: bytes, cut: int) -> None:
        for candidate in (junk, b"%PDF-1.7\n" + junk, sealed[:cut], sealed[:cut] + junk):
            verdict = examine_pdf(candidate, [authority.root]).verdict

            assert verdict is not Verdict.GENUINE or candidate.rstrip() == sealed.rstrip()

    check()


def test_bytes_behind_the_end_are_not_part_of_a_genuine_letter(
    authority: CertificateAuthority, sealed: bytes
) -> None:
    for added in (b"\n% tambahan", b"\n9 0 obj\n<<>>\nendobj\n" + sealed[sealed.rindex(b"startxref") :]):
        assert examine_pdf(sealed + added, [authority.root]).verdict is Verdict.ALTERED
    assert examine_pdf(sealed + b"\n", [authority.root]).verdict is Verdict.GENUINE


def test_encrypted_and_too_large_files_are_named(authority: CertificateAuthority) -> None:
    writer = pypdf.PdfWriter(BytesIO(plain_letter()))
    writer.encrypt("rahasia", algorithm="AES-256")
    locked = BytesIO()
    writer.write(locked)

    assert examine_pdf(locked.getvalue(), [authority.root]).verdict is Verdict.NOT_A_PDF
    assert examine_pdf(b"%PDF-1.7" + bytes(31 * 1024 * 1024), [authority.root]).verdict is Verdict.NOT_A_PDF


def test_threads_share_one_seal(authority: CertificateAuthority, village_seal: VillageSeal) -> None:
    with ThreadPoolExecutor(4) as workers:
        letters = list(workers.map(lambda minute: set_seal(village_seal, minutes=minute), range(16)))

    examinations = [examine_pdf(letter, [authority.root]) for letter in letters]
    assert [examination.verdict for examination in examinations] == [Verdict.GENUINE] * 16
    assert [found.seals[0].sealed_at for found in examinations] == [
        AT + timedelta(minutes=n) for n in range(16)
    ]


def test_a_village_without_seal_or_key_is_told_what_to_do(tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    with pytest.raises(SealUnavailable, match="Buat segel di menu pengaturan desa"):
        open_seal(authority, VILLAGE)

    made = authority.issue_seal_certificate(code=VILLAGE, name=NAME, at=AT)
    authority.store.path_of(made.key_name).rename(tmp_path / "hilang")
    with pytest.raises(SealUnavailable):
        open_seal(authority, VILLAGE)


def test_a_seal_needs_a_time_with_zone_and_a_document(village_seal: VillageSeal) -> None:
    with pytest.raises(ValueError, match="time zone"):
        village_seal.seal(plain_letter(), reason="", location="", at=AT.replace(tzinfo=None))
    with pytest.raises(SealUnavailable, match="tidak bisa disegel"):
        village_seal.seal(b"bukan pdf", reason="", location="", at=AT)


def test_a_seal_says_what_it_is_in_law(village_seal: VillageSeal) -> None:
    assert village_seal.kind is SealKind.VILLAGE
    assert "private" not in repr(village_seal).lower() or "object at" in repr(village_seal)

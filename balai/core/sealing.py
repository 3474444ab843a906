"""Electronic seals on PDF documents: the village's own seal (PAdES B-B), and reading any seal.

The second implementation of `Seal` is the national service in `balai.core.bsre`.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from balai.core.authority import CertificateAuthority
from balai.core.cms import signed_data
from balai.core.keystore import KeyMissing, KeyStore
from balai.core.seal_examination import examine_pdf, for_pyhanko
from balai.core.seals import FoundSeal, Seal, SealExamination, SealKind, SealUnavailable, Verdict
from balai.core.signature_places import FIELD, drawn_as, free_places

__all__ = [
    "FoundSeal",
    "Seal",
    "SealExamination",
    "SealKind",
    "SealUnavailable",
    "Verdict",
    "VillageSeal",
    "examine_pdf",
    "open_seal",
]

# Hexadecimal characters kept free in the PDF for the signature; ours needs about 2,600. Without a number pyHanko
# signs twice, the first time only to measure.
_ROOM: Final = 8192
_ES256: Final = ec.ECDSA(hashes.SHA256())
_LONGEST_SIGNATURE: Final = 72  # bytes of DER


@dataclass(frozen=True)
class VillageSeal:
    """The village's seal: a loaded ECDSA P-256 key and its certificate. Safe to share between threads."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    kind: SealKind = SealKind.VILLAGE

    def seal(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """Set a PAdES B-B seal. Raises `SealUnavailable`."""
        return self._append(pdf, reason, location, at, picture=None)

    def sign_beside(self, pdf: bytes, *, reason: str, location: str, at: datetime, picture: bytes) -> bytes:
        """Set a second seal, shown as `picture` in the place that the document keeps for it; without one, unseen.

        Raises `SealUnavailable`.
        """
        return self._append(pdf, reason, location, at, picture=picture)

    def _append(self, pdf: bytes, reason: str, location: str, at: datetime, picture: bytes | None) -> bytes:
        if at.utcoffset() is None:
            raise ValueError("the time of a seal needs a time zone")
        if not self.certificate.not_valid_before_utc <= at <= self.certificate.not_valid_after_utc:
            raise SealUnavailable(
                "Masa berlaku segel desa habis, atau tanggal komputer ini salah. "
                "Periksa tanggal komputer, lalu buat segel baru di menu pengaturan desa."
            )
        try:
            signer = _LoadedKeySigner(self.key, self.certificate)
            return _append_seal(pdf, signer, reason=reason, location=location, at=at, picture=picture)
        except (PdfError, SigningError, ValueError) as error:
            raise SealUnavailable("Dokumen ini tidak bisa disegel. Beri tahu pengelola Balai.") from error


def open_seal(authority: CertificateAuthority, code: str) -> VillageSeal:
    """The seal in use by the village `code`, its key kept in memory after the first use.

    Raises `SealUnavailable` when there is no seal or its key cannot be opened.
    """
    try:
        current = authority.seal_certificate(code)
        return _opened(authority.store.folder, authority.store.master_key_file, current.key_name)
    except KeyMissing as error:
        raise SealUnavailable(str(error)) from error


@lru_cache(maxsize=512)
def _opened(folder: Path, master_key_file: Path, key_name: str) -> VillageSeal:
    store = KeyStore(folder, master_key_file)
    certificate = x509.load_pem_x509_certificate((folder / f"{key_name}.crt").read_bytes())
    return VillageSeal(store.load(key_name), certificate)


class _LoadedKeySigner(signers.Signer):
    """Signs with a key object, into a CMS structure of finished pieces.

    pyHanko's own SimpleSigner parses the key again for each signature and builds the structure from the ground.
    """

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
        super().__init__(signing_cert=for_pyhanko(certificate), embed_roots=False)
        self._key = key
        self._certificate = certificate

    async def async_sign(
        self, data_digest: bytes, digest_algorithm: str, dry_run: Any = False, *wishes: Any, **settings: Any
    ) -> cms.ContentInfo:
        """The whole structure. It says what PAdES B-B asks for and nothing else, whatever else is wished for.

        A dry run has the longest signature there is, because pyHanko only wants to know how much room to keep.
        """
        if digest_algorithm != "sha256":
            raise SigningError(f"unexpected digest {digest_algorithm}")

        def sign(attributes: bytes) -> bytes:
            return bytes(_LONGEST_SIGNATURE) if dry_run else self._key.sign(attributes, _ES256)

        structure = signed_data(data_digest, self._certificate, sign)
        loaded: cms.ContentInfo = cms.ContentInfo.load(structure)  # type: ignore[no-untyped-call]
        return loaded

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        raise SigningError("nothing but whole PDF signatures is signed here")


class _DatedPdfSigner(signers.PdfSigner):
    """Writes the given time into the seal instead of the computer's own at that moment."""

    def __init__(self, at: datetime, **settings: Any) -> None:
        super().__init__(**settings)
        self._at = at

    def init_signing_session(self, *arguments: Any, **options: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self._at
        return session


def _append_seal(
    pdf: bytes, signer: signers.Signer, *, reason: str, location: str, at: datetime, picture: bytes | None
) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    earlier = len(writer.prev.embedded_signatures)
    placed = picture is not None and FIELD in free_places(writer)
    field_name = FIELD if placed else f"Segel{earlier + 1}"
    metadata = signers.PdfSignatureMetadata(
        field_name=field_name,
        md_algorithm="sha256",
        reason=reason,
        location=location,
        subfilter=fields.SigSeedSubFilter.PADES,
        # The first seal closes the document: readers then refuse notes and form entries, but not further signatures.
        certify=earlier == 0,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    # No picture of its own: the seal is drawn by the typesetting. The odd place keeps both PDF/A and PDF/UA.
    unseen = fields.SigFieldSpec(
        field_name, invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True)
    )
    shown = {"stamp_style": drawn_as(picture)} if picture and placed else {"new_field_spec": unseen}
    pdf_signer = _DatedPdfSigner(at, signature_meta=metadata, signer=signer, **shown)
    sealed: BytesIO = pdf_signer.sign_pdf(writer, bytes_reserved=_ROOM)
    return sealed.getvalue()

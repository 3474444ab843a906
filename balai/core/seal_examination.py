"""Reading the seals of a PDF that somebody shows us.

A seal covers the bytes it was set on; PDF allows bytes to be added behind them, which a reader then shows instead.
pyHanko compares what was added with what the law of the format allows; on top of that, nobody but a trusted signer
may add anything.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from balai.core.seals import FoundSeal, SealExamination, SealKind, Verdict
from balai.core.signature_places import free_places

# Failing to trust someone is a result here, not an error; the log would name the signer.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)

LARGEST: Final = 30 * 1024 * 1024
_MOST_SEALS: Final = 12


def examine_pdf(
    pdf: bytes,
    roots: Sequence[x509.Certificate],
    *,
    certified_roots: Sequence[x509.Certificate] = (),
    revoked: Mapping[int, datetime] | None = None,
) -> SealExamination:
    """Examine any bytes as a sealed PDF, offline. Never raises for what the bytes are.

    `roots` are trusted for village seals, `certified_roots` for certified signatures (BSrE). A certificate is judged
    at the time the seal claims, so that letters outlive their certificate; one in `revoked` (serial number to time)
    is not believed from that time on.
    """
    if len(pdf) > LARGEST or b"%PDF-" not in pdf[:1024]:
        return SealExamination(Verdict.NOT_A_PDF)
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted or not reader.root["/Pages"]:
            return SealExamination(Verdict.NOT_A_PDF)
        signatures = list(reader.embedded_signatures)
    except Exception:  # hostile files break parsers in every way there is
        return SealExamination(Verdict.NOT_A_PDF)
    if not signatures:
        return SealExamination(Verdict.UNSEALED)
    trust = _Trust(roots, certified_roots, revoked or {})
    try:
        return _examined(pdf, reader, signatures[:_MOST_SEALS], trust)
    except Exception:  # a signature that cannot even be read is not as it was set
        return SealExamination(Verdict.ALTERED)


@dataclass(frozen=True)
class _Trust:
    village: Sequence[x509.Certificate]
    certified: Sequence[x509.Certificate]
    revoked: Mapping[int, datetime]


@dataclass(frozen=True)
class _Read:
    """A seal with what the file as a whole is judged by."""

    seal: FoundSeal
    added_since: ModificationLevel
    is_timestamp: bool
    end: int


def _examined(
    pdf: bytes, reader: PdfFileReader, signatures: Sequence[EmbeddedPdfSignature], trust: _Trust
) -> SealExamination:
    read = [_read(pdf, signature, trust) for signature in signatures]
    own = [one for one in read if not one.is_timestamp]
    seals = tuple(one.seal for one in own)
    if not own:
        return SealExamination(Verdict.UNSEALED)
    # An empty signature field may be drawn over the text without counting as a change. Those that the first signer
    # has sealed himself are the places he kept for others.
    kept = free_places(reader.get_historical_resolver(signatures[0].signed_revision))
    empty_field = bool(free_places(reader) - kept)
    drawn_timestamp = any(
        one.is_timestamp and not _invisible(signature)
        for one, signature in zip(read, signatures, strict=True)
    )
    # Bytes that belong to no revision are shown by some readers; only what long-term archives add may follow.
    closed = own[-1].end >= len(pdf.rstrip()) or own[-1].added_since == ModificationLevel.LTA_UPDATES
    untouched = closed and all(seal.intact for seal in seals)
    if not untouched or drawn_timestamp:
        return SealExamination(Verdict.ALTERED, seals)
    trusted = [seal.trusted for seal in seals]
    if not any(trusted):
        return SealExamination(Verdict.UNKNOWN_SIGNER, seals)
    return SealExamination(Verdict.GENUINE if all(trusted) and not empty_field else Verdict.ALTERED, seals)


def _read(pdf: bytes, signature: EmbeddedPdfSignature, trust: _Trust) -> _Read:
    sealed_at = signature.self_reported_timestamp
    is_timestamp = str(signature.sig_object_type) == "/DocTimeStamp"
    end = _revision_end(signature)
    kind, intact, added = None, False, ModificationLevel.OTHER
    if not is_timestamp:
        for candidate, roots in ((SealKind.VILLAGE, trust.village), (SealKind.CERTIFIED, trust.certified)):
            status = validate_pdf_signature(signature, _context(roots, sealed_at))
            whole = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
            intact = bool(status.intact and status.valid and status.docmdp_ok and whole)
            added = status.modification_level or ModificationLevel.NONE
            if status.trusted and _believed(signature, trust.revoked, sealed_at):
                kind = candidate
                break
    certificate = signature.signer_cert
    seal = FoundSeal(
        kind=kind,
        signer=str(_subject(certificate)),
        certificate_serial=int(certificate.serial_number),
        sealed_at=sealed_at,
        reason=str(signature.sig_object.get("/Reason", "")),
        intact=intact and added <= ModificationLevel.FORM_FILLING,
        revision_sha256=sha256(pdf[:end]).hexdigest(),
    )
    return _Read(seal, added, is_timestamp, end)


def _context(roots: Sequence[x509.Certificate], sealed_at: datetime | None) -> ValidationContext:
    return ValidationContext(
        trust_roots=[for_pyhanko(root) for root in roots],
        moment=sealed_at,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def for_pyhanko(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate as the objects of asn1crypto, which pyHanko works with."""
    encoded = certificate.public_bytes(serialization.Encoding.DER)
    parsed: asn1_x509.Certificate = asn1_x509.Certificate.load(encoded)  # type: ignore[no-untyped-call]  # untyped library
    return parsed


def _believed(
    signature: EmbeddedPdfSignature, revoked: Mapping[int, datetime], sealed_at: datetime | None
) -> bool:
    since = revoked.get(int(signature.signer_cert.serial_number))
    return since is None or (sealed_at is not None and sealed_at < since)


def _subject(certificate: Any) -> str:
    name = certificate.subject.native
    return str(name.get("organization_name") or name.get("common_name") or certificate.subject.human_friendly)


def _revision_end(signature: EmbeddedPdfSignature) -> int:
    ranges = [int(number) for number in signature.byte_range]
    return ranges[-2] + ranges[-1]


def _invisible(signature: EmbeddedPdfSignature) -> bool:
    left, bottom, right, top = (float(edge) for edge in signature.sig_field.get("/Rect", [0, 0, 0, 0]))
    return left == right or bottom == top

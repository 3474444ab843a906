"""What an electronic seal is, whoever sets it, and what can be found out about it.

The village's own seal is not a certified electronic signature (TTE): `SealKind` says which of the two a seal is, and
whoever shows a seal says it too.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class SealKind(StrEnum):
    """What a seal is in law (UU 1/2024 art. 13, PP 71/2019 art. 60)."""

    VILLAGE = "village"  # segel elektronik desa, tidak tersertifikasi
    CERTIFIED = "certified"  # TTE tersertifikasi BSrE


class SealUnavailable(Exception):
    """A document could not be sealed. `str()` is a sentence for the officer; nothing was changed.

    `retry` says whether the same call may succeed later without anyone doing anything.
    """

    retry = False


class Seal(Protocol):
    """Something that seals a finished PDF: the village's own key, or the national service."""

    @property
    def kind(self) -> SealKind: ...

    def seal(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """The same document with one more seal, added so that earlier seals stay valid.

        `at` is the aware time written into the seal. Raises `SealUnavailable`.
        """
        ...


class Verdict(StrEnum):
    """What is true of a document as a whole."""

    GENUINE = "genuine"  # sealed by someone trusted, and nothing was changed since
    ALTERED = "altered"  # changed after sealing, or something was added by a stranger
    UNKNOWN_SIGNER = "unknown_signer"  # unchanged, but nobody we trust sealed it
    UNSEALED = "unsealed"
    NOT_A_PDF = "not_a_pdf"  # no PDF, damaged, encrypted or larger than 30 MB


@dataclass(frozen=True)
class FoundSeal:
    """One seal in a document.

    `kind` is None when the signer is not trusted: then `signer` and `sealed_at` are only what the file claims.
    `revision_sha256` is the SHA-256 of the file as it was right after this seal.
    """

    kind: SealKind | None
    signer: str
    certificate_serial: int
    sealed_at: datetime | None
    reason: str
    intact: bool
    revision_sha256: str

    @property
    def trusted(self) -> bool:
        return self.kind is not None


@dataclass(frozen=True)
class SealExamination:
    """The verdict and the seals it rests on, in the order in which they were set."""

    verdict: Verdict
    seals: tuple[FoundSeal, ...] = ()

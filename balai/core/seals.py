"""What an electronic seal is, whoever sets it.

The village's own seal is not a certified electronic signature (TTE): `SealKind` says which of the two a seal is, and
whoever shows a seal says it too.
"""

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

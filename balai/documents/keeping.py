"""Encryption at rest: AES-256-GCM with a key of the village, bound to the village and to what the content belongs to.

A copied file opens nothing without the master key, and under another document's name it doesn't open at all.
"""

import secrets
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from balai.villages.keys import key_at_rest

LAYOUT: Final = b"\x01"
NONCE_BYTES: Final = 12
OF_NO_VILLAGE: Final = 0
"""In place of a village: what the regency holds before anybody knows whose it is. Villages count from 1."""


class ContentUnreadable(Exception):
    """What is kept doesn't open: it was changed, belongs elsewhere, or the master key is another one."""

    def __init__(self) -> None:
        super().__init__(
            "Berkas ini tidak bisa dibuka: isinya berubah, atau kunci utama bukan pasangannya. "
            "Pulihkan berkas dan kunci dari cadangan yang sama."
        )


def seal(content: bytes, *, village_id: int, owner: UUID, place: int = 0) -> bytes:
    """Encrypt what belongs to the row `owner`, at `place` in it. Raises `KeyMissing`, `StorageFull`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key_at_rest(village_id)).encrypt(nonce, content, _bound_to(village_id, owner, place))
    return LAYOUT + nonce + sealed


def unseal(sealed: bytes, *, village_id: int, owner: UUID, place: int = 0) -> bytes:
    """Raises `ContentUnreadable`, `KeyMissing`."""
    layout, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if layout != LAYOUT:
        raise ContentUnreadable
    try:
        return AESGCM(key_at_rest(village_id)).decrypt(nonce, rest, _bound_to(village_id, owner, place))
    except (InvalidTag, ValueError):
        raise ContentUnreadable from None


def _bound_to(village_id: int, owner: UUID, place: int) -> bytes:
    return f"balai document {village_id} {owner} {place}".encode()

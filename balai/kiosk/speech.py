"""What a page says aloud, by an address that only this server can make and read.

The text is encrypted into the address (AES-SIV, RFC 5297): a sentence may name a person, and addresses end up in logs.
The same sentence always has the same address. Nothing is kept here; the device's browser may keep what it has heard if
that says nothing about anybody, so that it asks once a week for "Silakan sentuh keperluan Anda" and not at each visit.
"""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.utils.crypto import salted_hmac

from balai.core.voice import LONGEST


class SpeechForged(Exception):
    """No page of ours asked for this to be read."""


_KEPT, _FORGOTTEN = b"k", b"f"


def seal_speech(text: str, *, kept: bool) -> str:
    """The part of an address by which a browser hears `text`, and may keep it if it names nobody."""
    sealed = _cipher().encrypt((_KEPT if kept else _FORGOTTEN) + text[:LONGEST].encode(), None)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_speech(token: str) -> tuple[str, bool]:
    """The text in an address, and whether it may be kept. Raises `SpeechForged`."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        said = _cipher().decrypt(sealed, None)
        return said[1:].decode(), said[:1] == _KEPT
    except (binascii.Error, InvalidTag, ValueError) as forged:
        raise SpeechForged from forged


def _cipher() -> AESSIV:
    return AESSIV(salted_hmac("balai.kiosk.speech", "", algorithm="sha512").digest())

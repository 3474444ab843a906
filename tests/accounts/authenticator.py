"""A security key in software: makes and uses passkeys as a browser would hand them over (WebAuthn level 2)."""

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN = "http://localhost"
PRESENT_AND_VERIFIED = 0b0000_0101
WITH_KEY = 0b0100_0000


def text(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class SoftKey:
    """One passkey on one device."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user_handle = ""

    def create(self, options: dict[str, Any]) -> str:
        """Answer of `navigator.credentials.create`, as JSON."""
        wanted = options["publicKey"]
        self.user_handle = wanted["user"]["id"]
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._public()
        authenticator_data = self._about(wanted["rp"]["id"], PRESENT_AND_VERIFIED | WITH_KEY) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": authenticator_data})
        response = {
            "clientDataJSON": text(self._client("webauthn.create", wanted["challenge"])),
            "attestationObject": text(attestation),
            "transports": ["internal"],
        }
        return self._credential(response, {"credProps": {"rk": True}})

    def use(self, options: dict[str, Any]) -> str:
        """Answer of `navigator.credentials.get`, as JSON."""
        wanted = options["publicKey"]
        client = self._client("webauthn.get", wanted["challenge"])
        authenticator_data = self._about(wanted["rpId"], PRESENT_AND_VERIFIED)
        signature = self.private.sign(
            authenticator_data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        response = {
            "clientDataJSON": text(client),
            "authenticatorData": text(authenticator_data),
            "signature": text(signature),
            "userHandle": self.user_handle,
        }
        return self._credential(response, {})

    def _credential(self, response: dict[str, Any], extensions: dict[str, Any]) -> str:
        return json.dumps({
            "id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response,
            "clientExtensionResults": extensions,
        })  # fmt: skip

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()

    def _about(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + bytes(4)

    def _public(self) -> bytes:
        numbers = self.private.public_key().public_numbers()
        return cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        )

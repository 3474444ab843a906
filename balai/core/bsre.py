"""Certified electronic signatures (TTE) by BSrE, the national certificate authority, over its Esign client service.

The service runs in the regency's network; its two versions in use differ in calls and answers, not in meaning. The
official's passphrase goes with each call and is kept nowhere: not in a setting, table, queue, log or error. Calls and
codes follow the public client libraries (the manual is not public): 2011 not registered, 2031 wrong passphrase.
"""

import base64
import binascii
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import quote

from balai.core.seals import SealKind, SealUnavailable

if TYPE_CHECKING:
    from httpx import Client, Response

SIGN_SECONDS: Final = 30.0
VERIFY_SECONDS: Final = 120.0
_CONNECT_SECONDS: Final = 10.0
_ATTEMPTS: Final = 4
_LONGEST_PAUSE: Final = 10.0  # seconds; an officer is waiting

_ISSUED_CODE: Final = 1111

# httpx writes addresses into the log, and one of them holds a NIK.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Passphrase:
    """A secret in memory for the length of one call. It does not show, print, format, copy or pickle itself."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Passphrase(••••)"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a passphrase is never stored")


class WrongPassphrase(SealUnavailable):
    def __init__(self) -> None:
        super().__init__("Passphrase salah. Ketik ulang dengan teliti.")


class SignerNotRegistered(SealUnavailable):
    def __init__(self) -> None:
        super().__init__(
            "Pejabat ini belum punya TTE yang aktif. Daftarkan ke Dinas Kominfo kabupaten, "
            "atau pilih pejabat lain yang berhak."
        )


class AccountRefused(SealUnavailable):
    def __init__(self) -> None:
        super().__init__(
            "Layanan TTE menolak akun Balai. Periksa nama pengguna dan kata sandinya di pengaturan."
        )


class ServiceRefused(SealUnavailable):
    """The service answered, but not with a signed document; `code` is its own code or the HTTP status."""

    def __init__(self, code: int) -> None:
        super().__init__(f"Layanan TTE menolak dokumen ini (kode {code}). Beri tahu pengelola Balai.")
        self.code = code


class ServiceBusy(SealUnavailable):
    retry = True

    def __init__(self) -> None:
        super().__init__("Layanan TTE sedang sibuk. Nomor surat aman; coba lagi beberapa menit lagi.")


class ServiceDown(SealUnavailable):
    retry = True

    def __init__(self) -> None:
        super().__init__("Layanan TTE tidak bisa dihubungi. Nomor surat aman; coba lagi nanti.")


class ServiceSilent(SealUnavailable):
    retry = True

    def __init__(self) -> None:
        super().__init__("Layanan TTE terlalu lama menjawab. Nomor surat aman; coba lagi nanti.")


class SignerStatus(StrEnum):
    """Whether a person may sign now: only `ACTIVE` may."""

    ACTIVE = "active"
    NOT_ACTIVE = "not_active"  # registered, but expired, suspended, revoked or not finished
    NOT_REGISTERED = "not_registered"


@dataclass(frozen=True)
class CertifiedCheck:
    """What the service says of a signed document: all signatures whole and certified, and who signed."""

    valid: bool
    signers: tuple[str, ...] = ()


@dataclass(frozen=True)
class BsreAccount:
    """Where the service is and how Balai signs in there."""

    address: str
    user: str
    password: Passphrase
    sign_seconds: float = SIGN_SECONDS
    verify_seconds: float = VERIFY_SECONDS
    pause: Callable[[float], None] = field(default=time.sleep, repr=False)


def is_answering(account: BsreAccount) -> bool:
    """Whether the service answers at all; nobody's NIK or passphrase is sent."""
    import httpx

    try:
        response = httpx.get(account.address, timeout=_CONNECT_SECONDS)
    except httpx.HTTPError:
        return False
    return not response.is_server_error


@dataclass(frozen=True)
class _Bsre:
    """What both versions share: one official, one passphrase, one account."""

    account: BsreAccount
    nik: str = field(repr=False)
    passphrase: Passphrase
    kind: SealKind = SealKind.CERTIFIED

    def _call(self, seconds: float, send: "Callable[[Client], Response]") -> "Response":
        """Send until the service is not too busy, and return an answer of status 200.

        Errors are raised outside of any `except`: an httpx error holds the request, and with it the passphrase.
        """
        for attempt in range(_ATTEMPTS):
            response, problem = self._attempt(seconds, send)
            if problem is not None:
                raise problem
            if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                break
            if attempt + 1 < _ATTEMPTS:
                self.account.pause(_pause(response, attempt))
        problem = _problem(response)
        if problem is not None:
            raise problem
        return response

    def _attempt(
        self, seconds: float, send: "Callable[[Client], Response]"
    ) -> "tuple[Response, SealUnavailable | None]":
        import httpx

        account = self.account
        nothing = httpx.Response(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            with httpx.Client(
                base_url=account.address,
                auth=(account.user, account.password.reveal()),
                timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS)),
            ) as client:
                return send(client), None
        except httpx.TimeoutException:
            return nothing, ServiceSilent()
        except httpx.HTTPError:
            return nothing, ServiceDown()


class BsreSealV1(_Bsre):
    """The first version: multipart forms; the signed document comes back as the body or is fetched by its id."""

    def seal(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """Have the official sign. The service writes its own time, not `at`. Raises `SealUnavailable`."""

        def send(client: "Client") -> "Response":
            form = {
                "nik": self.nik,
                "passphrase": self.passphrase.reveal(),
                "tampilan": "invisible",
                "reason": reason,
                "location": location,
            }
            return client.post(
                "/api/sign/pdf", data=form, files={"file": ("surat.pdf", pdf, "application/pdf")}
            )

        response = self._call(self.account.sign_seconds, send)
        document = response.headers.get("id_dokumen")
        if document and not _is_pdf(response.content):
            response = self._call(
                self.account.sign_seconds,
                lambda client: client.get(f"/api/sign/download/{quote(document, safe='')}"),
            )
        return _signed(pdf, response.content)

    def status(self) -> SignerStatus:
        """Whether this official may sign now. Raises `SealUnavailable` when the service does not answer."""
        try:
            response = self._call(
                self.account.sign_seconds, lambda client: client.get(f"/api/user/status/{self.nik}")
            )
        except SignerNotRegistered:
            return SignerStatus.NOT_REGISTERED
        code = _number(_json(response).get("status_code"))
        return SignerStatus.ACTIVE if code == _ISSUED_CODE else SignerStatus.NOT_ACTIVE

    def verify(self, pdf: bytes) -> CertifiedCheck:
        """Ask the service about a signed document. Raises `SealUnavailable` when it does not answer."""
        response = self._call(
            self.account.verify_seconds,
            lambda client: client.post(
                "/api/sign/verify", files={"signed_file": ("surat.pdf", pdf, "application/pdf")}
            ),
        )
        details = _list(_json(response).get("details"))
        whole = [_part(detail, "signature_document").get("document_integrity") is True for detail in details]
        certified = [_part(detail, "info_signer").get("cert_user_certified") is True for detail in details]
        names = tuple(str(_part(detail, "info_signer").get("signer_name", "")) for detail in details)
        return CertifiedCheck(bool(details) and all(whole) and all(certified), names)


class BsreSealV2(_Bsre):
    """The second version: JSON with the documents in base64."""

    def seal(self, pdf: bytes, *, reason: str, location: str, at: datetime) -> bytes:
        """Have the official sign. The service writes its own time, not `at`. Raises `SealUnavailable`."""

        def send(client: "Client") -> "Response":
            body = {
                "nik": self.nik,
                "passphrase": self.passphrase.reveal(),
                "signatureProperties": [{"tampilan": "INVISIBLE", "reason": reason, "location": location}],
                "file": [base64.b64encode(pdf).decode()],
            }
            return client.post("/api/v2/sign/pdf", json=body)

        response = self._call(self.account.sign_seconds, send)
        files = _list(_json(response).get("file"))
        try:
            content = base64.b64decode(str(files[0]), validate=True) if files else b""
        except binascii.Error:
            content = b""
        return _signed(pdf, content)

    def status(self) -> SignerStatus:
        """Whether this official may sign now. Raises `SealUnavailable` when the service does not answer."""
        try:
            response = self._call(
                self.account.sign_seconds,
                lambda client: client.post("/api/v2/user/check/status", json={"nik": self.nik}),
            )
        except SignerNotRegistered:
            return SignerStatus.NOT_REGISTERED
        match _json(response).get("status"):
            case "ISSUE":
                return SignerStatus.ACTIVE
            case "NOT_REGISTERED":
                return SignerStatus.NOT_REGISTERED
            case _:
                return SignerStatus.NOT_ACTIVE

    def verify(self, pdf: bytes) -> CertifiedCheck:
        """Ask the service about a signed document. Raises `SealUnavailable` when it does not answer."""
        response = self._call(
            self.account.verify_seconds,
            lambda client: client.post("/api/v2/verify/pdf", json={"file": base64.b64encode(pdf).decode()}),
        )
        answer = _json(response)
        found = [_mapping(one) for one in _list(answer.get("signatureInformations"))]
        whole = all(
            one.get("integrityValid") is True and one.get("certificateTrusted") is True for one in found
        )
        names = tuple(str(one.get("signerName", "")) for one in found)
        return CertifiedCheck(bool(found) and whole and answer.get("conclusion") == "VALID", names)


_BY_CODE: Final[Mapping[int | None, Callable[[], SealUnavailable]]] = {
    1110: SignerNotRegistered,
    2011: SignerNotRegistered,
    2031: WrongPassphrase,
}
_BY_STATUS: Final[Mapping[int, Callable[[], SealUnavailable]]] = {
    401: AccountRefused,
    403: AccountRefused,
    429: ServiceBusy,
}


def _problem(response: "Response") -> SealUnavailable | None:
    answer = _json(response)
    code = _number(answer.get("status_code"))
    known = _BY_CODE.get(code) or _BY_STATUS.get(response.status_code)
    if known:
        return known()
    if response.is_server_error:
        return ServiceDown()
    if response.status_code != HTTPStatus.OK or "error" in answer:
        return ServiceRefused(code or response.status_code)
    return None


def _signed(original: bytes, content: bytes) -> bytes:
    """The signed document, if it is the one that was sent with a signature behind it."""
    if not (_is_pdf(content) and content.startswith(original.rstrip()) and len(content) > len(original)):
        raise ServiceRefused(HTTPStatus.OK)
    return content


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def _pause(response: "Response", attempt: int) -> float:
    """Seconds to wait: what the service asks for, else 1, 2, 4."""
    asked = response.headers.get("retry-after", "")
    return min(float(asked) if asked.isdecimal() else 2.0**attempt, _LONGEST_PAUSE)


def _json(response: "Response") -> Mapping[str, Any]:
    if response.content.lstrip()[:1] != b"{":
        return {}
    try:
        return _mapping(response.json())
    except ValueError:
        return {}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _part(value: object, name: str) -> Mapping[str, Any]:
    return _mapping(_mapping(value).get(name))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else None

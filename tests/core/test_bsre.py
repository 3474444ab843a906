import base64
import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message

import httpx
import pytest

from balai.core.bsre import (
    AccountRefused,
    BsreAccount,
    BsreSealV1,
    BsreSealV2,
    CertifiedCheck,
    Passphrase,
    ServiceBusy,
    ServiceDown,
    ServiceRefused,
    ServiceSilent,
    SignerNotRegistered,
    SignerStatus,
    WrongPassphrase,
)
from balai.core.sealing import Seal, SealKind, SealUnavailable
from tests.core.esign_server import Answer, Call, Exchange, esign_server, json_answer

NIK = "9901014507929003"
SECRET = "rahasia-kepala-desa"
ACCOUNT_SECRET = "sandi-akun-balai"
PDF = b"%PDF-1.7\n%surat\n%%EOF\n"
SIGNED = PDF + b"%tanda tangan\n%%EOF\n"
NOW = datetime(2026, 11, 20, 2, 41, 58, tzinfo=UTC)

type Bsre = type[BsreSealV1] | type[BsreSealV2]
VERSIONS = pytest.mark.parametrize("version", [BsreSealV1, BsreSealV2])


def signer(
    version: Bsre,
    exchange: Exchange,
    *,
    seconds: float = 5.0,
    pause: Callable[[float], None] = lambda _: None,
) -> BsreSealV1 | BsreSealV2:
    account = BsreAccount(exchange.address, "balai", Passphrase(ACCOUNT_SECRET), seconds, seconds, pause)
    return version(account, NIK, Passphrase(SECRET))


def sign(seal: Seal) -> bytes:
    return seal.seal(PDF, reason="Surat nomor 0147", location="Sukamaju", at=NOW)


def signed_answer(version: Bsre, content: bytes = SIGNED) -> Answer:
    if version is BsreSealV1:
        return Answer(200, content, {"Content-Type": "application/pdf", "id_dokumen": "dok-1"})
    return json_answer({"time": 812, "file": [base64.b64encode(content).decode()]})


def form_of(call: Call) -> dict[str, bytes]:
    message: Message = message_from_bytes(
        b"Content-Type: " + call.headers["content-type"].encode() + b"\n\n" + call.body
    )
    parts = [part for part in message.walk() if not part.is_multipart()]
    names = [str(part.get_param("name", header="content-disposition")) for part in parts]
    contents = [part.get_payload(decode=True) for part in parts]
    return {
        name: content for name, content in zip(names, contents, strict=True) if isinstance(content, bytes)
    }


@VERSIONS
def test_both_versions_are_certified_seals(version: Bsre) -> None:
    with esign_server(signed_answer(version)) as exchange:
        seal = signer(version, exchange)

        assert sign(seal) == SIGNED
        assert seal.kind is SealKind.CERTIFIED


def test_version_1_sends_a_form() -> None:
    with esign_server(signed_answer(BsreSealV1)) as exchange:
        sign(signer(BsreSealV1, exchange))

    (call,) = exchange.calls
    form = form_of(call)
    assert (call.method, call.path) == ("POST", "/api/sign/pdf")
    assert (
        call.headers["authorization"]
        == "Basic " + base64.b64encode(f"balai:{ACCOUNT_SECRET}".encode()).decode()
    )
    assert form["file"].strip() == PDF.strip()
    assert {name: value for name, value in form.items() if name != "file"} == {
        "nik": NIK.encode(),
        "passphrase": SECRET.encode(),
        "tampilan": b"invisible",
        "reason": b"Surat nomor 0147",
        "location": b"Sukamaju",
    }


def test_version_1_fetches_the_document_when_only_its_id_comes_back() -> None:
    told = Answer(200, b'{"message": "berhasil"}', {"id_dokumen": "dok/1"})
    with esign_server(told, Answer(200, SIGNED)) as exchange:
        signed = sign(signer(BsreSealV1, exchange))

    assert signed == SIGNED
    assert (exchange.calls[1].method, exchange.calls[1].path) == ("GET", "/api/sign/download/dok%2F1")


def test_version_2_sends_json() -> None:
    with esign_server(signed_answer(BsreSealV2)) as exchange:
        sign(signer(BsreSealV2, exchange))

    (call,) = exchange.calls
    assert (call.method, call.path) == ("POST", "/api/v2/sign/pdf")
    assert json.loads(call.body) == {
        "nik": NIK,
        "passphrase": SECRET,
        "signatureProperties": [
            {"tampilan": "INVISIBLE", "reason": "Surat nomor 0147", "location": "Sukamaju"}
        ],
        "file": [base64.b64encode(PDF).decode()],
    }


@VERSIONS
@pytest.mark.parametrize(
    ("answer", "error", "sentence"),
    [
        (
            json_answer({"error": "Passphrase anda salah", "status_code": 2031}, status=400),
            WrongPassphrase,
            "Passphrase salah",
        ),
        (
            json_answer({"error": "Passphrase anda salah", "status_code": 2031}),
            WrongPassphrase,
            "Passphrase salah",
        ),
        (
            json_answer({"error": "User tidak terdaftar", "status_code": "2011"}, status=400),
            SignerNotRegistered,
            "belum punya TTE",
        ),
        (json_answer({"error": "Unauthorized"}, status=401), AccountRefused, "menolak akun Balai"),
        (json_answer({"error": "PDF rusak", "status_code": 2021}, status=400), ServiceRefused, "kode 2021"),
        (Answer(404, b"Not Found"), ServiceRefused, "kode 404"),
        (Answer(500, b"<h1>Internal Server Error</h1>"), ServiceDown, "tidak bisa dihubungi"),
        (Answer(502, b"{bukan json"), ServiceDown, "tidak bisa dihubungi"),
        (Answer(200, b"<html>masuk dulu</html>"), ServiceRefused, "kode 200"),
        (Answer(200, b""), ServiceRefused, "kode 200"),
        (json_answer([1, 2]), ServiceRefused, "kode 200"),
        (json_answer({"file": ["###"]}), ServiceRefused, "kode 200"),
        (json_answer({"file": "bukan daftar"}), ServiceRefused, "kode 200"),
    ],
)
def test_each_refusal_has_its_own_sentence(
    version: Bsre, answer: Answer, error: type[SealUnavailable], sentence: str
) -> None:
    with esign_server(answer) as exchange, pytest.raises(error, match=sentence) as refusal:
        sign(signer(version, exchange))

    assert refusal.value.retry is (error is ServiceDown)
    assert len(exchange.calls) == 1


@VERSIONS
@pytest.mark.parametrize("content", [b"%PDF-1.7\n%surat lain\n%%EOF\n" + b"%panjang" * 9, PDF, b"GIF89a"])
def test_only_the_same_letter_with_a_signature_is_taken(version: Bsre, content: bytes) -> None:
    with (
        esign_server(signed_answer(version, content), Answer(200, content)) as exchange,
        pytest.raises(ServiceRefused),
    ):
        sign(signer(version, exchange))


@VERSIONS
def test_a_busy_service_is_asked_again_after_longer_and_longer_pauses(version: Bsre) -> None:
    pauses: list[float] = []
    busy, named = Answer(429), Answer(429, headers={"Retry-After": "3"})
    with esign_server(busy, named, busy, signed_answer(version)) as exchange:
        signed = sign(signer(version, exchange, pause=pauses.append))

    assert signed == SIGNED
    assert pauses == [1.0, 3.0, 4.0]


@VERSIONS
def test_a_service_that_stays_busy_is_given_up_for_now(version: Bsre) -> None:
    pauses: list[float] = []
    busy = Answer(429, headers={"Retry-After": "3600"})
    with (
        esign_server(busy, busy, busy, busy) as exchange,
        pytest.raises(ServiceBusy, match="Nomor surat aman") as error,
    ):
        sign(signer(version, exchange, pause=pauses.append))

    assert error.value.retry
    assert pauses == [10.0, 10.0, 10.0]
    assert len(exchange.calls) == 4


@VERSIONS
def test_a_silent_service_is_left_after_the_limit_and_not_asked_twice(version: Bsre) -> None:
    with esign_server(Answer(delay=0.4)) as exchange, pytest.raises(ServiceSilent) as error:
        sign(signer(version, exchange, seconds=0.1))

    assert error.value.retry
    assert len(exchange.calls) == 1


@VERSIONS
def test_a_service_that_is_not_there_is_said(version: Bsre) -> None:
    with esign_server() as exchange:
        seal = signer(version, exchange)

    with pytest.raises(ServiceDown) as error:
        sign(seal)
    assert error.value.retry


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (json_answer({"status_code": 1111, "message": "ISSUE"}), SignerStatus.ACTIVE),
        (json_answer({"status_code": 1110, "message": "NOT_REGISTERED"}), SignerStatus.NOT_REGISTERED),
        (json_answer({"status_code": 1110, "error": "x"}, status=404), SignerStatus.NOT_REGISTERED),
        (json_answer({"status_code": 1113, "message": "EXPIRED"}), SignerStatus.NOT_ACTIVE),
        (json_answer({}), SignerStatus.NOT_ACTIVE),
    ],
)
def test_version_1_says_whether_an_official_may_sign(answer: Answer, status: SignerStatus) -> None:
    with esign_server(answer) as exchange:
        assert signer(BsreSealV1, exchange).status() is status

    assert (exchange.calls[0].method, exchange.calls[0].path) == ("GET", f"/api/user/status/{NIK}")


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (json_answer({"status": "ISSUE"}), SignerStatus.ACTIVE),
        (json_answer({"status": "NOT_REGISTERED"}), SignerStatus.NOT_REGISTERED),
        (json_answer({"status_code": 2011, "error": "x"}, status=400), SignerStatus.NOT_REGISTERED),
        (json_answer({"status": "SUSPEND"}), SignerStatus.NOT_ACTIVE),
    ],
)
def test_version_2_says_whether_an_official_may_sign(answer: Answer, status: SignerStatus) -> None:
    with esign_server(answer) as exchange:
        assert signer(BsreSealV2, exchange).status() is status

    assert exchange.calls[0].path == "/api/v2/user/check/status"
    assert json.loads(exchange.calls[0].body) == {"nik": NIK}


def v1_detail(*, whole: bool = True, certified: bool = True) -> dict[str, object]:
    return {
        "info_signer": {"signer_name": "HARUN WIRATMAJA", "cert_user_certified": certified},
        "signature_document": {"document_integrity": whole, "signed_using_tsa": True},
    }


@pytest.mark.parametrize(
    ("details", "valid"),
    [
        ([v1_detail()], True),
        ([v1_detail(), v1_detail(whole=False)], False),
        ([v1_detail(certified=False)], False),
        ([], False),
        ([{"info_signer": None}], False),
        (["rusak"], False),
    ],
)
def test_version_1_checks_a_signed_letter(details: list[object], valid: bool) -> None:
    answer = json_answer({"nama_dokumen": "surat.pdf", "jumlah_signature": len(details), "details": details})
    with esign_server(answer) as exchange:
        check = signer(BsreSealV1, exchange).verify(SIGNED)

    assert check.valid is valid
    assert form_of(exchange.calls[0])["signed_file"].strip() == SIGNED.strip()


@pytest.mark.parametrize(
    ("conclusion", "information", "check"),
    [
        ("VALID", {"integrityValid": True, "certificateTrusted": True}, CertifiedCheck(True, ("HARUN",))),
        ("VALID", {"integrityValid": False, "certificateTrusted": True}, CertifiedCheck(False, ("HARUN",))),
        ("VALID", {"integrityValid": True, "certificateTrusted": False}, CertifiedCheck(False, ("HARUN",))),
        ("INVALID", {"integrityValid": True, "certificateTrusted": True}, CertifiedCheck(False, ("HARUN",))),
    ],
)
def test_version_2_checks_a_signed_letter(
    conclusion: str, information: dict[str, bool], check: CertifiedCheck
) -> None:
    answer = json_answer(
        {"conclusion": conclusion, "signatureInformations": [{"signerName": "HARUN"} | information]}
    )
    with esign_server(answer) as exchange:
        assert signer(BsreSealV2, exchange).verify(SIGNED) == check

    assert json.loads(exchange.calls[0].body) == {"file": base64.b64encode(SIGNED).decode()}


@VERSIONS
@pytest.mark.parametrize(
    "answer",
    [
        Answer(500),
        Answer(429),
        Answer(delay=0.4),
        json_answer({"error": f"Passphrase {SECRET} salah", "status_code": 2031}, status=400),
        Answer(400, f"nik={NIK}&passphrase={SECRET}".encode()),
    ],
)
def test_no_error_or_log_ever_holds_a_secret(
    version: Bsre, answer: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="")
    with esign_server(*[answer] * 4) as exchange:
        seal = signer(version, exchange, seconds=0.2)
        with pytest.raises(SealUnavailable) as refusal:
            sign(seal)

    error = refusal.value
    assert error.__cause__ is None
    assert error.__context__ is None
    told = [str(error), repr(error), repr(vars(error)), repr(seal), repr(seal.account), caplog.text]
    told += our_frames(error)
    assert len(our_frames(error)) >= 2
    for text in told:
        assert SECRET not in text
        assert ACCOUNT_SECRET not in text
    for text in (str(error), repr(error), repr(seal), caplog.text):
        assert NIK not in text


def our_frames(error: BaseException) -> list[str]:
    """What a crash report with local variables would show, without the frames of this test."""
    frames = traceback.TracebackException.from_exception(error, capture_locals=True)
    return [str(frame.locals) for frame in frames.stack if "/balai/core/" in frame.filename]


def test_a_passphrase_shows_itself_to_no_one() -> None:
    passphrase = Passphrase(SECRET)

    shown = [repr(passphrase), str(passphrase), f"{passphrase}", f"{passphrase!r:>30}", "%s" % passphrase]  # noqa: UP031

    assert all(SECRET not in text for text in shown)
    for keep in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="never stored"):
            keep(passphrase)
    with pytest.raises(TypeError):
        json.dumps({"passphrase": passphrase})
    assert not hasattr(passphrase, "__dict__")


def test_httpx_does_not_log_addresses(caplog: pytest.LogCaptureFixture) -> None:
    with esign_server(json_answer({"status_code": 1111})) as exchange:
        signer(BsreSealV1, exchange).status()

    assert NIK not in caplog.text
    assert httpx.Client

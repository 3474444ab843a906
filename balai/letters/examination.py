"""Looking into a PDF that a stranger uploaded, in a child process.

Hostile files make parsers loop or eat memory. The child limits itself before it reads; the parent waits no longer
than a clock and never looks into the file. `python -m balai.letters.examination`: on standard input one line of JSON
with the trusted certificates, then the PDF; on standard output one line of JSON.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from balai.core.confinement import limit_self
from balai.core.seals import Verdict

PROGRAM_ROOT = Path(__file__).resolve().parent.parent.parent
CHILD_BYTES = 1024**3
CHILD_SECONDS = 5
# By the clock: what needs two seconds of a processor takes longer on a busy office computer.
CLOCK_SECONDS = 15
LARGEST_UPLOAD = 5 * 1024 * 1024
LONGEST_KEYWORDS = 8192
HEADER, HEADER_WITHIN = b"%PDF-", 1024
"""Where readers look for the mark of a PDF; what lacks it needs no child process."""

# One at a time in each web process: looking into a PDF costs a second of a processor. Whoever waited for the turn
# would hold one of the few threads that serve everybody, so nobody waits.
_TURN = threading.BoundedSemaphore(1)


class NotExamined(Exception):
    """Nothing is known of the file yet; `str()` is a sentence that says what to do."""


class TooHard(NotExamined):
    """The file took too long: it is hostile, or the machine is very busy."""

    def __init__(self) -> None:
        super().__init__("Berkas ini terlalu lama diperiksa, jadi dihentikan. Pindai kode QR pada suratnya.")


class Busy(NotExamined):
    """Another file is being looked at."""

    def __init__(self) -> None:
        super().__init__("Berkas lain sedang diperiksa. Tunggu beberapa detik, lalu coba lagi.")


@dataclass(frozen=True, slots=True)
class Examination:
    """What a PDF is: the verdict on its seals, who sealed it, the file as first sealed, the facts it carries."""

    verdict: Verdict
    signer: str = ""
    sealed_files: tuple[str, ...] = ()
    facts: str = ""


def examine(
    pdf: bytes,
    roots: Sequence[x509.Certificate],
    revoked: Mapping[int, datetime],
    *,
    certified_roots: Sequence[x509.Certificate] = (),
) -> Examination:
    """Look into a PDF. What breaks the child is no PDF of ours.

    Only whoever hands out documents of other offices names `certified_roots`: a certified signature proves who signed,
    not that the village issued it. Raises `Busy`, `TooHard`.
    """
    if HEADER not in pdf[:HEADER_WITHIN]:
        return Examination(Verdict.NOT_A_PDF)
    if not _TURN.acquire(blocking=False):
        raise Busy
    try:
        question = {
            "roots": _as_pem(roots),
            "certified_roots": _as_pem(certified_roots),
            "revoked": {str(serial): since.isoformat() for serial, since in revoked.items()},
        }
        return _asked(pdf, question)
    finally:
        _TURN.release()


def _asked(pdf: bytes, question: Mapping[str, object]) -> Examination:
    try:
        child = subprocess.run(
            [sys.executable, "-B", "-m", __spec__.name],
            cwd=PROGRAM_ROOT,
            env={"PYTHONUTF8": "1"},  # no setting, no secret
            input=json.dumps(question).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=CLOCK_SECONDS,
        )
        answer = json.loads(child.stdout)
    except subprocess.TimeoutExpired:
        raise TooHard from None
    except ValueError:
        return Examination(Verdict.NOT_A_PDF)
    return Examination(
        verdict=Verdict(answer["verdict"]),
        signer=answer["signer"],
        sealed_files=tuple(answer["sealed_files"]),
        facts=answer["facts"],
    )


def main() -> None:
    """The child. What it needs is loaded before it limits itself."""
    from balai.core.seal_examination import examine_pdf

    limit_self(memory=CHILD_BYTES, seconds=CHILD_SECONDS)
    question = json.loads(sys.stdin.buffer.readline())
    pdf = sys.stdin.buffer.read()
    revoked = {int(serial): datetime.fromisoformat(since) for serial, since in question["revoked"].items()}
    found = examine_pdf(
        pdf,
        _from_pem(question["roots"]),
        certified_roots=_from_pem(question["certified_roots"]),
        revoked=revoked,
    )
    answer = {
        "verdict": found.verdict,
        "signer": found.seals[0].signer if found.seals else "",
        "sealed_files": [seal.revision_sha256 for seal in found.seals if seal.trusted and seal.intact],
        "facts": _keywords(pdf),
    }
    sys.stdout.write(json.dumps(answer))


def _as_pem(certificates: Iterable[x509.Certificate]) -> list[str]:
    return [each.public_bytes(Encoding.PEM).decode() for each in certificates]


def _from_pem(texts: Iterable[str]) -> list[x509.Certificate]:
    return [x509.load_pem_x509_certificate(text.encode()) for text in texts]


def _keywords(pdf: bytes) -> str:
    """The address with the facts, which our letters carry as their only keyword; empty if there is none."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    with contextlib.suppress(Exception):  # whatever a hostile file does, it then carries no facts
        return str(PdfFileReader(BytesIO(pdf), strict=False).trailer["/Info"]["/Keywords"])[:LONGEST_KEYWORDS]
    return ""


if __name__ == "__main__":
    main()

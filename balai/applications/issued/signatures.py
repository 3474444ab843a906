"""What the electronic signature of an issued document says, in words for whoever hands it out."""

from dataclasses import dataclass

from django.conf import settings

from balai.applications.models import Result
from balai.core.seals import SealUnavailable, Verdict
from balai.documents.operations import open_document
from balai.letters.examination import NotExamined, examine
from balai.villages.keys import authority


@dataclass(frozen=True, slots=True)
class Signature:
    """A state for a sign (good, warn, bad) and a sentence."""

    state: str
    words: str


_SAID = {
    Verdict.GENUINE: Signature("good", "Tanda tangan elektroniknya sah"),
    Verdict.UNKNOWN_SIGNER: Signature(
        "info", "Isinya utuh sejak ditandatangani. Penanda tangan belum bisa dipastikan di sini"
    ),
    Verdict.ALTERED: Signature("bad", "Isinya berubah sesudah ditandatangani. Jangan diserahkan"),
    Verdict.UNSEALED: Signature("warn", "Tidak ada tanda tangan elektronik"),
    Verdict.NOT_A_PDF: Signature("bad", "PDF ini tidak bisa diperiksa"),
}


def signature_of(result: Result) -> Signature:
    """How the signature of a kept document stands; it is looked into in a child process.

    Raises what `open_document` raises.
    """
    try:
        own = authority()
        found = examine(
            open_document(result.document),
            [own.root],
            own.revoked(),
            certified_roots=settings.BALAI_CERTIFIED_ROOTS,
        )
    except (NotExamined, SealUnavailable) as problem:
        return Signature("info", str(problem))
    said = _SAID[found.verdict]
    return Signature(said.state, f"{said.words}: {found.signer}." if found.signer else f"{said.words}.")

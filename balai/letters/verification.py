"""Is this letter genuine? From the facts in its QR code, or from its PDF.

Only who holds the paper or the file can ask: the facts are signed, and the id in them cannot be guessed. The answer
tells no more than the paper does: never a NIK, the name shortened.
"""

import uuid
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from balai.core.calendar import local, long_date
from balai.core.seal_examination import Verdict as SealVerdict
from balai.core.signed_facts import FactsForged, UnknownKey, read_facts
from balai.letters import keys
from balai.letters.enums import LetterState, SealUsed, Verdict
from balai.letters.examination import Examination, examine
from balai.letters.facts import FactsUnreadable, LetterFacts, fragment_of, read_map, shown_name
from balai.letters.models import Letter, LetterEvent
from balai.letters.rules import verdict_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for

TITLES = {
    Verdict.GENUINE: "Surat ini asli",
    Verdict.EXPIRED: "Surat ini asli, tetapi sudah tidak berlaku",
    Verdict.SUPERSEDED: "Surat ini sudah diganti",
    Verdict.REVOKED: "Surat ini sudah dicabut",
    Verdict.ALTERED: "Surat ini sudah diubah",
    Verdict.UNKNOWN: "Surat ini tidak dikenal",
}
SIGNALS = {
    Verdict.GENUINE: "good",
    Verdict.EXPIRED: "warn",
    Verdict.SUPERSEDED: "bad",
    Verdict.REVOKED: "bad",
    Verdict.ALTERED: "bad",
    Verdict.UNKNOWN: "bad",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the verify page says. `facts` are shown only where they are what the village issued."""

    verdict: Verdict
    sentence: str
    facts: LetterFacts | None = None

    @property
    def title(self) -> str:
        return TITLES[self.verdict]

    @property
    def signal(self) -> str:
        return SIGNALS[self.verdict]

    @property
    def is_genuine(self) -> bool:
        return self.verdict is Verdict.GENUINE


def check_facts(text: str, *, village: Village, today: date) -> Finding:
    """Check what a QR code holds: the whole address, or what follows its '#'. Raises `SealUnavailable`."""
    try:
        facts = read_map(read_facts(fragment_of(text), keys=keys.public_keys(village)))
    except FactsForged:
        return Finding(
            Verdict.ALTERED, f"Kode QR ini bukan buatan {village}, atau sudah rusak. Jangan diterima."
        )
    except (UnknownKey, FactsUnreadable):
        return Finding(
            Verdict.UNKNOWN, f"Kode QR ini bukan dari {village}. Jangan diterima sebelum ditanyakan."
        )
    letter = Letter.objects.filter(verify_id=facts.verify_id).first()
    if letter is None:
        return Finding(Verdict.UNKNOWN, f"Tidak ada surat seperti ini di buku {village}. Jangan diterima.")
    if letter.printed_hash != facts.printed_hash.hex():
        return Finding(Verdict.ALTERED, "Isi surat berbeda dari yang diterbitkan. Jangan diterima.")
    return _standing(letter, village, today)


def check_pdf(pdf: bytes, *, village: Village, today: date) -> Finding:
    """Check a file. The very file that was issued is known by its hash; any other is looked into.

    Opens short scopes of its own: looking into a hostile file may take long. Raises `NotExamined`, `SealUnavailable`.
    """
    with acting_for(village):
        if letter := _with_file(sha256(pdf).hexdigest()):
            return _standing(letter, village, today)
    authority = keys.authority()
    found = examine(pdf, [authority.root], authority.revoked())
    with acting_for(village):
        return _judged(found, village, today)


def _judged(found: Examination, village: Village, today: date) -> Finding:
    """What was seen in a file that is not the very one that was issued."""
    claimed = check_facts(found.facts, village=village, today=today) if found.facts else None
    if found.verdict is SealVerdict.GENUINE:
        # Sealed once more after it was issued (by the camat): the file as we sealed it is inside.
        for name in found.sealed_files:
            if letter := _with_file(name):
                return _standing(letter, village, today)
        return Finding(
            Verdict.UNKNOWN, f"Berkas ini disegel {found.signer}, bukan surat yang terbit di sini."
        )
    if found.verdict is SealVerdict.NOT_A_PDF:
        return Finding(
            Verdict.UNKNOWN, "Berkas ini bukan PDF yang bisa dibaca. Pilih berkas surat yang asli."
        )
    if found.verdict is SealVerdict.ALTERED or (claimed and claimed.facts):
        return Finding(Verdict.ALTERED, "Isi berkas berbeda dari yang diterbitkan. Jangan diterima.")
    return Finding(
        Verdict.UNKNOWN, f"Berkas ini tidak bersegel {village}. Jangan diterima sebelum ditanyakan."
    )


def check_id(verify_id: uuid.UUID, *, village: Village, today: date) -> Finding:
    """How a letter stands whose facts a browser has already checked."""
    letter = Letter.objects.filter(verify_id=verify_id).first()
    if letter is None:
        return Finding(Verdict.UNKNOWN, f"Tidak ada surat seperti ini di buku {village}. Jangan diterima.")
    return _standing(letter, village, today)


def facts_of(letter: Letter, village: Village) -> LetterFacts:
    """The facts of a letter as its QR code has them."""
    return LetterFacts(
        verify_id=letter.verify_id,
        village=village.code,
        title=letter.title,
        number=letter.number,
        issued_on=letter.issued_on,
        valid_until=letter.valid_until,
        name=shown_name(letter.holder_name),
        signer=letter.signer_name,
        seal=SealUsed(letter.seal_used),
        printed_hash=bytes.fromhex(letter.printed_hash),
    )


def _with_file(name: str) -> Letter | None:
    return Letter.objects.filter(pdf_sha256=name).first()


def _standing(letter: Letter, village: Village, today: date) -> Finding:
    verdict = verdict_of(LetterState(letter.state), letter.valid_until, today)
    return Finding(verdict, _sentence(verdict, letter, village), facts_of(letter, village))


def _sentence(verdict: Verdict, letter: Letter, village: Village) -> str:
    match verdict:
        case Verdict.GENUINE:
            return (
                f"Diterbitkan Pemerintah {village} dan tidak berubah. Cocokkan isi di bawah dengan suratnya."
            )
        case Verdict.EXPIRED:
            return "Masa berlakunya sudah habis. Minta surat yang baru."
        case Verdict.SUPERSEDED:
            return "Sudah terbit surat penggantinya. Minta surat yang baru."
        case Verdict.REVOKED:
            return f"Dicabut pada {_ended_on(letter, village)}. Jangan diterima."
        case _:
            return "Surat ini belum selesai diterbitkan. Coba lagi nanti."


def _ended_on(letter: Letter, village: Village) -> str:
    event = LetterEvent.objects.filter(letter=letter, state=letter.state).latest("at")
    return long_date(local(event.at, village.time_zone).date())

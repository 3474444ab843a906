"""Is this letter genuine? From the facts in its QR code, or from its PDF.

Only who holds the paper or the file can ask: the facts are signed, and the id in them cannot be guessed. The answer
tells no more than the paper does: never a NIK, the name shortened. Any village of the regency is found by what the
paper says of itself, so every verify page answers for all of them.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from balai.core.calendar import local, long_date
from balai.core.seals import Verdict as SealVerdict
from balai.core.signed_facts import FactsForged, NoFacts, UnknownKey, claimed_facts, read_facts
from balai.letters.enums import DistrictRole, LetterState, ReviewState, SealUsed, Verdict
from balai.letters.examination import Examination, examine
from balai.letters.facts import (
    FactsUnreadable,
    LetterFacts,
    claimed_village,
    fragment_of,
    read_map,
    shown_name,
)
from balai.letters.models import DistrictReview, Letter, LetterEvent
from balai.letters.rules import verdict_of
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for
from balai.villages import keys

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
    """What the verify page says. `facts` and `village` are given only where they are what that village issued."""

    verdict: Verdict
    sentence: str
    facts: LetterFacts | None = None
    village: Village | None = None

    @property
    def title(self) -> str:
        return TITLES[self.verdict]

    @property
    def signal(self) -> str:
        return SIGNALS[self.verdict]

    @property
    def is_genuine(self) -> bool:
        return self.verdict is Verdict.GENUINE


# The same words for every letter that is not found, so that they tell nothing of why.
NOT_FOUND = Finding(Verdict.UNKNOWN, "Surat seperti ini tidak pernah diterbitkan. Jangan diterima.")
NO_CODE = Finding(Verdict.UNKNOWN, "Ini bukan kode QR surat. Pindai kode di bagian bawah surat.")
STRANGE_CODE = Finding(
    Verdict.UNKNOWN, "Kode QR ini bukan dari kabupaten ini. Jangan diterima sebelum ditanyakan."
)
DAMAGED_CODE = Finding(Verdict.ALTERED, "Kode QR ini sudah diubah atau rusak. Jangan diterima.")
OTHER_CODE = Finding(Verdict.ALTERED, "Isi kode QR berbeda dari yang diterbitkan. Jangan diterima.")
OTHER_FILE = Finding(Verdict.ALTERED, "Isi berkas berbeda dari yang diterbitkan. Jangan diterima.")
NO_FILE = Finding(Verdict.UNKNOWN, "Berkas ini bukan PDF yang bisa dibaca. Pilih berkas surat yang asli.")
UNSEALED_FILE = Finding(Verdict.UNKNOWN, "Berkas ini tidak bersegel. Jangan diterima sebelum ditanyakan.")


def check_facts(text: str, *, at: datetime) -> Finding:
    """Check what a QR code holds: the whole address, or what follows its '#'.

    Opens the scope of the village it names. Raises `SealUnavailable`.
    """
    code = fragment_of(text)
    try:
        village = _village_with(claimed_village(claimed_facts(code)))
        if village is None:
            return STRANGE_CODE
        facts = read_map(read_facts(code, keys=keys.public_keys(village)))
    except NoFacts:
        return NO_CODE
    except FactsForged:
        return DAMAGED_CODE
    except (UnknownKey, FactsUnreadable):
        return STRANGE_CODE
    return _looked_up(facts.verify_id, code_hash(code), village, at)


def check_id(village_code: str, verify_id: uuid.UUID, code_sha256: str, *, at: datetime) -> Finding:
    """How a letter stands whose code a browser has checked: `code_sha256` is of the code it saw.

    Opens the scope of the village.
    """
    village = _village_with(village_code)
    return _looked_up(verify_id, code_sha256, village, at) if village else NOT_FOUND


def check_pdf(pdf: bytes, *, village: Village | None, at: datetime) -> Finding:
    """Check a file. The very file that was issued is known by its hash; any other is looked into.

    `village` is whose page is asked, None at the regency. Opens short scopes of its own: looking into a hostile file
    may take long. Raises `NotExamined`, `SealUnavailable`.
    """
    name = sha256(pdf).hexdigest()
    if village and (known := _standing_of_file([name], village, at)):
        return known
    authority = keys.authority()
    return _judged(name, examine(pdf, [authority.root], authority.revoked()), at)


def code_hash(code: str) -> str:
    """What a browser sends in the place of the code: it proves which one it saw and tells nothing else."""
    return sha256(code.encode()).hexdigest()


def _judged(name: str, found: Examination, at: datetime) -> Finding:
    """What was seen in a file of that hash."""
    claimed = check_facts(found.facts, at=at) if found.facts else NOT_FOUND
    # Sealed once more after it was issued (by the camat): the file as we sealed it is inside.
    trusted = found.sealed_files if found.verdict is SealVerdict.GENUINE else ()
    if claimed.village and (known := _standing_of_file([name, *trusted], claimed.village, at)):
        return known
    if found.verdict is SealVerdict.NOT_A_PDF:
        return NO_FILE
    if found.verdict is SealVerdict.ALTERED or claimed.facts:
        return OTHER_FILE
    if found.verdict is SealVerdict.GENUINE:
        return Finding(
            Verdict.UNKNOWN, f"Berkas ini disegel {found.signer}, tetapi bukan surat yang terbit di sini."
        )
    return UNSEALED_FILE


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


def _village_with(code: str) -> Village | None:
    """The code is a stranger's word: what PostgreSQL refuses to compare names no village."""
    if not (code.isascii() and code.isprintable()):
        return None
    return Village.objects.select_related("regency").filter(code=code).first()


def _looked_up(verify_id: uuid.UUID, code_sha256: str, village: Village, at: datetime) -> Finding:
    with acting_for(village):
        letter = Letter.objects.filter(verify_id=verify_id).first()
        if letter is None:
            return NOT_FOUND
        # One code was printed for a letter. Another with the same id was made with a stolen key.
        if code_hash(letter.facts) != code_sha256:
            return OTHER_CODE
        return _standing(letter, village, at)


def _standing_of_file(names: list[str], village: Village, at: datetime) -> Finding | None:
    with acting_for(village):
        letter = Letter.objects.filter(pdf_sha256__in=names).first()
        return _standing(letter, village, at) if letter else None


def _standing(letter: Letter, village: Village, at: datetime) -> Finding:
    today = local(at, village.time_zone).date()
    verdict = verdict_of(LetterState(letter.state), letter.valid_until, today)
    return Finding(verdict, _sentence(verdict, letter, village), facts_of(letter, village), village)


def _sentence(verdict: Verdict, letter: Letter, village: Village) -> str:
    match verdict:
        case Verdict.GENUINE:
            said = [
                f"Diterbitkan Pemerintah {village} dan tidak berubah.",
                *_other_signatures(letter, village),
            ]
            return " ".join([*said, "Cocokkan isi di bawah dengan suratnya."])
        case Verdict.EXPIRED:
            return "Masa berlakunya sudah habis. Minta surat yang baru."
        case Verdict.SUPERSEDED:
            return "Sudah terbit surat penggantinya. Minta surat yang baru."
        case Verdict.REVOKED:
            return f"Dicabut pada {_ended_on(letter, village)}. Jangan diterima."
        case _:
            return "Surat ini belum selesai diterbitkan. Coba lagi nanti."


def _other_signatures(letter: Letter, village: Village) -> list[str]:
    """What is to be said of signatures that are no seal of the village: by hand, and of the head of the district."""
    said = []
    if letter.seal_used == SealUsed.HANDWRITTEN:
        said.append("Ditandatangani tangan: lihat tanda tangan dan capnya di kertas.")
    if letter.version.definition.district is DistrictRole.COSIGN:
        head = f"{village.words.district_head} {village.words.district_name}"
        signed = DistrictReview.objects.filter(letter=letter, state=ReviewState.COSIGNED).exists()
        said.append(f"Ditandatangani juga oleh {head}." if signed else f"Belum ditandatangani {head}.")
    return said


def _ended_on(letter: Letter, village: Village) -> str:
    event = LetterEvent.objects.filter(letter=letter, state=letter.state).latest("at")
    return long_date(local(event.at, village.time_zone).date())

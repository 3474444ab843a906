"""The fixed words of letters."""

from enum import StrEnum

from django.db.models import TextChoices


class LetterState(TextChoices):
    """Where a letter stands. Only an issued letter is valid; nothing with a number disappears."""

    NUMBERED = "numbered", "Menunggu segel"
    ISSUED = "issued", "Terbit"
    REVOKED = "revoked", "Dicabut"
    SUPERSEDED = "superseded", "Diganti"
    VOID = "void", "Batal"


class Origin(TextChoices):
    """Who wrote a version of a kind: it came with Balai, or the village made it."""

    BALAI = "balai", "Bawaan Balai"
    VILLAGE = "village", "Buatan sendiri"


class KindState(TextChoices):
    """Whether officers may still pick a kind. Letters made from it stay valid either way."""

    OFFERED = "offered", "Dipakai"
    HIDDEN = "hidden", "Disembunyikan"


class UpdateAnswer(TextChoices):
    """What a village said to a new revision of a kind that it has changed."""

    WAITING = "waiting", "Menunggu jawaban"
    TAKEN = "taken", "Dipakai"
    DRAFTED = "drafted", "Digabung dalam konsep"
    DECLINED = "declined", "Tetap punya sendiri"


class NumberingScope(TextChoices):
    """What shares one row of numbers (*Perbup tata naskah dinas* decides)."""

    REGISTER = "register", "Seluruh surat keluar"
    KIND = "kind", "Tiap jenis surat"
    CLASSIFICATION = "classification", "Tiap kode klasifikasi"


class SealUsed(TextChoices):
    """Which seal a letter bears: the village's own, or a certified electronic signature (TTE)."""

    VILLAGE = "village", "Segel sendiri, bukan tanda tangan tersertifikasi"
    CERTIFIED = "certified", "Tanda tangan elektronik tersertifikasi (TTE)"
    HANDWRITTEN = "hand", "Ditandatangani tangan, hasil pindaiannya disimpan"


class Chain(TextChoices):
    """Who has a letter in hands before it is issued."""

    DIRECT = "direct", "Langsung: terbit dengan segel"
    SECRETARY_HEAD = "secretary_head", "Berjenjang: diparaf sekretaris, ditandatangani kepala"


class ProposalState(TextChoices):
    """What a proposed letter waits for, or how it ended."""

    PROPOSED = "proposed", "Menunggu paraf"
    CHECKED = "checked", "Menunggu tanda tangan"
    RETURNED = "returned", "Dikembalikan"
    SIGNED = "signed", "Ditandatangani"
    WITHDRAWN = "withdrawn", "Ditarik"


class Step(TextChoices):
    """What somebody does with a proposed letter."""

    PROPOSE = "propose", "Mengusulkan"
    CHECK = "check", "Membubuhkan paraf"
    SIGN = "sign", "Menandatangani"
    RETURN = "return", "Mengembalikan"
    WITHDRAW = "withdraw", "Menarik usulan"


class ReviewState(TextChoices):
    """Where a letter stands that the head of the district (*camat*) signs too."""

    SENT = "sent", "Menunggu camat"
    RETURNED = "returned", "Dikembalikan camat"
    REFUSED = "refused", "Ditolak camat"
    COSIGNED = "cosigned", "Ditandatangani camat"


STANDING_REVIEWS = (ReviewState.SENT, ReviewState.REFUSED, ReviewState.COSIGNED)
"""States in which a letter is not sent to the district again."""


class SealService(TextChoices):
    """What seals the letters that a village issues from now on."""

    OWN = "own", "Segel sendiri"
    BSRE_V1 = "bsre_v1", "TTE BSrE, layanan versi 1"
    BSRE_V2 = "bsre_v2", "TTE BSrE, layanan versi 2"


class Direction(TextChoices):
    """Side of the agenda book (Permendagri 47/2016, A.7)."""

    INCOMING = "incoming", "Surat masuk"
    OUTGOING = "outgoing", "Surat keluar"


class Action(StrEnum):
    """What letters write into the audit trail."""

    ISSUED = "letters.issued"
    REVOKED = "letters.revoked"
    SUPERSEDED = "letters.superseded"
    VOIDED = "letters.voided"
    OPENED = "letters.opened"
    REPRINTED = "letters.reprinted"
    DISPATCHED = "letters.dispatched"
    AGENDA_ENTERED = "letters.agenda_entered"
    BOOK_OPENED = "letters.book_opened"
    ARCHIVE_EXPORTED = "letters.archive_exported"
    LISTED = "letters.listed"
    NUMBERED = "letters.numbered"
    PROPOSED = "letters.proposed"
    CHECKED = "letters.checked"
    SIGNED = "letters.signed"
    RETURNED = "letters.returned"
    WITHDRAWN = "letters.withdrawn"
    SENT_TO_DISTRICT = "letters.sent_to_district"
    COSIGNED = "letters.cosigned"
    DISTRICT_RETURNED = "letters.district_returned"
    DISTRICT_REFUSED = "letters.district_refused"
    DISTRICT_OPENED = "letters.district_opened"
    SEAL_CHOSEN = "letters.seal_chosen"
    SIGNED_OTHERWISE = "letters.signed_otherwise"
    CHAIN_CHANGED = "letters.chain_changed"
    FORM_PRINTED = "letters.form_printed"
    KIND_PUBLISHED = "letters.kind_published"
    KIND_DRAFTED = "letters.kind_drafted"
    KIND_DRAFT_DISCARDED = "letters.kind_draft_discarded"
    KIND_OFFERED = "letters.kind_offered"
    KIND_HIDDEN = "letters.kind_hidden"
    KIND_UPDATE_ANSWERED = "letters.kind_update_answered"
    CODES_IMPORTED = "letters.codes_imported"
    NUMBERING_CHANGED = "letters.numbering_changed"


class Source(StrEnum):
    """Where the particulars of a party come from."""

    REGISTER = "register"
    TYPED = "typed"
    EITHER = "either"


class SignedBy(StrEnum):
    """Who signs a kind: the village, which numbers and seals it, or others, who get it as a form to sign by hand."""

    VILLAGE = "village"
    OTHERS = "others"


class SignerKind(StrEnum):
    """Who stands in a signature block."""

    VILLAGE = "village"
    DISTRICT = "district"
    PARTY = "party"
    NAME = "name"


class DistrictRole(StrEnum):
    """Whether the camat signs beside the village."""

    NONE = "none"
    COSIGN = "cosign"


class Verdict(StrEnum):
    """What the verify page says of a letter, in the order in which it is decided."""

    GENUINE = "asli"
    EXPIRED = "kedaluwarsa"
    SUPERSEDED = "diganti"
    REVOKED = "dicabut"
    ALTERED = "berubah"
    UNKNOWN = "tidak dikenal"

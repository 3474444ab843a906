"""Letters at the district: sending one there, and what its head (*camat*) answers.

The head of the district writes into the village's own tables, inside the scope of that village, and the village reads
it in its own trail.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.accounts.models import RegencyAssignment
from balai.core import files
from balai.core.calendar import local
from balai.letters.enums import Action, DistrictRole, LetterState, ReviewState
from balai.letters.models import DistrictReview, Letter
from balai.letters.rules import NEXT_REVIEWS
from balai.letters.sheet import district_picture
from balai.tenancy.models import Village
from balai.villages.keys import district_seal_of, prepare_district_seal

AUDITED = {
    ReviewState.COSIGNED: Action.COSIGNED,
    ReviewState.RETURNED: Action.DISTRICT_RETURNED,
    ReviewState.REFUSED: Action.DISTRICT_REFUSED,
}


class ReviewNotAllowed(ValueError):
    """Something that the head of the district or the village cannot do with this letter now; a sentence."""


@transaction.atomic
def send_to_district(*, letter: Letter, note: str, by: Actor, at: datetime | None = None) -> DistrictReview:
    """Ask the head of the district to sign an issued letter too. Raises `ReviewNotAllowed`."""
    if letter.version.definition.district is not DistrictRole.COSIGN:
        raise ReviewNotAllowed("Surat jenis ini tidak perlu tanda tangan camat.")
    if letter.state != LetterState.ISSUED:
        raise ReviewNotAllowed("Hanya surat yang berlaku bisa dikirim ke camat.")
    review = DistrictReview(
        letter=letter, note=note.strip(), sent_at=at or timezone.now(), sent_by=by.officer
    )
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError as twice:
        raise ReviewNotAllowed("Surat ini sudah dikirim ke camat.") from twice
    record(Action.SENT_TO_DISTRICT, by=by, subject=letter)
    return review


@transaction.atomic
def cosign_letter(*, review: DistrictReview, by: Actor, at: datetime | None = None) -> DistrictReview:
    """Set the second signature behind the first, which stays valid, and show it in the place that the letter keeps.

    Signing again gives the same file. Raises `ReviewNotAllowed`, `SealUnavailable`, `FileMissing`, `FileDamaged`,
    `StorageFull`, `TypesettingFailed`.
    """
    at = at or timezone.now()
    current = _locked(review)
    if current.state == ReviewState.COSIGNED:
        return current
    _check(current, ReviewState.COSIGNED, by, at)
    village, letter = current.village, current.letter
    if letter.state != LetterState.ISSUED:
        raise ReviewNotAllowed("Surat ini sudah tidak berlaku, jadi tidak bisa ditandatangani.")
    prepare_district_seal(village, at=at)
    head = f"{village.words.district_head} {village.words.district_name}".title()
    pdf = district_seal_of(village).sign_beside(
        files.read(letter.pdf_sha256),
        reason=f"Mengetahui {head}: {by.label}",
        location=village.words.full_district,
        at=at,
        picture=district_picture(by.label, at=at, village=village),
    )
    current.pdf_sha256 = files.store(pdf)
    return _answer(current, ReviewState.COSIGNED, "", by, at)


@transaction.atomic
def return_review(
    *, review: DistrictReview, reason: str, by: Actor, at: datetime | None = None
) -> DistrictReview:
    """Give the letter back to the village, which may send it again. Raises `ReviewNotAllowed`."""
    return _sent_back(review, ReviewState.RETURNED, reason, by, at or timezone.now())


@transaction.atomic
def refuse_review(
    *, review: DistrictReview, reason: str, by: Actor, at: datetime | None = None
) -> DistrictReview:
    """Refuse to sign, for good. The village's letter stays what it is. Raises `ReviewNotAllowed`."""
    return _sent_back(review, ReviewState.REFUSED, reason, by, at or timezone.now())


def _sent_back(
    review: DistrictReview, state: ReviewState, reason: str, by: Actor, at: datetime
) -> DistrictReview:
    current = _locked(review)
    _check(current, state, by, at)
    return _answer(current, state, reason, by, at)


def leads_district_of(village: Village, by: Actor, at: datetime) -> bool:
    """Whether this officer is the head of the village's district on that day."""
    if by.officer is None:
        return False
    on = local(at, village.time_zone).date()
    return village.district_code in RegencyAssignment.objects.of(by.officer).serving(on).districts()


def _locked(review: DistrictReview) -> DistrictReview:
    DistrictReview.objects.select_for_update().only("pk").get(pk=review.pk)
    current: DistrictReview = DistrictReview.objects.with_letter().get(pk=review.pk)
    return current


def _check(review: DistrictReview, wanted: ReviewState, by: Actor, at: datetime) -> None:
    if not leads_district_of(review.village, by, at):
        raise ReviewNotAllowed("Surat ini bukan dari kecamatan Anda.")
    if wanted not in NEXT_REVIEWS[ReviewState(review.state)]:
        raise ReviewNotAllowed(f"Surat ini sudah dijawab: {review.get_state_display().lower()}.")


def _answer(
    review: DistrictReview, state: ReviewState, reason: str, by: Actor, at: datetime
) -> DistrictReview:
    review.state, review.reason = state, reason.strip()
    review.decided_at, review.decided_by, review.decided_label = at, by.officer, by.label
    review.save(update_fields=["state", "reason", "decided_at", "decided_by", "decided_label", "pdf_sha256"])
    record(AUDITED[state], by=by, subject=review.letter, reason=reason)
    return review

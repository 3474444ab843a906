"""KTP-el chips: registered at the desk by holding the card to a reader."""

from django.db import transaction
from django.utils import timezone

from balai.access.enums import Action
from balai.access.keeping import hash_of_tag
from balai.access.models import KtpTag
from balai.access.operations.pins import refuse_unless_living
from balai.access.rules import tag_uid
from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.residents.models import Resident


class NotATag(ValueError):
    """What came from the reader is no number of a chip."""

    def __init__(self) -> None:
        super().__init__("Alat pembaca tidak mengirim nomor chip. Tempelkan KTP-el sekali lagi.")


class TagTaken(ValueError):
    """The chip is registered for somebody else."""

    def __init__(self) -> None:
        super().__init__("KTP-el ini sudah terdaftar atas nama warga lain. Periksa nama di KTP-nya.")


@transaction.atomic
def register_tag(*, resident: Resident, scanned: str, by: Actor) -> KtpTag:
    """Register the chip that was held to the reader; it takes the place of an earlier one of this resident.

    Raises `NotATag`, `TagTaken`, `NotLivingHere`.
    """
    refuse_unless_living(resident)
    uid = tag_uid(scanned)
    if not uid:
        raise NotATag
    kept = hash_of_tag(uid)
    if KtpTag.objects.filter(uid_hash=kept).exclude(resident=resident).exists():
        raise TagTaken
    tag, _ = KtpTag.objects.update_or_create(
        resident=resident,
        defaults={"uid_hash": kept, "registered_by": by.officer, "registered_at": timezone.now()},
    )
    audit.record(Action.TAG_REGISTERED, by=by, subject=resident)
    return tag


@transaction.atomic
def remove_tag(*, resident: Resident, reason: str = "", by: Actor) -> None:
    """Forget the chip of a resident."""
    removed, _ = KtpTag.objects.filter(resident=resident).delete()
    if removed:
        audit.record(Action.TAG_REMOVED, by=by, subject=resident, reason=reason)

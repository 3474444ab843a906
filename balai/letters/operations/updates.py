"""What a village does with a new revision of a kind that it has changed."""

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.letters.enums import Action, Origin, UpdateAnswer
from balai.letters.models import KindDraft, KindUpdate, KindVersion
from balai.letters.operations.drafts import begin_draft
from balai.letters.operations.kinds import publish_version


class UpdateAnswered(Exception):
    """Somebody answered before; `str()` is a sentence."""

    def __init__(self, update: KindUpdate) -> None:
        super().__init__(f"Pembaruan ini sudah dijawab oleh {update.answered_label}.")


@transaction.atomic
def take_update(*, update: KindUpdate, by: Actor) -> KindVersion:
    """Publish Balai's revision as the next version; later ones come by themselves again. Raises `UpdateAnswered`."""
    update = _waiting(update)
    version = publish_version(update.content, Origin.BALAI, update.revision, by)
    _answer(update, UpdateAnswer.TAKEN, by)
    return version


@transaction.atomic
def decline_update(*, update: KindUpdate, by: Actor) -> None:
    """Keep the village's own. This revision is not offered again. Raises `UpdateAnswered`."""
    _answer(_waiting(update), UpdateAnswer.DECLINED, by)


@transaction.atomic
def draft_update(*, update: KindUpdate, by: Actor) -> KindDraft:
    """Open Balai's revision as a draft, to be merged by hand. It replaces what the draft of that kind said.

    Raises `UpdateAnswered`.
    """
    update = _waiting(update)
    draft = begin_draft(kind=update.kind, content=update.content, by=by)
    _answer(update, UpdateAnswer.DRAFTED, by)
    return draft


def _waiting(update: KindUpdate) -> KindUpdate:
    update = KindUpdate.objects.select_for_update().get(pk=update.pk)
    if update.answer != UpdateAnswer.WAITING:
        raise UpdateAnswered(update)
    return update


def _answer(update: KindUpdate, answer: UpdateAnswer, by: Actor) -> None:
    update.answer, update.answered_at, update.answered_label = answer, timezone.now(), by.label
    update.save(update_fields=["answer", "answered_at", "answered_label"])
    facts = {"kind": update.kind.slug, "revision": update.revision, "answer": str(answer)}
    record(Action.KIND_UPDATE_ANSWERED, by=by, subject=update, facts=facts)

"""What a village does with a new revision of a kind that it has changed."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from balai.accounts.actors import Actor
from balai.accounts.audit import record
from balai.letters.editor.merging import merged
from balai.letters.editor.places import Content
from balai.letters.enums import Action, Origin, UpdateAnswer
from balai.letters.models import Kind, KindDraft, KindUpdate, KindVersion
from balai.letters.operations.drafts import begin_draft, newest_of
from balai.letters.operations.kinds import content_hash, publish_version


class TextChanged(Exception):
    """The village's own text is no longer the one that was compared; nothing was joined. `str()` is a sentence."""

    def __init__(self) -> None:
        super().__init__("Teks Anda berubah sesudah halaman ini dibuka. Pilih lagi di bawah.")


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
def draft_update(*, update: KindUpdate, seen: str, taken: Collection[int], by: Actor) -> KindDraft:
    """Join Balai's revision and the village's own text as the draft of that kind.

    `seen` is the hash of the own text that was compared (`own_text`), `taken` the numbers of the differences in which
    Balai's is taken. Raises `UpdateAnswered`, `TextChanged`, `DraftTooLarge`.
    """
    update = _waiting(update)
    Kind.objects.select_for_update().get(
        pk=update.kind_id
    )  # nobody publishes it meanwhile, and nobody begins a draft
    kept = (
        KindDraft.objects.select_for_update().filter(kind=update.kind).first()
    )  # and nobody goes on with the one there
    own = kept.content if kept else newest_of(update.kind).content
    if content_hash(own) != seen:
        raise TextChanged
    draft = begin_draft(kind=update.kind, content=merged(own, update.content, taken), by=by)
    _answer(update, UpdateAnswer.DRAFTED, by)
    return draft


def own_text(kind: Kind) -> Content:
    """What Balai's revision is compared with: the draft of the kind, or its current version."""
    draft = KindDraft.objects.filter(kind=kind).first()
    own: Content = draft.content if draft else newest_of(kind).content
    return own


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

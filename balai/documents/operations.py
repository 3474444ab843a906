"""Receiving files in pieces or whole, keeping them, opening them again.

Receiving is not written into the trail: whoever asked for the file records what it is for. What an office issues and
what is deleted is.
"""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256 as hash_of
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from balai.accounts import audit
from balai.accounts.actors import Actor
from balai.core import files
from balai.core.keystore import KeyMissing
from balai.documents import examining, rules
from balai.documents.enums import Action
from balai.documents.examining import Examined
from balai.documents.keeping import ContentUnreadable, seal, unseal
from balai.documents.models import Document, Upload, UploadPiece
from balai.documents.refusals import Busy, FileRefused, refused
from balai.tenancy.scope import current_village_id

LEFT_ALONE: Final = timedelta(days=1)
PAGE_LONG_SIDE: Final = 1_600
"""Pixels on the longer side of a page of a PDF that is shown as a picture."""


UNOPENED: Final = (files.FileMissing, files.FileDamaged, ContentUnreadable, KeyMissing)
"""Why a document can't be opened; `str()` of each is a sentence."""


class WrongOffset(Exception):
    """The piece doesn't join what is here; the next one must begin at `expected`."""

    def __init__(self, expected: int) -> None:
        super().__init__(f"Potongan berikut harus mulai dari byte {expected}.")
        self.expected = expected


class WrongLength(Exception):
    """A piece is too long, reaches beyond the end that was said, or the file was said to be of another length."""


@transaction.atomic
def begin_upload(*, key: UUID, length: int, media_type: str) -> Upload:
    """The upload of that key: begun now, or begun before. Raises `FileRefused`, `WrongLength`.

    `media_type` is what the browser says; nothing depends on it. The key alone opens the upload: whoever calls this
    joins it to what the sender may write to.
    """
    if length == 0:
        raise refused("empty")
    if length > rules.LARGEST_FILE:
        raise refused("too_large")
    now = timezone.now()
    upload, _ = Upload.objects.get_or_create(
        key=key,
        defaults={"length": length, "media_type": media_type[:100], "begun_at": now, "touched_at": now},
    )
    if upload.length != length:
        raise WrongLength
    return upload


@transaction.atomic
def receive_chunk(*, upload: Upload, offset: int, content: bytes) -> Upload:
    """Add a piece of at most `rules.LARGEST_CHUNK` bytes. One that is here already changes nothing.

    An empty piece only asks what is here. Raises `WrongOffset`, `WrongLength`.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    end = offset + len(content)
    if upload.is_over or not content or end <= upload.received:
        return upload
    if offset != upload.received:
        raise WrongOffset(upload.received)
    if len(content) > rules.LARGEST_CHUNK or end > upload.length:
        raise WrongLength
    sealed = seal(content, village_id=_village_id(), owner=upload.pk, place=offset)
    UploadPiece.objects.create(upload=upload, offset=offset, content=sealed)
    upload.received, upload.touched_at = end, timezone.now()
    upload.save(update_fields=["received", "touched_at"])
    return upload


def finish_upload(*, upload: Upload, sha256: str) -> Document:
    """Examine the whole file and keep it; asked again, the same answer. `sha256` is empty where the browser has none.

    Raises `FileRefused`; `WrongOffset` when pieces are missing or the file came out another one, which begins it again;
    `NotExamined` when it may be tried again.
    """
    upload = _finished(upload, sha256)
    if upload.refusal:
        raise FileRefused(upload.refusal)
    if upload.document is None:
        raise WrongOffset(upload.received)
    document: Document = upload.document
    return document


@transaction.atomic
def _finished(upload: Upload, sha256: str) -> Upload:
    """Refusals are kept, so they don't leave here as exceptions, which would undo that."""
    locked = Upload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk).first()
    if locked is None:  # somebody's earlier try is being examined
        raise Busy
    if locked.is_over or not locked.is_whole:
        return locked
    content = _whole(locked)
    if sha256 and hash_of(content).hexdigest() != sha256.lower():
        locked.received = 0
    else:
        try:
            locked.document = _keep(examining.examine(content))
        except FileRefused as refusal:
            locked.refusal = str(refusal)
    locked.touched_at = timezone.now()
    locked.save(update_fields=["received", "document", "refusal", "touched_at"])
    locked.arrived.all().delete()
    return locked


def _whole(upload: Upload) -> bytes:
    village_id = _village_id()
    return b"".join(
        unseal(bytes(piece.content), village_id=village_id, owner=upload.pk, place=piece.offset)
        for piece in upload.arrived.order_by("offset")
    )


@transaction.atomic
def receive_whole(*, content: bytes) -> Document:
    """A file that came in one piece. Raises `FileRefused`, `NotExamined`, `StorageFull`."""
    return _keep(examining.examine(content))


@transaction.atomic
def receive_untouched(*, content: bytes, media_type: str) -> Document:
    """A file that another office of Balai has drawn anew or looked into already: looked into again, kept as it came.

    Raises `FileRefused`, `NotExamined`, `StorageFull`.
    """
    return _keep(examining.examine_untouched(content, media_type))


@transaction.atomic
def keep_as_is(*, content: bytes, media_type: str, by: Actor) -> Document:
    """Keep what an office issued byte for byte, so that its own signature stays valid.

    It is looked into all the same. Raises `FileRefused`, `NotExamined`, `StorageFull`.
    """
    document = receive_untouched(content=content, media_type=media_type)
    audit.record(Action.ISSUED_KEPT, by=by, subject=document, facts=_facts(document))
    return document


def _keep(examined: Examined) -> Document:
    document = Document(
        sha256=hash_of(examined.content).hexdigest(),
        media_type=examined.media_type,
        treatment=examined.treatment,
        size=len(examined.content),
        pages=examined.pages,
        width=examined.width,
        height=examined.height,
        sharpness=examined.sharpness,
        brightness=examined.brightness,
        received_at=timezone.now(),
    )
    document.file = files.store(seal(examined.content, village_id=_village_id(), owner=document.pk))
    document.save(force_insert=True)
    return document


def open_document(document: Document) -> bytes:
    """Its content. Whoever shows it to somebody records that. Raises `FileMissing`, `FileDamaged`, `ContentUnreadable`."""
    return unseal(files.read(document.file), village_id=document.village_id, owner=document.pk)


def page_picture(*, document: Document, page: int = 1) -> bytes:
    """A page (from 1) as JPEG, for showing beside other things; a photograph as it is. Raises `NotExamined` and what `open_document` raises."""
    content = open_document(document)
    if document.is_picture:
        return content
    return examining.page_drawn(content, page=page, long_side=PAGE_LONG_SIDE)


def glimpse(*, document: Document, long_side: int) -> bytes:
    """The first page of a PDF as JPEG: its layout is known by it, and no number can be read, however small the paper.

    Raises `FileRefused`, `NotExamined` and what `open_document` raises.
    """
    return examining.page_glimpsed(open_document(document), long_side=long_side)


def text_of(content: bytes) -> str:
    """What the first pages of a PDF that somebody sent say; "" for a scan. Raises `FileRefused`, `NotExamined`."""
    return examining.text_of(content)


def one_pdf(documents: Sequence[Document]) -> bytes:
    """Several documents as one PDF, in their order. Raises `NotExamined` and what `open_document` raises.

    For handing out: pages are kept one by one, so that each can be sent again alone. A signature doesn't outlive it.
    """
    return examining.joined([open_document(document) for document in documents])


@transaction.atomic
def delete_document(*, document: Document, by: Actor) -> None:
    """Forget it. The encrypted file goes with the next nightly sweep."""
    audit.record(Action.DELETED, by=by, subject=document, facts=_facts(document))
    document.delete()


@transaction.atomic
def sweep_uploads() -> int:
    """Drop what nobody continued for a day, in the village of the scope; how many."""
    left = Upload.objects.left_alone_since(timezone.now() - LEFT_ALONE)
    count = left.count()
    left.delete()
    return count


def _facts(document: Document) -> dict[str, str | int]:
    return {"media_type": document.media_type, "pages": document.pages}


def _village_id() -> int:
    village_id = current_village_id()
    if village_id is None:
        raise RuntimeError("files are received in the name of a village")
    return village_id

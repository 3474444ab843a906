"""Files arrive complete and once, lie encrypted, and belong to one village."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
import time_machine

from balai.accounts.actors import Actor
from balai.accounts.models import AuditEntry
from balai.core import files as store
from balai.documents import rules
from balai.documents.enums import Action, MediaType, Treatment
from balai.documents.keeping import ContentUnreadable, unseal
from balai.documents.models import Document, Upload, UploadPiece
from balai.documents.operations import (
    WrongLength,
    WrongOffset,
    begin_upload,
    delete_document,
    finish_upload,
    keep_as_is,
    one_pdf,
    open_document,
    page_picture,
    receive_chunk,
    sweep_uploads,
)
from balai.documents.refusals import Busy, FileRefused
from balai.tenancy.models import Village
from balai.tenancy.scope import acting_for, acting_for_regency
from config.tasks import sweep_files
from tests.accounts.test_races import at_once
from tests.documents import files
from tests.documents.factories import PIECE, digest, make_document, make_upload
from tests.factories import make_village


def test_a_photograph_in_pieces_becomes_a_document(in_village: Village) -> None:
    upload = make_upload(files.photo())

    document = finish_upload(upload=upload, sha256=digest(files.photo()))

    kept = open_document(document)
    assert (document.media_type, document.treatment, document.pages) == (MediaType.JPEG, Treatment.DRAWN, 1)
    assert (document.size, document.sha256) == (len(kept), sha256(kept).hexdigest())
    assert (document.width, document.height, document.warnings) == (1152, 1600, ())
    assert not UploadPiece.objects.exists()


def test_an_upload_is_begun_once_however_often_it_is_asked_for(in_village: Village) -> None:
    key = uuid4()
    first = begin_upload(key=key, length=70_000, media_type="image/jpeg")
    receive_chunk(upload=first, offset=0, content=bytes(PIECE))

    again = begin_upload(key=key, length=70_000, media_type="image/jpeg")

    assert (again.pk, again.received) == (first.pk, PIECE)
    with pytest.raises(WrongLength):
        begin_upload(key=key, length=70_001, media_type="image/jpeg")


def test_a_piece_that_comes_twice_changes_nothing(in_village: Village) -> None:
    content = files.photo()
    upload = make_upload(content, received=2 * PIECE)

    again = receive_chunk(upload=upload, offset=PIECE, content=content[PIECE : 2 * PIECE])

    assert again.received == 2 * PIECE
    assert UploadPiece.objects.count() == 2


@pytest.mark.parametrize("offset", [0, PIECE - 1, PIECE + 1, 3 * PIECE])
def test_a_piece_that_does_not_join_is_told_where_to_go_on(in_village: Village, offset: int) -> None:
    upload = make_upload(files.photo(), received=PIECE)

    with pytest.raises(WrongOffset) as wrong:
        receive_chunk(upload=upload, offset=offset, content=bytes(2 * PIECE))

    assert wrong.value.expected == PIECE


def test_nothing_beyond_what_was_said_is_taken(in_village: Village) -> None:
    upload = begin_upload(key=uuid4(), length=100_000, media_type="")

    with pytest.raises(WrongLength):
        receive_chunk(upload=upload, offset=0, content=bytes(rules.LARGEST_CHUNK + 1))
    receive_chunk(upload=upload, offset=0, content=bytes(60_000))
    with pytest.raises(WrongLength):
        receive_chunk(upload=upload, offset=60_000, content=bytes(40_001))

    with pytest.raises(FileRefused, match="15 MB"):
        begin_upload(key=uuid4(), length=rules.LARGEST_FILE + 1, media_type="")


def test_a_file_is_not_finished_before_it_is_whole(in_village: Village) -> None:
    upload = make_upload(files.photo(), received=PIECE)

    with pytest.raises(WrongOffset) as wrong:
        finish_upload(upload=upload, sha256="")

    assert wrong.value.expected == PIECE


def test_a_file_that_came_out_another_one_is_sent_again(in_village: Village) -> None:
    upload = make_upload(files.photo())

    with pytest.raises(WrongOffset) as wrong:
        finish_upload(upload=upload, sha256=digest(b"another"))

    assert wrong.value.expected == 0
    assert not UploadPiece.objects.exists()


def test_a_refusal_is_told_again_to_whoever_asks_again(in_village: Village) -> None:
    upload = make_upload(b"MZ" + bytes(PIECE))

    for _ in range(2):
        with pytest.raises(FileRefused, match="Ini program"):
            finish_upload(upload=upload, sha256="")

    assert not UploadPiece.objects.exists()
    assert not Document.objects.exists()


def test_what_lies_on_the_disk_and_in_the_database_is_encrypted(in_village: Village) -> None:
    upload = make_upload(files.photo(), received=PIECE)
    document = make_document()

    on_the_way = bytes(upload.arrived.get().content)
    at_rest = store.read(document.file)

    assert files.photo()[:PIECE][100:200] not in on_the_way
    assert open_document(document)[100:200] not in at_rest
    assert not at_rest.startswith(b"\xff\xd8")


def test_what_is_kept_opens_only_as_the_document_it_is(in_village: Village, other_village: Village) -> None:
    document = make_document()
    at_rest = store.read(document.file)

    for village_id, owner in ((in_village.pk, uuid4()), (other_village.pk, document.pk)):
        with pytest.raises(ContentUnreadable):
            unseal(at_rest, village_id=village_id, owner=owner)
    with pytest.raises(ContentUnreadable):
        unseal(at_rest[:-1] + bytes([at_rest[-1] ^ 1]), village_id=in_village.pk, owner=document.pk)


def test_another_village_sees_neither_documents_nor_uploads(
    in_village: Village, other_village: Village
) -> None:
    upload = make_upload(files.photo(), received=PIECE)
    document = make_document()

    with acting_for(other_village):
        seen = [model.objects.count() for model in (Document, Upload, UploadPiece)]
        theirs = begin_upload(key=upload.key, length=upload.length, media_type="")
    with acting_for_regency("memeriksa berkas"):
        content = open_document(Document.objects.get(pk=document.pk))

    assert seen == [0, 0, 0]
    assert (theirs.pk != upload.pk, theirs.received) == (True, 0)
    assert content == open_document(document)


def test_what_an_office_issues_stays_byte_for_byte(in_village: Village, actor: Actor) -> None:
    issued = files.pdf(lambda made: made.docinfo.update({"/Author": "Disdukcapil"}))

    document = keep_as_is(content=issued, media_type="application/pdf", by=actor)

    assert open_document(document) == issued
    assert (document.treatment, document.sha256) == (Treatment.UNTOUCHED, digest(issued))
    entry = AuditEntry.objects.get(action=Action.ISSUED_KEPT)
    assert (entry.subject_id, entry.facts) == (
        str(document.pk),
        {"media_type": "application/pdf", "pages": 1},
    )


def test_papers_are_handed_out_as_one_pdf_and_shown_as_pictures(in_village: Village) -> None:
    photo, paper = make_document(), make_document(files.pdf(pages=2))

    assert one_pdf([photo, paper]).startswith(b"%PDF-")
    assert page_picture(document=photo) == open_document(photo)
    assert page_picture(document=paper, page=2).startswith(b"\xff\xd8")
    with pytest.raises(FileRefused):
        page_picture(document=paper, page=3)


def test_what_is_deleted_is_gone_after_the_nightly_sweep(in_village: Village, actor: Actor) -> None:
    upload = make_upload(files.photo())
    gone, stays = finish_upload(upload=upload, sha256=""), make_document(files.photo(900))

    delete_document(document=gone, by=actor)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        sweep_files(0)

    assert not store.path_of(gone.file).exists()
    assert open_document(stays)
    assert not Upload.objects.exists()
    assert AuditEntry.objects.filter(action=Action.DELETED).count() == 1


def test_what_nobody_continues_for_a_day_is_dropped(in_village: Village) -> None:
    now = datetime(2026, 11, 20, 8, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        left, finished = make_upload(files.photo(), received=PIECE), make_upload(files.photo())
        document = finish_upload(upload=finished, sha256="")
    with time_machine.travel(now + timedelta(hours=20), tick=False):
        continued = make_upload(files.photo(), received=PIECE)

    with time_machine.travel(now + timedelta(hours=25), tick=False):
        assert sweep_uploads() == 1

    assert set(Upload.objects.values_list("pk", flat=True)) == {finished.pk, continued.pk}
    assert not UploadPiece.objects.filter(upload=left).exists()
    assert open_document(document)


@pytest.mark.usefixtures("committed")
def test_a_file_that_many_finish_at_once_is_kept_once() -> None:
    village = make_village()
    with acting_for(village):
        upload = make_upload(files.photo(900))

    def finish(_: int) -> str:
        try:
            with acting_for(village):
                return str(finish_upload(upload=upload, sha256="").pk)
        except Busy:
            return "busy"

    said = set(at_once(finish, 6))

    with acting_for(village):
        assert said - {"busy"} == {str(Document.objects.get().pk)}


@pytest.mark.usefixtures("committed")
def test_pieces_that_come_at_once_are_each_taken_once() -> None:
    village, content = make_village(), files.photo(900)
    with acting_for(village):
        upload = make_upload(content, received=PIECE)

    def send(_: int) -> str:
        with acting_for(village):
            taken = receive_chunk(upload=upload, offset=PIECE, content=content[PIECE : 2 * PIECE])
        return str(taken.received)

    assert set(at_once(send, 6)) == {str(2 * PIECE)}
    with acting_for(village):
        assert UploadPiece.objects.count() == 2

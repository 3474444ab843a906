"""Documents and uploads, in the scope of a village."""

from hashlib import sha256
from uuid import uuid4

from balai.documents.models import Document, Upload
from balai.documents.operations import begin_upload, receive_chunk, receive_whole
from tests.documents.files import photo

PIECE = 16 * 1024


def make_document(content: bytes = b"") -> Document:
    return receive_whole(content=content or photo())


def make_upload(content: bytes, *, received: int | None = None) -> Upload:
    """An upload of which the first `received` bytes are here; all of them if not said."""
    upload = begin_upload(key=uuid4(), length=len(content), media_type="image/jpeg")
    until = len(content) if received is None else received
    while upload.received < until:
        piece = content[upload.received : min(until, upload.received + PIECE)]
        upload = receive_chunk(upload=upload, offset=upload.received, content=piece)
    return upload


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()

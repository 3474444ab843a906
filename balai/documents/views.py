"""Answers for the guarded views of other apps: a piece of a file, a document, a page of it.

The protocol of a piece: POST of at most 64 KiB of plain bytes with the headers `Upload-Length` (of the whole file),
`Upload-Type`, `Upload-Offset`, and `Upload-Digest` (SHA-256 of the whole, in hexadecimal, or empty). An empty piece asks
where to go on.

| status | body | what the sender does |
| --- | --- | --- |
| 200 | `received` | goes on from there |
| 201 | `document`, `pages`, `size`, `warnings` | it is done |
| 409 | `received` | goes on from there |
| 413, 422 | `sentence` | shows it and gives up |
| 503 | `sentence`, header `Retry-After` | comes again later |
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from balai.core.handing_out import pdf_response, picture_response
from balai.documents import operations, rules
from balai.documents.models import Document, Upload
from balai.documents.refusals import FileRefused, NotExamined, refused

AGAIN_AFTER: Final = 3  # seconds


def upload_of(request: HttpRequest, key: UUID) -> Upload:
    """The upload to which a piece belongs; its first piece begins it. Raises `FileRefused`, `WrongLength`, `BadRequest`."""
    return operations.begin_upload(
        key=key, length=_number(request, "Upload-Length"), media_type=request.headers.get("Upload-Type", "")
    )


def answer_piece(
    request: HttpRequest, key: UUID, kept: Callable[[Document], object] = lambda document: None
) -> HttpResponse:
    """Take a piece of the upload of that key, which its first piece begins: `upload_of` and `answer_chunk` in one."""
    try:
        upload = upload_of(request, key)
    except FileRefused as refusal:
        return answer_refusal(refusal)
    except operations.WrongLength:
        return _told(413, sentence=str(refused("other_type")))
    return answer_chunk(request, upload, kept)


def answer_chunk(
    request: HttpRequest, upload: Upload, kept: Callable[[Document], object] = lambda document: None
) -> HttpResponse:
    """Take a piece. `kept` hears of the document in the same transaction, and again whenever the sender asks again.

    What `kept` raises goes on, and the document is none. Raises `BadRequest`.
    """
    try:
        upload = operations.receive_chunk(
            upload=upload, offset=_number(request, "Upload-Offset"), content=_body(request)
        )
    except operations.WrongOffset as wrong:
        return _told(409, received=wrong.expected)
    except operations.WrongLength:
        return _told(413, sentence=str(refused("too_large")))
    if not upload.is_whole:
        return _told(200, received=upload.received)
    return _answer_whole(upload, request.headers.get("Upload-Digest", ""), kept)


@transaction.atomic
def _answer_whole(upload: Upload, digest: str, kept: Callable[[Document], object]) -> HttpResponse:
    """Answers, unlike exceptions, let a refusal or a new beginning be kept."""
    try:
        document = operations.finish_upload(upload=upload, sha256=digest)
    except operations.WrongOffset as wrong:
        return _told(409, received=wrong.expected)
    except FileRefused as refusal:
        return answer_refusal(refusal)
    except NotExamined as problem:
        answer = _told(503, sentence=str(problem))
        answer.headers["Retry-After"] = str(AGAIN_AFTER)
        return answer
    kept(document)
    return _told(201, document=str(document.pk), pages=document.pages, size=document.size,
                 warnings=list(document.warnings))  # fmt: skip


def answer_refusal(refusal: FileRefused) -> HttpResponse:
    """What the sender of a piece reads."""
    return _told(422, sentence=str(refusal))


def document_response(document: Document, name: str, *, download: bool = False) -> HttpResponse:
    """The document as it is kept; `name` without its ending. Raises what `open_document` raises."""
    content = operations.open_document(document)
    if document.is_picture:
        return picture_response(content, f"{name}.jpg", download=download)
    return pdf_response(content, f"{name}.pdf", download=download)


def page_response(document: Document, page: int, name: str) -> HttpResponse:
    """A page (from 1) as a picture. Raises what `page_picture` raises."""
    return picture_response(operations.page_picture(document=document, page=page), f"{name}.jpg")


def _body(request: HttpRequest) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > rules.LARGEST_CHUNK:
        raise operations.WrongLength  # not a byte of it is read
    return request.body


def _number(request: HttpRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise BadRequest(f"{header} is no number of bytes")
    return int(text)


def _told(status: int, **told: Any) -> HttpResponse:
    answer = JsonResponse(told, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer

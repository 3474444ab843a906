"""What a browser hears about a piece of a file, and a form without scripts."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from balai.documents import examining, rules
from balai.documents.forms import PapersField
from balai.documents.models import Document, Upload
from balai.documents.views import answer_piece, document_response, page_response
from tests.documents import files
from tests.documents.factories import PIECE, digest, make_document

pytestmark = pytest.mark.usefixtures("in_village")


class Sender:
    """A browser that sends `content` in pieces; `kept` is what the page heard."""

    def __init__(self, content: bytes) -> None:
        self.content, self.key, self.kept = content, uuid4(), list[Document]()

    def send(
        self, offset: int, length: int, kept: Callable[[Document], None] | None = None, **headers: str
    ) -> HttpResponse:
        request = RequestFactory().post(
            "/", self.content[offset : offset + length], content_type="application/octet-stream",
            headers={"Upload-Length": str(len(self.content)), "Upload-Offset": str(offset),
                     "Upload-Digest": digest(self.content), **headers},
        )  # fmt: skip
        return answer_piece(request, self.key, kept or self.kept.append)


def told(answer: HttpResponse) -> tuple[int, Any]:
    return answer.status_code, json.loads(answer.content)


def test_a_file_goes_on_where_it_stopped_and_ends_as_a_document() -> None:
    sender = Sender(files.photo(900))
    whole = len(sender.content)

    begun = told(sender.send(0, PIECE))
    too_far = told(sender.send(3 * PIECE, PIECE))
    asked = told(sender.send(0, 0))
    end = [told(sender.send(offset, PIECE)) for offset in range(PIECE, whole, PIECE)][-1]
    again = told(sender.send(whole - 1, 1))

    document = Document.objects.get()
    assert [begun, too_far, asked] == [
        (200, {"received": PIECE}),
        (409, {"received": PIECE}),
        (200, {"received": PIECE}),
    ]
    assert end == again == (
        201, {"document": str(document.pk), "pages": 1, "size": document.size, "warnings": []}
    )  # fmt: skip
    assert sender.kept == [document, document]


def test_a_document_that_the_page_does_not_want_is_none() -> None:
    def full(document: Document) -> None:
        raise LookupError

    sender = Sender(files.as_file(files.paper(300)))

    with pytest.raises(LookupError):
        sender.send(0, len(sender.content), full)
    assert not Document.objects.exists()
    assert told(sender.send(0, 0))[0] == 201


def test_a_refusal_is_kept_for_whoever_asks_again() -> None:
    sender = Sender(b"<svg/>")

    answers = [told(sender.send(0, 6)), told(sender.send(0, 0))]

    assert answers[0] == answers[1]
    assert Upload.objects.get().refusal


def test_what_cannot_be_read_well_is_said_with_the_document() -> None:
    sender = Sender(files.as_file(files.paper(700, light=0.2)))

    _, answer = [told(sender.send(offset, PIECE)) for offset in range(0, len(sender.content), PIECE)][-1]

    assert answer["warnings"] == [rules.DARK, rules.SMALL]


@pytest.mark.parametrize(
    ("content", "length", "status", "sentence"),
    [
        (b"<svg/>", PIECE, 422, "Gambar SVG tidak bisa diterima."),
        (b"", 0, 422, "Berkas ini kosong."),
        (bytes(rules.LARGEST_CHUNK + 1), rules.LARGEST_CHUNK + 1, 413, "Berkas ini terlalu besar."),
    ],
)
def test_what_is_not_taken_is_told_in_a_sentence(
    content: bytes, length: int, status: int, sentence: str
) -> None:
    code, answer = told(Sender(content).send(0, length))

    assert code == status
    assert answer["sentence"].startswith(sentence)


def test_who_comes_while_all_are_busy_is_told_when_to_come_again(all_busy: None) -> None:
    sender = Sender(files.photo(900)[:PIECE])

    answer = sender.send(0, PIECE)

    assert (answer.status_code, answer["Retry-After"]) == (503, "3")
    assert "coba lagi" in told(answer)[1]["sentence"]


@pytest.mark.parametrize("header", ["Upload-Offset", "Upload-Length"])
@pytest.mark.parametrize("text", ["", "-1", "1e3", "9" * 400, "٣"])
def test_numbers_that_are_none_are_no_request(header: str, text: str) -> None:
    with pytest.raises(BadRequest):
        Sender(files.photo(900)).send(0, PIECE, **{header: text})


def test_a_document_is_shown_and_kept_nowhere() -> None:
    photo, paper = make_document(), make_document(files.pdf())

    answers = [document_response(photo, "ktp"), document_response(paper, "kk"), page_response(paper, 1, "kk")]

    assert [(answer["Content-Type"], answer["Content-Disposition"]) for answer in answers] == [
        ("image/jpeg", 'inline; filename="ktp.jpg"'),
        ("application/pdf", 'inline; filename="kk.pdf"'),
        ("image/jpeg", 'inline; filename="kk.jpg"'),
    ]
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_a_plain_form_takes_several_files() -> None:
    chosen = [SimpleUploadedFile("a.jpg", b"a"), SimpleUploadedFile("b.jpg", b"b")]

    assert PapersField().clean(chosen) == [b"a", b"b"]
    assert PapersField(required=False).clean([]) == []


@pytest.fixture
def all_busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody's files are being looked at in all places."""
    monkeypatch.setattr(examining, "TURN_SECONDS", 0.01)
    taken = [examining._TURNS.acquire() for _ in range(2)]
    yield
    for _ in taken:
        examining._TURNS.release()

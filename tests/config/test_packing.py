"""How pages are packed for the way."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from config.packing import Packed

PAGE = b"Surat Keterangan Domisili. " * 40


def answered(rf: RequestFactory, accepted: str, response: HttpResponseBase) -> HttpResponseBase:
    request = rf.get("/", headers={"Accept-Encoding": accepted})
    return Packed(lambda _: response).process_response(request, response)


def test_a_page_is_packed_with_brotli_for_who_understands_it(rf: RequestFactory) -> None:
    answer = answered(rf, "gzip, deflate, br;q=1.0, zstd", HttpResponse(PAGE))

    assert isinstance(answer, HttpResponse)
    assert brotli.decompress(answer.content) == PAGE
    assert answer["Content-Encoding"] == "br"
    assert answer["Content-Length"] == str(len(answer.content))
    assert answer["Vary"] == "Accept-Encoding"


def test_a_page_is_packed_with_gzip_for_who_understands_only_that(rf: RequestFactory) -> None:
    answer = answered(rf, "gzip", HttpResponse(PAGE))

    assert isinstance(answer, HttpResponse)
    assert gzip.decompress(answer.content) == PAGE
    assert answer["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("accepted", "response"),
    [
        ("", HttpResponse(PAGE)),
        ("br", HttpResponse(b"pendek")),
        ("br", HttpResponse(PAGE, headers={"Content-Encoding": "identity"})),
        ("br", StreamingHttpResponse([PAGE])),
    ],
    ids=["not asked for", "short", "packed already", "streamed"],
)
def test_nothing_else_is_touched(accepted: str, response: HttpResponseBase, rf: RequestFactory) -> None:
    before = response.getvalue() if isinstance(response, HttpResponse) else PAGE

    answer = answered(rf, accepted, response)

    assert answer.headers.get("Content-Encoding", "identity") == "identity"
    assert answer.getvalue() == before


def test_the_size_of_an_answer_varies(rf: RequestFactory) -> None:
    """Whoever listens and can put words into a page should not learn from its size what else is in it (BREACH)."""
    sizes = {len(answered(rf, "br", HttpResponse(PAGE))["X-Padding"]) for _ in range(20)}

    assert len(sizes) > 1
